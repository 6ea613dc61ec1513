using System.Buffers.Text;
using System.Numerics;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Reads JSON numbers as correctly rounded doubles.</summary>
/// <remarks>w·10^q is exact in one operation where w ≤ 2⁵³ and |q| ≤ 22, since both factors are doubles (Clinger 1990). Where w has up to 19
/// digits and −27 ≤ q &lt; 0, an integer division with remainder rounds correctly; the rest is the runtime's.</remarks>
internal static class DecimalNumber
{
    private const int MostDigits = 19;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    private static readonly ulong[] PowersOfFive = MakePowersOfFive();

    /// <summary>Reads a finite number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The number's first byte; the byte behind the number afterwards.</param>
    /// <param name="value">The number.</param>
    /// <returns>False where there is no well-formed number or its value is not finite.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, ref int at, out double value)
    {
        int start = at;
        bool negative = at < text.Length && text[at] == '-';
        int position = negative ? at + 1 : at;
        ulong digits = 0;
        value = 0;
        int whole = Digits(text, ref position, ref digits);
        if (whole == 0 || (whole > 1 && text[position - whole] == '0'))
        {
            return false;
        }

        int fraction = 0;
        if (position < text.Length && text[position] == '.')
        {
            position++;
            fraction = Digits(text, ref position, ref digits);
            if (fraction == 0)
            {
                return false;
            }
        }

        if (!Exponent(text, ref position, out int exponent))
        {
            return false;
        }

        at = position;
        double magnitude = 0;
        bool exact = Significant(text[start..position], whole + fraction) <= MostDigits && TryScale(digits, exponent - fraction, out magnitude);
        value = negative ? -magnitude : magnitude;
        return exact || (Utf8Parser.TryParse(text[start..position], out value, out int read) && read == position - start && double.IsFinite(value));
    }

    // An upper bound of the significant digits, exact where it matters: zeros in front do not count.
    private static int Significant(ReadOnlySpan<byte> number, int digits)
    {
        int at = 0;
        while (digits > MostDigits && at < number.Length && number[at] is (byte)'-' or (byte)'.' or (byte)'0')
        {
            digits -= number[at] == '0' ? 1 : 0;
            at++;
        }

        return digits;
    }

    private static int Digits(ReadOnlySpan<byte> text, ref int at, ref ulong digits)
    {
        int start = at;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
        {
            digits = (digits * 10) + (uint)(text[at] - '0');
            at++;
        }

        return at - start;
    }

    private static bool Exponent(ReadOnlySpan<byte> text, ref int at, out int exponent)
    {
        exponent = 0;
        if (at >= text.Length || (text[at] | 0x20) != 'e')
        {
            return true;
        }

        at++;
        bool negative = at < text.Length && text[at] == '-';
        at += negative || (at < text.Length && text[at] == '+') ? 1 : 0;
        ulong digits = 0;
        int count = Digits(text, ref at, ref digits);

        // Longer exponents are beyond the range of double whatever they say; the token reader deals with them.
        exponent = negative ? -(int)digits : (int)digits;
        return count is > 0 and <= 4;
    }

    private static bool TryScale(ulong digits, int exponent, out double magnitude)
    {
        magnitude = 0;
        if (digits <= 1ul << 53 && Math.Abs(exponent) < PowersOfTen.Length)
        {
            magnitude = exponent < 0 ? digits / PowersOfTen[-exponent] : digits * PowersOfTen[exponent];
            return true;
        }

        if (exponent < 0 && -exponent < PowersOfFive.Length && digits != 0)
        {
            magnitude = Divide(digits, -exponent);
            return true;
        }

        return false;
    }

    // w / 10ᵏ = (w / 5ᵏ) / 2ᵏ. Both are shifted to the left end of 64 bits, so that the quotient of w·2⁶² has 62 or 63 bits; a remainder
    // sets the last of them, which is far behind the place where the conversion rounds (to nearest, ties to even). Nothing is subnormal here.
    private static double Divide(ulong digits, int power)
    {
        int shift = BitOperations.LeadingZeroCount(digits);
        int divisorShift = BitOperations.LeadingZeroCount(PowersOfFive[power]);
        ulong wide = digits << shift;
        (ulong quotient, ulong remainder) = DivideWide(wide >> 2, wide << 62, PowersOfFive[power] << divisorShift);
        long rounded = (long)(quotient | (remainder == 0 ? 0ul : 1ul));
        int binary = divisorShift - shift - 62 - power;
        return rounded * BitConverter.Int64BitsToDouble((long)(1023 + binary) << 52);
    }

    // (high·2⁶⁴ + low) / divisor by schoolbook division in two digits of 32 bits, with high < divisor and the divisor's top bit set (Knuth, "The Art of
    // Computer Programming", volume 2, section 4.3.1, algorithm D). UInt128 does the same and is compiled at run time only, which takes longer than a check.
    private static (ulong Quotient, ulong Remainder) DivideWide(ulong high, ulong low, ulong divisor)
    {
        ulong upper = DivideDigit(ref high, low >> 32, divisor);
        ulong lower = DivideDigit(ref high, low & uint.MaxValue, divisor);
        return ((upper << 32) | lower, high);
    }

    /// <summary>One digit of the quotient: the remainder, followed by one more digit, divided.</summary>
    private static ulong DivideDigit(ref ulong remainder, ulong next, ulong divisor)
    {
        ulong first = divisor >> 32;
        ulong second = divisor & uint.MaxValue;
        ulong digit = remainder / first;
        ulong rest = remainder % first;
        while (digit > uint.MaxValue || digit * second > ((rest << 32) | next))
        {
            digit--;
            rest += first;
            if (rest > uint.MaxValue)
            {
                break;
            }
        }

        remainder = unchecked((remainder << 32) + next - (digit * divisor));
        return digit;
    }

    private static ulong[] MakePowersOfFive()
    {
        ulong[] powers = new ulong[28];
        powers[0] = 1;
        for (int k = 1; k < powers.Length; k++)
        {
            powers[k] = 5 * powers[k - 1];
        }

        return powers;
    }
}
