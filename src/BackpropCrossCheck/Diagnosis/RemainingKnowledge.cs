using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Describes what is still known about numbers that no known mistake explains.</summary>
internal static class RemainingKnowledge
{
    /// <summary>A few sentences: which layers are right; whether a single factor, row, column or number is off; and whether a kink may be
    /// the reason.</summary>
    /// <param name="evidence">The numbers.</param>
    public static string Of(Evidence evidence)
    {
        TensorComparison[] wrong = [.. evidence.Tensors.Where(tensor => Differing(tensor).Any())];
        if (wrong.Length == 0)
        {
            return "No known mistake explains these numbers.";
        }

        string?[] sentences =
        [
            "No known mistake explains these numbers.",
            RightLayers(evidence),
            Factor(evidence, wrong),
            Pattern(wrong),
            KinkRange.Of(evidence),
        ];
        return string.Join(' ', sentences.OfType<string>());
    }

    private static IEnumerable<int> Differing(TensorComparison tensor)
        => Enumerable.Range(0, tensor.Step.Length).Where(i => tensor.Verdicts[i] == NumberVerdict.Differs);

    private static string? RightLayers(Evidence evidence)
    {
        int[] right = [.. evidence.Tensors.Where(tensor => tensor.Step.Layer >= 0).GroupBy(tensor => tensor.Step.Layer)
            .Where(layer => !layer.SelectMany(Differing).Any()).Select(layer => layer.Key + 1).Order()];
        return right.Length switch
        {
            0 => null,
            1 => FormattableString.Invariant($"Everything that is given of layer {right[0]} is right."),
            _ => $"Everything that is given of the layers {string.Join(", ", right[..^1])} and {right[^1]} is right.",
        };
    }

    /// <summary>A single factor for everything that differs.</summary>
    private static string? Factor(Evidence evidence, TensorComparison[] wrong)
    {
        var ratios = wrong.SelectMany(tensor => Differing(tensor).Select(i => (
            Ratio: tensor.Other[i] / tensor.Engine[i],
            Doubt: evidence.Uncertainty(tensor, i) / (evidence.Restated(tensor.Step) * Math.Abs(tensor.Engine[i]))))).ToArray();
        double lowest = ratios.Max(one => one.Ratio - (one.Doubt * Math.Max(1, Math.Abs(one.Ratio))));
        double highest = ratios.Min(one => one.Ratio + (one.Doubt * Math.Max(1, Math.Abs(one.Ratio))));
        return ratios.Length > 1 && lowest <= highest && double.IsFinite(lowest + highest)
            ? $"Every number that differs is {RatioText.OfOurs((lowest + highest) / 2)}."
            : null;
    }

    /// <summary>Where the differing numbers are, in the first tensor that has any.</summary>
    private static string? Pattern(TensorComparison[] wrong)
    {
        TensorComparison first = wrong[0];
        Step step = first.Step;
        int[] differing = [.. Differing(first)];
        int[] rows = [.. differing.Select(i => (i / step.Columns) + 1).Distinct()];
        int[] columns = [.. differing.Select(i => (i % step.Columns) + 1).Distinct()];
        (string row, string column) = step.RowsAreSamples ? ("sample", Wording.Word(step.Quantity.Columns)) : ("row", "column");
        return step.Length == 1 ? null
            : differing.Length == 1 ? $"One number of {Name(step)} "
                + $"{(first.Other[differing[0]] * first.Engine[differing[0]] < 0 ? "has another sign" : "differs")}."
            : rows.Length == 1 && step.Rows > 1 ? FormattableString.Invariant($"In {Name(step)} only {row} {rows[0]} differs.")
            : columns.Length == 1 && step.Columns > 1 ? FormattableString.Invariant($"In {Name(step)} only {column} {columns[0]} differs.")
            : differing.Length == step.Length ? $"Every number of {Name(step)} differs."
            : null;
    }

    private static string Name(Step step)
    {
        string what = ContractWords.TensorOf(step.Quantity) is { } tensor ? $", {tensor}" : string.Empty;
        string layer = step.Layer < 0 ? string.Empty : FormattableString.Invariant($", layer {step.Layer + 1}");
        return $"{ContractWords.Of(step.Quantity)}{layer}{what}";
    }
}
