using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>The products of small networks: nothing is packed, nothing is checked but the results. The bits are those of
/// <see cref="BlockedMatrixProduct"/>.</summary>
/// <remarks>The last register of a row starts early enough to be full; what it repeats comes out the same.</remarks>
internal static unsafe class SmallProduct
{
    /// <summary>Whether the processor has what it takes.</summary>
    public static bool IsSupported => (Vector256.IsHardwareAccelerated && Fma.IsSupported) || AdvSimd.Arm64.IsSupported;

    /// <summary>C = A Bᵀ, and the bias added to each row.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, columns × inner.</param>
    /// <param name="bias">A number for each column, or nothing.</param>
    /// <param name="c">C, rows × columns; overwritten.</param>
    /// <param name="inner">The length of the sums, at least 1.</param>
    /// <param name="columns">The columns of C.</param>
    /// <param name="room">Room for a transposed copy of B; overwritten.</param>
    public static void TimesTransposed(
        ReadOnlySpan<double> a, double[] b, ReadOnlySpan<double> bias, double[] c, int inner, int columns, double[] room)
    {
        fixed (double* startA = a, startB = b, startBias = bias, startC = c, transposed = room)
        {
            int rows = c.Length / columns;
            if (rows == 1 || columns == 1)
            {
                // With one row, Cᵀ = B Aᵀ has a single column. Nothing has to be transposed.
                (nint left, nint right) = rows == 1 ? ((nint)startB, (nint)startA) : ((nint)startA, (nint)startB);
                var column = new Operand((nint)startC, 1, 1);
                Multiply(new Factors(new Operand(left, inner, 1), new Operand(right, 1, 1), column, c.Length, inner, 1), null);
                if (!bias.IsEmpty)
                {
                    Rows.Add(c, bias);
                }

                return;
            }

            Packing.Columns(new Operand((nint)startB, 1, inner), inner, columns, columns, transposed);
            Multiply(
                new Factors(
                    new Operand((nint)startA, inner, 1),
                    new Operand((nint)transposed, columns, 1),
                    new Operand((nint)startC, columns, 1),
                    rows,
                    inner,
                    columns),
                startBias);
        }
    }

    /// <summary>C = A B.</summary>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns; overwritten.</param>
    /// <param name="inner">The length of the sums, at least 1.</param>
    /// <param name="columns">The columns of C.</param>
    public static void Times(double[] a, double[] b, Span<double> c, int inner, int columns)
    {
        fixed (double* startA = a, startB = b, startC = c)
        {
            Multiply(
                new Factors(
                    new Operand((nint)startA, inner, 1),
                    new Operand((nint)startB, columns, 1),
                    new Operand((nint)startC, columns, 1),
                    c.Length / columns,
                    inner,
                    columns),
                null);
        }
    }

    /// <summary>C = Aᵀ B.</summary>
    /// <param name="a">A, inner × rows.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="c">C, rows × columns; overwritten.</param>
    /// <param name="inner">The length of the sums, at least 1.</param>
    /// <param name="rows">The rows of C.</param>
    /// <param name="columns">The columns of C.</param>
    public static void TransposedTimes(double[] a, ReadOnlySpan<double> b, double[] c, int inner, int rows, int columns)
    {
        fixed (double* startA = a, startB = b, startC = c)
        {
            Multiply(
                new Factors(
                    new Operand((nint)startA, 1, rows),
                    new Operand((nint)startB, columns, 1),
                    new Operand((nint)startC, columns, 1),
                    rows,
                    inner,
                    columns),
                null);
        }
    }

    private static void Multiply(in Factors f, double* bias)
    {
        MultiplyFinite(f, bias);
        if (!Flat.AreFinite((double*)f.C.Start, f.Rows * f.Columns))
        {
            MultiplyInfinite(f, bias);
        }
    }

    private static void MultiplyInfinite(in Factors f, double* bias)
    {
        MultiplyFinite(f, null);
        for (int i = 0; i < f.Rows; i++)
        {
            Overflow.Mend(f, i);
            for (int j = 0; j < f.Columns && bias is not null; j++)
            {
                *f.C.At(i, j) += bias[j];
            }
        }
    }

