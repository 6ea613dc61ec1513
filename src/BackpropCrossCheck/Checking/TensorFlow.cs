using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>Tells whether a result comes from a TensorFlow.</summary>
internal static class TensorFlow
{
    private const string Word = "tensorflow";

    /// <summary>Whether numbers of a TensorFlow, live or recorded, stood against the engine. An oracle or a recorded entry is a TensorFlow where its name
    /// says so.</summary>
    /// <param name="fixture">The report of a fixture.</param>
    public static bool StoodAgainst(FixtureReport fixture) => fixture.Comparisons.Any(comparison =>
        comparison is { Status: ComparisonStatus.Computed, Kind: not ResultKind.Hand, Numbers: > 0 }
        && comparison.Against.Contains(Word, StringComparison.OrdinalIgnoreCase));
}
