using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = ln(1 + eᵃ).</summary>
public sealed record Softplus : ElementwiseActivation
{
    /// <inheritdoc/>
    public override string Name => "softplus";

    /// <inheritdoc/>
    public override double Value(double a) => ElementaryFunctions.Softplus(a);

    /// <inheritdoc/>
    public override double Derivative(double a) => ElementaryFunctions.Sigmoid(a);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => ElementaryFunctions.Sigmoid(a) * ElementaryFunctions.Sigmoid(-a);

    /// <inheritdoc/>
    public override double? DerivativeFromOutput(double z, Func<double, double>? product = null) => 1 - Math.Exp(-z);

    /// <inheritdoc/>
    public override double Roundings(double a) => 4 + Math.Abs(a);

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Logarithm(write.Sum(write.Number(1), write.Exponential(unit.PreActivation)));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Difference(write.Number(1), write.Exponential(write.Negative(unit.Output)));
}
