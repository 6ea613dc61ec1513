using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Softmax is normalised over the wrong axis.</summary>
internal sealed class SoftmaxAxis : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "softmax-axis";

    /// <inheritdoc/>
    public override string Sentence => "softmax is taken over the samples, or over the whole batch, not over the units of a sample";

    /// <inheritdoc/>
    public override string Advice => "Softmax of a sample adds up to 1 over its units: give the last axis.";

    /// <inheritdoc/>
    public override string Signs => "The outputs of a sample do not add up to 1; those of a unit, or all together, do.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["rickwierenga/MLFundamentals#1", "deeplearning4j/nd4j#44"];

    /// <inheritdoc/>
    public override string ArgumentWord => "\"samples\" or \"batch\"";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
        => from layer in Enumerable.Range(0, evidence.Layers)
           where evidence.ActivationOf(layer) is Softmax && evidence.Fixture.Batch.Samples > 1
           from overBatch in (bool[])[false, true]
           select new Suspicion
           {
               Mistake = this,
               Layer = layer,
               Argument = new FindingArgument.Words(overBatch ? "batch" : "samples"),
               Steps = new OtherAxis(layer, overBatch),
               First = (Quantity.Output, layer),
           };

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        string axis = suspicion.Words == "batch" ? "the whole batch" : "the samples of each unit";
        return $"These numbers come out when{Place(suspicion, evidence)} softmax adds up to 1 over {axis}. {Advice}";
    }

    private sealed class OtherAxis(int at, bool overBatch) : CalculationSteps
    {
        public override double[] Outputs(CalculationState state, int layer)
        {
            if (layer != at)
            {
                return base.Outputs(state, layer);
            }

            double[] a = state.Required(Quantity.PreActivation, layer);
            int groups = overBatch ? 1 : state.Network.Layers[layer].Units;
            double[] largest = new double[groups];
            Array.Fill(largest, double.NegativeInfinity);
            double[] sums = new double[groups];
            for (int i = 0; i < a.Length; i++)
            {
                largest[i % groups] = Math.Max(largest[i % groups], a[i]);
            }

            double[] z = [.. a.Select((value, i) => Math.Exp(value - largest[i % groups]))];
            for (int i = 0; i < z.Length; i++)
            {
                sums[i % groups] += z[i];
            }

            return [.. z.Select((value, i) => value / sums[i % groups])];
        }

        public override double LossValue(CalculationState state) => at == state.Last
            ? LossFunction.FromOutputs(
                state.Loss, state.Required(Quantity.Output, at), state.Fixture.Batch.Labels, state.Network.Outputs)
            : base.LossValue(state);

        /// <summary>The engine's own formula is for outputs that add up to 1.</summary>
        public override double[] Deltas(CalculationState state, int layer)
            => layer == at ? new WrittenSteps(fromOutputs: false).Deltas(state, layer) : base.Deltas(state, layer);

        public override double[] FusedDeltas(CalculationState state) => new WrittenSteps(fromOutputs: false).FusedDeltas(state);
    }
}
