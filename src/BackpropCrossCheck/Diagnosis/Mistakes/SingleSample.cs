using System.Globalization;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Only one sample of the batch counts.</summary>
internal sealed class SingleSample : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "single-sample";

    /// <inheritdoc/>
    public override string Sentence => "only one sample of the batch is used";

    /// <inheritdoc/>
    public override string Advice => "Sum over the samples: a loop that assigns the gradient instead of adding to it leaves the last one.";

    /// <inheritdoc/>
    public override string Signs => "Gradients, and perhaps loss and δ, are those of one sample.";

    /// <inheritdoc/>
    public override string ArgumentWord => "sample";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence) => From(
        evidence.HasDifferent(Quantity.Loss) ? Quantity.Loss
            : evidence.HasDifferent(Quantity.Delta) ? Quantity.Delta
            : Quantity.WeightGradient,
        evidence);

    /// <summary>The last sample alone is also what a gradient shows that is overwritten; then δ is wrong as well.</summary>
    /// <inheritdoc/>
    public override bool IsOnlyWhole(Suspicion suspicion, Evidence evidence) => suspicion.Number == evidence.Fixture.Batch.Samples;

    /// <summary>Loss or δ may be wrong for another reason, so each place is tried.</summary>
    /// <param name="own">The other side's calculation.</param>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
        => new[] { Quantity.Loss, Quantity.Delta, Quantity.WeightGradient }
            .Where(quantity => own.Wrong.Any(step => step.Step.Quantity == quantity))
            .SelectMany(quantity => From(quantity, own.Evidence));

    private IEnumerable<Suspicion> From(Quantity from, Evidence evidence)
    {
        int samples = evidence.Fixture.Batch.Samples;
        double own = evidence.Loss.Scale(1, evidence.Fixture.Network.Outputs) / evidence.Loss.Scale(
            samples, evidence.Fixture.Network.Outputs);
        for (int sample = 0; samples > 1 && sample < samples; sample++)
        {
            foreach (double factor in own == 1 ? [1.0] : (double[])[1, own])
            {
                yield return With(sample, factor, from, evidence);
            }
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence) => string.Create(
        CultureInfo.InvariantCulture,
        $"These numbers come out when only sample {suspicion.Number} of the "
            + $"{evidence.Fixture.Batch.Samples} is used. {Advice}");

    private Suspicion With(int sample, double factor, Quantity from, Evidence evidence) => new()
    {
        Mistake = this,
        Argument = new FindingArgument.Number(sample + 1),
        Steps = new OneSample(sample, factor, from),
        First = (from == Quantity.Delta ? Quantity.OutputGradient : from, from == Quantity.Loss ? -1 : evidence.Layers - 1),
    };

    /// <param name="sample">The sample, from 0.</param>
    /// <param name="factor">The weight of the sample relative to the batch.</param>
    /// <param name="from">Where the other samples are dropped: in the loss, in δ, or only in the gradients.</param>
    private sealed class OneSample(int sample, double factor, Quantity from) : CalculationSteps
    {
        public override bool KnowsSamples => true;

        public override double LossValue(CalculationState state)
        {
            if (from != Quantity.Loss)
            {
                return base.LossValue(state);
            }

            int units = state.Network.Outputs;
            double scale = factor * state.Loss.Scale(state.Samples, units) / state.Loss.Scale(1, units);
            double[] of = state.Required(state.IsFused ? Quantity.PreActivation : Quantity.Output, state.Last);
            ReadOnlySpan<double> row = of.AsSpan(sample * units, units);
            ReadOnlySpan<double> labels = state.Fixture.Batch.Labels.Slice(sample * units, units);
            return scale * (
                state.IsFused
                    ? LossFunction.FromPreActivations(state.Loss, row, labels, units)
                    : LossFunction.FromOutputs(state.Loss, row, labels, units));
        }

        public override double[] FusedDeltas(CalculationState state) => AtLast(state, base.FusedDeltas(state));

        public override double[] OutputGradients(CalculationState state, int layer)
            => layer == state.Last ? AtLast(state, base.OutputGradients(state, layer)) : base.OutputGradients(state, layer);

        public override double[] WeightGradient(CalculationState state, int layer)
        {
            if (from != Quantity.WeightGradient)
            {
                return base.WeightGradient(state, layer);
            }

            Layer of = state.Network.Layers[layer];
            double[] gradient = new double[of.Units * of.Inputs];
            ReadOnlySpan<double> z = state.InputsOf(layer).Slice(sample * of.Inputs, of.Inputs);
            ReadOnlySpan<double> delta = Row(state, layer);
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] = factor * delta[i / of.Inputs] * z[i % of.Inputs];
            }

            return gradient;
        }

        public override double[] BiasGradient(CalculationState state, int layer) => from == Quantity.WeightGradient
            ? Array.ConvertAll(Row(state, layer).ToArray(), x => factor * x)
            : base.BiasGradient(state, layer);

        private ReadOnlySpan<double> Row(CalculationState state, int layer)
        {
            int units = state.Network.Layers[layer].Units;
            return state.Required(Quantity.Delta, layer).AsSpan(sample * units, units);
        }

        private double[] AtLast(CalculationState state, double[] values)
        {
            for (int i = 0; from != Quantity.WeightGradient && i < values.Length; i++)
            {
                values[i] *= i / state.Network.Outputs == sample ? factor : 0;
            }

            return values;
        }
    }
}
