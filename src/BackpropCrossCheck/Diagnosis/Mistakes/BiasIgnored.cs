using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>a = Wz: the bias is ignored.</summary>
internal sealed class BiasIgnored : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "bias-ignored";

    /// <inheritdoc/>
    public override string Sentence => "the bias is left out of the forward pass";

    /// <inheritdoc/>
    public override string Advice => "Add b to Wz.";

    /// <inheritdoc/>
    public override string Signs => "The pre-activations are ours without b, and everything after them differs.";

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.PreActivation;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => evidence.ShapeOf(layer).HasBias;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new Forward(at)];

    private sealed class Forward(Func<int, bool> at) : CalculationSteps
    {
        public override double[] PreActivations(CalculationState state, int layer)
        {
            if (!at(layer))
            {
                return base.PreActivations(state, layer);
            }

            Layer of = state.Network.Layers[layer];
            double[] a = new double[state.Samples * of.Units];
            MatrixProduct.Default.TimesTransposed(state.InputsOf(layer), of.Weights, a, of.Inputs);
            return a;
        }
    }
}
