namespace BackpropCrossCheck.Checking;

/// <summary>How the independent results of a fixture disagree.</summary>
/// <param name="Outliers">Who stands alone, in the order of their first numbers.</param>
/// <param name="Splits">Where nobody does although they disagree, in the order of their first numbers.</param>
internal sealed record Disagreements(IReadOnlyList<Outlier> Outliers, IReadOnlyList<Split> Splits)
{
    /// <summary>No disagreement.</summary>
    public static Disagreements None { get; } = new([], []);
}
