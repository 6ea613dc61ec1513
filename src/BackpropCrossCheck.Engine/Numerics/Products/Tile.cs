using System.Runtime.CompilerServices;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>The innermost loop: six rows of C, one or two registers wide, stay in registers while the inner index runs.</summary>
/// <remarks>Twelve sums, two parts of a row of B and one number of A take 15 registers; AVX2 has 16. Each sum goes on from what C
/// holds, so that the order of the additions is the same as without blocks.</remarks>
/// <typeparam name="T">A register.</typeparam>
internal static unsafe class Tile<T>
    where T : struct, ILanes<T>
{
    /// <summary>The rows of a tile.</summary>
    public const int Rows = 6;

    /// <summary>Six rows, two registers wide.</summary>
    /// <param name="a">Six rows of A.</param>
    /// <param name="b">The first number in B; its columns are neighbours.</param>
    /// <param name="strideB">The distance between two rows of B.</param>
    /// <param name="c">The tile in C.</param>
    /// <param name="strideC">The distance between two rows of C.</param>
    /// <param name="inner">How many products each sum gets, at least 1.</param>
    /// <param name="goesOn">Whether the sums go on from C; else they start at 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Wide(in Operand a, double* b, nint strideB, double* c, nint strideC, int inner, bool goesOn)
    {
        nint one = a.RowStride;
        nint two = 2 * one;
        nint four = 4 * one;
        nint step = a.ColumnStride;
        double* upper = a.At(0, 0);
        double* lower = a.At(3, 0);
        T s00, s01, s10, s11, s20, s21, s30, s31, s40, s41, s50, s51;
        if (goesOn)
        {
            double* row = c;
            (s00, s01) = (T.Load(row), T.Load(row + T.Count));
            row += strideC;
            (s10, s11) = (T.Load(row), T.Load(row + T.Count));
            row += strideC;
            (s20, s21) = (T.Load(row), T.Load(row + T.Count));
            row += strideC;
            (s30, s31) = (T.Load(row), T.Load(row + T.Count));
            row += strideC;
            (s40, s41) = (T.Load(row), T.Load(row + T.Count));
            row += strideC;
            (s50, s51) = (T.Load(row), T.Load(row + T.Count));
        }
        else
        {
            s00 = s01 = s10 = s11 = s20 = s21 = s30 = s31 = s40 = s41 = s50 = s51 = T.All(0);
        }

        // Not do-while: with it, the compiler keeps every sum twice, because it knows where the last one came from.
        for (; inner > 0; inner--)
        {
            var left = T.Load(b);
            var right = T.Load(b + T.Count);
            var x = T.All(upper[0]);
            s00 = T.MultiplyAdd(x, left, s00);
            s01 = T.MultiplyAdd(x, right, s01);
            x = T.All(upper[one]);
            s10 = T.MultiplyAdd(x, left, s10);
            s11 = T.MultiplyAdd(x, right, s11);
            x = T.All(upper[two]);
            s20 = T.MultiplyAdd(x, left, s20);
            s21 = T.MultiplyAdd(x, right, s21);
            x = T.All(lower[0]);
            s30 = T.MultiplyAdd(x, left, s30);
            s31 = T.MultiplyAdd(x, right, s31);
            x = T.All(upper[four]);
            s40 = T.MultiplyAdd(x, left, s40);
            s41 = T.MultiplyAdd(x, right, s41);
            x = T.All(lower[two]);
            s50 = T.MultiplyAdd(x, left, s50);
            s51 = T.MultiplyAdd(x, right, s51);
            upper += step;
            lower += step;
            b += strideB;
        }

        s00.Store(c);
        s01.Store(c + T.Count);
        c += strideC;
        s10.Store(c);
        s11.Store(c + T.Count);
        c += strideC;
        s20.Store(c);
        s21.Store(c + T.Count);
        c += strideC;
        s30.Store(c);
        s31.Store(c + T.Count);
        c += strideC;
        s40.Store(c);
        s41.Store(c + T.Count);
        c += strideC;
        s50.Store(c);
        s51.Store(c + T.Count);
    }

    /// <summary>Six rows, one register wide; the parameters are those of <see cref="Wide"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Narrow(in Operand a, double* b, nint strideB, double* c, nint strideC, int inner, bool goesOn)
    {
        nint one = a.RowStride;
        nint two = 2 * one;
        nint four = 4 * one;
        nint step = a.ColumnStride;
        double* upper = a.At(0, 0);
        double* lower = a.At(3, 0);
        T s0, s1, s2, s3, s4, s5;
        if (goesOn)
        {
            (s0, s1, s2) = (T.Load(c), T.Load(c + strideC), T.Load(c + (2 * strideC)));
            (s3, s4, s5) = (T.Load(c + (3 * strideC)), T.Load(c + (4 * strideC)), T.Load(c + (5 * strideC)));
        }
        else
        {
            s0 = s1 = s2 = s3 = s4 = s5 = T.All(0);
        }

        for (; inner > 0; inner--)
        {
            var row = T.Load(b);
            s0 = T.MultiplyAdd(T.All(upper[0]), row, s0);
            s1 = T.MultiplyAdd(T.All(upper[one]), row, s1);
            s2 = T.MultiplyAdd(T.All(upper[two]), row, s2);
            s3 = T.MultiplyAdd(T.All(lower[0]), row, s3);
            s4 = T.MultiplyAdd(T.All(upper[four]), row, s4);
            s5 = T.MultiplyAdd(T.All(lower[two]), row, s5);
            upper += step;
            lower += step;
            b += strideB;
        }

        s0.Store(c);
        s1.Store(c + strideC);
        s2.Store(c + (2 * strideC));
        s3.Store(c + (3 * strideC));
        s4.Store(c + (4 * strideC));
        s5.Store(c + (5 * strideC));
    }
}
