using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ of z' = h(a) and of h'(a) for the activations of a layer.</summary>
internal static class ActivationRounding
{
    /// <summary>For a smaller ρ(a), no activation bends so much between a − ρ, a and a + ρ that the three points miss it.</summary>
    private const double FarApart = 0.01;

    /// <summary>E of a careful program.</summary>
    private const double CarefulRoundings = 4;

    /// <summary>ρ(z') of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="a">Its pre-activations, N×K.</param>
    /// <param name="rhoA">ρ(a).</param>
    /// <param name="z">Its outputs, N×K.</param>
    /// <param name="format">The format that rounds.</param>
    /// <param name="care">Whose rounding is meant.</param>
    /// <returns>N×K; infinite where the way to an output passes the largest number of the format.</returns>
    public static double[] OfOutputs(
        Layer layer,
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> rhoA,
        ReadOnlySpan<double> z,
        FormatRounding format,
        FormulaCare care = FormulaCare.Any)
    {
        double[] rhoZ = new double[a.Length];
        if (layer.Activation is ElementwiseActivation activation)
        {
            for (int i = 0; i < a.Length; i++)
            {
                rhoZ[i] = OfOutput(activation, a[i], rhoA[i], z[i], format, care);
            }
        }
        else
        {
            for (int row = 0; row < a.Length; row += layer.Units)
            {
                OfSoftmax(
                    a.Slice(row, layer.Units),
                    rhoA.Slice(row, layer.Units),
                    z.Slice(row, layer.Units),
                    rhoZ.AsSpan(row, layer.Units),
                    format);
            }
        }

        return rhoZ;
    }

    /// <summary>ρ(z') = max|h'|·ρ(a) ⊕ e_h ⊕ τ, the maximum over a − ρ(a), a, a + ρ(a).</summary>
    /// <remarks>Where ρ(a) is so large that h is flat at all three and steep between them, |h(a ± ρ) − h(a)| stands for
    /// max|h'|·ρ(a). Without any error of a, tanh(0) and its like are 0 in every program.</remarks>
    public static double OfOutput(
        ElementwiseActivation activation,
        double a,
        double rho,
        double output,
        FormatRounding format,
        FormulaCare care = FormulaCare.Any)
    {
        double u = format.UnitRoundoff;
        double slope = Math.Max(
            Math.Abs(activation.Derivative(a)),
            Math.Max(Math.Abs(activation.Derivative(a - rho)), Math.Abs(activation.Derivative(a + rho))));
        bool isExact = rho == 0 && !double.IsNaN(activation.ExactValue(a));
        double absolute = isExact || care == FormulaCare.Careful ? 0 : activation.AbsoluteRoundings(a);
        double own = (Roundings(activation, a, care) * u * Math.Abs(output)) + (absolute * u);
        double inherited = IsFar(rho) ? Propagated(slope, activation.Value, a, rho) : slope * rho;
        return format.UnlessOverflow(
            Quadrature.Of(inherited, own, FlushLevel(format, care)), Math.Max(Math.Abs(output), Math.Abs(activation.Alpha ?? 0)));
    }

    /// <summary>ρ(h'(a)) = max|h''|·ρ(a) + 2·E·u·max(|h'|, s_h) + τ; 0 where the derivative is constant on each
    /// side of a kink: relu, leaky-relu, relu6, hard-sigmoid.</summary>
    public static double OfDerivative(
        ElementwiseActivation activation,
        double a,
        double rho,
        double output,
        FormatRounding format,
        FormulaCare care = FormulaCare.Any)
    {
        if (activation.HasConstantDerivatives)
        {
            return double.IsFinite(rho) ? 0 : double.PositiveInfinity;
        }

        double derivative = Math.Abs(activation.Derivative(a));
        double curvature = Math.Max(
            Math.Abs(activation.SecondDerivative(a)),
            Math.Max(Math.Abs(activation.SecondDerivative(a - rho)), Math.Abs(activation.SecondDerivative(a + rho))));
        double cancelling = care == FormulaCare.Careful
            ? derivative
            : Math.Max(derivative, activation.CancellingInDerivative(derivative, output, a));
        double inherited = IsFar(rho) ? Propagated(curvature, activation.Derivative, a, rho) : curvature * rho;
        double own = 2 * Roundings(activation, a, care) * format.UnitRoundoff * cancelling;
        double rhoDerivative = inherited + own + FlushLevel(format, care);
        return format.UnlessOverflow(rhoDerivative, activation.LargestOnTheWayToDerivative(a));
    }

