using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Means of parts are averaged.</summary>
internal sealed class MeanOfMicroBatches : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "mean-of-micro-batches";

    /// <inheritdoc/>
    public override string Sentence
        => "the batch is cut into parts, and the means of the parts are averaged although the last part is shorter";

    /// <inheritdoc/>
    public override string Advice => "Weight the mean of each part with its number of samples.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "The samples of the last, shorter part count more than the others.";

    /// <inheritdoc/>
    public override string ArgumentWord => "size";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        int samples = evidence.Fixture.Batch.Samples;
        return from size in Enumerable.Range(2, Math.Max(0, samples - 2))
               where samples % size != 0
               from first in (Quantity[])[Quantity.OutputGradient, Quantity.WeightGradient]
               select new Suspicion
               {
                   Mistake = this,
                   Argument = new FindingArgument.Number(size),
                   Steps = first == Quantity.WeightGradient
                       ? new OfGradients(size)
                       : new LastDeltas((state, right) => [.. right.Select(
                           (x, i) => x * Weight(i / state.Network.Outputs, state.Samples, size))]),
                   First = (first, evidence.Layers - 1),
               };
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when the batch is cut into parts of {suspicion.Number} samples, "
            + $"and the means of the parts are averaged although the last part is shorter. {Advice}";

    /// <summary>How much a sample counts, relative to 1/N.</summary>
    private static double Weight(int sample, int samples, int size)
    {
        int parts = (samples + size - 1) / size;
        int own = Math.Min(size, samples - (sample / size * size));
        return (double)samples / (parts * own);
    }

    private sealed class OfGradients(int size) : CalculationSteps
    {
        public override double[] WeightGradient(CalculationState state, int layer)
            => Sum(state, sample => SampleGradients.OfWeights(state, layer, sample));

        public override double[] BiasGradient(CalculationState state, int layer)
            => Sum(state, sample => SampleGradients.OfBias(state, layer, sample));

        private double[] Sum(CalculationState state, Func<int, double[]> ofSample)
        {
            double[] sum = [];
            for (int n = 0; n < state.Samples; n++)
            {
                double[] one = ofSample(n);
                double weight = Weight(n, state.Samples, size);
                sum = n == 0 ? new double[one.Length] : sum;
                for (int i = 0; i < one.Length; i++)
                {
                    sum[i] += weight * one[i];
                }
            }

            return sum;
        }
    }
}
