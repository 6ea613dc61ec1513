using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A K×M gradient is given as M×K.</summary>
internal sealed class TransposedGradient : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "transposed-gradient";

    /// <inheritdoc/>
    public override string Sentence => "the transpose of the weight gradient is given, zδᵀ for δzᵀ";

    /// <inheritdoc/>
    public override string Advice => "Row k of ∂L/∂W holds the weights into unit k; a Keras kernel is the transpose.";

    /// <inheritdoc/>
    public override string Signs => "The weight gradient has our numbers in other places.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["iamtrask/Grokking-Deep-Learning#22"];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.WeightGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => evidence.ShapeOf(layer) is { Inputs: > 1, Units: > 1 };

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherGradients(at, Transposed, null)];

    private static double[] Transposed(CalculationState state, int layer, double[] right)
    {
        Layer of = state.Network.Layers[layer];
        return [.. Enumerable.Range(0, right.Length).Select(i => right[(i % of.Units * of.Inputs) + (i / of.Units)])];
    }
}
