using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Everything is 0.</summary>
internal sealed class AllZero : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "all-zero";

    /// <inheritdoc/>
    public override string Sentence => "every δ and gradient, and perhaps the loss, is 0";

    /// <inheritdoc/>
    public override string Advice
        => "Look for an integer division such as 1/N, for a graph that was cut off, and for gradients that were never "
            + "calculated.";

    /// <inheritdoc/>
    public override string Signs => "Nothing but zeros.";

    /// <summary>Other mistakes end in zeros too: a relu whose units are all off, or digits that are cut off.</summary>
    /// <inheritdoc/>
    public override bool IsOnlyWhole(Suspicion suspicion, Evidence evidence) => true;

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
        => from entry in ScaledSteps.Entries
           where evidence.HasGradients
               && (entry == Quantity.WeightGradient ? evidence.HasOnlyZeros(step => step.IsGradient) : evidence.HasOnlyZeroGradients)
           select new Suspicion
           {
               Mistake = this,
               Steps = new ScaledSteps(0, entry),
               First = (entry, entry == Quantity.Loss ? -1 : evidence.Layers - 1),
           };

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        string what = suspicion.First.Quantity == Quantity.Loss ? "The loss and every gradient are"
            : suspicion.First.Quantity == Quantity.OutputGradient ? "Every δ and every gradient is"
            : "Every gradient is";
        return $"{what} 0. {Advice}";
    }
}
