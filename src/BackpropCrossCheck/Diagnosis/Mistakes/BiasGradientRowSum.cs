using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The row sum of the weight gradient.</summary>
internal sealed class BiasGradientRowSum : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "bias-gradient-row-sum";

    /// <inheritdoc/>
    public override string Sentence => "the bias gradient is the sum of the row of the weight gradient";

    /// <inheritdoc/>
    public override string Advice => "∂L/∂b of a unit is the sum of its own δ over the samples.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "Each bias gradient is the sum of the weight gradients of its unit.";

    /// <summary>Where the layer has one input of 1, whatever is done to both gradients makes them equal.</summary>
    /// <inheritdoc/>
    public override bool IsOnlyWhole(Suspicion suspicion, Evidence evidence) => evidence.HasDifferent(Quantity.WeightGradient);

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.BiasGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => evidence.ShapeOf(layer).HasBias;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherGradients(at, null, RowSums)];

    private static double[] RowSums(CalculationState state, int layer, double[] right)
    {
        double[] sums = new double[right.Length];
        double[] weights = state.Required(Quantity.WeightGradient, layer);
        for (int i = 0; i < weights.Length; i++)
        {
            sums[i / (weights.Length / sums.Length)] += weights[i];
        }

        return sums;
    }
}
