using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with different gradients in some layers, derived from the right ones.</summary>
/// <param name="at">Whether a given layer is affected.</param>
/// <param name="weights">Derives ∂L/∂W from the right one; null to leave it unchanged.</param>
/// <param name="bias">Derives ∂L/∂b from the right one; null to leave it unchanged.</param>
internal sealed class OtherGradients(
    Func<int, bool> at,
    Func<CalculationState, int, double[], double[]>? weights,
    Func<CalculationState, int, double[], double[]>? bias) : CalculationSteps
{
    /// <inheritdoc/>
    public override bool KnowsSamples => true;

    /// <summary>The calculation with other inputs in δzᵀ of some layers.</summary>
    /// <param name="at">Whether a given layer is affected.</param>
    /// <param name="inputs">What stands for the layer's inputs z, N×M.</param>
    public static OtherGradients FromInputs(Func<int, bool> at, Func<CalculationState, int, double[]> inputs)
    {
        return new OtherGradients(at, FromThem, null);

        double[] FromThem(CalculationState state, int layer, double[] right)
        {
            double[] gradient = new double[right.Length];
            MatrixProduct.Default.TransposedTimes(
                state.Required(Quantity.Delta, layer), inputs(state, layer), gradient, state.Samples);
            return gradient;
        }
    }

    /// <summary>Whether the right gradients contain what the regularization adds, which stays as it is otherwise.</summary>
    public bool OfWhole { get; init; }

    /// <inheritdoc/>
    public override double[] WeightGradient(CalculationState state, int layer)
        => OfWhole ? base.WeightGradient(state, layer) : Weights(state, layer, base.WeightGradient(state, layer));

    /// <inheritdoc/>
    public override double[] BiasGradient(CalculationState state, int layer)
        => OfWhole ? base.BiasGradient(state, layer) : Bias(state, layer, base.BiasGradient(state, layer));

    /// <inheritdoc/>
    public override double[] WeightGradientOf(CalculationState state, int layer)
        => OfWhole ? Weights(state, layer, base.WeightGradientOf(state, layer)) : base.WeightGradientOf(state, layer);

    /// <inheritdoc/>
    public override double[] BiasGradientOf(CalculationState state, int layer)
        => OfWhole ? Bias(state, layer, base.BiasGradientOf(state, layer)) : base.BiasGradientOf(state, layer);

    private double[] Weights(CalculationState state, int layer, double[] right)
        => weights is not null && at(layer) ? weights(state, layer, right) : right;

    private double[] Bias(CalculationState state, int layer, double[] right)
        => bias is not null && at(layer) ? bias(state, layer, right) : right;
}
