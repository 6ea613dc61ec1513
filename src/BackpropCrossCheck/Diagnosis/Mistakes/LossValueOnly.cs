using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The loss value alone has another factor.</summary>
internal sealed class LossValueOnly : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "loss-value-only";

    /// <inheritdoc/>
    public override string Sentence
        => "δ is right, and the loss value is multiplied by a factor: ½ is missing, or it is divided by N or K once more or "
            + "not at all";

    /// <inheritdoc/>
    public override string Advice => "Compare the factor in front of the sum of the loss with the one in its derivative.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <summary>Where more is wrong, the factor may be in the loss and in its derivative.</summary>
    /// <inheritdoc/>
    public override bool IsOnlyWhole(Suspicion suspicion, Evidence evidence) => true;

    /// <inheritdoc/>
    public override string Signs => "Only the loss differs; every δ and gradient is right.";

    /// <inheritdoc/>
    public override string ArgumentWord => "factor";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence) => Factors.Of(evidence).Append(-1).Append(0)
        .Select(factor => new Suspicion
        {
            Mistake = this,
            Argument = new FindingArgument.Number(factor),
            Steps = new LastDeltas((_, right) => right, (_, right) => factor * right),
            First = (Quantity.Loss, -1),
        });

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => evidence.Tensors.Any(tensor => tensor.Step.Quantity != Quantity.Loss && tensor.Step.Quantity != Quantity.UpdatedLoss
            && tensor.HasDiffering)
            ? $"The loss value is {RatioText.OfOurs(suspicion.Number)}. {Advice}"
            : $"Only the loss value is {RatioText.OfOurs(suspicion.Number)}; what is given besides is right. {Advice}";
}
