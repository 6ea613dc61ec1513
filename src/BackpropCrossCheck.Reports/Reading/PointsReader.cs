using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads the points that a JSON report contains for plots.</summary>
internal static class PointsReader
{
    /// <summary>No double lies beyond these powers of ten.</summary>
    private const int Decades = 330;

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">There are none, or more than a plot shows.</exception>
    public static ErrorPoints Read(JsonPlot plot, ReportPlace at) => new(
        ReadRange(at.Required("allowed", plot.Allowed), at["allowed"]),
        ReadRange(at.Required("error", plot.Error), at["error"]),
        at.Count("agreeing", plot.Agreeing),
        at.Required("agreeBeyond", plot.AgreeBeyond),
        at.Count("places", plot.Places),
        ReadPoints("points", plot.Points, at))
    {
        Steps = plot.Steps is { } steps ? Read(steps, at["steps"]) : null,
    };

    private static StepPoints Read(JsonStepPlot plot, ReportPlace at) => new(
        ReadRange(at.Required("allowed", plot.Allowed), at["allowed"]),
        ReadRange(at.Required("error", plot.Error), at["error"]),
        new PointSelection(
            at.Count("following", plot.Following), at.Count("places", plot.Places), ReadPoints("points", plot.Points, at)),
        new PointSelection(
            at.Count("wrong", plot.Wrong), at.Count("wrongPlaces", plot.WrongPlaces), ReadPoints("wrongPoints", plot.WrongPoints, at)));

    private static IReadOnlyList<ErrorPoint> ReadPoints(string field, IReadOnlyList<ErrorPoint>? stated, ReportPlace at)
    {
        IReadOnlyList<ErrorPoint> points = at.Required(field, stated);
        return points.Count <= PointSelection.MostShown ? points
            : throw at[field].Fault(FormattableString.Invariant(
                $"there are {points.Count} points; a plot has at most {PointSelection.MostShown}."));
    }

    private static LogRange ReadRange(JsonRange range, ReportPlace at)
    {
        int low = at.Count("low", range.Low, -Decades, Decades);
        int high = at.Count("high", range.High, -Decades, Decades);
        return low < high
            ? new LogRange(low, high, at.Required("zero", range.Zero),
                at.Required("tiny", range.Tiny), at.Required("infinite", range.Infinite))
            : throw at["high"].Mismatch(FormattableString.Invariant($"a power of ten above {low}"));
    }
}
