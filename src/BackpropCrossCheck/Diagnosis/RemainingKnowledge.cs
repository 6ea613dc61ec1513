using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Describes what is still known about numbers that no known mistake explains.</summary>
internal static class RemainingKnowledge
{
    private const int MostSentences = 3;

    /// <summary>The largest error of gradients that may be differences of the loss, relative to the largest of the tensor.</summary>
    private const double MostOfDifferences = 1e-4;
    private const double LeastOfDifferences = 1e-11;
    private const int FewestOfDifferences = 4;

    /// <summary>What the other side did with a step, as far as its numbers show it; which layers are right; whether a single factor, row,
    /// column or number is off; and whether a kink may be the reason. At most three sentences.</summary>
    /// <param name="evidence">The numbers.</param>
    /// <param name="own">The other side's calculation, step by step; null where it cannot be followed.</param>
    public static string Of(Evidence evidence, OwnSteps? own)
        => string.Join(' ', Clues(evidence, own).Prepend("No known mistake explains these numbers."));

    /// <summary>The same where it has been said what is wrong; null where nothing more is known.</summary>
    /// <param name="evidence">The numbers.</param>
    /// <param name="own">The other side's calculation, step by step.</param>
    public static string? Besides(Evidence evidence, OwnSteps own)
        => string.Join(' ', Clues(evidence, own)) is { Length: > 0 } clues ? clues : null;

    private static IEnumerable<string> Clues(Evidence evidence, OwnSteps? own)
    {
        TensorComparison[] wrong = [.. evidence.Tensors.Where(tensor => Differing(tensor).Any())];
        if (wrong.Length == 0)
        {
            return [];
        }

        string?[] sentences =
        [
            SlipInTheUpdate(evidence, wrong[0]),
            CutOff(evidence, wrong),
            LossOfNeither(evidence, own),
            .. StepClues.Of(own, own?.All.FirstOrDefault(step => step is { IsWrong: true, IsOpen: false })),
            RightLayers(evidence),
            Factor(evidence, wrong),
            Differences(evidence, wrong),
            Pattern(wrong),
            KinkRange.Of(evidence),
        ];
        return sentences.OfType<string>().Take(MostSentences);
    }

    /// <summary>What is known of the first step that nothing explains, beside causes of others; null where all is explained.</summary>
    /// <param name="own">The other side's calculation.</param>
    /// <param name="left">The steps that nothing explains, in the order of the calculation.</param>
    public static string? OfLeft(OwnSteps own, IReadOnlyList<OwnStep> left)
    {
        if (left.Count == 0)
        {
            return null;
        }

        string layer = left[0].Layer < 0 ? string.Empty : FormattableString.Invariant($" of layer {left[0].Layer + 1}");
        return string.Join(' ', StepClues.Of(own, left[0]).Take(MostSentences)
            .Prepend($"No known mistake explains {left[0].Step.Quantity.Symbol}{layer}, which is wrong besides."));
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

    /// <summary>The first number that is ours with its last digits cut off, where they had to be rounded.</summary>
    private static string? CutOff(Evidence evidence, TensorComparison[] wrong)
    {
        if (evidence.Other.Kind == ResultKind.Hand)
        {
            return null;
        }

        foreach (TensorComparison tensor in wrong.Where(tensor => evidence.Other.HasDigits(tensor.Step)))
        {
            foreach (int i in Differing(tensor))
            {
                double given = evidence.Given(tensor)[i];
                double right = evidence.CorrectNumbers(tensor)![i];
                double left = Math.Abs(right) - Math.Abs(given);
                if (given * right >= 0 && left > 0 && left < Digits.Unit(evidence.Other.PrecisionOf(tensor.Step), given))
                {
                    return string.Create(
                        CultureInfo.InvariantCulture, $"{given} of {Name(tensor.Step)} is {right:G9} cut off; rounded it would agree.");
                }
            }
        }

        return null;
    }

    /// <summary>A loss that comes neither out of the outputs as they are given nor out of the right ones, where those differ.</summary>
    private static string? LossOfNeither(Evidence evidence, OwnSteps? own)
    {
        Step outputs = evidence.Fixture.Layout.Output(evidence.Layers - 1);
        TensorComparison? loss = evidence.Tensors
            .FirstOrDefault(tensor => tensor.Step.Quantity == Quantity.Loss && Differing(tensor).Any());
        OwnStep? step = own?.All.FirstOrDefault(each => each.Step == loss?.Step);
        if (loss is null || step is null || !evidence.Other.HasDigits(loss.Step)
            || !evidence.Tensors.Any(tensor => tensor.Step == outputs && Differing(tensor).Any()))
        {
            return null;
        }

        double given = step.Given[0];
        double unit = Digits.Unit(evidence.Other.PrecisionOf(loss.Step), given);
        return Math.Abs(given - step.Expected[0]) <= unit * (0.5 + Digits.Slack) ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The loss {given} comes neither out of the outputs as they are given ({step.Expected[0]:G5}) nor out of the right ones ")
                + string.Create(CultureInfo.InvariantCulture, $"({evidence.CorrectNumbers(loss)![0]:G5}).");
    }

    /// <summary>Where the gradients behind the first new parameters that differ are given and right.</summary>
    private static string? SlipInTheUpdate(Evidence evidence, TensorComparison first)
    {
        Quantity? gradient = first.Step.Quantity == Quantity.UpdatedWeights ? Quantity.WeightGradient
            : first.Step.Quantity == Quantity.UpdatedBias ? Quantity.BiasGradient
            : null;
        TensorComparison? behind = evidence.Tensors
            .FirstOrDefault(tensor => tensor.Step.Quantity == gradient && tensor.Step.Layer == first.Step.Layer);
        return behind is not null
            && Differing(first).All(i => behind.IsGiven(i) && behind.Settles(i) && behind.Verdicts[i] == NumberVerdict.Agrees)
            ? "The slip is in the update: the gradients are right, and the new parameters do not follow from them."
            : null;
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

    /// <summary>Gradients that are right to some digits and no more, as differences of the loss give them.</summary>
    private static string? Differences(Evidence evidence, TensorComparison[] wrong)
    {
        if (evidence.Other.Format != FloatFormat.Float64 || !Array.TrueForAll(wrong, tensor => tensor.Step.IsGradient))
        {
            return null;
        }

        double largest = wrong.Max(tensor => Differing(tensor).Max(tensor.Difference) / tensor.Engine.Max(Math.Abs));
        bool isEverywhere = wrong.Sum(tensor => Differing(tensor).Count()) is >= FewestOfDifferences and var differing
            && 2 * differing >= wrong.Sum(tensor => tensor.Step.Length);
        return isEverywhere && largest is > LeastOfDifferences and < MostOfDifferences
            ? FormattableString.Invariant($"The gradients are right to {Math.Floor(-Math.Log10(largest))} digits: differences of the loss ")
                + "give as many, and backpropagation gives more."
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
