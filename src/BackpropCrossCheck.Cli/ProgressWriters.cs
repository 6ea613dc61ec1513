namespace BackpropCrossCheck.Cli;

/// <summary>Where a run says how far it is.</summary>
/// <param name="Terminal">Standard error where it is a terminal that shows nothing else; null for no line that is written over.</param>
/// <param name="Diagnostics">Standard error; null where a run that takes long is to be silent.</param>
internal sealed record ProgressWriters(TextWriter? Terminal, TextWriter? Diagnostics);
