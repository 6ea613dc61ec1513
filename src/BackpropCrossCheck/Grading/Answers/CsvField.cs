namespace BackpropCrossCheck.Grading.Answers;

/// <summary>A field of a CSV file.</summary>
/// <param name="Text">Its content, without quotes and without white space around it.</param>
/// <param name="Offset">Its first byte in the file; that of the quote if it has one.</param>
internal readonly record struct CsvField(string Text, int Offset);
