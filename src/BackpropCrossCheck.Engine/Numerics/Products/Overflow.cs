using System.Runtime.CompilerServices;
using BackpropCrossCheck.Engine.Numerics.Vectors;

namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>Sums that overflow. Where ∞ meets −1e309, fused multiply-add leaves ∞, which tanh makes a plausible 1. So an infinite element
/// is calculated again with rounded products: ∞ − ∞ is NaN.</summary>
internal static unsafe class Overflow
{
    /// <summary>Calculates the infinite elements of C again.</summary>
    /// <typeparam name="T">A register.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mend<T>(in Factors f)
        where T : struct, ILanes<T>
    {
        // Rows that lie next to each other are looked at as one: most matrices are narrower than two registers.
        bool isWhole = f.C.RowStride == f.Columns && (long)f.Rows * f.Columns <= int.MaxValue;
        int length = isWhole ? f.Rows * f.Columns : f.Columns;
        for (int i = 0; i < (isWhole ? 1 : f.Rows); i++)
        {
            Mend(f, i, FirstToLookAt<T>(f.C.At(i, 0), length), length);
        }
    }

    /// <summary>Calculates the infinite elements in a row of C again.</summary>
    public static void Mend(in Factors f, int row) => Mend(f, row, 0, f.Columns);

    /// <summary>Calculates the infinite elements again of a row of C, and of rows that lie next to it.</summary>
    private static void Mend(in Factors f, int row, int from, int to)
    {
        double* result = f.C.At(row, 0);
        for (int j = from; j < to; j++)
        {
            if (double.IsInfinity(result[j]))
            {
                result[j] = WithRoundedProducts(f, row + (j / f.Columns), j % f.Columns);
            }
        }
    }

    /// <summary>From where on numbers have to be looked at one by one: all of them if one is not finite, else those that do not fill two
    /// registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstToLookAt<T>(double* numbers, int count)
        where T : struct, ILanes<T>
    {
        // 0·x is 0 for finite x only.
        T zero = T.All(0);
        T first = zero;
        T second = zero;
        int j = 0;
        for (; j + (2 * T.Count) <= count; j += 2 * T.Count)
        {
            first = T.MultiplyAdd(T.Load(numbers + j), zero, first);
            second = T.MultiplyAdd(T.Load(numbers + j + T.Count), zero, second);
        }

        return T.AreZero(first + second) ? j : 0;
    }

    private static double WithRoundedProducts(in Factors f, int row, int column)
    {
        double sum = 0;
        for (int k = 0; k < f.Inner; k++)
        {
            double product = *f.A.At(row, k) * *f.B.At(k, column);
            sum += product;
        }

        return sum;
    }
}
