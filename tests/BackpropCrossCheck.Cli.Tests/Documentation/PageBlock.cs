namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Kind">The first word after the fence, "console" for example; empty for a block without one.</param>
/// <param name="Label">The text after it: the name of a file, or the reason why the commands are not run.</param>
/// <param name="Text">The lines of the block.</param>
internal sealed record PageBlock(string Kind, string Label, string Text);
