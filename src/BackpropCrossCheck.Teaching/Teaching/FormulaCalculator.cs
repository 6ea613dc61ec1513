using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Teaching;

/// <summary>Calculates a formula instead of writing it.</summary>
internal sealed class FormulaCalculator : IFormulaWriter<double>
{
    /// <summary>The calculator.</summary>
    public static readonly FormulaCalculator Instance = new();

    /// <inheritdoc/>
    public double Number(double value) => value;

    /// <inheritdoc/>
    public double Constant(string name, double value) => value;

    /// <inheritdoc/>
    public double Sum(double left, double right) => left + right;

    /// <inheritdoc/>
    public double Difference(double left, double right) => left - right;

    /// <inheritdoc/>
    public double Product(double left, double right) => left * right;

    /// <inheritdoc/>
    public double Times(double left, double right) => left * right;

    /// <inheritdoc/>
    public double Quotient(double above, double below) => above / below;

    /// <inheritdoc/>
    public double Square(double of) => of * of;

    /// <inheritdoc/>
    public double Negative(double of) => -of;

    /// <inheritdoc/>
    public double Absolute(double of) => Math.Abs(of);

    /// <inheritdoc/>
    public double Exponential(double exponent) => Math.Exp(exponent);

    /// <inheritdoc/>
    public double Logarithm(double of) => Math.Log(of);

    /// <inheritdoc/>
    public double Function(string name, params ReadOnlySpan<double> arguments) => name switch
    {
        "max" => Math.Max(arguments[0], arguments[1]),
        "min" => Math.Min(arguments[0], arguments[1]),
        "tanh" => Math.Tanh(arguments[0]),
        "σ" => 1 / (1 + Math.Exp(-arguments[0])),
        _ => throw new ArgumentException($"No activation with two branches is written with {name}.", nameof(name)),
    };
}
