using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>Whose numbers stood against the engine in a run.</summary>
/// <param name="Name">An oracle's name or an entry's "by".</param>
/// <param name="Kind">Where its numbers come from.</param>
/// <param name="Comparisons">In how many comparisons.</param>
public sealed record Witness(string Name, ResultKind Kind, int Comparisons)
{
    /// <summary>Whether it is a TensorFlow: an oracle or a recorded entry whose name says so.</summary>
    public bool IsTensorFlow => Kind != ResultKind.Hand && Name.Contains("tensorflow", StringComparison.OrdinalIgnoreCase);

    /// <summary>The witnesses of a run, in the order in which they appear.</summary>
    /// <param name="fixtures">The fixtures.</param>
    internal static IReadOnlyList<Witness> Of(IReadOnlyList<FixtureReport> fixtures)
    {
        var witnesses = new List<Witness>();
        Dictionary<string, int>[] places = [new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal)];
        foreach (FixtureReport fixture in fixtures)
        {
            foreach (ResultComparison comparison in fixture.Comparisons)
            {
                if (comparison is { Status: ComparisonStatus.Computed, Numbers: > 0 })
                {
                    Count(witnesses, places[(int)comparison.Kind], comparison);
                }
            }
        }

        return witnesses;
    }

    private static void Count(List<Witness> witnesses, Dictionary<string, int> places, ResultComparison comparison)
    {
        if (places.TryGetValue(comparison.Against, out int place))
        {
            witnesses[place] = witnesses[place] with { Comparisons = witnesses[place].Comparisons + 1 };
            return;
        }

        places.Add(comparison.Against, witnesses.Count);
        witnesses.Add(new Witness(comparison.Against, comparison.Kind, 1));
    }
}
