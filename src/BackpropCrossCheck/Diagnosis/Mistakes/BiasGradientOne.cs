using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>∂a/∂b for ∂L/∂b.</summary>
internal sealed class BiasGradientOne : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "bias-gradient-one";

    /// <inheritdoc/>
    public override string Sentence => "δ is left out of the bias gradient: 1 is ∂a/∂b";

    /// <inheritdoc/>
    public override string Advice => "∂L/∂b is ∂a/∂b, which is 1, times δ, summed over the samples.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "Every bias gradient is 1, or the number of samples.";

    /// <summary>A 1 counts as one digit, and nothing else gives it to a bias.</summary>
    /// <inheritdoc/>
    protected override double EnoughBits => 3;

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.BiasGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => evidence.ShapeOf(layer).HasBias;

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherGradients(at, null, (_, _, right) => Array.ConvertAll(right, _ => 1.0)) { OfWhole = true }];
}
