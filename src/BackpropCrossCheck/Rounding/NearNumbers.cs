using System.Numerics;

namespace BackpropCrossCheck.Rounding;

/// <summary>Shows that no two of many numbers are near each other, without sorting them: most rows of a large layer are like
/// that.</summary>
/// <remarks>Equal numbers differ by less than 2^14 units in the last place: <see cref="EqualNumbers.Tolerance"/> is 9007 of them at
/// most. So they are in one stretch of 2^15 of them, or in one of those that begin halfway.</remarks>
internal static class NearNumbers
{
    /// <summary>Fewer numbers are sorted as fast.</summary>
    private const int Fewest = 64;

    /// <summary>A table of this size fits on the stack, and for twice as many numbers into the nearest cache.</summary>
    private const int OnStack = 4096;
    private const int Stretch = 15;
    private const ulong Spread = 0x9E3779B97F4A7C15;

    /// <summary>Whether no two numbers are equal for <see cref="EqualNumbers"/>, where zeros equal nothing.</summary>
    /// <param name="row">The numbers.</param>
    /// <returns>False if two may be, and for few numbers and numbers that are not finite.</returns>
    public static bool AreApart(ReadOnlySpan<double> row)
    {
        if (row.Length < Fewest)
        {
            return false;
        }

        int size = (int)BitOperations.RoundUpToPowerOf2(2 * (uint)row.Length);
        Span<ulong> table = size <= OnStack ? stackalloc ulong[size] : new ulong[size];
        return AreApart(row, table, 0) && AreApart(row, table, 1UL << (Stretch - 1));
    }

    private static bool AreApart(ReadOnlySpan<double> row, Span<ulong> table, ulong offset)
    {
        table.Clear();
        int shift = 64 - BitOperations.Log2((uint)table.Length);
        foreach (double value in row)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }

            if (value == 0)
            {
                continue;
            }

            // 0 stands for a free place.
            ulong key = ((BitConverter.DoubleToUInt64Bits(value) + offset) >> Stretch) + 1;
            int place = (int)((key * Spread) >> shift);
            while (table[place] != 0)
            {
                if (table[place] == key)
                {
                    return false;
                }

                place = (place + 1) & (table.Length - 1);
            }

            table[place] = key;
        }

        return true;
    }
}
