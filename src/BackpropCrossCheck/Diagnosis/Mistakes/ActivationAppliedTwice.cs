using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Outputs are mistaken for logits.</summary>
internal sealed class ActivationAppliedTwice : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "activation-applied-twice";

    /// <inheritdoc/>
    public override string Sentence => "the last activation, sigmoid or softmax, is applied to its own output before the cross-entropy";

    /// <inheritdoc/>
    public override string Advice
        => "Give the cross-entropy either the outputs (from_logits false) or the pre-activations (from_logits true), "
            + "not one for the other.";

    /// <inheritdoc/>
    public override string Signs
        => "Loss and δ of the last layer are those of a network with one more sigmoid or softmax; the outputs may be "
            + "right.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["nfmcclure/tensorflow_cookbook#86", "tflearn/tflearn#562"];

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        int last = evidence.Layers - 1;
        if (evidence.Loss.Term is not CrossEntropy || evidence.ActivationOf(last) is not (Sigmoid or Softmax))
        {
            yield break;
        }

        yield return new Suspicion { Mistake = this, Layer = last, Steps = new Twice(isShown: false), First = (Quantity.Loss, -1) };
        yield return new Suspicion { Mistake = this, Layer = last, Steps = new Twice(isShown: true), First = (Quantity.Output, last) };
    }

    /// <param name="isShown">Whether the second application is visible in the outputs, or happens inside the loss only.</param>
    private sealed class Twice(bool isShown) : CalculationSteps
    {
        public override double[] Outputs(CalculationState state, int layer)
            => isShown && layer == state.Last ? Again(state, base.Outputs(state, layer)) : base.Outputs(state, layer);

        public override double LossValue(CalculationState state)
        {
            double[] once = Once(state);
            return state.IsFused
                ? LossFunction.FromPreActivations(state.Loss, once, state.Fixture.Batch.Labels, state.Network.Outputs)
                : LossFunction.FromOutputs(state.Loss, Again(state, once), state.Fixture.Batch.Labels, state.Network.Outputs);
        }

        public override double[] FusedDeltas(CalculationState state)
        {
            double[] once = Once(state);
            double[] inner = new double[once.Length];
            LossFunction.FusedDeltas(state.Loss, once, Again(state, once), state.Fixture.Batch.Labels, inner, state.Network.Outputs);
            return Through(state, state.Required(Quantity.PreActivation, state.Last), once, inner);
        }

        public override double[] OutputGradients(CalculationState state, int layer)
        {
            if (layer != state.Last)
            {
                return base.OutputGradients(state, layer);
            }

            double[] once = Once(state);
            double[] twice = Again(state, once);
            double[] gradients = new double[once.Length];
            LossFunction.OutputGradients(state.Loss, twice, state.Fixture.Batch.Labels, gradients, state.Network.Outputs);
            return Through(state, once, twice, gradients);
        }

        public override double[] Deltas(CalculationState state, int layer) => layer == state.Last && !state.IsFused
            ? Through(state, state.Required(Quantity.PreActivation, layer), Once(state), state.Required(Quantity.OutputGradient, layer))
            : base.Deltas(state, layer);

        private double[] Once(CalculationState state) => base.Outputs(state, state.Last);

        private static double[] Again(CalculationState state, double[] outputs)
        {
            double[] again = new double[outputs.Length];
            state.Network.Layers[^1].Activation.Apply(outputs, again, state.Network.Outputs);
            return again;
        }

        private static double[] Through(CalculationState state, double[] a, double[] z, double[] s)
        {
            double[] delta = new double[s.Length];
            state.Network.Layers[^1].Activation.Backpropagate(a, z, s, delta, state.Network.Outputs);
            return delta;
        }
    }
}
