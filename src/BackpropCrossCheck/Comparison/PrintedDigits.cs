using System.Globalization;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Whether the numbers of a result were printed with fewer digits than its format has.</summary>
internal static class PrintedDigits
{
    /// <summary>Among fewer numbers than this, few digits may be a coincidence.</summary>
    private const int Least = 20;

    /// <summary>How far printing may have moved a number, as a share of it: ½·10^(1 − d) where no number needs more than d significant
    /// digits; 0 where the digits are those of the format.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="format">The format they were calculated in.</param>
    public static double Share(TensorSet numbers, FloatFormat format)
    {
        int enough = format == FloatFormat.Float32 ? 8 : 15;
        int most = 0;
        int seen = 0;
        foreach (Step step in numbers.Layout.Steps)
        {
            for (int i = 0; numbers[step] is { } values && i < values.Length; i++)
            {
                if (!numbers.Has(step, i) || !double.IsFinite(values[i]) || values[i] == Math.Truncate(values[i]))
                {
                    continue;
                }

                seen++;
                most = Math.Max(most, Of(values[i], format));
                if (most >= enough)
                {
                    return 0;
                }
            }
        }

        return seen < Least ? 0 : 0.5 * Math.Pow(10, 1 - most);
    }

    /// <summary>The significant digits of a number's shortest form.</summary>
    private static int Of(double value, FloatFormat format)
    {
        string text = format == FloatFormat.Float32
            ? ((float)value).ToString("R", CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
        ReadOnlySpan<char> mantissa = text.AsSpan(0, text.IndexOf('E', StringComparison.Ordinal) is > 0 and int end ? end : text.Length);
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
