using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics;

/// <summary>Matrix products in plain, cache-friendly loops. Large ones are split between threads by the rows of the result.</summary>
/// <param name="threads">The largest number of threads, at least 1.</param>
public sealed class LoopMatrixProduct(int threads = 1) : MatrixProduct
{
    /// <summary>The number of multiplications from which a second thread pays off.</summary>
    private const long ParallelThreshold = 1 << 18;

    private const int WorthVectors = 16;

    private readonly int _threads = threads >= 1
        ? threads
        : throw new ArgumentOutOfRangeException(nameof(threads), threads, "At least one thread is needed.");

    /// <inheritdoc/>
    protected override void MultiplyTransposed(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns)
    {
        int parts = Parts(rows, inner, columns);
        if (parts == 1)
        {
            DotProducts(a, b, c, inner, columns);
        }
        else
        {
            MultiplyTransposedInParts(a, b, c, rows, inner, columns, parts);
        }
    }

    /// <inheritdoc/>
    protected override void Multiply(
        ReadOnlySpan<double> a, int rowStride, int innerStride, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns)
    {
        int parts = Parts(rows, inner, columns);
        if (parts == 1)
        {
            RowCombinations(a, rowStride, innerStride, b, c, columns);
        }
        else
        {
            MultiplyInParts(a, rowStride, innerStride, b, c, rows, columns, parts);
        }
    }

    private int Parts(int rows, int inner, int columns)
        => (long)rows * inner * columns < ParallelThreshold ? 1 : Math.Min(_threads, rows);

    private static int FirstRow(int rows, int part, int parts) => (int)((long)rows * part / parts);

    private static unsafe void MultiplyTransposedInParts(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns, int parts)
    {
        fixed (double* pinnedA = a, pinnedB = b, pinnedC = c)
        {
            double* pa = pinnedA;
            double* pb = pinnedB;
            double* pc = pinnedC;
            Parallel.For(0, parts, part =>
            {
                int first = FirstRow(rows, part, parts);
                int count = FirstRow(rows, part + 1, parts) - first;
                DotProducts(
                    new ReadOnlySpan<double>(pa + ((long)first * inner), count * inner),
                    new ReadOnlySpan<double>(pb, columns * inner),
                    new Span<double>(pc + ((long)first * columns), count * columns),
                    inner,
                    columns);
            });
        }
    }

    private static unsafe void MultiplyInParts(
        ReadOnlySpan<double> a, int rowStride, int innerStride, ReadOnlySpan<double> b, Span<double> c, int rows, int columns, int parts)
    {
        int lengthA = a.Length;
        int lengthB = b.Length;
        fixed (double* pinnedA = a, pinnedB = b, pinnedC = c)
        {
            double* pa = pinnedA;
            double* pb = pinnedB;
            double* pc = pinnedC;
            Parallel.For(0, parts, part =>
            {
                int first = FirstRow(rows, part, parts);
                int count = FirstRow(rows, part + 1, parts) - first;
                RowCombinations(
                    new ReadOnlySpan<double>(pa + ((long)first * rowStride), lengthA - (first * rowStride)),
                    rowStride,
                    innerStride,
                    new ReadOnlySpan<double>(pb, lengthB),
                    new Span<double>(pc + ((long)first * columns), count * columns),
                    columns);
            });
        }
    }

    /// <summary>C = A Bᵀ: calculates four elements of a row at a time, with four sums in parallel. Each sum keeps the order of the inner
    /// index.</summary>
    private static void DotProducts(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int inner, int columns)
    {
        for (int i = 0; i < c.Length / columns; i++)
        {
            ReadOnlySpan<double> row = a.Slice(i * inner, inner);
            Span<double> result = c.Slice(i * columns, columns);
            int j = 0;
            for (; j + 4 <= columns; j += 4)
            {
                ReadOnlySpan<double> b0 = b.Slice(j * inner, row.Length);
                ReadOnlySpan<double> b1 = b.Slice((j + 1) * inner, row.Length);
                ReadOnlySpan<double> b2 = b.Slice((j + 2) * inner, row.Length);
                ReadOnlySpan<double> b3 = b.Slice((j + 3) * inner, row.Length);
                double s0 = 0;
                double s1 = 0;
                double s2 = 0;
                double s3 = 0;
                for (int k = 0; k < row.Length; k++)
                {
                    double x = row[k];
                    s0 += x * b0[k];
                    s1 += x * b1[k];
                    s2 += x * b2[k];
                    s3 += x * b3[k];
                }

                result[j] = s0;
                result[j + 1] = s1;
                result[j + 2] = s2;
                result[j + 3] = s3;
            }

            for (; j < columns; j++)
            {
                ReadOnlySpan<double> b0 = b.Slice(j * inner, row.Length);
                double sum = 0;
                for (int k = 0; k < row.Length; k++)
                {
                    sum += row[k] * b0[k];
                }

                result[j] = sum;
            }
        }
    }

    /// <summary>C = A B: each row of C is the sum of the rows of B, weighted by a row of A.</summary>
    private static void RowCombinations(
        ReadOnlySpan<double> a, int rowStride, int innerStride, ReadOnlySpan<double> b, Span<double> c, int columns)
    {
        c.Clear();
        for (int i = 0; i < c.Length / columns; i++)
        {
            Span<double> result = c.Slice(i * columns, columns);
            for (int k = 0; k < b.Length / columns; k++)
            {
                AddScaled(a[(i * rowStride) + (k * innerStride)], b.Slice(k * columns, columns), result);
            }
        }
    }

    // Vector<double> code is compiled for the machine when it is first called, which does not pay off for short rows.
    private static void AddScaled(double factor, ReadOnlySpan<double> row, Span<double> result)
    {
        int j = row.Length >= WorthVectors ? AddScaledVectors(factor, row, result) : 0;
        for (; j < row.Length; j++)
        {
            result[j] += factor * row[j];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int AddScaledVectors(double factor, ReadOnlySpan<double> row, Span<double> result)
    {
        int j = 0;
        var factors = new Vector<double>(factor);
        for (; j + Vector<double>.Count <= row.Length; j += Vector<double>.Count)
        {
            Vector<double> sum = new Vector<double>(result[j..]) + (factors * new Vector<double>(row[j..]));
            sum.CopyTo(result[j..]);
        }

        return j;
    }
}
