using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Every gradient is multiplied after δ.</summary>
internal sealed class AppliedAfterDelta : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "applied-after-delta";

    /// <inheritdoc/>
    public override string Sentence
        => "δ is right, and every gradient is multiplied by one factor: averaged twice, or accumulated more than once";

    /// <inheritdoc/>
    public override string Advice => "Clear the gradients before each backward pass, and divide by N in one place only.";

    /// <inheritdoc/>
    public override string Signs => "Loss and δ are right; every weight and bias gradient is ours times one factor.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "tech-srl/code2seq#9", "coiltraine#37", "deeplearning4j/deeplearning4j#366", "pytorch/pytorch#2696",
        "karpathy/micrograd#53", "karpathy/micrograd#102",
    ];

    /// <inheritdoc/>
    public override string ArgumentWord => "factor";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        if (!evidence.IsLossRight)
        {
            yield break;
        }

        double[] averaged = OneAverageMore(evidence) is { } average ? [average] : [];
        foreach (double factor in TimesAccumulated.Concat(averaged))
        {
            yield return With(factor, evidence) with { WithParameter = null, IsIndirect = true };
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        if (!own.Wrong.Any(step => step.Step.IsGradient) || !own.GivesOperands)
        {
            return [];
        }

        IEnumerable<Suspicion> known = Factors.Of(own.Evidence).Union(TimesAccumulated)
            .Select(factor => With(factor, own.Evidence) with { WithParameter = null });
        return known.Concat(FittedSteps.Of(own, Quantity.WeightGradient, factor => With(factor, own.Evidence), declared: null));
    }

    /// <summary>How often gradients are accumulated where they are not cleared.</summary>
    public static double[] TimesAccumulated { get; } = [2, 3, 4, 5];

    /// <summary>1/N where the loss is a mean over the samples already; null otherwise.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    public static double? OneAverageMore(Evidence evidence)
        => evidence.Fixture.Batch.Samples is > 1 and var samples
            && evidence.Loss.Reduction is Reduction.MeanOverSamples or Reduction.MeanOverElements ? 1.0 / samples : null;

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => evidence.Tensors.Any(tensor => tensor.Step.Quantity == Quantity.Delta)
            ? $"Every δ that is given is right, and the gradients are {RatioText.Of(suspicion.Parameter)} times what follows from them: "
                + $"they were {Deed(suspicion.Parameter, evidence)}. {Advice}"
            : $"The loss value is right, and every gradient is {RatioText.OfOurs(suspicion.Parameter)}, which comes out when they are "
                + $"{Deed(suspicion.Parameter, evidence)}. {Advice}";

    private static string Deed(double factor, Evidence evidence)
        => TimesAccumulated.Contains(factor) ? $"added up {RatioText.Of(factor)} times, or not cleared in between"
            : factor * evidence.Fixture.Batch.Samples == 1 ? "divided by the number of samples once more"
            : "multiplied afterwards";

    private Suspicion With(double factor, Evidence evidence) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Number(factor),
        Steps = new ScaledSteps(factor, Quantity.WeightGradient),
        First = (Quantity.WeightGradient, evidence.Layers - 1),
        Parameter = factor,
        WithParameter = value => With(value, evidence),
    };
}