    /// <summary>The level below which an activation and its derivative may be flushed to zero. A careful program flushes what is
    /// subnormal, but no intermediate result of a number that is not.</summary>
    public static double FlushLevel(FormatRounding format, FormulaCare care) => care switch
    {
        FormulaCare.Any => format.FlushLevel,
        FormulaCare.Careful => format.SmallestNormal,
    };

    /// <summary>ρ(h') of the numbers of a layer with an elementwise activation.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="a">Pre-activations, N×K.</param>
    /// <param name="rhoA">ρ(a).</param>
    /// <param name="z">Outputs, N×K.</param>
    /// <param name="format">The format whose rounding is meant.</param>
    /// <param name="care">Whose rounding is meant.</param>
    public static double[] OfDerivatives(
        Layer layer, ReadOnlySpan<double> a, ReadOnlySpan<double> rhoA, ReadOnlySpan<double> z, FormatRounding format, FormulaCare care)
    {
        var activation = (ElementwiseActivation)layer.Activation;
        double[] rho = new double[a.Length];
        for (int i = 0; i < rho.Length; i++)
        {
            // One rounding more: the analysis of δ counts that of the product instead.
            rho[i] = OfDerivative(activation, a[i], rhoA[i], z[i], format, care)
                + (format.UnitRoundoff * Math.Abs(activation.Derivative(a[i])));
        }

        return rho;
    }

    /// <summary>E.</summary>
    private static double Roundings(ElementwiseActivation activation, double a, FormulaCare care) => care switch
    {
        FormulaCare.Any => activation.Roundings(a),
        FormulaCare.Careful => CarefulRoundings,
    };

    /// <summary>ρ(p_k) = p_k ρ(a_k) ⊕ p_k ‖p_j ρ(a_j)‖₂ ⊕ (4 + |a_k − max a| + √K)·u·p_k ⊕ τ for the units of one sample.</summary>
    private static void OfSoftmax(
        ReadOnlySpan<double> a, ReadOnlySpan<double> rhoA, ReadOnlySpan<double> p, Span<double> rhoP, FormatRounding format)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in a)
        {
            largest = Math.Max(largest, value);
        }

        double common = Quadrature.OfProducts(p, rhoA);
        for (int k = 0; k < p.Length; k++)
        {
            double own = (4 + Math.Abs(a[k] - largest) + Math.Sqrt(p.Length)) * format.UnitRoundoff * p[k];
            rhoP[k] = Quadrature.Of(p[k] * rhoA[k], p[k] * common, own, format.FlushLevel);
        }
    }

    /// <summary>Whether ρ is so large that a function may be steep between a − ρ, a and a + ρ.</summary>
    private static bool IsFar(double rho) => rho > FarApart && double.IsFinite(rho);

    /// <summary>What a large error of the pre-activation becomes: slope·ρ, or what the function itself does within a ± ρ where that is more
    /// than twice as much, so that the slopes at the three points have missed it.</summary>
    private static double Propagated(double slope, Func<double, double> function, double a, double rho)
    {
        double value = function(a);
        double change = Math.Max(Math.Abs(function(a - rho) - value), Math.Abs(function(a + rho) - value));
        return change <= 2 * slope * rho ? slope * rho
            : double.IsFinite(change) ? change
            : double.PositiveInfinity;
    }
}
