namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>Groups of equal numbers, found by comparing all pairs.</summary>
internal static class NaiveGroups
{
    /// <summary>The groups of at least two equal numbers, as indices.</summary>
    public static int[][] Of(double[] row, bool zeros)
        => [.. Enumerable.Range(0, row.Length).GroupBy(i => Enumerable.Range(0, row.Length).First(j => AreEqual(row[i], row[j])))
            .Where(group => group.Count() > 1 && (zeros || row[group.Key] != 0)).Select(group => group.ToArray())];

    /// <summary>The share of the numbers that equal another one. Zeros do not count.</summary>
    public static double Share(double[] row)
        => row.Where((x, i) => x != 0 && row.Where((y, j) => i != j && AreEqual(x, y)).Any()).Count() / (double)row.Length;

    private static bool AreEqual(double x, double y) => Math.Abs(x - y) <= 1e-12 * Math.Max(Math.Abs(x), Math.Abs(y));
}
