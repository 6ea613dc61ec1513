using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>gelu with √2 as a float32 constant in erf(a/√2).</summary>
internal sealed record GeluSingle : ElementwiseActivation
{
    private static readonly double Ratio = Math.Sqrt(2) / (float)Math.Sqrt(2);
    private static readonly Gelu Exact = new();

    /// <inheritdoc/>
    public override string Name => "gelu";

    /// <inheritdoc/>
    public override bool IsDerivativeWrittenInOutput => false;

    /// <inheritdoc/>
    public override double Value(double a) => Exact.Value(a * Ratio) / Ratio;

    /// <inheritdoc/>
    public override double Derivative(double a) => Exact.Derivative(a * Ratio);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => Exact.SecondDerivative(a * Ratio) * Ratio;

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a) => Exact.ValueFormula(write, unit, a);

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => Exact.DerivativeFormula(write, unit, a);
}
