using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = a·σ(a), σ the sigmoid.</summary>
public sealed record Swish : ElementwiseActivation
{
    /// <inheritdoc/>
    public override string Name => "swish";

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherNames => ["silu"];

    /// <inheritdoc/>
    public override string? Legend => "σ is the sigmoid, σ(a) = 1/(1 + e^(−a)).";

    /// <inheritdoc/>
    public override bool IsDerivativeWrittenInOutput => false;

    /// <inheritdoc/>
    public override double Value(double a) => ElementaryFunctions.Swish(a);

    /// <inheritdoc/>
    public override double Derivative(double a) => ElementaryFunctions.SwishDerivative(a);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => ElementaryFunctions.SwishSecondDerivative(a);

    /// <inheritdoc/>
    public override double ExactValue(double a) => a == 0 ? 0 : double.NaN;

    /// <inheritdoc/>
    public override double Roundings(double a) => 4 + Math.Abs(a);

    /// <inheritdoc/>
    public override double CancellingInDerivative(double derivative, double output) => 1;

    /// <inheritdoc/>
    public override double FactorOnTheWayToDelta(double a) => Math.Abs(a);

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Quotient(unit.PreActivation, write.Sum(write.Number(1), write.Exponential(write.Negative(unit.PreActivation))));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
    {
        T sigmoid = write.Function("σ", unit.PreActivation);
        return write.Sum(sigmoid, write.Product(unit.Output, write.Difference(write.Number(1), sigmoid)));
    }
}
