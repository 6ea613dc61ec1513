using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>h'(a)·(y − t) after a fused cross-entropy: the derivative of the output is applied twice.</summary>
internal sealed class OutputDerivativeTwice : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "output-derivative-twice";

    /// <inheritdoc/>
    public override string Sentence => "the derivative of the last activation is applied again to y − t, which holds it already";

    /// <inheritdoc/>
    public override string Advice => "For this loss and this activation δ of the last layer is y − t, without h'(a).";

    /// <inheritdoc/>
    public override string Signs => "δ of the last layer is ours times h'(a) again, so that it is too small where the output saturates.";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        int last = evidence.Layers - 1;
        if (!LossFunction.IsFused(evidence.Loss, evidence.ActivationOf(last)))
        {
            yield break;
        }

        yield return Found(last, diagonal: false);
        if (evidence.ActivationOf(last) is Softmax)
        {
            yield return Found(last, diagonal: true);
        }
    }

    private Suspicion Found(int last, bool diagonal)
        => new() { Mistake = this, Layer = last, Steps = new Twice(diagonal), First = (Quantity.Delta, last) };

    private sealed class Twice(bool diagonal) : CalculationSteps
    {
        public override double[] FusedDeltas(CalculationState state)
        {
            double[] once = base.FusedDeltas(state);
            Layer last = state.Network.Layers[^1];
            double[] y = state.Required(Quantity.Output, state.Last);
            if (diagonal)
            {
                return [.. y.Select((p, i) => p * (1 - p) * once[i])];
            }

            double[] twice = new double[once.Length];
            last.Activation.Backpropagate(state.Required(Quantity.PreActivation, state.Last), y, once, twice, last.Units);
            return twice;
        }
    }
}
