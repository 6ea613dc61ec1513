using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ of δ = h'(a)·s, and of softmax's δ = p·(s − Σ_j p_j s_j), for one layer.</summary>
/// <param name="layer">The layer.</param>
/// <param name="format">The format whose rounding is meant.</param>
/// <param name="care">Whose rounding is meant.</param>
internal sealed class DeltaRounding(Layer layer, FormatRounding format, FormulaCare care = FormulaCare.Any)
{
    private readonly double _u = format.UnitRoundoff;

    /// <summary>ρ(δ) for all samples.</summary>
    /// <param name="a">Pre-activations, N×K.</param>
    /// <param name="rhoA">ρ(a).</param>
    /// <param name="z">Outputs, N×K.</param>
    /// <param name="rhoZ">ρ(z).</param>
    /// <param name="s">∂L/∂z, N×K.</param>
    /// <param name="rhoS">ρ(s).</param>
    /// <param name="delta">δ, N×K.</param>
    /// <param name="rhoDelta">ρ(δ); overwritten.</param>
    /// <param name="acrossKinks">Whether a unit within rounding of a kink gets ρ of the larger of its two one-sided derivatives.</param>
    public void Propagate(
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> rhoA,
        ReadOnlySpan<double> z,
        ReadOnlySpan<double> rhoZ,
        ReadOnlySpan<double> s,
        ReadOnlySpan<double> rhoS,
        ReadOnlySpan<double> delta,
        Span<double> rhoDelta,
        bool acrossKinks)
    {
        if (layer.Activation is not ElementwiseActivation activation)
        {
            for (int row = 0; row < delta.Length; row += layer.Units)
            {
                Softmax(
                    z.Slice(row, layer.Units),
                    rhoZ.Slice(row, layer.Units),
                    s.Slice(row, layer.Units),
                    rhoS.Slice(row, layer.Units),
                    delta.Slice(row, layer.Units),
                    rhoDelta.Slice(row, layer.Units));
            }

            return;
        }

        IReadOnlyList<Kink>? kinks = acrossKinks && activation.HasKink ? activation.Kinks : null;
        (double smallest, double largest) = kinks is null ? (0, 0) : Kink.Range(kinks);
        for (int i = 0; i < delta.Length; i++)
        {
            double derivative = Math.Abs(activation.Derivative(a[i]));
            double rhoDerivative = ActivationRounding.OfDerivative(activation, a[i], rhoA[i], z[i], format, care);
            if (kinks is not null && Kink.IsNear(kinks, a[i], RoundingAnalysis.KinkWidth(rhoA[i], format)))
            {
                derivative = Math.Max(derivative, Math.Max(Math.Abs(smallest), Math.Abs(largest)));
            }

            double flush = ActivationRounding.FlushLevel(format, care);
            double rho = Quadrature.Of(derivative * rhoS[i], Math.Abs(s[i]) * rhoDerivative, 2 * _u * Math.Abs(delta[i]), flush)
                + (rhoDerivative * rhoS[i]);
            double onTheWay = Math.Abs(s[i]) * Math.Max(1, activation.FactorOnTheWayToDelta(a[i]));
            rhoDelta[i] = format.UnlessOverflow(rho, Math.Max(Math.Abs(delta[i]), onTheWay));
        }
    }

    private void Softmax(
        ReadOnlySpan<double> p,
        ReadOnlySpan<double> rhoP,
        ReadOnlySpan<double> g,
        ReadOnlySpan<double> rhoG,
        ReadOnlySpan<double> delta,
        Span<double> rhoDelta)
    {
        double s = 0;
        double magnitude = 0;
        double squares = 0;
        for (int j = 0; j < p.Length; j++)
        {
            s += p[j] * g[j];
            magnitude += Math.Abs(p[j] * g[j]);
            squares = Quadrature.Of(squares, p[j] * rhoG[j], g[j] * rhoP[j]);
        }

        double rhoS = squares + ((p.Length + 1) * _u * magnitude);
        for (int k = 0; k < p.Length; k++)
        {
            double rho = Quadrature.Of(
                rhoP[k] * Math.Abs(g[k] - s),
                p[k] * rhoG[k],
                p[k] * rhoS,
                _u * p[k] * (Math.Abs(g[k]) + Math.Abs(s)),
                2 * _u * Math.Abs(delta[k]),
                format.FlushLevel);
            rhoDelta[k] = format.UnlessOverflow(rho, Math.Max(magnitude, Math.Abs(g[k])));
        }
    }
}
