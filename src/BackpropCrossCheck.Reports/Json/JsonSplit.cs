using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A disagreement in which nobody stands alone, in the JSON report.</summary>
internal sealed record JsonSplit
{
    /// <summary>The names of those that agree with each other, one list for each camp.</summary>
    public IReadOnlyList<IReadOnlyList<string?>?>? Camps { get; init; }

    /// <summary>The tensors with these numbers.</summary>
    public IReadOnlyList<JsonTensorCount?>? Tensors { get; init; }

    /// <summary>The disagreement in the form of the report.</summary>
    /// <param name="split">The disagreement.</param>
    public static JsonSplit Of(Split split) => new() { Camps = split.Camps, Tensors = [.. split.Tensors.Select(JsonTensorCount.Of)] };
}
