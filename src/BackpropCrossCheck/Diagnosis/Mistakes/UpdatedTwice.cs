using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>An update is made twice.</summary>
internal sealed class UpdatedTwice : OtherTraining
{
    /// <inheritdoc/>
    public override string Cause => "updated-twice";

    /// <inheritdoc/>
    public override string Sentence => "every update is made twice, with the same gradients or with those after the first";

    /// <inheritdoc/>
    public override string Advice => "Update each parameter once in a step.";

    /// <inheritdoc/>
    public override string Signs => "Every parameter has moved twice as far as ours, or as far as after twice as many steps.";

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        Training training = evidence.Fixture.Training!;
        bool isAgain = suspicion.Change!(evidence.Fixture).Training!.Steps > training.Steps;
        return "These numbers come out when every update is made twice, "
            + $"{(isAgain ? "each with its own gradients" : "with the same gradients")}. {Advice}";
    }

    /// <inheritdoc/>
    protected override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence, Training training) =>
    [
        With(other => other with { LearningRate = 2 * other.LearningRate }),
        With(other => other with { Steps = 2 * other.Steps }),
    ];
}
