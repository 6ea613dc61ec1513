using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = 2σ(a) − 1 = tanh(a/2).</summary>
public sealed record BipolarSigmoid : ElementwiseActivation
{
    /// <inheritdoc/>
    public override string Name => "bipolar-sigmoid";

    /// <inheritdoc/>
    public override string? Legend => "σ is the sigmoid, σ(a) = 1/(1 + e^(−a)).";

    /// <inheritdoc/>
    public override IReadOnlyList<double> TypicalLabels => [-1, -0.5, 0.5, 1];

    /// <inheritdoc/>
    public override double Value(double a) => Math.Tanh(0.5 * a);

    /// <inheritdoc/>
    public override double Derivative(double a) => 2 * ElementaryFunctions.SigmoidDerivative(a);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => -Math.Tanh(0.5 * a) * Derivative(a);

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null)
        => 0.5 * (1 - (product?.Invoke(z * z) ?? (z * z)));

    /// <inheritdoc/>
    public override double ExactValue(double a) => a == 0 ? 0 : double.NaN;

    /// <inheritdoc/>
    /// <remarks>2σ(a) − 1 has the absolute error of 2σ(a), however small a is.</remarks>
    public override double AbsoluteRoundings(double a) => 4;

    /// <inheritdoc/>
    public override double CancellingInDerivative(double derivative, double output, double a) => 1;

    /// <inheritdoc/>
    /// <remarks>1 + exp(−a) or its reciprocal still rounds to 2 or ½.</remarks>
    public override CarelessFormula? CarelessValue(FormatRounding format)
        => new("bipolar-sigmoid as 2σ(a) − 1", "below |a|", 1.5 * format.UnitRoundoff);

    /// <inheritdoc/>
    /// <remarks>z rounds to 1 where 1 − z = 2e^(−|a|) is below u/2.</remarks>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => new("bipolar-sigmoid' as ½(1 − z²)", "above |a|", Math.Log(4 / format.UnitRoundoff));

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Difference(write.Times(write.Number(2), write.Function("σ", unit.PreActivation)), write.Number(1));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Quotient(write.Difference(write.Number(1), write.Square(unit.Output)), write.Number(2));
}
