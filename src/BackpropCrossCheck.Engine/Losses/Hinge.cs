using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>max(0, 1 − t·y) for labels of −1 and 1; the derivative where 1 − t·y = 0 is −t, as in TensorFlow.</summary>
public sealed record Hinge : LossTerm
{
    /// <inheritdoc/>
    public override string Name => "hinge";

    /// <inheritdoc/>
    public override string? Legend => "H is 1 from 0 on, and 0 below 0.";

    /// <inheritdoc/>
    public override string? LabelDomain => "is −1 or 1";

    /// <inheritdoc/>
    public override IReadOnlyList<double>? TypicalLabels => [-1, 1];

    /// <inheritdoc/>
    public override bool IsLabel(double t) => t is -1 or 1;

    /// <inheritdoc/>
    public override IReadOnlyList<Kink> KinksAt(double t)
        => t > 0 ? [new Kink(1 / t, -t, 0)] : t < 0 ? [new Kink(1 / t, 0, -t, TakesAbove: true)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<double> Branches(double t) => t == 0 ? [] : [1 / t];

    /// <inheritdoc/>
    public override double Value(double y, double t) => Math.Max(0, 1 - (t * y));

    /// <inheritdoc/>
    public override double Derivative(double y, double t) => t * y <= 1 ? -t : double.IsNaN(y) ? y : 0;

    /// <inheritdoc/>
    public override double? LabelFor(double y, double derivative) => null;

    /// <inheritdoc/>
    public override double RoundingOfValue(double y, double rhoY, double t, double count, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        double u = format.UnitRoundoff;
        double distance = 1 - (t * y);
        double e = Math.Abs(t) * (rhoY + (2 * u * Math.Abs(y)));
        return distance < -e ? 0 : e + ((count + 4) * u * Math.Abs(distance));
    }

    /// <inheritdoc/>
    /// <remarks>Only c is rounded.</remarks>
    public override double RoundingOfDerivative(double y, double rhoY, double t, double c, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return double.IsFinite(rhoY) ? 3 * format.UnitRoundoff * c * Math.Abs(t) : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public override T Formula<T>(IFormulaWriter<T> write, T y, T t)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.Function("max", write.Number(0), write.Difference(write.Number(1), write.Product(t, y)));
    }

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, T y, T t, double? label)
    {
        ArgumentNullException.ThrowIfNull(write);
        T step = write.Function("H", write.Difference(write.Number(1), write.Product(t, y)));
        return label == -1 ? step : label == 1 ? write.Negative(step) : write.Negative(write.Times(t, step));
    }
}
