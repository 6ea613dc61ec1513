using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A number is not finite.</summary>
internal sealed class NotFinite : NumberMistake
{
    /// <inheritdoc/>
    public override string Cause => "not-finite";

    /// <inheritdoc/>
    public override string Sentence => "a number is NaN or infinite where the true one is finite";

    /// <inheritdoc/>
    public override string Advice => "Look at the formula of this step for large arguments.";

    /// <inheritdoc/>
    public override string Signs => "NaN or Infinity, and what follows from it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "deeplearning4j/deeplearning4j#6039", "uTensor#175", "tracel-ai/burn#5373", "rushter/MLAlgorithms#30", "tinygrad#1113",
    ];

    /// <inheritdoc/>
    public override string ArgumentWord => "place";

    /// <inheritdoc/>
    public override bool IsFirst => true;

    /// <summary>Whether an output is given for which the loss is not defined, so that nothing else can follow.</summary>
    private static bool IsOutsideTheLoss(Evidence evidence) => evidence.Tensors
        .Where(tensor => tensor.Step.Quantity == Quantity.Output && tensor.Step.Layer == evidence.Layers - 1)
        .SelectMany(evidence.Stated).Any(y => double.IsFinite(y) && !evidence.Loss.Term.IsDefinedFor(y));

    /// <summary>The share of the differing numbers that are not finite.</summary>
    private static double Share(Evidence evidence)
    {
        int notFinite = evidence.Tensors.Sum(tensor => evidence.Given(tensor)
            .Where((value, i) => tensor.Verdicts[i] == NumberVerdict.Differs && !double.IsFinite(value)).Count());
        return (double)notFinite / Math.Max(1, evidence.Differing);
    }

    /// <inheritdoc/>
    public override Finding? FindingIn(Reference reference, Evidence evidence, OwnSteps? own)
    {
        foreach (TensorComparison tensor in evidence.Tensors)
        {
            double[] given = evidence.Given(tensor);
            double[] right = evidence.CorrectNumbers(tensor)!;
            int first = Array.FindIndex(
                [.. Enumerable.Range(0, given.Length)],
                i => tensor.IsGiven(i) && !double.IsFinite(given[i]) && double.IsFinite(right[i]));
            if (first >= 0)
            {
                if (IsOutsideTheLoss(evidence)
                    || (own is not null && !double.IsFinite(own.Calculated(Variation.Correct, tensor.Step)?[first] ?? double.NaN)))
                {
                    // It follows from finite numbers that are wrong.
                    return null;
                }

                string place = NumberPlace.Of(tensor.Step, first);
                string value = double.IsNaN(given[first]) ? "NaN" : given[first] > 0 ? "Infinity" : "−Infinity";
                return Found(
                    new FindingArgument.Words(place),
                    $"The first number that is not finite is {place}: {value}. {NumberOverflow.Of(evidence, own, tensor.Step, first)}"
                        + Advice,
                    tensor.Step.Layer < 0 ? null : tensor.Step.Layer,
                    Share(evidence));
            }
        }

        return null;
    }
}
