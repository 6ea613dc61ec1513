using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Where nobody stands alone although results disagree, in the JSON report.</summary>
internal sealed record JsonSplit
{
    /// <summary>The names of those that agree with each other, camp by camp.</summary>
    public IReadOnlyList<IReadOnlyList<string?>?>? Camps { get; init; }

    /// <summary>In which tensors the numbers are.</summary>
    public IReadOnlyList<JsonTensorCount?>? Tensors { get; init; }

    /// <summary>The disagreement as the report says it.</summary>
    /// <param name="split">The disagreement.</param>
    public static JsonSplit Of(Split split) => new() { Camps = split.Camps, Tensors = [.. split.Tensors.Select(JsonTensorCount.Of)] };
}
