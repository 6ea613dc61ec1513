using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Teaching;

/// <summary>An exercise made with a seed, and the known mistakes that its numbers do not show.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Fixture">The exercise.</param>
/// <param name="Hidden">The mistakes, as clauses.</param>
internal sealed record SeededExercise(ulong Seed, Fixture Fixture, IReadOnlyList<string> Hidden)
{
    /// <summary>How many further seeds are tried for a better one.</summary>
    private const int MostTries = 20;

    /// <summary>The exercise of a seed; null if no suitable numbers were found.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="decimals">The decimals of the exercise.</param>
    public static SeededExercise? Of(Fixture network, ulong seed, int decimals)
        => FriendlyNumbers.Of(network, seed, decimals) is not { } fixture ? null
            : new SeededExercise(seed, fixture, HiddenMistakes.Of(Worksheet.Asked(fixture), decimals));

    /// <summary>The next seed whose numbers show more; null if there is none close by.</summary>
    /// <param name="network">The network.</param>
    /// <param name="decimals">The decimals of the exercise.</param>
    public SeededExercise? Better(Fixture network, int decimals)
    {
        SeededExercise best = this;
        for (int i = 1; i <= MostTries && best.Hidden.Count > 0; i++)
        {
            if (Of(network, unchecked(Seed + (ulong)i), decimals) is { } other && other.Hidden.Count < best.Hidden.Count)
            {
                best = other;
            }
        }

        return best == this ? null : best;
    }
}
