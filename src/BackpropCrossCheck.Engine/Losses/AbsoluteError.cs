using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Losses;

/// <summary>|y − t|; the derivative at y = t is 0.</summary>
public sealed record AbsoluteError : LossTerm
{
    /// <inheritdoc/>
    public override string Name => "absolute-error";

    /// <inheritdoc/>
    public override string? Legend => "sgn is 1 above 0, −1 below 0, and 0 at 0.";

    /// <inheritdoc/>
    public override IReadOnlyList<Kink> KinksAt(double t) => [new Kink(t, -1, 1)];

    /// <inheritdoc/>
    public override IReadOnlyList<double> Branches(double t) => [t];

    /// <inheritdoc/>
    public override double Value(double y, double t) => Math.Abs(y - t);

    /// <inheritdoc/>
    public override double Derivative(double y, double t) => y > t ? 1 : y < t ? -1 : y - t;

    /// <inheritdoc/>
    public override double RoundingOfValue(double y, double rhoY, double t, double count, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return rhoY + format.OfInput(t) + ((count + 4) * format.UnitRoundoff * Math.Abs(y - t));
    }

    /// <inheritdoc/>
    /// <remarks>Only c is rounded.</remarks>
    public override double RoundingOfDerivative(double y, double rhoY, double t, double c, FormatRounding format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return double.IsFinite(rhoY) ? 3 * format.UnitRoundoff * c : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public override T Formula<T>(IFormulaWriter<T> write, T y, T t)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.Absolute(write.Difference(y, t));
    }

    /// <inheritdoc/>
    public override T DerivativeFormula<T>(IFormulaWriter<T> write, T y, T t, double? label)
    {
        ArgumentNullException.ThrowIfNull(write);
        return write.Function("sgn", write.Difference(y, t));
    }
}
