using System.Numerics;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>Sums over and with the rows of a matrix, in registers. Each element is added in the order of plain loops, so the bits are
/// theirs.</summary>
internal static class Rows
{
    /// <summary>From this many numbers on, registers pay.</summary>
    private const int WorthRegisters = 64;

    /// <summary>The longest row that is repeated until it fills registers.</summary>
    private const int LongestRepeated = 16;

    /// <summary>Adds a row to every row of a matrix.</summary>
    /// <param name="matrix">The matrix, row-major, as wide as the row.</param>
    /// <param name="row">The row.</param>
    public static void Add(Span<double> matrix, ReadOnlySpan<double> row)
    {
        if (matrix.Length >= WorthRegisters && row.Length is > 1 and <= LongestRepeated)
        {
            Span<double> repeated = stackalloc double[row.Length * Vector<double>.Count];
            for (int i = 0; i < repeated.Length; i += row.Length)
            {
                row.CopyTo(repeated[i..]);
            }

            AddRepeated(matrix, repeated);
            return;
        }

        for (int i = 0; i < matrix.Length; i += row.Length)
        {
            AddTo(matrix.Slice(i, row.Length), row);
        }
    }

    /// <summary>Sums the rows of a matrix, the first row first.</summary>
    /// <param name="matrix">The matrix, row-major, as wide as the sums.</param>
    /// <param name="sums">Receives the sums.</param>
    public static void Sum(ReadOnlySpan<double> matrix, Span<double> sums)
    {
        int column = 0;
        for (; column + Vector<double>.Count <= sums.Length; column += Vector<double>.Count)
        {
            Vector<double> sum = Vector<double>.Zero;
            for (int i = column; i < matrix.Length; i += sums.Length)
            {
                sum += new Vector<double>(matrix[i..]);
            }

            sum.CopyTo(sums[column..]);
        }

        for (; column < sums.Length; column++)
        {
            double sum = 0;
            for (int i = column; i < matrix.Length; i += sums.Length)
            {
                sum += matrix[i];
            }

            sums[column] = sum;
        }
    }

    private static void AddRepeated(Span<double> matrix, ReadOnlySpan<double> repeated)
    {
        int i = 0;
        for (; i + repeated.Length <= matrix.Length; i += repeated.Length)
        {
            AddTo(matrix.Slice(i, repeated.Length), repeated);
        }

        AddTo(matrix[i..], repeated[..(matrix.Length - i)]);
    }

    private static void AddTo(Span<double> numbers, ReadOnlySpan<double> row)
    {
        int k = 0;
        for (; k + Vector<double>.Count <= row.Length; k += Vector<double>.Count)
        {
            (new Vector<double>(numbers[k..]) + new Vector<double>(row[k..])).CopyTo(numbers[k..]);
        }

        for (; k < row.Length; k++)
        {
            numbers[k] += row[k];
        }
    }
}
