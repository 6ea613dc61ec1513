using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The bias is forgotten: its gradient is 0.</summary>
internal sealed class BiasGradientZero : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "bias-gradient-zero";

    /// <inheritdoc/>
    public override string Sentence => "the bias gradient is 0";

    /// <inheritdoc/>
    public override string Advice => "∂L/∂b is the sum of δ over the samples.";

    /// <inheritdoc/>
    public override string Signs => "Every bias gradient is 0, and every weight gradient is right.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "mattm/simple-neural-network#10", "vlfeat/matconvnet#197", "nntrainer#219", "OpenANN#76",
    ];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.BiasGradient;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer)
    {
        // A sum that cancels is nearly 0; what was never calculated is 0.
        Step? step = evidence.Fixture.Layout.BiasGradient(layer);
        TensorComparison? given = evidence.Tensors.FirstOrDefault(tensor => tensor.Step == step);
        return step is not null && (given is null || evidence.Stated(given).All(value => value == 0));
    }

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherGradients(at, null, (_, _, right) => new double[right.Length]) { OfWhole = true }];
}
