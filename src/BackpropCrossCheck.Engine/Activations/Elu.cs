using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = a above 0, α(eᵃ − 1) otherwise; the derivative at exactly 0 is α.</summary>
public sealed record Elu : ElementwiseActivation
{
    private static readonly double[] Zero = [0];

    /// <summary>The function with its default parameter, 1.</summary>
    public Elu()
        : this(1)
    {
    }

    /// <summary>The function with the given parameter.</summary>
    /// <param name="alpha">α, the scale below 0, finite.</param>
    /// <exception cref="ArgumentException"><paramref name="alpha"/> is not finite.</exception>
    public Elu(double alpha)
    {
        Guard.Finite(alpha);
        Scale = alpha;
    }

    /// <summary>α.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override double? Alpha => Scale;

    /// <inheritdoc/>
    public override string MeaningOfAlpha => "scale";

    /// <inheritdoc/>
    public override Activation WithAlpha(double alpha) => new Elu(alpha);

    /// <inheritdoc/>
    public override string Name => "elu";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Branches => Zero;

    /// <inheritdoc/>
    public override IReadOnlyList<Kink> Kinks => Scale == 1 ? [] : [new Kink(0, Scale, 1)];

    /// <inheritdoc/>
    public override double Value(double a) => a > 0 ? a : Scale * ElementaryFunctions.ExpMinusOne(a);

    /// <inheritdoc/>
    public override double Derivative(double a) => a > 0 ? 1 : ElementaryFunctions.TimesExp(Scale, a);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => a > 0 ? 0 : Scale * Math.Exp(a);

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null)
        => Scale > 0 ? z > 0 ? 1 : z + Scale : null;

    /// <inheritdoc/>
    public override double ExactValue(double a) => a >= 0 ? a : double.NaN;

    /// <inheritdoc/>
    public override double AbsoluteRoundings(double a) => a <= 0 ? 4 * Math.Abs(Scale) : 0;

    /// <inheritdoc/>
    public override double CancellingInDerivative(double derivative, double output, double a) => 1;

    /// <inheritdoc/>
    /// <remarks>eᵃ rounds to 1.</remarks>
    public override CarelessFormula? CarelessValue(FormatRounding format)
        => new("elu as exp(a) − 1", "below |a|", format.UnitRoundoff / 2);

    /// <inheritdoc/>
    /// <remarks>eᵃ − 1 rounds to −1 where eᵃ is below u/2.</remarks>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => new("elu' as z + α", "below a", Math.Log(format.UnitRoundoff / 2));

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a) => a > 0
        ? unit.PreActivation
        : write.Product(unit.Alpha, write.Difference(write.Exponential(unit.PreActivation), write.Number(1)));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => a > 0 || double.IsNaN(a) ? write.Number(1)
        : Scale > 0 ? write.Sum(unit.Output, unit.Alpha)
        : write.Times(unit.Alpha, write.Exponential(unit.PreActivation));
}
