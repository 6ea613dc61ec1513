using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>One sum for all units.</summary>
internal sealed class BiasGradientSummedOverUnits : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "bias-gradient-summed-over-units";

    /// <inheritdoc/>
    public override string Sentence
        => "δ is summed over the units as well as over the samples, and every bias of the layer gets the same number";

    /// <inheritdoc/>
    public override string Advice => "∂L/∂b of a unit is the sum of its own δ over the samples.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "Every bias gradient of a layer is the same number.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["rasbt/stat453-deep-learning-ss21#5", "AbdulRehman393/AI-LAB"];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.BiasGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => evidence.ShapeOf(layer) is { HasBias: true, Units: > 1 };

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherGradients(at, null, (_, _, right) => Array.ConvertAll(right, _ => right.Sum()))];
}
