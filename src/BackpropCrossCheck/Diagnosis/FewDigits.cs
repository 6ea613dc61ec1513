using System.Globalization;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>People choose parameters with few digits, so this looks for the fewest digits of a fitted one that explain the numbers
/// equally well.</summary>
internal static class FewDigits
{
    private const int Most = 7;

    /// <summary>The mistake with the fewest digits; the fitted one itself if none explains the numbers.</summary>
    /// <param name="fitted">The mistake with its fitted parameter.</param>
    /// <param name="explains">Whether a candidate explains the numbers.</param>
    public static Suspicion Of(Suspicion fitted, Func<Suspicion, bool> explains)
    {
        for (int digits = 1; digits <= Most; digits++)
        {
            double rounded = Rounded(fitted.Parameter, digits);
            if (Math.Abs(rounded - fitted.Parameter) <= 1e-3 * Math.Abs(rounded) && fitted.WithParameter!(rounded) is { } simple
                && explains(simple))
            {
                return simple;
            }
        }

        return fitted;
    }

    /// <summary>A number with as many significant digits.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">How many digits, from 1.</param>
    public static double Rounded(double value, int digits)
        => double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
