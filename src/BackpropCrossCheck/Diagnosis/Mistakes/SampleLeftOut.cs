using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A sample is missing from the gradients.</summary>
internal sealed class SampleLeftOut : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "sample-left-out";

    /// <inheritdoc/>
    public override string Sentence => "one sample of the batch is left out of the gradients, or counts with another weight";

    /// <inheritdoc/>
    public override string Advice => "Look at the bounds of the loop over the samples, and at sample weights.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "The gradients are ours without the part of one sample; every δ is right.";

    /// <inheritdoc/>
    public override string ArgumentWord => "sample";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
        => from weight in (double[])[0, 2, 0.5]
           from sample in Enumerable.Range(0, evidence.Fixture.Batch.Samples)
           where evidence.Fixture.Batch.Samples > 1
           select With(sample, weight, evidence) with { WithParameter = null };

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        foreach (Suspicion suspicion in SuspicionsIn(own.Evidence))
        {
            yield return suspicion;
        }

        for (int sample = 0; own.GivesOperands && own.Evidence.Fixture.Batch.Samples > 1
            && sample < own.Evidence.Fixture.Batch.Samples; sample++)
        {
            int of = sample;
            foreach (Suspicion suspicion in FittedSteps.Of(
                own, Quantity.WeightGradient, weight => With(of, weight, own.Evidence), declared: null))
            {
                yield return suspicion;
            }
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        string sample = FormattableString.Invariant($"sample {suspicion.Number}");
        return suspicion.Parameter == 0
            ? $"These numbers come out when {sample} of the {evidence.Fixture.Batch.Samples} is left out of the gradients. {Advice}"
            : $"These numbers come out when {sample} of the {evidence.Fixture.Batch.Samples} counts "
                + $"{RatioText.Of(suspicion.Parameter)} times in the gradients. {Advice}";
    }

    private Suspicion With(int sample, double weight, Evidence evidence) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Number(sample + 1),
        Steps = new Weighted(sample, weight),
        First = (Quantity.WeightGradient, evidence.Layers - 1),
        Parameter = weight,
        WithParameter = value => With(sample, value, evidence),
    };

    private sealed class Weighted(int sample, double weight) : CalculationSteps
    {
        public override bool KnowsSamples => true;

        public override double[] WeightGradient(CalculationState state, int layer)
            => Without(base.WeightGradient(state, layer), SampleGradients.OfWeights(state, layer, sample));

        public override double[] BiasGradient(CalculationState state, int layer)
            => Without(base.BiasGradient(state, layer), SampleGradients.OfBias(state, layer, sample));

        private double[] Without(double[] all, double[] one) => [.. all.Select((x, i) => x + ((weight - 1) * one[i]))];
    }
}
