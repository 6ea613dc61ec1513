using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Engine.Numerics;

/// <summary>The three matrix products of backpropagation, over row-major buffers. Replace it to change their speed.</summary>
/// <remarks>Every implementation must add the products for one element in the order of the inner index, each with
/// <see cref="Math.FusedMultiplyAdd"/>: product and sum are rounded once, together. An element that is infinite then is calculated again
/// with rounded products, so that ∞ − ∞ is NaN. Results thus depend neither on the processor nor on the number of threads.</remarks>
public abstract class MatrixProduct
{
    /// <summary>Blocks and tiles, with a second thread for large products; plain loops for small ones.</summary>
    public static MatrixProduct Default { get; } = new BlockedMatrixProduct(threads: 2);

    /// <summary>C = A Bᵀ.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, columns × inner.</param>
    /// <param name="c">C, rows × columns; overwritten.</param>
    /// <param name="inner">The length of the sums, at least 1.</param>
    /// <exception cref="ArgumentException">A length is 0 or contradicts the shapes, or <paramref name="c"/> overlaps an
    /// operand.</exception>
    public void TimesTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int inner)
    {
        Guard.AtLeastOne(inner);
        int rows = a.Length / inner;
        int columns = b.Length / inner;
        Check(a, rows, inner);
        Check(b, columns, inner);
        CheckResult(a, b, c, rows, columns);
        MultiplyTransposed(a, b, c, rows, inner, columns);
    }

    /// <summary>C = A B.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns; overwritten.</param>
    /// <param name="inner">The length of the sums, at least 1.</param>
    /// <exception cref="ArgumentException">A length is 0 or contradicts the shapes, or <paramref name="c"/> overlaps an
    /// operand.</exception>
    public void Times(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int inner)
    {
        Guard.AtLeastOne(inner);
        int rows = a.Length / inner;
        int columns = b.Length / inner;
        Check(a, rows, inner);
        Check(b, inner, columns);
        CheckResult(a, b, c, rows, columns);
        Multiply(a, inner, 1, b, c, rows, inner, columns);
    }

    /// <summary>C = Aᵀ B.</summary>
    /// <param name="a">A, inner × rows.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns; overwritten.</param>
    /// <param name="inner">The length of the sums, at least 1.</param>
    /// <exception cref="ArgumentException">A length is 0 or contradicts the shapes, or <paramref name="c"/> overlaps an
    /// operand.</exception>
    public void TransposedTimes(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int inner)
    {
        Guard.AtLeastOne(inner);
        int rows = a.Length / inner;
        int columns = b.Length / inner;
        Check(a, inner, rows);
        Check(b, inner, columns);
        CheckResult(a, b, c, rows, columns);
        Multiply(a, 1, rows, b, c, rows, inner, columns);
    }

    /// <summary>C = A Bᵀ; lengths and overlaps have been checked.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, columns × inner.</param>
    /// <param name="c">C, rows × columns; overwritten.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="inner">The length of the sums.</param>
    /// <param name="columns">Columns of C.</param>
    protected abstract void MultiplyTransposed(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns);

    /// <summary>C = A B, with element (i, k) of A at i·<paramref name="rowStride"/> + k·<paramref name="innerStride"/>; lengths and
    /// overlaps have been checked.</summary>
    /// <param name="a">A or its transpose.</param>
    /// <param name="rowStride">The distance between two rows of A.</param>
    /// <param name="innerStride">The distance between neighbours in a row of A.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns; overwritten.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="inner">The length of the sums.</param>
    /// <param name="columns">Columns of C.</param>
    protected abstract void Multiply(
        ReadOnlySpan<double> a, int rowStride, int innerStride, ReadOnlySpan<double> b, Span<double> c, int rows, int inner, int columns);

    private static void Check(
        ReadOnlySpan<double> matrix, int rows, int columns, [CallerArgumentExpression(nameof(matrix))] string? name = null)
    {
        if (matrix.IsEmpty)
        {
            throw new ArgumentException($"{name} is empty.", name);
        }

        Guard.Length(matrix.Length, (long)rows * columns, "rows × columns", name);
    }

    private static void CheckResult(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int columns)
    {
        Check(c, rows, columns);
        if (a.Overlaps(c) || b.Overlaps(c))
        {
            throw new ArgumentException("The result overlaps an operand.", nameof(c));
        }
    }
}
