using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The approximation of gelu with tanh, ½a·(1 + tanh(√(2/π)·(a + 0.044715a³))), which some frameworks take for gelu.</summary>
/// <remarks>Source: Hendrycks and Gimpel, "Gaussian Error Linear Units" (2016).</remarks>
internal sealed record GeluTanh : ElementwiseActivation
{
    private const double Cubic = 0.044715;
    private static readonly double Scale = Math.Sqrt(2 / Math.PI);

    /// <inheritdoc/>
    public override string Name => "gelu-tanh";

    /// <inheritdoc/>
    public override bool IsDerivativeWrittenInOutput => false;

    /// <inheritdoc/>
    public override double Value(double a) => 0.5 * a * (1 + Inner(a));

    /// <inheritdoc/>
    public override double Derivative(double a)
    {
        double t = Inner(a);
        return (0.5 * (1 + t)) + (0.5 * a * (1 - (t * t)) * Scale * (1 + (3 * Cubic * a * a)));
    }

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => new Gelu().SecondDerivative(a);

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Function("gelu-tanh", unit.PreActivation);

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Function("gelu-tanh'", unit.PreActivation);

    private static double Inner(double a) => Math.Tanh(Scale * (a + (Cubic * a * a * a)));
}
