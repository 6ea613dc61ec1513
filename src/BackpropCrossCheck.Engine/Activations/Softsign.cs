using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = a/(1 + |a|).</summary>
public sealed record Softsign : ElementwiseActivation
{
    /// <inheritdoc/>
    public override string Name => "softsign";

    /// <inheritdoc/>
    public override IReadOnlyList<double> TypicalLabels => [-1, -0.5, 0.5, 1];

    /// <inheritdoc/>
    public override bool SecondDerivativeJumpsAtZero => true;

    /// <inheritdoc/>
    public override double Value(double a) => a / (1 + Math.Abs(a));

    /// <inheritdoc/>
    public override double Derivative(double a) => 1 / (1 + Math.Abs(a)) / (1 + Math.Abs(a));

    /// <inheritdoc/>
    public override double SecondDerivative(double a)
        => -2 * Math.CopySign(1, a) / (1 + Math.Abs(a)) / (1 + Math.Abs(a)) / (1 + Math.Abs(a));

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null)
        => (1 - Math.Abs(z)) * (1 - Math.Abs(z));

    /// <inheritdoc/>
    public override double ExactValue(double a) => a == 0 ? 0 : double.NaN;

    /// <inheritdoc/>
    public override double CancellingInDerivative(double derivative, double output, double a) => Math.Sqrt(derivative);

    /// <inheritdoc/>
    public override double LargestOnTheWayToDerivative(double a) => (1 + Math.Abs(a)) * (1 + Math.Abs(a));

    /// <inheritdoc/>
    public override double FactorOnTheWayToDelta(double a) => Math.Abs(a);

    /// <inheritdoc/>
    /// <remarks>|z| rounds to 1 where 1 − |z| = 1/(1 + |a|) is below u/2.</remarks>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => new("softsign' as (1 − |z|)²", "above |a|", 2 / format.UnitRoundoff);

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Quotient(unit.PreActivation, write.Sum(write.Number(1), write.Absolute(unit.PreActivation)));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Square(write.Difference(write.Number(1), write.Absolute(unit.Output)));
}
