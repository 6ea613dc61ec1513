using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The derivative is taken at the output instead of the pre-activation.</summary>
internal sealed class DerivativeAtOutput : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "derivative-at-output";

    /// <inheritdoc/>
    public override string Sentence => "h'(h(a)) is put in for h'(a) in δ";

    /// <inheritdoc/>
    public override string Advice
        => "Take the derivative at the pre-activation a; a formula in the output must not be given to a function that expects a.";

    /// <inheritdoc/>
    public override string Signs => "δ of the layer is off by h'(h(a))/h'(a), which differs from unit to unit.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "davidrmiller/neural2d#40", "deeplearning4j/deeplearning4j#364", "liashchynskyi/skynet#1",
    ];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.Delta;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => evidence.TakesDerivative(layer);

    /// <inheritdoc/>
    protected override bool IsIndirectAt(Evidence evidence, int layer)
        => evidence.ActivationOf(layer) is ElementwiseActivation { HasConstantDerivatives: true };

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherDeltas(at, Deltas)];

    private static double[] Deltas(CalculationState state, int layer)
    {
        Layer of = state.Network.Layers[layer];
        double[] z = state.Required(Quantity.Output, layer);
        double[] again = new double[z.Length];
        of.Activation.Apply(z, again, of.Units);
        double[] delta = new double[z.Length];
        of.Activation.Backpropagate(z, again, state.Required(Quantity.OutputGradient, layer), delta, of.Units);
        return delta;
    }
}
