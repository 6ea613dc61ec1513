namespace BackpropCrossCheck.Cli;

/// <summary>Where a run shows its progress.</summary>
/// <param name="Terminal">Standard error, if it is a terminal that shows nothing else; null for no overwritten line.</param>
/// <param name="Diagnostics">Standard error; null if a long run must stay silent.</param>
internal sealed record ProgressWriters(TextWriter? Terminal, TextWriter? Diagnostics);
