using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads the points that a JSON report has for plots.</summary>
internal static class PointsReader
{
    /// <summary>No number of double precision lies beyond these powers of ten.</summary>
    private const int Decades = 330;

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">There are none, or more than a plot shows.</exception>
    public static ErrorPoints Read(ReportElement plot)
    {
        ErrorPoint[] points = [.. plot["points"].Elements().Select(ReadPoint)];
        return points.Length <= ErrorPoints.MostShown
            ? new ErrorPoints(
                ReadRange(plot["allowed"]), ReadRange(plot["error"]), plot["agreeing"].Count(), plot["agreeBeyond"].Truth(), plot["places"].Count(), points)
            : throw plot["points"].Fault(FormattableString.Invariant($"there are {points.Length} points; a plot has at most {ErrorPoints.MostShown}."));
    }

    private static LogRange ReadRange(ReportElement range)
    {
        (int low, int high) = (Exponent(range["low"]), Exponent(range["high"]));
        return low < high
            ? new LogRange(low, high, range["zero"].Truth(), range["tiny"].Truth(), range["infinite"].Truth())
            : throw range["high"].Mismatch(FormattableString.Invariant($"a power of ten above {low}"));
    }

    private static int Exponent(ReportElement power)
        => power.Real() is >= -Decades and <= Decades and var value && value == Math.Truncate(value) ? (int)value
            : throw power.Mismatch(FormattableString.Invariant($"a whole number from {-Decades} to {Decades}"));

    private static ErrorPoint ReadPoint(ReportElement point)
        => point.Elements().Select(value => value.Distance()).ToArray() is [double allowed, double error] ? new ErrorPoint(allowed, error) : throw point.Mismatch("two numbers");
}
