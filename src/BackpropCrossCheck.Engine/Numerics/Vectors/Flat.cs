using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>Simple passes over numbers that lie one after the other, in registers as wide as there are numbers for.</summary>
internal static unsafe class Flat
{
    /// <summary>results = x·y, number by number.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">As many.</param>
    /// <param name="results">As many; overwritten. It overlaps neither of the others.</param>
    public static void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        fixed (double* left = x, right = y, to = results)
        {
            int count = results.Length;
            if (Vector512.IsHardwareAccelerated && count >= Vector512<double>.Count)
            {
                MultiplyIn<EightLanes>(left, right, to, count);
            }
            else if (Vector256.IsHardwareAccelerated && count >= Vector256<double>.Count)
            {
                MultiplyIn<FourLanes>(left, right, to, count);
            }
            else
            {
                for (int i = 0; i < count; i++)
                {
                    to[i] = left[i] * right[i];
                }
            }
        }
    }

    /// <summary>results = c·(factor·(x − y)), number by number, rounded after each step.</summary>
    /// <param name="c">Any number.</param>
    /// <param name="factor">Any number.</param>
    /// <param name="x">Any numbers.</param>
    /// <param name="y">As many.</param>
    /// <param name="results">As many; overwritten.</param>
    public static void Difference(double c, double factor, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        int i = 0;
        for (; i + Vector<double>.Count <= results.Length; i += Vector<double>.Count)
        {
            Vector<double> difference = new Vector<double>(x[i..]) - new Vector<double>(y[i..]);
            (c * (factor * difference)).CopyTo(results[i..]);
        }

        for (; i < results.Length; i++)
        {
            results[i] = c * (factor * (x[i] - y[i]));
        }
    }

    /// <summary>Whether none of the numbers is infinite or NaN.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="count">How many.</param>
    public static bool AreFinite(double* numbers, int count)
    {
        if (Vector512.IsHardwareAccelerated && count >= Vector512<double>.Count)
        {
            return AreFiniteIn<EightLanes>(numbers, count);
        }

        if (Vector256.IsHardwareAccelerated && count >= Vector256<double>.Count)
        {
            return AreFiniteIn<FourLanes>(numbers, count);
        }

        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += numbers[i] * 0;
        }

        return sum == 0;
    }

    /// <summary>Sums the rows of a matrix, the first row first.</summary>
    /// <param name="matrix">The matrix, row-major, as wide as the sums.</param>
    /// <param name="sums">Receives the sums.</param>
    public static void SumRows(ReadOnlySpan<double> matrix, Span<double> sums)
    {
        fixed (double* from = matrix, to = sums)
        {
            if (Vector512.IsHardwareAccelerated && sums.Length >= Vector512<double>.Count)
            {
                SumRowsIn<EightLanes>(from, to, matrix.Length, sums.Length);
            }
            else if (Vector256.IsHardwareAccelerated && sums.Length >= Vector256<double>.Count)
            {
                SumRowsIn<FourLanes>(from, to, matrix.Length, sums.Length);
            }
            else if (sums.Length >= Vector128<double>.Count)
            {
                SumRowsIn<TwoLanes>(from, to, matrix.Length, sums.Length);
            }
            else
            {
                double sum = 0;
                for (int i = 0; i < matrix.Length; i++)
                {
                    sum += from[i];
                }

                *to = sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumRowsIn<T>(double* matrix, double* sums, int length, int columns)
        where T : struct, ILanes<T>
    {
        for (int j = 0; j < columns; j += T.Count)
        {
            int column = Math.Min(j, columns - T.Count);
            var sum = T.All(0);
            for (int i = column; i < length; i += columns)
            {
                sum += T.Load(matrix + i);
            }

            sum.Store(sums + column);
        }
    }

    /// <summary>The last register starts early enough to be full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MultiplyIn<T>(double* x, double* y, double* results, int count)
        where T : struct, ILanes<T>
    {
        int i = 0;
        for (; i + (2 * T.Count) <= count; i += 2 * T.Count)
        {
            (T.Load(x + i) * T.Load(y + i)).Store(results + i);
            (T.Load(x + i + T.Count) * T.Load(y + i + T.Count)).Store(results + i + T.Count);
        }

        for (; i < count; i += T.Count)
        {
            int at = Math.Min(i, count - T.Count);
            (T.Load(x + at) * T.Load(y + at)).Store(results + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static bool AreFiniteIn<T>(double* numbers, int count)
        where T : struct, ILanes<T>
    {
        // 0·x is 0 for finite x only.
        var zero = T.All(0);
        (T first, T second, T third, T fourth) = (zero, zero, zero, zero);
        int i = 0;
        for (; i + (4 * T.Count) <= count; i += 4 * T.Count)
        {
            first = T.MultiplyAdd(T.Load(numbers + i), zero, first);
            second = T.MultiplyAdd(T.Load(numbers + i + T.Count), zero, second);
            third = T.MultiplyAdd(T.Load(numbers + i + (2 * T.Count)), zero, third);
            fourth = T.MultiplyAdd(T.Load(numbers + i + (3 * T.Count)), zero, fourth);
        }

        for (; i < count; i += T.Count)
        {
            first = T.MultiplyAdd(T.Load(numbers + Math.Min(i, count - T.Count)), zero, first);
        }

        return T.AreZero(first + second + (third + fourth));
    }
}
