using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>Whose numbers stood against the engine in a run.</summary>
/// <param name="Name">An oracle's name or an entry's "by".</param>
/// <param name="Kind">Where its numbers come from.</param>
/// <param name="Fixtures">In how many fixtures.</param>
public sealed record Witness(string Name, ResultKind Kind, int Fixtures)
{
    /// <summary>Whether it is a TensorFlow: an oracle or a recorded entry whose name says so.</summary>
    public bool IsTensorFlow => Kind != ResultKind.Hand && Name.Contains("tensorflow", StringComparison.OrdinalIgnoreCase);

    /// <summary>The witnesses of a run, in the order in which they appear.</summary>
    /// <param name="fixtures">The fixtures.</param>
    internal static IReadOnlyList<Witness> Of(IEnumerable<FixtureReport> fixtures) => [.. fixtures
        .SelectMany(fixture => fixture.Comparisons.Where(comparison => comparison is { Status: ComparisonStatus.Computed, Numbers: > 0 })
            .Select(comparison => (comparison.Against, comparison.Kind)).Distinct())
        .CountBy(witness => witness)
        .Select(count => new Witness(count.Key.Against, count.Key.Kind, count.Value))];
}
