namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Guesses which known name a misspelt one means.</summary>
internal static class NearestName
{
    /// <summary>The nearest name if one is close, otherwise null. Close means at most 1 edit for up to 3 letters, 2 for up to 7, and 3 for
    /// longer names.</summary>
    /// <param name="typed">What was found.</param>
    /// <param name="known">The known names.</param>
    public static string? Of(string typed, IEnumerable<string> known)
    {
        string wanted = Plain(typed);
        int limit = wanted.Length < 4 ? 1 : wanted.Length < 8 ? 2 : 3;
        return known
            .Select(name => (Name: name, Distance: Distance(wanted, Plain(name))))
            .Where(candidate => candidate.Distance <= limit && candidate.Distance < wanted.Length)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>A part of a sentence: <c>; did you mean "x"?</c> if a name is close, otherwise empty.</summary>
    /// <param name="typed">What was found.</param>
    /// <param name="known">The known names.</param>
    public static string Question(string typed, IEnumerable<string> known)
        => Of(typed, known) is { } name ? $"; did you mean \"{name}\"?" : ".";

    // To people, learning_rate, learning-rate and LearningRate are the same name.
    private static string Plain(string name)
        => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).Take(64));

    /// <summary>How many insertions, deletions, substitutions and swaps of neighbours it takes to change one word into the other.</summary>
    private static int Distance(string a, string b)
    {
        int[][] cost = new int[a.Length + 1][];
        for (int i = 0; i <= a.Length; i++)
        {
            cost[i] = new int[b.Length + 1];
            for (int j = 0; j <= b.Length; j++)
            {
                cost[i][j] = i == 0 || j == 0 ? i + j : Cheapest(cost, a, b, i, j);
            }
        }

        return cost[a.Length][b.Length];
    }

    private static int Cheapest(int[][] cost, string a, string b, int i, int j)
    {
        int substituted = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        int cheapest = Math.Min(substituted, 1 + Math.Min(cost[i - 1][j], cost[i][j - 1]));
        bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(cheapest, 1 + cost[i - 2][j - 2]) : cheapest;
    }
}
