using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>Decides whether a given number is a true value that was rounded or cut off to digits.</summary>
internal static class RoundedNumber
{
    /// <summary>Whether <paramref name="given"/> is <paramref name="value"/> rounded to nearest, either way at a tie.</summary>
    /// <param name="precision">The digits.</param>
    /// <param name="value">The true value.</param>
    /// <param name="error">The uncertainty of the true value itself.</param>
    /// <param name="given">The number given.</param>
    public static bool IsRounded(NumberPrecision precision, double value, double error, double given)
    {
        if (!double.IsFinite(value))
        {
            return false;
        }

        double unit = Unit(precision, value, given);
        return Math.Abs(value - given) <= (unit * 0.5) + Digits.TieSlack(value, given) + error;
    }

    /// <summary>Whether <paramref name="given"/> is <paramref name="value"/> cut off after the last digit.</summary>
    /// <param name="precision">The digits.</param>
    /// <param name="value">The true value.</param>
    /// <param name="error">The uncertainty of the true value itself.</param>
    /// <param name="given">The number given.</param>
    /// <remarks>Cutting off loses less than a unit: 0.5 cut off after two decimals is 0.50 and never 0.49, although 0.49 is right within
    /// <paramref name="error"/>.</remarks>
    public static bool IsCutOff(NumberPrecision precision, double value, double error, double given)
    {
        if (!double.IsFinite(value))
        {
            return false;
        }

        double unit = Unit(precision, value, given);
        double slack = Digits.TieSlack(value, given) + error;
        double lost = value < 0 ? given - value : value - given;
        return lost >= -slack && lost < unit - slack && given * value >= 0;
    }

    /// <summary>The unit of the last digit; just below a power of ten, the smaller one: with three significant digits, 1000 is 1000 and
    /// never 999. A number with more digits than requested must be right in all of them.</summary>
    private static double Unit(NumberPrecision precision, double value, double given)
    {
        double unit = Math.Min(Digits.Unit(precision, value), Digits.Unit(precision, given));
        double units = given / unit;
        bool hasMore = unit > 0 && Math.Abs(units - Math.Round(units)) > Digits.Slack + (Math.Abs(units) * Math.ScaleB(1, -50));
        return hasMore ? Math.Min(unit, Digits.WrittenUnit(given)) : unit;
    }
}
