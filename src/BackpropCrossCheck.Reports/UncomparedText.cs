using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>What nothing stood against, in words.</summary>
internal static class UncomparedText
{
    /// <summary>"nothing stood against 6 updated-parameter and 1 updated-loss"; null where something stood against everything.</summary>
    /// <param name="counts">The counts by quantity.</param>
    public static string? Of(IReadOnlyList<QuantityCount> counts) => counts.Count == 0 ? null
        : FormattableString.Invariant(
            $"nothing stood against {Wording.Count(counts.Sum(count => count.Numbers), "number")} of the engine: {Listed(counts)}");

    /// <summary>The same of what a fixture's training gives, with the reason where there is one; null where something stood against all of
    /// that, and where there is no training.</summary>
    /// <param name="fixture">The fixture.</param>
    public static string? OfTraining(FixtureReport fixture)
    {
        QuantityCount[] updated = [.. fixture.NotCompared.Where(count => count.IsAfterTraining)];
        return updated.Length == 0 ? null
            : Of(updated) + (fixture.TrainingDiverges ? "; the training diverges: not all of them are finite" : string.Empty);
    }

    /// <summary>How many numbers after training nothing stood against.</summary>
    /// <param name="summary">What the run counted.</param>
    public static int AfterTraining(CheckSummary summary)
        => summary.NotCompared.Where(count => count.IsAfterTraining).Sum(count => count.Numbers);

    private static string Listed(IReadOnlyList<QuantityCount> counts)
        => string.Join(", ", counts.Select(count => FormattableString.Invariant($"{count.Numbers} {count.Word}")));
}
