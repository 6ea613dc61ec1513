using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = a.</summary>
public sealed record Linear : ElementwiseActivation
{
    /// <inheritdoc/>
    public override string Name => "linear";

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherNames => ["identity", "none"];

    /// <inheritdoc/>
    public override IReadOnlyList<double> TypicalLabels => [-2, -1, -0.5, 0.5, 1, 1.5, 2];

    /// <inheritdoc/>
    public override bool IsHomogeneous => true;

    /// <inheritdoc/>
    public override double SaturatesAt => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Value(double a) => a;

    /// <inheritdoc/>
    public override double Derivative(double a) => double.IsNaN(a) ? a : 1;

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => 0;

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null) => 1;

    /// <inheritdoc/>
    public override double ExactValue(double a) => a;

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a) => unit.PreActivation;

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a) => write.Number(1);
}
