namespace BackpropCrossCheck.Cli;

/// <summary>A text that a command gives.</summary>
/// <param name="Text">The text.</param>
/// <param name="Path">The file it goes to; null for standard output.</param>
internal sealed record WrittenText(string Text, string? Path);
