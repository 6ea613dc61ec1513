using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Rounding;

/// <summary>The sums of the rounding analysis for a whole batch at once, many numbers of it in a register. Each sum adds its terms in the
/// order of the plain loops, so the bits are theirs.</summary>
internal static class BatchSums
{
    /// <summary>From this many terms on, registers pay. A small fixture has fewer, and nothing to compile: code with registers is compiled
    /// when it is first called.</summary>
    public const long WorthRegisters = 1 << 16;

    /// <summary>From this many samples on, a register is full enough.</summary>
    private const int WorthTurning = 4;

    /// <summary>How many registers are summed side by side: enough that none waits for its last addition.</summary>
    public const int Side = 4;

    /// <summary>The columns that are looked at before the next ones are; eight samples of them fit into the nearest cache.</summary>
    private const int ColumnsAtOnce = 256;

    /// <summary>A sum of squares in this range has lost nothing to overflow or underflow.</summary>
    private const double SafeLow = 1e-200;
    private const double SafeHigh = 1e+200;

    /// <summary>results_nk = √(Σ_m (matrix_km · rows_nm)²): that of <see cref="Quadrature.OfRows"/> for each row of the batch.</summary>
    /// <param name="matrix">K×M, row-major.</param>
    /// <param name="rows">N×M, row-major.</param>
    /// <param name="columns">M.</param>
    /// <returns>N×K, row-major.</returns>
    public static double[] OfRows(ReadOnlySpan<double> matrix, ReadOnlySpan<double> rows, int columns)
    {
        int count = rows.Length / columns;
        int sums = matrix.Length / columns;
        double[] results = new double[count * sums];
        if (count >= WorthTurning && (long)matrix.Length * count >= WorthRegisters)
        {
            OfRowsInRegisters(matrix, rows, columns, results);
            return results;
        }

        for (int n = 0; n < count; n++)
        {
            Quadrature.OfRows(matrix, rows.Slice(n * columns, columns), results.AsSpan(n * sums, sums));
        }

        return results;
    }

    private static void OfRowsInRegisters(ReadOnlySpan<double> matrix, ReadOnlySpan<double> rows, int columns, double[] results)
    {
        int count = rows.Length / columns;
        int sums = matrix.Length / columns;
        int width = Side * Vector<double>.Count;
        double[] turned = new double[columns * width];
        double[] squares = new double[width];
        for (int first = 0; first < count; first += width)
        {
            int these = Math.Min(width, count - first);
            Turn(rows.Slice(first * columns, these * columns), these, columns, turned, width);
            for (int k = 0; k < sums; k++)
            {
                ReadOnlySpan<double> row = matrix.Slice(k * columns, columns);
                SumSquares(row, turned, squares);
                for (int n = 0; n < these; n++)
                {
                    results[((first + n) * sums) + k] = IsSafe(squares[n])
                        ? Math.Sqrt(squares[n])
                        : Quadrature.OfProducts(row, rows.Slice((first + n) * columns, columns));
                }
            }
        }
    }

    /// <summary>results_nm = √(Σ_k (matrix_km · rows_nk)²): that of <see cref="Quadrature.OfColumns"/> for each row of the batch.</summary>
    /// <param name="matrix">K×M, row-major.</param>
    /// <param name="rows">N×K, row-major.</param>
    /// <param name="columns">M.</param>
    /// <returns>N×M, row-major.</returns>
    public static double[] OfColumns(ReadOnlySpan<double> matrix, ReadOnlySpan<double> rows, int columns)
    {
        int terms = matrix.Length / columns;
        int count = rows.Length / terms;
        double[] results = new double[count * columns];
        bool isLarge = (long)matrix.Length * count >= WorthRegisters;
        for (int n = 0; n < count && !isLarge; n++)
        {
            Quadrature.OfColumns(matrix, rows.Slice(n * terms, terms), results.AsSpan(n * columns, columns));
        }

        for (int first = 0; first < columns && isLarge; first += ColumnsAtOnce)
        {
            int width = Math.Min(ColumnsAtOnce, columns - first);
            for (int n = 0; n < count; n++)
            {
                Span<double> squares = results.AsSpan((n * columns) + first, width);
                ReadOnlySpan<double> factors = rows.Slice(n * terms, terms);
                for (int k = 0; k < terms; k++)
                {
                    AddSquares(matrix.Slice((k * columns) + first, width), factors[k], squares);
                }

                for (int m = 0; m < width; m++)
                {
                    squares[m] = IsSafe(squares[m]) ? Math.Sqrt(squares[m]) : OfColumn(matrix, first + m, columns, factors);
                }
            }
        }

        return results;
    }

    private static bool IsSafe(double sum) => sum is >= SafeLow and <= SafeHigh;

    /// <summary>The numbers of some samples, input after input; those of samples that are not there stay what they were.</summary>
    private static void Turn(ReadOnlySpan<double> rows, int count, int columns, double[] turned, int width)
    {
        for (int m = 0; m < columns; m++)
        {
            for (int n = 0; n < count; n++)
            {
                turned[(m * width) + n] = rows[(n * columns) + m];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumSquares(ReadOnlySpan<double> row, ReadOnlySpan<double> turned, Span<double> squares)
    {
        int lanes = Vector<double>.Count;
        Vector<double> sum1 = Vector<double>.Zero;
        Vector<double> sum2 = Vector<double>.Zero;
        Vector<double> sum3 = Vector<double>.Zero;
        Vector<double> sum4 = Vector<double>.Zero;
        for (int m = 0; m < row.Length; m++)
        {
            var weight = new Vector<double>(row[m]);
            ReadOnlySpan<double> of = turned.Slice(m * Side * lanes, Side * lanes);
            Vector<double> term1 = weight * new Vector<double>(of);
            Vector<double> term2 = weight * new Vector<double>(of[lanes..]);
            Vector<double> term3 = weight * new Vector<double>(of[(2 * lanes)..]);
            Vector<double> term4 = weight * new Vector<double>(of[(3 * lanes)..]);
            sum1 += term1 * term1;
            sum2 += term2 * term2;
            sum3 += term3 * term3;
            sum4 += term4 * term4;
        }

        sum1.CopyTo(squares);
        sum2.CopyTo(squares[lanes..]);
        sum3.CopyTo(squares[(2 * lanes)..]);
        sum4.CopyTo(squares[(3 * lanes)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSquares(ReadOnlySpan<double> row, double factor, Span<double> squares)
    {
        var factors = new Vector<double>(factor);
        int m = 0;
        for (; m + Vector<double>.Count <= row.Length; m += Vector<double>.Count)
        {
            Vector<double> terms = new Vector<double>(row[m..]) * factors;
            (new Vector<double>(squares[m..]) + (terms * terms)).CopyTo(squares[m..]);
        }

        for (; m < row.Length; m++)
        {
            double term = row[m] * factor;
            squares[m] += term * term;
        }
    }

    private static double OfColumn(ReadOnlySpan<double> matrix, int column, int columns, ReadOnlySpan<double> factors)
    {
        double[] values = new double[factors.Length];
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = matrix[(k * columns) + column];
        }

        return Quadrature.OfProducts(values, factors);
    }
}
