namespace BackpropCrossCheck.Checking;

/// <summary>How many comparisons used a fixed rule.</summary>
/// <param name="Rule">The rule in words, with its figures.</param>
/// <param name="Comparisons">How many; at least 1.</param>
public sealed record RuleCount(string Rule, int Comparisons);
