using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>Describes which numbers were compared with nothing.</summary>
internal static class UncomparedText
{
    /// <summary>"nothing stood against 6 updated-parameter and 1 updated-loss"; null if everything was compared.</summary>
    /// <param name="counts">The counts by quantity.</param>
    public static string? Of(IReadOnlyList<QuantityCount> counts) => counts.Count == 0 ? null
        : FormattableString.Invariant(
            $"nothing stood against {Wording.Count(counts.Sum(count => count.Numbers), "number")} of the engine: {Listed(counts)}");

    /// <summary>The same for the results of a fixture's training, with the reason if there is one; null if all of them were compared or
    /// there is no training.</summary>
    /// <param name="fixture">The fixture.</param>
    public static string? OfTraining(FixtureReport fixture)
    {
        QuantityCount[] updated = [.. fixture.NotCompared.Where(count => count.IsAfterTraining)];
        return updated.Length == 0 ? null
            : Of(updated) + (fixture.TrainingDiverges ? "; the training diverges: not all of them are finite" : string.Empty);
    }

    /// <summary>How many of the numbers after training were compared with nothing.</summary>
    /// <param name="summary">The counts of the run.</param>
    public static int AfterTraining(CheckSummary summary)
    {
        int numbers = 0;
        foreach (QuantityCount count in summary.NotCompared)
        {
            numbers += count.IsAfterTraining ? count.Numbers : 0;
        }

        return numbers;
    }

    private static string Listed(IReadOnlyList<QuantityCount> counts)
        => string.Join(", ", counts.Select(count => FormattableString.Invariant($"{count.Numbers} {count.Word}")));
}
