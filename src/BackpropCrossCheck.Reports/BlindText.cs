using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>Names the fixtures that pass and yet could not have shown a small defect in a gradient.</summary>
internal static class BlindText
{
    /// <summary>A defect of 1 % should be seen.</summary>
    private const double Share = 0.01;
    private const int MostNames = 3;

    /// <summary>"1 fixture could not have shown a gradient that is 1 % wrong: flat"; null if every one could.</summary>
    /// <param name="fixtures">The fixtures of a run.</param>
    public static string? Of(IReadOnlyList<FixtureReport> fixtures)
    {
        string[] blind = [.. fixtures.Where(IsBlind).Select(fixture => fixture.Name ?? fixture.File)];
        if (blind.Length == 0)
        {
            return null;
        }

        string names = string.Join(", ", blind.Take(MostNames));
        string more = blind.Length > MostNames ? FormattableString.Invariant($" and {blind.Length - MostNames} more") : string.Empty;
        return $"{Wording.Count(blind.Length, "fixture")} could not have shown a gradient that is 1 % wrong: {names}{more}";
    }

    /// <summary>Whether a fixture passes, and no comparison would have seen such a defect in one of its gradients.</summary>
    private static bool IsBlind(FixtureReport fixture)
        => fixture.Verdict == Verdict.Pass
            && Gradients(fixture).Any(tensor => Misses(tensor) && Gradients(fixture)
                .All(witness => witness.Step.Index != tensor.Step.Index || Misses(witness)));

    private static IEnumerable<TensorSummary> Gradients(FixtureReport fixture) => fixture.Comparisons
        .SelectMany(comparison => comparison.Summaries)
        .Where(tensor => tensor.Step.IsGradient && tensor.Numbers > 0 && (tensor.ZeroPasses || tensor.Sees is not null));

    private static bool Misses(TensorSummary tensor) => tensor.ZeroPasses || tensor.Sees > Share;
}
