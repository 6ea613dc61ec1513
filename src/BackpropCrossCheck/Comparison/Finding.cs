namespace BackpropCrossCheck.Comparison;

/// <summary>The cause of a discrepancy.</summary>
/// <param name="Cause">Its name.</param>
/// <param name="Layer">The layer with the mistake, from 1; null if it is everywhere.</param>
/// <param name="Argument">Its parameter, or null.</param>
/// <param name="Explains">The share of the differing numbers that it explains, 0 to 1.</param>
/// <param name="Text">For people: what was done instead, and what to do about it.</param>
public sealed record Finding(string Cause, int? Layer, FindingArgument? Argument, double Explains, string Text);
