using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Whether a step follows from the other side's own numbers, in the JSON report.</summary>
internal sealed record JsonStep : IJsonTensor
{
    /// <inheritdoc/>
    public string? Quantity { get; init; }

    /// <inheritdoc/>
    public int? Layer { get; init; }

    /// <inheritdoc/>
    public string? Tensor { get; init; }

    /// <summary>The verdict.</summary>
    public string? Verdict { get; init; }

    /// <summary>True where the numbers are not given and were recovered from the gradients; else left out.</summary>
    public bool? Recovered { get; init; }

    /// <summary>The numbers that are given, or recovered.</summary>
    public int? Numbers { get; init; }

    /// <summary>Those that could be judged; left out if that is all of them, or none.</summary>
    public int? Judged { get; init; }

    /// <summary>How many rows of a large gradient were judged from each other; left out if all were.</summary>
    public int? Rows { get; init; }

    /// <summary>Those that do not follow.</summary>
    public int? Wrong { get; init; }

    /// <summary>How many differ only because an earlier step was wrong; left out if none does.</summary>
    public int? Carried { get; init; }

    /// <summary>What the step is worked out of, in words; left out where it is not wrong.</summary>
    public string? From { get; init; }

    /// <summary>The first number that does not follow; left out where the step is not wrong.</summary>
    public JsonNumber? First { get; init; }

    /// <summary>The causes that were found for the step by itself; left out where there are none.</summary>
    public IReadOnlyList<JsonFinding>? Diagnosis { get; init; }

    /// <summary>The steps of a comparison as the report says them; null where there are none.</summary>
    /// <param name="comparison">The comparison.</param>
    public static IReadOnlyList<JsonStep>? Of(ResultComparison comparison)
        => comparison.Steps.Count == 0 ? null : [.. comparison.Steps.Select(step => Of(step, comparison.FindingsOf(step.Step)))];

    /// <summary>A step as the report says it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="findings">Its causes.</param>
    public static JsonStep Of(StepSummary step, IReadOnlyList<Finding> findings) => new()
    {
        Quantity = ContractWords.Of(step.Step.Quantity),
        Layer = JsonTensorFields.LayerOf(step.Step),
        Tensor = JsonTensorFields.ParameterOf(step.Step),
        Verdict = ReportWords.Of(step.Verdict),
        Recovered = step.IsRecovered ? true : null,
        Numbers = step.Numbers,
        Judged = step.Judged == step.Numbers || step.Judged == 0 ? null : step.Judged,
        Rows = step.Rows,
        Wrong = step.Wrong,
        Carried = step.Carried == 0 ? null : step.Carried,
        From = step.From.Length == 0 ? null : step.From,
        First = step.First is { } first ? JsonNumber.Of(first) : null,
        Diagnosis = findings.Count == 0 ? null : [.. findings.Select(JsonFinding.Of)],
    };
}
