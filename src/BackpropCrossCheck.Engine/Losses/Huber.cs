using System.Globalization;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>½d² where |d| is at most δ, else δ(|d| − ½δ), with d = y − t.</summary>
public sealed record Huber : LossTerm
{
    /// <summary>The function with its default parameter, 1.</summary>
    public Huber()
        : this(1)
    {
    }

    /// <summary>The function with the given parameter.</summary>
    /// <param name="delta">δ, above 0 and finite.</param>
    /// <exception cref="ArgumentException"><paramref name="delta"/> is not a positive number.</exception>
    public Huber(double delta)
    {
        Guard.Finite(delta);
        Threshold = delta > 0 ? delta : throw new ArgumentOutOfRangeException(nameof(delta), delta, "delta must be above 0.");
    }

    /// <summary>δ.</summary>
    public double Threshold { get; }

    /// <inheritdoc/>
    public override string Name => "huber";

    /// <inheritdoc/>
    public override double? Delta => Threshold;

    /// <inheritdoc/>
    public override LossTerm WithDelta(double delta) => new Huber(delta);

    /// <inheritdoc/>
    public override IReadOnlyList<double> Branches(double t) => [t - Threshold, t + Threshold];

    /// <inheritdoc/>
    public override double Value(double y, double t)
    {
        double d = Math.Abs(y - t);
        return d <= Threshold ? 0.5 * d * d : Threshold * (d - (0.5 * Threshold));
    }

    /// <inheritdoc/>
    public override double Derivative(double y, double t) => double.IsNaN(y - t) ? y - t : Math.Clamp(y - t, -Threshold, Threshold);

    /// <inheritdoc/>
    public override double? LabelFor(double y, double derivative) => Math.Abs(derivative) < Threshold ? y - derivative : null;

    /// <inheritdoc/>
    public override double RoundingOfValue(double y, double rhoY, double t, double count, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double d = Math.Abs(y - t);
        double e = rhoY + format.OfInput(t);
        return (Math.Min(d + e, Threshold) * e) + ((count + 6) * format.UnitRoundoff * Math.Min(d, Threshold) * d);
    }

    /// <inheritdoc/>
    /// <remarks>Beyond δ only c and δ are rounded.</remarks>
    public override double RoundingOfDerivative(double y, double rhoY, double t, double c, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double e = rhoY + format.OfInput(t);
        double slope = Math.Abs(y - t) - e > Threshold ? 0 : c;
        double size = Math.Min(Math.Abs(y - t), Threshold);
        return Quadrature.Of(slope * rhoY, slope * format.OfInput(t), 4 * format.UnitRoundoff * c * size, format.FlushLevel);
    }

    /// <inheritdoc/>
    /// <remarks>With m = min(|d|, δ), both cases are m(|d| − ½m).</remarks>
    public override T Formula<T>(IFormulaWriter<T> write, T y, T t)
    {
        ArgumentNullException.ThrowIfNull(write);
        T magnitude = write.Absolute(write.Difference(y, t));
        T smaller = write.Function("min", magnitude, Limit(write));
        return write.Product(smaller, write.Difference(magnitude, write.Times(write.Constant("0.5", 0.5), smaller)));
    }

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, T y, T t, double? label)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.Function("max", write.Negative(Limit(write)), write.Function("min", write.Difference(y, t), Limit(write)));
    }

    private T Limit<T>(IFormulaWriter<T> write) => write.Constant(Threshold.ToString("R", CultureInfo.InvariantCulture), Threshold);
}
