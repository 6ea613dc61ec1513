using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>What a plot of errors needs of the numbers that the JSON report does not list: those that agree.</summary>
internal sealed record JsonPlot
{
    /// <summary>What the allowed differences reach over.</summary>
    public JsonRange? Allowed { get; init; }

    /// <summary>What the differences reach over.</summary>
    public JsonRange? Error { get; init; }

    /// <summary>How many numbers agree.</summary>
    public int? Agreeing { get; init; }

    /// <summary>Whether one of them is further away than what is allowed.</summary>
    public bool? AgreeBeyond { get; init; }

    /// <summary>The points that they fall on.</summary>
    public int? Places { get; init; }

    /// <summary>These points, or every so-manieth of them: what is allowed, and the difference.</summary>
    [JsonConverter(typeof(PointsConverter))]
    public IReadOnlyList<ErrorPoint>? Points { get; init; }

    /// <summary>The points as the report says them.</summary>
    /// <param name="points">The points.</param>
    public static JsonPlot Of(ErrorPoints points) => new()
    {
        Allowed = JsonRange.Of(points.Allowed),
        Error = JsonRange.Of(points.Error),
        Agreeing = points.Agreeing,
        AgreeBeyond = points.AgreeBeyond,
        Places = points.Places,
        Points = points.Shown,
    };
}
