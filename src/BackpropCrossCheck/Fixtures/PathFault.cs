namespace BackpropCrossCheck.Fixtures;

/// <summary>A path that could not be followed.</summary>
/// <param name="Path">The path, as given.</param>
/// <param name="Problem">What is wrong with it, and what to do.</param>
public sealed record PathFault(string Path, string Problem);
