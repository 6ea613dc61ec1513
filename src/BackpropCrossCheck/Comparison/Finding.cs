namespace BackpropCrossCheck.Comparison;

/// <summary>A cause that a discrepancy is traced to.</summary>
/// <param name="Cause">Its name.</param>
/// <param name="Layer">The layer where the mistake sits, from 1; null where it is everywhere.</param>
/// <param name="Argument">Its parameter, or null.</param>
/// <param name="Explains">The share of the differing numbers that it explains, 0 to 1.</param>
/// <param name="Text">For a person: what was done instead, and what to do.</param>
public sealed record Finding(string Cause, int? Layer, FindingArgument? Argument, double Explains, string Text);
