using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>What an error plot needs of the numbers that agree, since the JSON report does not list them.</summary>
internal sealed record JsonPlot
{
    /// <summary>The range of the allowed differences.</summary>
    public JsonRange? Allowed { get; init; }

    /// <summary>The range of the actual differences.</summary>
    public JsonRange? Error { get; init; }

    /// <summary>How many numbers agree.</summary>
    public int? Agreeing { get; init; }

    /// <summary>Whether one of them exceeds what is allowed.</summary>
    public bool? AgreeBeyond { get; init; }

    /// <summary>How many different points they fall on.</summary>
    public int? Places { get; init; }

    /// <summary>The points, or an evenly spaced selection of them: allowed difference and actual difference.</summary>
    [JsonConverter(typeof(PointsConverter))]
    public IReadOnlyList<ErrorPoint>? Points { get; init; }

    /// <summary>The numbers that were judged by their steps; left out if there are none.</summary>
    public JsonStepPlot? Steps { get; init; }

    /// <summary>The points in the form of the report.</summary>
    /// <param name="points">The points.</param>
    public static JsonPlot Of(ErrorPoints points) => new()
    {
        Allowed = JsonRange.Of(points.Allowed),
        Error = JsonRange.Of(points.Error),
        Agreeing = points.Agreeing,
        AgreeBeyond = points.AgreeBeyond,
        Places = points.Places,
        Points = points.Shown,
        Steps = points.Steps is { } steps ? JsonStepPlot.Of(steps) : null,
    };
}
