namespace BackpropCrossCheck.Comparison;

/// <summary>Something odd in a file of answers that did not stop the grading.</summary>
/// <param name="IsUnreadable">Whether a number could not be read and counts as wrong; else it is a warning.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Text">What was found, and what was done with it or what to write instead.</param>
internal sealed record AnswerNote(bool IsUnreadable, int Line, int Column, string Text);
