namespace BackpropCrossCheck.Grading.Answers;

/// <summary>A field of a CSV file.</summary>
/// <param name="Text">What it says, without the quotes around it.</param>
/// <param name="Offset">Its first byte in the file, the quote where it has one.</param>
internal readonly record struct CsvField(string Text, int Offset);
