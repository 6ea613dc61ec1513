using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads the points that a JSON report has for plots.</summary>
internal static class PointsReader
{
    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">There are none.</exception>
    public static ErrorPoints Read(ReportElement plot) => new(
        ReadRange(plot["allowed"]),
        ReadRange(plot["error"]),
        plot["agreeing"].Count(),
        plot["agreeBeyond"].Truth(),
        plot["places"].Count(),
        [.. plot["points"].Elements().Select(ReadPoint)]);

    private static LogRange ReadRange(ReportElement range)
        => new((int)range["low"].Real(), (int)range["high"].Real(), range["zero"].Truth(), range["tiny"].Truth(), range["infinite"].Truth());

    private static ErrorPoint ReadPoint(ReportElement point)
        => point.Elements().Select(value => value.Real()).ToArray() is [double allowed, double error] ? new ErrorPoint(allowed, error) : throw point.Mismatch("two numbers");
}
