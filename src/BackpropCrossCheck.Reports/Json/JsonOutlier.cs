using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Who stands alone, in the JSON report.</summary>
internal sealed record JsonOutlier
{
    /// <summary>"engine", an oracle's name or an entry's "by".</summary>
    public string? Name { get; init; }

    /// <summary>For how many numbers.</summary>
    public int? Numbers { get; init; }

    /// <summary>The others' names.</summary>
    public IReadOnlyList<string?>? Agreeing { get; init; }

    /// <summary>The tensors with these numbers.</summary>
    public IReadOnlyList<JsonTensorCount?>? Tensors { get; init; }

    /// <summary>The first of these numbers.</summary>
    public JsonNumber? First { get; init; }

    /// <summary>Who stands alone, in the form of the report.</summary>
    /// <param name="outlier">Who stands alone.</param>
    public static JsonOutlier Of(Outlier outlier) => new()
    {
        Name = outlier.Name,
        Numbers = outlier.Numbers,
        Agreeing = outlier.Agreeing,
        Tensors = [.. outlier.Tensors.Select(JsonTensorCount.Of)],
        First = JsonNumber.Of(outlier.First),
    };
}
