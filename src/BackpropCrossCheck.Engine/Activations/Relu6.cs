using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = min(max(a, 0), 6); the derivative at exactly 0 and 6 is 0.</summary>
public sealed record Relu6 : ElementwiseActivation
{
    private static readonly double[] Ends = [0, 6];
    private static readonly Kink[] AtEnds = [new(0, 0, 1), new(6, 1, 0, TakesAbove: true)];

    /// <inheritdoc/>
    public override string Name => "relu6";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Branches => Ends;

    /// <inheritdoc/>
    public override bool IsConstantBelowZero => true;

    /// <inheritdoc/>
    public override bool HasConstantDerivatives => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Kink> Kinks => AtEnds;

    /// <inheritdoc/>
    public override double SaturatesAt => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Value(double a) => double.IsNaN(a) ? a : Math.Clamp(a, 0, 6);

    /// <inheritdoc/>
    public override double Derivative(double a) => double.IsNaN(a) ? a : a is > 0 and < 6 ? 1 : 0;

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => 0;

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null) => z is > 0 and < 6 ? 1 : 0;

    /// <inheritdoc/>
    public override double ExactValue(double a) => Value(a);

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Function("min", write.Function("max", unit.PreActivation, write.Number(0)), write.Number(6));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Number(a is <= 0 or >= 6 ? 0 : 1);
}
