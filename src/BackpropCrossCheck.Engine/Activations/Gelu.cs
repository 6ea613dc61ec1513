using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = a·Φ(a), Φ the standard normal distribution function (exact, by erf).</summary>
public sealed record Gelu : ElementwiseActivation
{
    /// <inheritdoc/>
    public override string Name => "gelu";

    /// <inheritdoc/>
    public override string? Legend => "Φ and φ are the distribution function and the density of the standard normal distribution.";

    /// <inheritdoc/>
    public override bool IsDerivativeWrittenInOutput => false;

    /// <inheritdoc/>
    public override double Value(double a) => ElementaryFunctions.Gelu(a);

    /// <inheritdoc/>
    public override double Derivative(double a) => ElementaryFunctions.GeluDerivative(a);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => ElementaryFunctions.GeluSecondDerivative(a);

    /// <inheritdoc/>
    public override double ExactValue(double a) => a == 0 ? 0 : double.NaN;

    /// <inheritdoc/>
    public override double AbsoluteRoundings(double a) => 4 * Math.Min(1, Math.Abs(a));

    /// <inheritdoc/>
    public override double CancellingInDerivative(double derivative, double output, double a) => 1;

    /// <inheritdoc/>
    public override double LargestOnTheWayToDerivative(double a) => a * a;

    /// <inheritdoc/>
    public override double FactorOnTheWayToDelta(double a) => Math.Abs(a);

    /// <inheritdoc/>
    public override CarelessFormula? CarelessValue(FormatRounding format)
        => new("gelu as ½a·(1 + erf(a/√2))", "below a", ElementaryFunctions.LastOfOnePlusErf(format.UnitRoundoff));

    /// <inheritdoc/>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => new("gelu' with 1 + erf(a/√2)", "below a", ElementaryFunctions.LastOfOnePlusErf(format.UnitRoundoff));

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Times(unit.PreActivation, write.Function("Φ", unit.PreActivation));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Sum(write.Function("Φ", unit.PreActivation), write.Times(unit.PreActivation, write.Function("φ", unit.PreActivation)));
}
