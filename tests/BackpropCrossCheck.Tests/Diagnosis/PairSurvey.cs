using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Plants two mistakes in different steps of one calculation, with everything given. Both have to be named.</summary>
internal static class PairSurvey
{
    /// <summary>The causes that belong to steps.</summary>
    public static IReadOnlyList<string> Causes { get; } =
    [
        .. PlantedDraw.Causes.Except(PlantedDraw.CausesOfFormat).Except(["all-zero", "rounded-intermediates", "truncated-intermediates"]),
    ];

    /// <summary>Plants pairs with a mistake of one cause.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="count">How many pairs.</param>
    /// <param name="seed">The seed of the first.</param>
    public static PairRow Run(string cause, int count, int seed)
    {
        var row = new PairRow(cause);
        for (int i = 0; i < count; i++)
        {
            var draw = new PlantedDraw(seed + i);
            for (int tries = 0; tries < 60; tries++)
            {
                (Fixture fixture, Planting first) = draw.Of(cause);
                string other = Causes[(i * 7 + (tries * 11)) % Causes.Count];
                if (other != cause && draw.Mistake(other, fixture) is { } second && AreApart(fixture, first, second))
                {
                    Add(row, fixture, first, second, seed + i);
                    break;
                }
            }
        }

        return row;
    }

    /// <summary>Whether two mistakes change different steps, and each is noticeable beside the other.</summary>
    private static bool AreApart(Fixture fixture, Planting first, Planting second)
        => !PlantedSteps.Of(fixture, first).Intersect(PlantedSteps.Of(fixture, second)).Any()
            && PlantedDraw.IsNoticeable(fixture, _ => true, [first], [first, second])
            && PlantedDraw.IsNoticeable(fixture, _ => true, [second], [first, second]);

    private static void Add(PairRow row, Fixture fixture, Planting first, Planting second, int seed)
    {
        ResultComparison comparison = new Survey(NumberPrecision.Float32).Compare(fixture, _ => true, first, second);
        Planting[] pair = [first, second];
        row.Planted++;
        row.Seen += comparison.Verdict == Verdict.Fail ? 1 : 0;
        int named = pair.Count(mistake => comparison.Findings.Any(finding => IsNamed(fixture, _ => true, pair, mistake, finding)));
        bool isWrong = comparison.Findings.Any(finding => !pair.Any(mistake => IsNamed(fixture, _ => true, pair, mistake, finding)));
        row.Both += named == 2 ? 1 : 0;
        row.One += named == 1 ? 1 : 0;
        row.Neither += named == 0 ? 1 : 0;
        row.Wrong += isWrong ? 1 : 0;
        if (named < 2 || isWrong)
        {
            row.Faults.Add($"seed {seed}: {first} and {second}, found {string.Join("; ", comparison.Findings)}");
        }
    }

    /// <summary>Whether a finding is a mistake of the pair, or gives the same numbers in its place.</summary>
    /// <param name="fixture">The network.</param>
    /// <param name="kept">What the other side gives.</param>
    /// <param name="pair">Both mistakes.</param>
    /// <param name="mistake">One of them.</param>
    /// <param name="finding">The finding.</param>
    public static bool IsNamed(Fixture fixture, Func<Step, bool> kept, Planting[] pair, Planting mistake, Finding finding)
        => mistake.IsFoundBy(finding, 1e-3) || Planting.Of(finding).Any(found => !PlantedDraw.IsNoticeable(
            fixture, kept, pair, [.. pair.Where(one => one != mistake), found]));
}
