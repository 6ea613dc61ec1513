namespace BackpropCrossCheck.Diagnosis;

/// <summary>The values of one parameter that keep every number within its digits; least squares may leave one just outside.</summary>
internal sealed class FeasibleInterval
{
    private double _lowest = double.NegativeInfinity;
    private double _highest = double.PositiveInfinity;

    /// <summary>The middle of the interval; null where nothing is left of it, or nothing bounds it.</summary>
    public double? Middle => _lowest <= _highest && double.IsFinite(_lowest + _highest) ? (_lowest + _highest) / 2 : null;

    /// <summary>Takes in that |rest − p·slope| is at most the tolerance.</summary>
    /// <param name="rest">What p·slope has to make up for.</param>
    /// <param name="slope">How the number moves with p.</param>
    /// <param name="tolerance">Half a unit of its last digit.</param>
    public void Add(double rest, double slope, double tolerance)
    {
        if (slope != 0)
        {
            _lowest = Math.Max(_lowest, Math.Min((rest - tolerance) / slope, (rest + tolerance) / slope));
            _highest = Math.Min(_highest, Math.Max((rest - tolerance) / slope, (rest + tolerance) / slope));
        }
    }
}
