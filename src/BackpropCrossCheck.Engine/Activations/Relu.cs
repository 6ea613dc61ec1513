using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = max(a, 0); the derivative at exactly 0 is 0.</summary>
public sealed record Relu : ElementwiseActivation
{
    private static readonly double[] Zero = [0];
    private static readonly Kink[] AtZero = [new(0, 0, 1)];

    /// <inheritdoc/>
    public override string Name => "relu";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Branches => Zero;

    /// <inheritdoc/>
    public override bool IsConstantBelowZero => true;

    /// <inheritdoc/>
    public override bool HasConstantDerivatives => true;

    /// <inheritdoc/>
    public override bool IsHomogeneous => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Kink> Kinks => AtZero;

    /// <inheritdoc/>
    public override double SaturatesAt => double.PositiveInfinity;

    /// <inheritdoc/>
    public override double Value(double a) => a > 0 || double.IsNaN(a) ? a : 0;

    /// <inheritdoc/>
    public override double Derivative(double a) => a > 0 ? 1 : a <= 0 ? 0 : a;

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => 0;

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null) => z > 0 ? 1 : 0;

    /// <inheritdoc/>
    public override double ExactValue(double a) => double.IsNaN(a) ? a : Math.Max(a, 0);

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Function("max", unit.PreActivation, write.Number(0));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a) => write.Number(a <= 0 ? 0 : 1);
}
