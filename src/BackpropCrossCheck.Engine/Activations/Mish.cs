using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = a·tanh(ln(1 + eᵃ)).</summary>
/// <remarks>Source: Misra, "Mish: A Self Regularized Non-Monotonic Activation Function" (2019).</remarks>
public sealed record Mish : ElementwiseActivation
{
    /// <inheritdoc/>
    public override string Name => "mish";

    /// <inheritdoc/>
    public override string? Legend => "σ is the sigmoid, σ(a) = 1/(1 + e^(−a)).";

    /// <inheritdoc/>
    public override bool IsDerivativeWrittenInOutput => false;

    /// <inheritdoc/>
    public override double Value(double a) => ElementaryFunctions.Mish(a);

    /// <inheritdoc/>
    public override double Derivative(double a) => ElementaryFunctions.MishDerivative(a);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => ElementaryFunctions.MishSecondDerivative(a);

    /// <inheritdoc/>
    public override double ExactValue(double a) => a == 0 ? 0 : double.NaN;

    /// <inheritdoc/>
    public override double Roundings(double a) => 4 + Math.Abs(a);

    /// <inheritdoc/>
    /// <remarks>As for tanh, 2u for tanh without expm1.</remarks>
    public override double AbsoluteRoundings(double a) => 4 * Math.Abs(a);

    /// <inheritdoc/>
    public override double CancellingInDerivative(double derivative, double output, double a) => Math.Max(1, derivative);

    /// <inheritdoc/>
    public override double FactorOnTheWayToDelta(double a) => Math.Abs(a);

    /// <inheritdoc/>
    /// <remarks>1 + eᵃ rounds to 1 where eᵃ is below u.</remarks>
    public override CarelessFormula? CarelessValue(FormatRounding format)
        => new("mish as a·tanh(ln(1 + exp(a)))", "below a", Math.Log(format.UnitRoundoff));

    /// <inheritdoc/>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => new("mish' with tanh(ln(1 + exp(a)))", "below a", Math.Log(format.UnitRoundoff));

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Times(unit.PreActivation, Tanh(write, unit));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
    {
        T tanh = Tanh(write, unit);
        return write.Sum(
            tanh,
            write.Times(
                write.Product(unit.PreActivation, write.Difference(write.Number(1), write.Square(tanh))),
                write.Function("σ", unit.PreActivation)));
    }

    private static T Tanh<T>(IFormulaWriter<T> write, UnitFormula<T> unit)
        => write.Function("tanh", write.Logarithm(write.Sum(write.Number(1), write.Exponential(unit.PreActivation))));
}
