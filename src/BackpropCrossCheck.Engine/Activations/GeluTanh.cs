using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>h(a) = ½a(1 + tanh(√(2/π)·(a + 0.044715a³))), an approximation of gelu.</summary>
/// <remarks>Calculated as a·σ(q) with q = 2√(2/π)·(a + 0.044715a³), so that nothing cancels where tanh is near −1. Source: Hendrycks and
/// Gimpel, "Gaussian Error Linear Units" (2016).</remarks>
public sealed record GeluTanh : ElementwiseActivation
{
    /// <summary>Beyond this |a|, tanh is ±1 in float32 and float64.</summary>
    private const double TanhEnds = 9;

    private const double Cubic = 0.044715;

    private static readonly double RootOfTwoByPi = Math.Sqrt(2 / Math.PI);

    /// <inheritdoc/>
    public override string Name => "gelu-tanh";

    /// <inheritdoc/>
    public override string? Legend => "c is √(2/π).";

    /// <inheritdoc/>
    public override bool IsDerivativeWrittenInOutput => false;

    /// <inheritdoc/>
    public override double Value(double a) => ElementaryFunctions.GeluTanh(a);

    /// <inheritdoc/>
    public override double Derivative(double a) => ElementaryFunctions.GeluTanhDerivative(a);

    /// <inheritdoc/>
    public override double SecondDerivative(double a) => ElementaryFunctions.GeluTanhSecondDerivative(a);

    /// <inheritdoc/>
    public override double ExactValue(double a) => a == 0 ? 0 : double.NaN;

    /// <inheritdoc/>
    public override double AbsoluteRoundings(double a) => 4 * Math.Min(Math.Abs(a), TanhEnds);

    /// <inheritdoc/>
    /// <remarks>1 − tanh² is off by u or two, and ½a·q' multiplies that until tanh is ±1.</remarks>
    public override double CancellingInDerivative(double derivative, double output, double a)
    {
        double x = Math.Min(Math.Abs(a), TanhEnds);
        return Math.Max(1, 0.5 * x * RootOfTwoByPi * (1 + (3 * Cubic * x * x)));
    }

    /// <inheritdoc/>
    public override double LargestOnTheWayToDerivative(double a) => Math.Abs(a) * a * a;

    /// <inheritdoc/>
    public override double FactorOnTheWayToDelta(double a) => Math.Abs(a) * (1 + (a * a));

    /// <inheritdoc/>
    /// <remarks>tanh(q) rounds to −1 where 1 + tanh(q) = 2e^(2q) is below u/2.</remarks>
    public override CarelessFormula? CarelessValue(FormatRounding format)
        => new("gelu-tanh as ½a·(1 + tanh(q))", "below a", LastOfOnePlusTanh(format.UnitRoundoff));

    /// <inheritdoc/>
    public override CarelessFormula? CarelessDerivative(FormatRounding format, double a)
        => new("gelu-tanh' with 1 − tanh²(q)", "below a", LastOfOnePlusTanh(format.UnitRoundoff));

    /// <inheritdoc/>
    public override T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
        => write.Product(Half(write, unit), write.Sum(write.Number(1), Tanh(write, unit)));

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a)
    {
        T tanh = Tanh(write, unit);
        T factor = write.Sum(write.Number(1), write.Times(write.Constant("0.134145", 3 * Cubic), write.Square(unit.PreActivation)));
        T below = write.Product(Half(write, unit), write.Difference(write.Number(1), write.Square(tanh)));
        return write.Sum(
            write.Product(write.Constant("0.5", 0.5), write.Sum(write.Number(1), tanh)),
            write.Product(write.Times(below, write.Constant("c", RootOfTwoByPi)), factor));
    }

    private static T Half<T>(IFormulaWriter<T> write, UnitFormula<T> unit)
        => write.Product(write.Constant("0.5", 0.5), unit.PreActivation);

    private static T Tanh<T>(IFormulaWriter<T> write, UnitFormula<T> unit)
    {
        T cube = write.Product(write.Product(write.Constant("0.044715", Cubic), unit.PreActivation), write.Square(unit.PreActivation));
        return write.Function("tanh", write.Product(write.Constant("c", RootOfTwoByPi), write.Sum(unit.PreActivation, cube)));
    }

    private static double Argument(double a) => RootOfTwoByPi * a * (1 + (Cubic * a * a));

    /// <summary>The a at which 2e^(2q) = u/2, by bisection: q falls with a.</summary>
    private static double LastOfOnePlusTanh(double unitRoundoff)
    {
        double last = 0.5 * Math.Log(unitRoundoff / 4);
        (double low, double high) = (-TanhEnds, 0);
        for (double middle = low / 2; low < middle && middle < high; middle = (low + high) / 2)
        {
            (low, high) = Argument(middle) < last ? (middle, high) : (low, middle);
        }

        return high;
    }
}
