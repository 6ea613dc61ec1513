using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>What an error plot needs of the numbers that were judged by their steps.</summary>
internal sealed record JsonStepPlot
{
    /// <summary>The range of the differences that the steps allow.</summary>
    public JsonRange? Allowed { get; init; }

    /// <summary>The range of the actual differences.</summary>
    public JsonRange? Error { get; init; }

    /// <summary>How many numbers follow.</summary>
    public int? Following { get; init; }

    /// <summary>How many different points they fall on.</summary>
    public int? Places { get; init; }

    /// <summary>The points, or an evenly spaced selection of them: allowed difference and actual difference.</summary>
    [JsonConverter(typeof(PointsConverter))]
    public IReadOnlyList<ErrorPoint>? Points { get; init; }

    /// <summary>How many numbers do not follow.</summary>
    public int? Wrong { get; init; }

    /// <summary>How many different points they fall on.</summary>
    public int? WrongPlaces { get; init; }

    /// <summary>The points, or an evenly spaced selection of them.</summary>
    [JsonConverter(typeof(PointsConverter))]
    public IReadOnlyList<ErrorPoint>? WrongPoints { get; init; }

    /// <summary>The points in the form of the report.</summary>
    /// <param name="points">The points.</param>
    public static JsonStepPlot Of(StepPoints points) => new()
    {
        Allowed = JsonRange.Of(points.Allowed),
        Error = JsonRange.Of(points.Error),
        Following = points.Following.Numbers,
        Places = points.Following.Places,
        Points = points.Following.Shown,
        Wrong = points.Wrong.Numbers,
        WrongPlaces = points.Wrong.Places,
        WrongPoints = points.Wrong.Shown,
    };
}
