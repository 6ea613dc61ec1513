using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = a above 0, αa otherwise; the derivative at exactly 0 is α.</summary>
public sealed record LeakyRelu : ElementwiseActivation
{
    private static readonly double[] Zero = [0];

    /// <summary>The function with its default parameter, 0.01.</summary>
    public LeakyRelu()
        : this(0.01)
    {
    }

    /// <summary>The function with the given parameter.</summary>
    /// <param name="alpha">α, the slope below 0, finite.</param>
    /// <exception cref="ArgumentException"><paramref name="alpha"/> is not finite.</exception>
    public LeakyRelu(double alpha)
    {
        Guard.Finite(alpha);
        Slope = alpha;
    }

    /// <summary>α.</summary>
    public double Slope { get; }

    /// <inheritdoc/>
    public override double? Alpha => Slope;

    /// <inheritdoc/>
    public override string MeaningOfAlpha => "slope";

    /// <inheritdoc/>
    public override Activation WithAlpha(double alpha) => new LeakyRelu(alpha);

    /// <inheritdoc/>
    public override string Name => "leaky-relu";

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherNames => ["lrelu"];

    /// <inheritdoc/>
    public override IReadOnlyList<double> Branches => Zero;

    /// <inheritdoc/>
    public override bool HasConstantDerivatives => true;

    /// <inheritdoc/>
    public override bool IsHomogeneous => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Kink> Kinks => Slope == 1 ? [] : [new Kink(0, Slope, 1)];

    /// <inheritdoc/>
    public override double SaturatesAt => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Value(double a) => a > 0 ? a : Slope * a;

    /// <inheritdoc/>
    public override double Derivative(double a) => a > 0 ? 1 : a <= 0 ? Slope : a;

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => 0;

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null)
        => Slope > 0 ? z > 0 ? 1 : Slope : null;

    /// <inheritdoc/>
    public override double ExactValue(double a) => a >= 0 ? a : double.NaN;

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => a > 0 ? unit.PreActivation : write.Product(unit.Alpha, unit.PreActivation);

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a) => a <= 0 ? unit.Alpha : write.Number(1);
}
