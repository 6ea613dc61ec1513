using System.Globalization;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>The sizes of a matrix product.</summary>
/// <param name="Rows">The rows of A and C.</param>
/// <param name="Inner">The columns of A, and the rows of B.</param>
/// <param name="Columns">The columns of B and C.</param>
internal readonly record struct ProductShape(int Rows, int Inner, int Columns)
{
    /// <summary>Reads sizes such as 128x784x512.</summary>
    /// <param name="text">The sizes: rows, inner length, columns.</param>
    public static ProductShape Parse(string text)
    {
        int[] sizes = [.. text.Split('x').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        return new ProductShape(sizes[0], sizes[1], sizes[2]);
    }
}
