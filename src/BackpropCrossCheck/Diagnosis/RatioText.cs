using System.Globalization;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Factors as people write them: 2/3 rather than 0.666667.</summary>
internal static class RatioText
{
    private const int LargestDenominator = 64;

    /// <summary>"2/3 of ours", "3 times ours", "0.37 times ours".</summary>
    /// <param name="factor">How many times the engine's numbers the other side's are.</param>
    public static string OfOurs(double factor)
    {
        string ratio = Of(factor);
        return ratio.Contains('/', StringComparison.Ordinal) ? $"{ratio} of ours" : $"{ratio} times ours";
    }

    /// <summary>A fraction of small whole numbers where the factor is one, else six digits.</summary>
    /// <param name="factor">The factor.</param>
    private static string Of(double factor)
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

    /// <summary>Six digits.</summary>
    /// <param name="value">The number.</param>
    public static string Decimal(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
