using System.Globalization;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Factors the way people write them: 2/3 rather than 0.666667.</summary>
internal static class RatioText
{
    private const int LargestDenominator = 64;

    /// <summary>"2/3 of ours", "3 times ours", "0.37 times ours".</summary>
    /// <param name="factor">The other side's numbers divided by the engine's.</param>
    public static string OfOurs(double factor)
    {
        string ratio = Of(factor);
        return ratio.Contains('/', StringComparison.Ordinal) ? $"{ratio} of ours" : $"{ratio} times ours";
    }

    /// <summary>A fraction of small whole numbers if the factor is one, otherwise six digits.</summary>
    /// <param name="factor">The factor.</param>
    public static string Of(double factor)
    {
        for (int below = 1; below <= LargestDenominator && Math.Abs(factor * below) < 1000; below++)
        {
            double above = Math.Round(factor * below);
            if (above != 0 && Math.Abs((factor * below) - above) <= 1e-12 * Math.Abs(above))
            {
                return below == 1
                    ? above.ToString(CultureInfo.InvariantCulture)
                    : string.Create(CultureInfo.InvariantCulture, $"{above}/{below}");
            }
        }

        return Decimal(factor);
    }

    /// <summary>The number with six digits.</summary>
    /// <param name="value">The number.</param>
    public static string Decimal(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
