using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The step goes uphill.</summary>
internal sealed class GradientAscent : OtherTraining
{
    /// <inheritdoc/>
    public override string Cause => "gradient-ascent";

    /// <inheritdoc/>
    public override string Sentence => "η·∂L/∂w is added to the weights instead of subtracted, so the step goes uphill";

    /// <inheritdoc/>
    public override string Advice => "Subtract it: w − η·∂L/∂w. Only with δ = (t − y)·h' is it added, once.";

    /// <inheritdoc/>
    public override string Signs => "Every parameter has moved as far as ours, the other way, and the loss grows.";

    /// <inheritdoc/>
    protected override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence, Training training)
        => [With(other => other with { LearningRate = -other.LearningRate })];
}
