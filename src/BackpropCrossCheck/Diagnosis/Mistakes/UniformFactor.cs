using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A factor that no convention explains.</summary>
internal sealed class UniformFactor : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "uniform-factor";

    /// <inheritdoc/>
    public override string Sentence
        => "every gradient is multiplied by one factor that no convention of the loss has (a clipped norm, for example)";

    /// <inheritdoc/>
    public override string Advice => "Look for a clipped norm, a learning rate or a weight of the loss that is multiplied in.";

    /// <inheritdoc/>
    public override string Signs => "Every gradient is ours times one factor that no convention has.";

    /// <inheritdoc/>
    public override string ArgumentWord => "factor";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        if (ProportionalFit.OfGradients(
                evidence, (_, right) =>
                    new double[right.Length], (_, right) =>
                        right, isFactor: true, (Bias: true, Deltas: true)) is not { } factor || IsKnown(factor, evidence))
        {
            yield break;
        }

        foreach (Quantity entry in ScaledSteps.Entries)
        {
            yield return With(factor, entry, evidence);
        }
    }

    /// <inheritdoc/>
    public override bool IsLastResort => true;

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
        => FittedSteps.Of(own, Quantity.Delta, factor => With(factor, Quantity.OutputGradient, own.Evidence), declared: null)
            .Where(suspicion => !IsKnown(suspicion.Parameter, own.Evidence));

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"Every gradient is {RatioText.OfOurs(suspicion.Parameter)}, a factor that no convention of this loss has. {Advice}";

    /// <summary>Whether another cause explains the factor: a convention, 2, N or K beside a loss value that is right, or a lost sign for
    /// −1.</summary>
    private static bool IsKnown(double factor, Evidence evidence)
        => LossConvention.Of(evidence.Loss).Select(evidence.FactorTo).Append(-1)
            .Concat(evidence.IsLossRight ? [.. Factors.Of(evidence), .. AppliedAfterDelta.TimesAccumulated] : [])
            .Any(known => Math.Abs(factor - known) <= evidence.Resolution * Math.Abs(known));

    private Suspicion With(double factor, Quantity entry, Evidence evidence) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Number(factor),
        Steps = new ScaledSteps(factor, entry),
        First = (entry, entry == Quantity.Loss ? -1 : evidence.Layers - 1),
        Parameter = factor,
        WithParameter = value => With(value, entry, evidence),
    };
}
