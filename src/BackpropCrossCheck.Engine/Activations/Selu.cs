using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = λa above 0, λα(eᵃ − 1) otherwise; the derivative at exactly 0 is λ.</summary>
/// <remarks>Source: Klambauer et al., "Self-Normalizing Neural Networks" (2017). TensorFlow takes the positive side's derivative at
/// 0.</remarks>
public sealed record Selu : ElementwiseActivation
{
    private const double Lambda = 1.0507009873554804934;
    private const double LambdaAlpha = 1.7580993408473768599;

    private static readonly double[] Zero = [0];
    private static readonly Kink[] AtZero = [new(0, LambdaAlpha, Lambda, TakesAbove: true)];

    /// <inheritdoc/>
    public override string Name => "selu";

    /// <inheritdoc/>
    public override string? Legend => "λ is 1.0507009873554805, and α is 1.6732632423543773.";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Branches => Zero;

    /// <inheritdoc/>
    public override IReadOnlyList<Kink> Kinks => AtZero;

    /// <inheritdoc/>
    public override double Value(double a) => a > 0 ? Lambda * a : LambdaAlpha * ElementaryFunctions.ExpMinusOne(a);

    /// <inheritdoc/>
    public override double Derivative(double a) => a >= 0 ? Lambda : ElementaryFunctions.TimesExp(LambdaAlpha, a);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => a > 0 ? 0 : ElementaryFunctions.TimesExp(LambdaAlpha, a);

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null) => z >= 0 ? Lambda : z + LambdaAlpha;

    /// <inheritdoc/>
    public override double ExactValue(double a) => a == 0 ? 0 : double.NaN;

    /// <inheritdoc/>
    public override double AbsoluteRoundings(double a) => a <= 0 ? 4 * LambdaAlpha : 0;

    /// <inheritdoc/>
    public override double CancellingInDerivative(double derivative, double output, double a) => LambdaAlpha;

    /// <inheritdoc/>
    /// <remarks>eᵃ rounds to 1.</remarks>
    public override CarelessFormula? CarelessValue(FormatRounding format)
        => new("selu as λα(exp(a) − 1)", "below |a|", format.UnitRoundoff / 2);

    /// <inheritdoc/>
    /// <remarks>eᵃ − 1 rounds to −1 where eᵃ is below u/2.</remarks>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => new("selu' as z + λα", "below a", Math.Log(format.UnitRoundoff / 2));

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a) => a > 0
        ? write.Product(write.Constant("λ", Lambda), unit.PreActivation)
        : write.Product(
            write.Constant("λα", LambdaAlpha), write.Difference(write.Exponential(unit.PreActivation), write.Number(1)));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => a < 0 ? write.Sum(unit.Output, write.Constant("λα", LambdaAlpha)) : write.Constant("λ", Lambda);
}
