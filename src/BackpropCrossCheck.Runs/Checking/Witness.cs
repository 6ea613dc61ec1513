using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>A source of numbers that the engine was compared with in a run.</summary>
/// <param name="Name">An oracle's name or an entry's "by".</param>
/// <param name="Kind">The origin of its numbers.</param>
/// <param name="Comparisons">The number of comparisons with it.</param>
public sealed record Witness(string Name, ResultKind Kind, int Comparisons)
{
    private static readonly string[] TensorFlows = ["TensorFlow", "Keras", "the paper, TensorFlow"];

    /// <summary>How many of these comparisons included gradients.</summary>
    public int WithGradients { get; init; }

    /// <summary>Whether it is a TensorFlow: an oracle or a recorded entry that gives gradients and whose name begins with one of
    /// TensorFlow's names.</summary>
    public bool IsTensorFlow => Kind != ResultKind.Hand && WithGradients > 0 && Array.Exists(TensorFlows, Begins);

    /// <summary>The witnesses of a run, in order of appearance.</summary>
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
        int gradients = comparison.Summaries.Any(tensor => tensor.Step.IsGradient && tensor.Numbers > 0) ? 1 : 0;
        if (places.TryGetValue(comparison.Against, out int place))
        {
            Witness earlier = witnesses[place];
            witnesses[place] = earlier with { Comparisons = earlier.Comparisons + 1, WithGradients = earlier.WithGradients + gradients };
            return;
        }

        places.Add(comparison.Against, witnesses.Count);
        witnesses.Add(new Witness(comparison.Against, comparison.Kind, 1) { WithGradients = gradients });
    }

    /// <summary>Whether the name begins with a word. "Kerasine" does not begin with "Keras".</summary>
    private bool Begins(string word)
        => Name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (Name.Length == word.Length || !char.IsLetter(Name[word.Length]));
}
