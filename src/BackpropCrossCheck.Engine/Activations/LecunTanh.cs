using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = 1.7159·tanh(2a/3).</summary>
/// <remarks>Source: LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998), section 4.4.</remarks>
public sealed record LecunTanh : ElementwiseActivation
{
    private const double Height = 1.7159;

    /// <inheritdoc/>
    public override string Name => "lecun-tanh";

    /// <inheritdoc/>
    public override IReadOnlyList<double> TypicalLabels => [-1, -0.5, 0.5, 1];

    /// <inheritdoc/>
    public override double SaturatesAt => 2.4;

    /// <inheritdoc/>
    public override double Value(double a) => Height * Math.Tanh(TwoThirds(a));

    /// <inheritdoc/>
    /// <remarks>The exponential would magnify the rounding of 2a/3 by |a|, so the error is put back.</remarks>
    public override double Derivative(double a)
    {
        double x = TwoThirds(a);
        double error = Math.FusedMultiplyAdd(-3, x, 2 * a) / 3;
        double correction = Math.Abs(x) < 1000 ? 1 - (2 * Math.Tanh(x) * error) : 1;
        return 2 * Height / 3 * ElementaryFunctions.SechSquared(x) * correction;
    }

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => -4.0 / 3 * Math.Tanh(TwoThirds(a)) * Derivative(a);

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null)
        => 2.0 / 3 * (Height - ((product?.Invoke(z * z) ?? (z * z)) / Height));

    /// <inheritdoc/>
    public override double ExactValue(double a) => a == 0 ? 0 : double.NaN;

    /// <inheritdoc/>
    /// <remarks>As for tanh.</remarks>
    public override double AbsoluteRoundings(double a) => 4 * Height;

    /// <inheritdoc/>
    public override double CancellingInDerivative(double derivative, double output, double a) => 2 * Height / 3;

    /// <inheritdoc/>
    /// <remarks>e rounds to 1.</remarks>
    public override CarelessFormula? CarelessValue(FormatRounding format)
        => new("lecun-tanh by (1 − e)/(1 + e), e = exp(−4|a|/3)", "below |a|", 3 * format.UnitRoundoff / 8);

    /// <inheritdoc/>
    /// <remarks>tanh rounds to 1 where 1 − tanh(2a/3) = 2e^(−4|a|/3) is below u/2.</remarks>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => new("lecun-tanh' by 1 − tanh²", "above |a|", 0.75 * Math.Log(4 / format.UnitRoundoff));

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a) => write.Times(
        write.Constant("1.7159", Height),
        write.Function("tanh", write.Quotient(write.Product(write.Number(2), unit.PreActivation), write.Number(3))));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
    {
        T height = write.Constant("1.7159", Height);
        return write.Product(
            write.Quotient(write.Number(2), write.Number(3)),
            write.Difference(height, write.Quotient(write.Square(unit.Output), height)));
    }

    private static double TwoThirds(double a) => Math.Abs(a) < 1e300 ? 2 * a / 3 : a / 1.5;
}
