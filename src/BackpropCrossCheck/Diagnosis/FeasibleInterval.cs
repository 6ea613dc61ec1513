namespace BackpropCrossCheck.Diagnosis;

/// <summary>The values of one parameter that keep every number within its digits. Least squares may leave a number just outside.</summary>
internal sealed class FeasibleInterval
{
    private double _lowest = double.NegativeInfinity;
    private double _highest = double.PositiveInfinity;

    /// <summary>The middle of the interval; null if the interval is empty or unbounded.</summary>
    public double? Middle => _lowest <= _highest && double.IsFinite(_lowest + _highest) ? (_lowest + _highest) / 2 : null;

    /// <summary>Adds the condition that |rest − p·slope| is at most the tolerance.</summary>
    /// <param name="rest">What p·slope must make up for.</param>
    /// <param name="slope">How much the number changes with p.</param>
    /// <param name="tolerance">Half a unit of the number's last digit.</param>
    public void Add(double rest, double slope, double tolerance)
    {
        if (slope != 0)
        {
            _lowest = Math.Max(_lowest, Math.Min((rest - tolerance) / slope, (rest + tolerance) / slope));
            _highest = Math.Min(_highest, Math.Max((rest - tolerance) / slope, (rest + tolerance) / slope));
        }
    }
}
