namespace BackpropCrossCheck.Numbers;

/// <summary>Rounding as people do it: to a number of digits, in one of the usual ways.</summary>
/// <param name="Precision">Decimals or significant digits.</param>
/// <param name="Way">What happens to the other digits.</param>
public sealed record NumberRounding(NumberPrecision Precision, RoundingWay Way)
{
    /// <summary>The rounding of one quantity's numbers.</summary>
    /// <param name="quantity">The quantity.</param>
    public NumberRounding For(Quantity quantity)
        => Precision is NumberPrecision.ByQuantity ? this with { Precision = Precision.For(quantity) } : this;

    /// <summary>The double nearest to the rounded number. NaN and infinities stay as they are.</summary>
    /// <param name="value">The number. Decimal digits have no exact binary form, so a number within a billionth of a unit of the last digit
    /// of a tie, or of a number with fewer digits, counts as that: 0.145 is a tie, and 0.1 + 0.2 cut off is 0.3.</param>
    /// <exception cref="ArgumentException">The precision is a floating-point format.</exception>
    public double Of(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value;
        }

        int places = Precision.ForMost() switch
        {
            NumberPrecision.Decimals decimals => decimals.Count,
            NumberPrecision.Significant significant => significant.Count - 1 - Digits.Exponent(Math.Abs(value)),
            _ => throw new ArgumentException("A floating-point format has no decimal digits.", nameof(value)),
        };
        double power = Digits.PowerOfTen(Math.Abs(places));
        double units = places < 0 ? Math.Abs(value) / power : Math.Abs(value) * power;
        if (!double.IsFinite(units))
        {
            return value;
        }

        double whole = Whole(units);
        double rounded = places < 0 ? whole * power : whole / power;
        return value < 0 && rounded != 0 ? -rounded : rounded;
    }

    private double Whole(double units)
    {
        // The relative error of a few operations in double precision.
        double slack = Digits.Slack + (units * Math.ScaleB(1, -50));
        double nearest = Math.Round(units);
        if (Math.Abs(units - nearest) <= slack)
        {
            return nearest;
        }

        double floor = Math.Floor(units);
        bool isTie = Math.Abs(units - floor - 0.5) <= slack;
        return Way == RoundingWay.CutOff ? floor
            : !isTie ? nearest
            : Way == RoundingWay.HalfEven && floor % 2 == 0 ? floor
            : floor + 1;
    }
}
