using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>ln cosh(y − t).</summary>
public sealed record LogCosh : LossTerm
{
    /// <summary>Beyond this |d|, cosh(d) is calculated as e^|d|/2 with what it lacks.</summary>
    private const double Large = 10;

    private const double LogTwo = 0.6931471805599453;

    /// <inheritdoc/>
    public override string Name => "log-cosh";

    /// <inheritdoc/>
    /// <remarks>cosh(d) = 1 + 2 sinh²(d/2), so that nothing cancels near d = 0.</remarks>
    public override double Value(double y, double t)
    {
        double d = Math.Abs(y - t);
        double half = Math.Sinh(0.5 * Math.Min(d, Large));
        return d <= Large || double.IsNaN(d)
            ? ElementaryFunctions.LogOnePlus(2 * half * half)
            : d + (ElementaryFunctions.LogOnePlus(Math.Exp(-2 * d)) - LogTwo);
    }

    /// <inheritdoc/>
    public override double Derivative(double y, double t) => Math.Tanh(y - t);

    /// <inheritdoc/>
    public override double? LabelFor(double y, double derivative) => Math.Abs(derivative) < 1 ? y - Math.Atanh(derivative) : null;

    /// <inheritdoc/>
    /// <remarks>TensorFlow's d + softplus(−2d) − ln 2 is off by roundings of |d| and 1, however small the result is.</remarks>
    public override double RoundingOfValue(double y, double rhoY, double t, double count, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double d = Math.Abs(y - t);
        double e = rhoY + format.OfInput(t);
        return (Math.Min(d + e, 1) * e) + (format.UnitRoundoff * ((count * Value(y, t)) + (8 * (d + 1))));
    }

    /// <inheritdoc/>
    /// <remarks>So is its derivative, 1 − 2σ(−2d), by roundings of 1.</remarks>
    public override double RoundingOfDerivative(double y, double rhoY, double t, double c, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double e = rhoY + format.OfInput(t);
        double slope = c * ElementaryFunctions.SechSquared(Math.Max(0, Math.Abs(y - t) - e));
        double own = 4 * format.UnitRoundoff * c * (1 + Math.Abs(Math.Tanh(y - t)));
        return Quadrature.Of(slope * rhoY, slope * format.OfInput(t), own, format.FlushLevel);
    }

    /// <inheritdoc/>
    public override T Formula<T>(IFormulaWriter<T> write, T y, T t)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.Logarithm(write.Function("cosh", write.Difference(y, t)));
    }

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, T y, T t, double? label)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.Function("tanh", write.Difference(y, t));
    }
}
