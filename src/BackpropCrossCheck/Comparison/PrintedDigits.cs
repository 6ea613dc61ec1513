using System.Diagnostics;
using System.Globalization;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>Whether the numbers of a result were printed with fewer digits than its format has.</summary>
internal static class PrintedDigits
{
    /// <summary>Among fewer numbers than this, few digits may be a coincidence.</summary>
    private const int Least = 20;

    /// <summary>The same for decimals, of which programs print 6 or 8 by default. Fewer are the numbers themselves: 0.5, 0.25.</summary>
    private const int LeastForDecimals = 5;
    private const int FewestDecimals = 6;

    /// <summary>How far printing may have moved the numbers of a result, worked out when it is first asked for.</summary>
    /// <param name="result">The result.</param>
    /// <param name="format">The format it was calculated in.</param>
    public static Lazy<PrintedError> Of(IndependentResult result, FloatFormat format) => new(() => Error(result.Numbers, format));

    /// <summary>How far printing may have moved the numbers: ½·10^(1 − d) of each where none needs more than d significant digits, and
    /// ½·10^−D where none needs more than D decimals, unless that is beyond the digits of the format.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="format">The format they were calculated in.</param>
    public static PrintedError Error(TensorSet numbers, FloatFormat format)
    {
        int enough = format == FloatFormat.Float32 ? 8 : 15;
        (int count, double smallest) = Smallest(numbers);
        int digits = 0;
        int decimals = 0;
        // The smallest number is the first that decimals are too few for.
        if (count > 0 && !IsEnough(smallest))
        {
            foreach (double value in Fractions(numbers))
            {
                if (IsEnough(value))
                {
                    break;
                }
            }
        }

        double share = count < Least || digits >= enough ? 0 : 0.5 * Math.Pow(10, 1 - digits);
        return new PrintedError(share, HasAllDecimals() ? 0 : 0.5 * Math.Pow(10, -decimals));

        bool IsEnough(double value)
        {
            int needed = Of(value, format);
            digits = Math.Max(digits, needed);
            decimals = Math.Max(decimals, needed - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
            return digits >= enough && HasAllDecimals();
        }

        bool HasAllDecimals() => count < LeastForDecimals || decimals < FewestDecimals
            || 0.5 * Math.Pow(10, -decimals) <= 2 * format.Rounding.UnitRoundoff * smallest;
    }

    /// <summary>How many numbers are finite and no integers, and the smallest magnitude of these. Every check looks at all of them, so this
    /// is a plain loop.</summary>
    private static (int Count, double Smallest) Smallest(TensorSet numbers)
    {
        int count = 0;
        double smallest = double.PositiveInfinity;
        foreach (Step step in numbers.Layout.Steps)
        {
            double[] values = numbers[step] ?? [];
            bool[]? missing = numbers.Missing(step);
            for (int i = 0; i < values.Length; i++)
            {
                if (IsFraction(values[i]) && missing?[i] != true)
                {
                    count++;
                    smallest = Math.Min(smallest, Math.Abs(values[i]));
                }
            }
        }

        return (count, smallest);
    }

    private static bool IsFraction(double value) => double.IsFinite(value) && value != Math.Truncate(value);

    /// <summary>The numbers that are finite and no integers.</summary>
    private static IEnumerable<double> Fractions(TensorSet numbers)
    {
        foreach (Step step in numbers.Layout.Steps)
        {
            for (int i = 0; numbers[step] is { } values && i < values.Length; i++)
            {
                if (numbers.Has(step, i) && IsFraction(values[i]))
                {
                    yield return values[i];
                }
            }
        }
    }

    /// <summary>The significant digits of a number's shortest form.</summary>
    /// <param name="value">The number.</param>
    /// <param name="format">The format that it has to be read back in.</param>
    public static int Of(double value, FloatFormat format)
    {
        Span<char> text = stackalloc char[32];
        int length;
        bool fits = format == FloatFormat.Float32
            ? ((float)value).TryFormat(text, out length, "R", CultureInfo.InvariantCulture)
            : value.TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        Debug.Assert(fits, "No shortest form has more than 24 characters.");
        int end = text[..length].IndexOf('E');
        ReadOnlySpan<char> mantissa = text[..(end < 0 ? length : end)];
        int digits = 0;
        int zeros = 0;
        foreach (char symbol in mantissa)
        {
            if (!char.IsAsciiDigit(symbol))
            {
                continue;
            }

            zeros = symbol == '0' ? zeros + 1 : 0;
            digits += symbol != '0' || digits > 0 ? 1 : 0;
        }

        return digits - (digits > 0 ? zeros : 0);
    }
}
