using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>δ = s: the activation's derivative is missing.</summary>
internal sealed class MissingActivationDerivative : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "missing-activation-derivative";

    /// <inheritdoc/>
    public override string Sentence => "h'(a) is left out of δ";

    /// <inheritdoc/>
    public override string Advice => "δ is h'(a) times the sum that comes back through the weights.";

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.Delta;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => evidence.TakesDerivative(layer);

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherDeltas(at, (state, layer) => [.. state.Required(Quantity.OutputGradient, layer)])];
}
