using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The step of the gradient descent is given instead of the gradient.</summary>
internal sealed class StepAsGradient : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "step-as-gradient";

    /// <inheritdoc/>
    public override string Sentence => "the step −η·∂L/∂w is given for the gradient ∂L/∂w";

    /// <inheritdoc/>
    public override string Advice => "Give the gradient itself, the step divided by −η; or state the numbers as updates.";

    /// <inheritdoc/>
    public override string Signs => "Every gradient has the other sign and is smaller by one factor; every δ is right.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["sevarac/deepnetts, OutputLayerTest"];

    /// <inheritdoc/>
    public override string ArgumentWord => "learning rate";

    /// <summary>A rate that nothing declares is a round number below 1: a negative factor alone may be anything.</summary>
    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        double[] rates = evidence.DeclaredRate is { } declared ? [declared] : [0.5, 0.3, 0.25, 0.2, 0.1, 0.05, 0.01, 0.001];
        return from rate in rates
               select new Suspicion
               {
                   Mistake = this,
                   Argument = new FindingArgument.Number(rate),
                   Steps = new ScaledSteps(-rate, Quantity.WeightGradient),
                   First = (Quantity.WeightGradient, evidence.Layers - 1),
               };
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => "The numbers given as gradients are the steps −η·∂L/∂w, with a learning rate η of "
            + $"{RatioText.Decimal(suspicion.Number)}. {Advice}";
}
