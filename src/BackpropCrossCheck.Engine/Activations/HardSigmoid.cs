using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = min(max(a + 3, 0), 6)/6; the derivative at exactly −3 and 3 is 0.</summary>
/// <remarks>Keras before version 3 calls another function by this name, 0.2a + 0.5 between 0 and 1.</remarks>
public sealed record HardSigmoid : ElementwiseActivation
{
    private const double Slope = 1.0 / 6;

    private static readonly double[] Ends = [-3, 3];
    private static readonly Kink[] AtEnds = [new(-3, 0, Slope), new(3, Slope, 0, TakesAbove: true)];

    /// <inheritdoc/>
    public override string Name => "hard-sigmoid";

    /// <inheritdoc/>
    public override IReadOnlyList<double> TypicalLabels => [0, 1];

    /// <inheritdoc/>
    public override IReadOnlyList<double> Branches => Ends;

    /// <inheritdoc/>
    public override bool HasConstantDerivatives => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Kink> Kinks => AtEnds;

    /// <inheritdoc/>
    public override double Value(double a) => a <= -3 ? 0 : a >= 3 ? 1 : (a + 3) / 6;

    /// <inheritdoc/>
    public override double Derivative(double a) => double.IsNaN(a) ? a : a is > -3 and < 3 ? Slope : 0;

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => 0;

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null) => z is > 0 and < 1 ? Slope : 0;

    /// <inheritdoc/>
    public override double ExactValue(double a) => a <= -3 ? 0 : a >= 3 ? 1 : double.NaN;

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => a <= -3 ? write.Number(0) : a >= 3 ? write.Number(1)
            : write.Quotient(write.Sum(unit.PreActivation, write.Number(3)), write.Number(6));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => a is <= -3 or >= 3 ? write.Number(0) : write.Quotient(write.Number(1), write.Number(6));
}
