using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Earlier steps are carried on.</summary>
internal sealed class Momentum : OtherTraining
{
    /// <inheritdoc/>
    public override string Cause => "momentum";

    /// <inheritdoc/>
    public override string Sentence => "momentum carries the steps on: v ← μv − η·∂L/∂w, w ← w + v";

    /// <inheritdoc/>
    public override string Advice => "Take plain steps, w ← w − η·∂L/∂w: set μ to 0.";

    /// <inheritdoc/>
    public override string Signs => "The first step is right, and every later one goes further.";

    /// <inheritdoc/>
    public override string ArgumentWord => "μ";

    /// <inheritdoc/>
    public override bool IsFittedToTraining => true;

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when {Sentence}, with μ = {RatioText.Decimal(suspicion.Parameter)}. {Advice}";

    /// <inheritdoc/>
    protected override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence, Training training)
    {
        // The first step has nothing to carry on.
        if (training is { Steps: > 1, IsPlain: true }
            && ParameterFit.Of(evidence, At, Starts(training, 0.9, 0.5, 0.1)) is { } fitted && fitted is > 0 and < 1)
        {
            yield return At(fitted);
        }
    }

    private Suspicion At(double momentum)
        => Fitted(With(new OtherRule(training => new MomentumRule(training.LearningRate, momentum))), momentum, At);
}
