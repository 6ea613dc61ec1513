namespace BackpropCrossCheck.Checking;

/// <summary>How the independent results of a fixture disagree.</summary>
/// <param name="Outliers">Who stands alone, in the order of the first number concerned.</param>
/// <param name="Splits">Disagreements in which nobody stands alone, in the order of the first number concerned.</param>
internal sealed record Disagreements(IReadOnlyList<Outlier> Outliers, IReadOnlyList<Split> Splits)
{
    /// <summary>No disagreement.</summary>
    public static Disagreements None { get; } = new([], []);
}
