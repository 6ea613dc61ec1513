using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The fixture's regularization is left out.</summary>
internal sealed class RegularizationMissing : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "regularization-missing";

    /// <inheritdoc/>
    public override string Sentence => "the regularization of the fixture is left out: of the loss value, of the gradients, or of both";

    /// <inheritdoc/>
    public override string Advice
        => "In Keras, model.losses holds what the regularizers add; a loop of one's own has to add it to the loss before it "
            + "differentiates.";

    /// <inheritdoc/>
    public override string Signs => "δ are right; the weight gradients lack the same multiple of the weights, or of their signs.";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        Regularization declared = evidence.Fixture.Regularization;
        if (declared.IsNone)
        {
            yield break;
        }

        yield return Found(Regularization.None, Regularization.None, evidence);
        yield return Found(declared, Regularization.None, evidence);
        yield return Found(Regularization.None, declared, evidence);
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        string where = suspicion.First.Quantity != Quantity.Loss ? "the gradients"
            : suspicion.Steps.RegularizationOf(evidence.Correct).IsNone ? "the loss and the gradients"
            : "the loss value";
        return $"These numbers come out when the regularization of the fixture is left out of {where}. {Advice}";
    }

    private Suspicion Found(Regularization ofValue, Regularization ofGradients, Evidence evidence) => new()
    {
        Mistake = this,
        Steps = new RegularizedOtherwise(ofValue, ofGradients),
        First = ofValue.IsNone ? (Quantity.Loss, -1) : (Quantity.WeightGradient, evidence.Layers - 1),
    };
}
