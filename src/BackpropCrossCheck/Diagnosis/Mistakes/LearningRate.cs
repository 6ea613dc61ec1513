using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Another η.</summary>
internal sealed class LearningRate : OtherTraining
{
    /// <summary>A single new parameter is off by as much by chance, unless it has a digit or two more than people usually write.</summary>
    private const double BitsOfOneParameter = 12;

    /// <inheritdoc/>
    public override string Cause => "learning-rate";

    /// <inheritdoc/>
    public override string Sentence => "another learning rate η is used in the update";

    /// <inheritdoc/>
    public override string Advice => "Use the η that the exercise gives, or declare the one that was used.";

    /// <inheritdoc/>
    public override string Signs => "Every parameter has moved our way, by one multiple of our distance.";

    /// <inheritdoc/>
    public override string ArgumentWord => "learning rate";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        // One step is linear in η.
        Quantity[] both = own.Evidence.Fixture.Training is { Steps: 1 } ? [Quantity.UpdatedWeights, Quantity.UpdatedBias] : [];
        return LeftOut(own.Evidence, both.Length > 0).Concat(SuspicionsIn(own.Evidence))
            .Concat(both.SelectMany(quantity => FittedSteps.Of(own, quantity, At, declared: null)));
    }

    /// <inheritdoc/>
    public override bool IsFittedToTraining => true;

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out with a learning rate η of {RatioText.Decimal(suspicion.Parameter)}; the fixture declares "
            + $"{RatioText.Decimal(evidence.Fixture.Training!.LearningRate)}. {Advice}";

    /// <inheritdoc/>
    protected override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence, Training training)
    {
        double declared = training.LearningRate;
        if (ParameterFit.Of(evidence, At, Starts(training, declared, declared / 10, 10 * declared)) is { } fitted && fitted != 0
            && !IsNear(fitted, declared) && !IsNear(fitted, -declared) && !IsNear(fitted, 2 * declared))
        {
            yield return At(fitted);
        }
    }

    /// <summary>A person who leaves η out has 1 for it, which few digits would not tell from 0.996.</summary>
    private IEnumerable<Suspicion> LeftOut(Evidence evidence, bool isOneStep)
        => isOneStep && evidence.Other.Kind == ResultKind.Hand && evidence.Fixture.Training!.LearningRate != 1
            ? [At(1) with { WithParameter = null, EnoughBitsOfOne = BitsOfOneParameter }]
            : [];

    /// <summary>Whether a fitted rate is a known one but for the digits: uphill and twice are mistakes of their own.</summary>
    private static bool IsNear(double fitted, double known) => Math.Abs(fitted - known) <= 0.01 * Math.Abs(known);

    private Suspicion At(double rate) => Fitted(With(other => other with { LearningRate = rate }), rate, At);
}
