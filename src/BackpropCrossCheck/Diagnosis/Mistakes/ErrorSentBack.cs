using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>What goes back lacks h'.</summary>
internal sealed class ErrorSentBack : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "error-sent-back";

    /// <inheritdoc/>
    public override string Sentence => "h'(a) is in the layer's own gradient and not in what is sent to the layer below";

    /// <inheritdoc/>
    public override string Advice => "What goes back through the weights is δ, with h'(a), and not ∂L/∂z.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs
        => "A layer's own δ and gradients are right, and δ of the layer below lacks the derivative of the layer above.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "makeyourownneuralnetwork#88", "kim-marcel/basic_neural_network#7", "levithomason/anny#78",
    ];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.OutputGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => layer > 0 && evidence.TakesDerivative(layer);

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new Raw(at)];

    /// <inheritdoc/>
    protected override int FirstChanged(int layer) => layer - 1;

    private sealed class Raw(Func<int, bool> at) : CalculationSteps
    {
        public override double[] OutputGradients(CalculationState state, int layer)
        {
            if (layer == state.Last || !at(layer + 1))
            {
                return base.OutputGradients(state, layer);
            }

            Layer above = state.Network.Layers[layer + 1];
            double[] sent = layer + 1 == state.Last && state.IsFused
                ? state.Required(Quantity.Delta, layer + 1)
                : OutputGradients(state, layer + 1);
            double[] s = new double[state.Samples * above.Inputs];
            MatrixProduct.Default.Times(sent, above.Weights, s, above.Units);
            return s;
        }
    }
}
