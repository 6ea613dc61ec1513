using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ of the loss, of its derivative by the outputs, and of the δ of a fused cross-entropy.</summary>
/// <param name="loss">The convention.</param>
/// <param name="samples">N.</param>
/// <param name="units">K of the last layer.</param>
/// <param name="format">The format whose rounding is meant.</param>
internal sealed class LossRounding(Loss loss, int samples, int units, FormatRounding format)
{
    private readonly LossTerm _term = loss.Term;
    private readonly double _c = loss.Scale(samples, units);
    private readonly double _u = format.UnitRoundoff;
    private readonly double _count = (double)samples * units;

    /// <summary>ρ(g), with g = ∂L/∂y.</summary>
    /// <param name="y">The outputs.</param>
    /// <param name="rhoY">ρ(y).</param>
    /// <param name="t">The labels.</param>
    /// <param name="rhoG">ρ(g); overwritten.</param>
    public void OfOutputGradients(ReadOnlySpan<double> y, ReadOnlySpan<double> rhoY, ReadOnlySpan<double> t, Span<double> rhoG)
    {
        for (int i = 0; i < y.Length; i++)
        {
            rhoG[i] = _term.RoundingOfDerivative(y[i], rhoY[i], t[i], _c, format);
        }
    }

    /// <summary>ρ(δ) of the last layer for a fused cross-entropy. After softmax, y·Σt replaces y; the units of a sigmoid have a label
    /// each.</summary>
    /// <param name="fused">The cross-entropy.</param>
    /// <param name="y">The outputs.</param>
    /// <param name="rhoY">ρ(y).</param>
    /// <param name="t">The labels.</param>
    /// <param name="rhoDelta">ρ(δ); overwritten.</param>
    public void OfFusedDeltas(
        CrossEntropy fused, ReadOnlySpan<double> y, ReadOnlySpan<double> rhoY, ReadOnlySpan<double> t, Span<double> rhoDelta)
    {
        for (int row = 0; row < y.Length; row += units)
        {
            double factor = Math.Max(1, fused.LabelSum(t.Slice(row, units)));
            for (int i = row; i < row + units; i++)
            {
                rhoDelta[i] = Quadrature.Of(
                    _c * rhoY[i] * factor, _c * _u * t[i], _c * 3 * _u * (Math.Abs(y[i]) + Math.Abs(t[i])), format.FlushLevel);
            }
        }
    }

    /// <summary>ρ(L) if L is computed from the outputs.</summary>
    /// <param name="value">L.</param>
    /// <param name="y">The outputs.</param>
    /// <param name="rhoY">ρ(y).</param>
    /// <param name="t">The labels.</param>
    public double OfValueFromOutputs(double value, ReadOnlySpan<double> y, ReadOnlySpan<double> rhoY, ReadOnlySpan<double> t)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum += _term.RoundingOfValue(y[i], rhoY[i], t[i], _count, format);
        }

        double factor = _term.Weight * _c;
        double rho = (factor * sum) + (_term.Roundings(_count) * _u * Math.Abs(value)) + format.FlushLevel;
        return format.UnlessOverflow(rho, Math.Abs(value) / factor);
    }

    /// <summary>ρ(L) if L is computed from the pre-activations.</summary>
    /// <param name="fused">The cross-entropy.</param>
    /// <param name="value">L.</param>
    /// <param name="a">The pre-activations of the last layer.</param>
    /// <param name="rhoA">ρ(a).</param>
    /// <param name="t">The labels.</param>
    public double OfValueFromPreActivations(
        CrossEntropy fused, double value, ReadOnlySpan<double> a, ReadOnlySpan<double> rhoA, ReadOnlySpan<double> t)
    {
        double propagated = 0;
        double magnitude = 0;
        double widest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            propagated += (Math.Abs(t[i]) + 1) * rhoA[i];
            magnitude += Math.Abs(t[i] * a[i]);
        }

        for (int row = 0; row < a.Length; row += units)
        {
            widest = Math.Max(widest, fused.Spread(a.Slice(row, units)));
        }

        double rho = (_c * propagated) + (fused.Roundings(_count) * _u * (Math.Abs(value) + (_c * magnitude))) + format.FlushLevel;
        return format.UnlessOverflow(rho, Math.Max(Math.Max(magnitude, widest), Math.Abs(value) / _c));
    }
}
