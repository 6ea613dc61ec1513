namespace BackpropCrossCheck.Rounding;

/// <summary>Finds equal numbers in a row. Units with equal weights make the same rounding error, but quadrature assumes that errors are
/// independent.</summary>
internal static class EqualNumbers
{
    /// <summary>Numbers are equal if they differ by less than this, relative to the larger one: then only the engine's own rounding
    /// separates them.</summary>
    public const double Tolerance = 1e-12;

    /// <summary>Up to so many numbers are sorted by moving each to its place.</summary>
    private const int Few = 16;

    /// <summary>The groups of at least two equal numbers, as indices.</summary>
    /// <param name="row">The numbers.</param>
    /// <param name="zeros">Whether zeros count as equal to each other.</param>
    /// <returns>Empty if no two are equal. NaN equals nothing.</returns>
    public static int[][] Groups(ReadOnlySpan<double> row, bool zeros)
    {
        if (!zeros && NearNumbers.AreApart(row))
        {
            return [];
        }

        double[] sorted = row.ToArray();
        Sort(sorted);
        if (!HasPair(sorted, zeros))
        {
            return [];
        }

        sorted = row.ToArray();
        int[] indices = [.. Enumerable.Range(0, row.Length)];
        Array.Sort(sorted, indices);
        var groups = new List<int[]>();
        int start = 0;
        for (int i = 1; i <= sorted.Length; i++)
        {
            if (i == sorted.Length || !AreEqual(sorted[i - 1], sorted[i], zeros))
            {
                if (i - start > 1)
                {
                    groups.Add(indices[start..i]);
                }

                start = i;
            }
        }

        return [.. groups];
    }

    /// <summary>The share of a row's numbers that equal another one in it; a zero equals none.</summary>
    /// <param name="row">The numbers; sorted unless none is near another one.</param>
    public static double Share(Span<double> row)
    {
        if (NearNumbers.AreApart(row))
        {
            return 0;
        }

        Sort(row);
        int count = 0;
        for (int i = 0; i < row.Length; i++)
        {
            bool hasEqual = (i > 0 && AreEqual(row[i - 1], row[i], zeros: false))
                || (i + 1 < row.Length && AreEqual(row[i], row[i + 1], zeros: false));
            count += hasEqual ? 1 : 0;
        }

        return (double)count / row.Length;
    }

    /// <summary>Sorts as the framework does, whose code for numbers is compiled at run time: for a few that takes a hundred times
    /// longer.</summary>
    private static void Sort(Span<double> row)
    {
        if (row.Length > Few)
        {
            row.Sort();
            return;
        }

        for (int i = 1; i < row.Length; i++)
        {
            double value = row[i];
            int place = i;
            while (place > 0 && IsBefore(value, row[place - 1]))
            {
                row[place] = row[place - 1];
                place--;
            }

            row[place] = value;
        }
    }

    /// <summary>Whether a number comes before another one; NaN comes first.</summary>
    private static bool IsBefore(double x, double y) => x < y || (double.IsNaN(x) && !double.IsNaN(y));

    private static bool HasPair(double[] sorted, bool zeros)
    {
        for (int i = 1; i < sorted.Length; i++)
        {
            if (AreEqual(sorted[i - 1], sorted[i], zeros))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreEqual(double x, double y, bool zeros)
        => x == 0 || y == 0 ? zeros && x == y : x == y || Math.Abs(x - y) <= Tolerance * Math.Max(Math.Abs(x), Math.Abs(y));
}
