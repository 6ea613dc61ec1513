using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The calculation with a factor that enters at the loss, at the last layer's deltas or at the gradients, and is carried on from
/// there.</summary>
/// <param name="factor">The factor.</param>
/// <param name="from">Where it enters: <see cref="Quantity.Loss"/>, <see cref="Quantity.OutputGradient"/> or
/// <see cref="Quantity.WeightGradient"/>.</param>
internal sealed class ScaledSteps(double factor, Quantity from) : CalculationSteps
{
    /// <summary>Where a factor may enter, the earliest first.</summary>
    public static IReadOnlyList<Quantity> Entries { get; } =
        [Quantity.Loss, Quantity.OutputGradient, Quantity.WeightGradient];

    /// <inheritdoc/>
    public override double LossValue(CalculationState state)
        => from == Quantity.Loss ? factor * base.LossValue(state) : base.LossValue(state);

    /// <inheritdoc/>
    public override double[] FusedDeltas(CalculationState state) => ScaledAtLast(base.FusedDeltas(state));

    /// <inheritdoc/>
    public override double[] OutputGradients(CalculationState state, int layer)
        => layer == state.Last ? ScaledAtLast(base.OutputGradients(state, layer)) : base.OutputGradients(state, layer);

    /// <inheritdoc/>
    public override double[] WeightGradientOf(CalculationState state, int layer) => ScaledAtGradient(base.WeightGradientOf(state, layer));

    /// <inheritdoc/>
    public override double[] BiasGradientOf(CalculationState state, int layer) => ScaledAtGradient(base.BiasGradientOf(state, layer));

    private double[] ScaledAtLast(double[] values) => from == Quantity.WeightGradient ? values : Array.ConvertAll(values, x => factor * x);

    private double[] ScaledAtGradient(double[] values)
        => from == Quantity.WeightGradient ? Array.ConvertAll(values, x => factor * x) : values;
}
