namespace BackpropCrossCheck.Rounding;

/// <summary>How far printing with few digits may have moved the numbers of a result.</summary>
/// <param name="Share">As a share of each number: few significant digits.</param>
/// <param name="Absolute">The same for all numbers: few decimals.</param>
internal sealed record PrintedError(double Share, double Absolute)
{
    /// <summary>All digits are there.</summary>
    public static PrintedError None { get; } = new(0, 0);

    /// <summary>Whether all digits are there.</summary>
    public bool IsNone => Share == 0 && Absolute == 0;

    /// <summary>How far printing may have moved a number; NaN and infinities are printed as they are.</summary>
    /// <param name="value">The number.</param>
    public double Of(double value) => IsNone || !double.IsFinite(value) ? 0 : (Share * Math.Abs(value)) + Absolute;
}
