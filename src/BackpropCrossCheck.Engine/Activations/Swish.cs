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
    public override double CancellingInDerivative(double derivative, double output, double a) => 1;

    /// <inheritdoc/>
    public override double FactorOnTheWayToDelta(double a) => Math.Abs(a);

    /// <inheritdoc/>
    /// <remarks>σ(a) is below the smallest normal number, and many programs take it for 0.</remarks>
    public override CarelessFormula? CarelessValue(FormatRounding format)
        => new("swish as a·σ(a)", "below a", Math.Log(format.SmallestNormal));

    /// <inheritdoc/>
    /// <remarks>Before σ(a) is 0, the square of 1 + e⁻ᵃ is infinite.</remarks>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => a < Math.Log(format.SmallestNormal)
            ? new("swish' as σ(a)·(1 + a·σ(−a))", "below a", Math.Log(format.SmallestNormal))
            : new("swish' with (1 + exp(−a))²", "below a", -0.5 * Math.Log(format.Largest));

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Quotient(unit.PreActivation, write.Sum(write.Number(1), write.Exponential(write.Negative(unit.PreActivation))));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
    {
        T sigmoid = write.Function("σ", unit.PreActivation);
        return write.Product(
            sigmoid,
            write.Sum(write.Number(1), write.Product(unit.PreActivation, write.Difference(write.Number(1), sigmoid))));
    }
}
