using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>gelu with √2 as a float32 constant in erf(a/√2).</summary>
internal sealed record GeluSingle : ElementwiseActivation
{
    private static readonly double _ratio = Math.Sqrt(2) / (float)Math.Sqrt(2);
    private static readonly Gelu _exact = new();

    /// <inheritdoc/>
    public override string Name => "gelu";

    /// <inheritdoc/>
    public override bool IsDerivativeWrittenInOutput => false;

    /// <inheritdoc/>
    public override double Value(double a) => _exact.Value(a * _ratio) / _ratio;

    /// <inheritdoc/>
    public override double Derivative(double a) => _exact.Derivative(a * _ratio);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => _exact.SecondDerivative(a * _ratio) * _ratio;

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a) => _exact.ValueFormula(write, unit, a);

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => _exact.DerivativeFormula(write, unit, a);
}