    private static void MultiplyFinite(in Factors f, double* bias)
    {
        if (f.Columns == 1)
        {
            MultiplyColumn(f);
        }
        else if (Vector512.IsHardwareAccelerated && f.Columns >= Vector512<double>.Count)
        {
            MultiplyIn<EightLanes>(f, bias);
        }
        else if (Vector256.IsHardwareAccelerated && f.Columns >= Vector256<double>.Count)
        {
            MultiplyIn<FourLanes>(f, bias);
        }
        else
        {
            MultiplyIn<TwoLanes>(f, bias);
        }
    }

    /// <summary>A single column, four rows side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MultiplyColumn(in Factors f)
    {
        nint one = f.A.RowStride;
        nint step = f.A.ColumnStride;
        nint stepB = f.B.RowStride;
        double* c = f.C.At(0, 0);
        int i = 0;
        for (; i + 4 <= f.Rows; i += 4)
        {
            double* upper = f.A.At(i, 0);
            double* lower = upper + (2 * one);
            double* b = f.B.At(0, 0);
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int k = f.Inner; k > 0; k--)
            {
                double x = *b;
                s0 = Math.FusedMultiplyAdd(upper[0], x, s0);
                s1 = Math.FusedMultiplyAdd(upper[one], x, s1);
                s2 = Math.FusedMultiplyAdd(lower[0], x, s2);
                s3 = Math.FusedMultiplyAdd(lower[one], x, s3);
                upper += step;
                lower += step;
                b += stepB;
            }

            c[i] = s0;
            c[i + 1] = s1;
            c[i + 2] = s2;
            c[i + 3] = s3;
        }

        for (; i < f.Rows; i++)
        {
            double* a = f.A.At(i, 0);
            double* b = f.B.At(0, 0);
            double sum = 0;
            for (int k = f.Inner; k > 0; k--)
            {
                sum = Math.FusedMultiplyAdd(*a, *b, sum);
                a += step;
                b += stepB;
            }

            c[i] = sum;
        }
    }

    private static void MultiplyIn<T>(in Factors f, double* bias)
        where T : struct, ILanes<T>
    {
        int registers = (f.Columns + T.Count - 1) / T.Count;
        int column = 0;
        while (registers > 0)
        {
            int wide = registers == 4 ? 2 : Math.Min(registers, 3);
            int last = Math.Min(column + ((wide - 1) * T.Count), f.Columns - T.Count);
            switch (wide)
            {
                case 1:
                    MultiplyRows<T, Extent.One>(f, bias, last, 0);
                    break;
                case 2:
                    MultiplyRows<T, Extent.Two>(f, bias, column, last - column);
                    break;
                default:
                    MultiplyRows<T, Extent.Three>(f, bias, column, last - column);
                    break;
            }

            column += wide * T.Count;
            registers -= wide;
        }
    }

    /// <summary>Tiles of eight rows as long as there are eight, then smaller ones. AVX2 has too few registers for eight rows of two
    /// each.</summary>
    private static void MultiplyRows<T, TColumns>(in Factors f, double* bias, int column, nint last)
        where T : struct, ILanes<T>
        where TColumns : struct, IExtent
    {
        int row = 0;
        if (f.Rows >= 8 && (TColumns.Count == 1 || T.Count == 8))
        {
            row = RegisterTile<T, Extent.Eight, TColumns>.Multiply(f, bias, row, column, last);
        }

        if (f.Rows - row >= 4)
        {
            row = RegisterTile<T, Extent.Four, TColumns>.Multiply(f, bias, row, column, last);
        }

        if (f.Rows - row >= 2)
        {
            row = RegisterTile<T, Extent.Two, TColumns>.Multiply(f, bias, row, column, last);
        }

        if (f.Rows > row)
        {
            RegisterTile<T, Extent.One, TColumns>.Multiply(f, bias, row, column, last);
        }
    }
}
