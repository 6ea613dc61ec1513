using BackpropCrossCheck.Comparison;
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
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence) => [];

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        if (!own.Wrong.Any(step => step.Step.IsGradient) || !own.GivesOperands)
        {
            return [];
        }

        IEnumerable<Suspicion> known = Factors.Of(own.Evidence).Concat([3, 4, 5])
            .Select(factor => With(factor, own.Evidence) with { WithParameter = null });
        return known.Concat(FittedSteps.Of(own, Quantity.WeightGradient, factor => With(factor, own.Evidence), declared: null));
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"Every δ that is given is right, and the gradients are {RatioText.Of(suspicion.Parameter)} times what follows from them: they "
            + $"were {Deed(suspicion.Parameter, evidence)}. {Advice}";

    private static string Deed(double factor, Evidence evidence)
        => factor is 2 or 3 or 4 or 5 ? $"added up {RatioText.Of(factor)} times, or not cleared in between"
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
