using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads a JSON number, rounded correctly to double precision: the bits are those of <see cref="double.Parse(string)"/>.</summary>
/// <remarks>Up to 19 digits are one integer w, and w·10^q needs one product of 64 × 64 bits, rarely two: Lemire, "Number parsing at a
/// gigabyte per second" (2021); Mushtak and Lemire, "Fast number parsing without fallback" (2023). The framework reads longer numbers and
/// those with exponents beyond <see cref="PowersOfFive"/>.</remarks>
internal static class DecimalNumber
{
    private const int MostDigits = 19;
    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;

    /// <summary>Bits of the product that the result does not need; all of them set, the rest of the power may carry.</summary>
    private const ulong Undecided = ulong.MaxValue >> (MantissaBits + 3);

    /// <summary>Reads the number at a place.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="at">Its first byte; afterwards the byte behind it.</param>
    /// <param name="value">The number.</param>
    /// <returns>False if there is no number as JSON writes it, or none that is finite; then <paramref name="at"/> means nothing.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, ref int at, out double value)
    {
        int start = at;
        value = 0;
        bool isNegative = at < text.Length && text[at] == '-';
        at += isNegative ? 1 : 0;
        int first = at;
        ulong digits = 0;
        Digits(text, ref at, ref digits);
        int count = at - first;
        if (count == 0 || (count > 1 && text[first] == '0'))
        {
            return false;
        }

        int exponent = 0;
        if (at < text.Length && text[at] == '.')
        {
            int point = at++;
            Digits(text, ref at, ref digits);
            exponent = point + 1 - at;
            count -= exponent;
            if (exponent == 0)
            {
                return false;
            }
        }

        if (at < text.Length && (text[at] | 0x20) == 'e' && !TryAddExponent(text, ref at, ref exponent))
        {
            return false;
        }

        if (digits == 0 && count <= MostDigits)
        {
            value = isNegative ? -0.0 : 0;
            return true;
        }

        // Leading zeros do not count, but numbers with so many of them are rare.
        bool isShort = (count <= MostDigits || IsShort(text[first..at])) && exponent is >= PowersOfFive.Least and <= PowersOfFive.Most;
        if (!isShort)
        {
            // Not Utf8Parser, which Utf8JsonReader goes by: it rounds some numbers of 20 digits to the wrong side of a tie.
            return double.TryParse(text[start..at], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        }

        value = Nearest(digits, exponent);
        value = isNegative ? -value : value;
        return true;
    }

    /// <summary>Whether a number has few enough digits behind its leading zeros.</summary>
    private static bool IsShort(ReadOnlySpan<byte> number)
    {
        int count = 0;
        foreach (byte symbol in number)
        {
            if (!char.IsAsciiDigit((char)symbol) && symbol != '.')
            {
                break;
            }

            count += symbol != '.' && (count > 0 || symbol != '0') ? 1 : 0;
        }

        return count is > 0 and <= MostDigits;
    }

    /// <summary>Adds the digits at a place to an integer. It overflows if they are too many.</summary>
    private static void Digits(ReadOnlySpan<byte> text, ref int at, ref ulong digits)
    {
        while (at + sizeof(ulong) <= text.Length && BinaryPrimitives.ReadUInt64LittleEndian(text[at..]) is var eight && AreDigits(eight))
        {
            digits = (digits * 100_000_000) + OfEight(eight);
            at += sizeof(ulong);
        }

        while (at < text.Length && (uint)(text[at] - '0') <= 9)
        {
            digits = (digits * 10) + (uint)(text[at++] - '0');
        }
    }

    /// <summary>Whether eight bytes are eight digits: 0x30 to 0x39, which stay below 0x40 if 6 is added to them.</summary>
    private static bool AreDigits(ulong eight)
        => ((eight & 0xF0F0F0F0F0F0F0F0) | (((eight + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) == 0x3333333333333333;

    /// <summary>The number of eight digits, the first of which is in the lowest byte: pairs, then pairs of pairs, and both of those at
    /// once.</summary>
    private static ulong OfEight(ulong eight)
    {
        ulong pairs = eight - 0x3030303030303030;
        pairs = (pairs * 10) + (pairs >> 8);
        ulong even = (pairs & 0x000000FF000000FF) * (100 + (1_000_000UL << 32));
        ulong odd = ((pairs >> 16) & 0x000000FF000000FF) * (1 + (10_000UL << 32));
        return (even + odd) >> 32;
    }

    private static bool TryAddExponent(ReadOnlySpan<byte> text, ref int at, ref int exponent)
    {
        at++;
        bool isNegative = at < text.Length && text[at] == '-';
        at += at < text.Length && text[at] is (byte)'-' or (byte)'+' ? 1 : 0;
        int first = at;
        int given = 0;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
        {
            given = Math.Min((given * 10) + (text[at++] - '0'), 1_000_000);
        }

        exponent += isNegative ? -given : given;
        return at > first;
    }

    /// <summary>w·10^q, rounded to the nearest double, to an even one in the middle.</summary>
    private static double Nearest(ulong digits, int exponent)
    {
        int shift = BitOperations.LeadingZeroCount(digits);
        ulong w = digits << shift;
        ReadOnlySpan<ulong> power = PowersOfFive.Bits.Slice(2 * (exponent - PowersOfFive.Least), 2);
        ulong high = Math.BigMul(w, power[0], out ulong low);
        if ((high & Undecided) == Undecided)
        {
            ulong more = Math.BigMul(w, power[1], out _);
            low += more;
            high += low < more ? 1UL : 0;
        }

        int upper = (int)(high >> 63);
        int dropped = upper + 64 - MantissaBits - 3;
        ulong mantissa = high >> dropped;
        int binary = ((217706 * exponent) >> 16) + 63 + upper - shift + ExponentBias;
        // Exactly in the middle the product is exact: no other power of five divides a number of 64 bits, or fits one.
        if (low <= 1 && exponent is >= -4 and <= 23 && (mantissa & 3) == 1 && mantissa << dropped == high)
        {
            mantissa--;
        }

        mantissa = (mantissa + (mantissa & 1)) >> 1;
        if (mantissa == 2UL << MantissaBits)
        {
            mantissa >>= 1;
            binary++;
        }

        return BitConverter.UInt64BitsToDouble((mantissa & ((1UL << MantissaBits) - 1)) | ((ulong)binary << MantissaBits));
    }
}
