using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>Copies parts of a factor to where the innermost loop reads them one after the other.</summary>
internal static unsafe class Packing
{
    /// <summary>Some neighbouring columns of a matrix, row by row. Missing columns become 0.</summary>
    /// <param name="from">The matrix, from the first of the columns on.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="width">How many columns are wanted, at least as many.</param>
    /// <param name="to">rows × width; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Columns(in Operand from, int rows, int columns, int width, double* to)
    {
        if (columns < width)
        {
            new Span<double>(to, rows * width).Clear();
        }

        if (from.ColumnStride == 1)
        {
            for (int i = 0; i < rows; i++)
            {
                double* row = from.At(i, 0);
                for (int j = 0; j < columns; j++)
                {
                    to[j] = row[j];
                }

                to += width;
            }
        }
        else
        {
            Transposed(from, rows, columns, width, to);
        }
    }

    /// <summary>Four columns at a time: each is read along its own line of the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transposed(in Operand from, int rows, int columns, int width, double* to)
    {
        nint step = from.RowStride;
        int j = 0;
        for (; j + 4 <= columns; j += 4)
        {
            double* c0 = from.At(0, j);
            double* c1 = from.At(0, j + 1);
            double* c2 = from.At(0, j + 2);
            double* c3 = from.At(0, j + 3);
            double* result = to + j;
            int i = rows;
            for (; Avx.IsSupported && step == 1 && i >= 4; i -= 4)
            {
                FourByFour(c0, c1, c2, c3, result, width);
                c0 += 4;
                c1 += 4;
                c2 += 4;
                c3 += 4;
                result += 4 * width;
            }

            for (; i > 0; i--)
            {
                result[0] = *c0;
                result[1] = *c1;
                result[2] = *c2;
                result[3] = *c3;
                c0 += step;
                c1 += step;
                c2 += step;
                c3 += step;
                result += width;
            }
        }

        for (; j < columns; j++)
        {
            double* column = from.At(0, j);
            double* result = to + j;
            for (int i = rows; i > 0; i--)
            {
                *result = *column;
                column += step;
                result += width;
            }
        }
    }

    /// <summary>Four numbers of each of four columns, as four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourByFour(double* c0, double* c1, double* c2, double* c3, double* to, nint width)
    {
        const byte LowHalves = 0x20;
        const byte HighHalves = 0x31;
        var (first, second) = (Vector256.Load(c0), Vector256.Load(c1));
        var (third, fourth) = (Vector256.Load(c2), Vector256.Load(c3));
        Vector256<double> even = Avx.UnpackLow(first, second);
        Vector256<double> odd = Avx.UnpackHigh(first, second);
        Vector256<double> evenRight = Avx.UnpackLow(third, fourth);
        Vector256<double> oddRight = Avx.UnpackHigh(third, fourth);
        Avx.Permute2x128(even, evenRight, LowHalves).Store(to);
        Avx.Permute2x128(odd, oddRight, LowHalves).Store(to + width);
        Avx.Permute2x128(even, evenRight, HighHalves).Store(to + (2 * width));
        Avx.Permute2x128(odd, oddRight, HighHalves).Store(to + (3 * width));
    }
}
