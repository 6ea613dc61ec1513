using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ of z' = h(a) and of h'(a) for the activations of one unit.</summary>
internal static class ActivationRounding
{
    /// <summary>For a smaller ρ(a), no activation bends so much between a − ρ, a and a + ρ that the three points miss it.</summary>
    private const double FarApart = 0.01;

    /// <summary>ρ(z') = max|h'|·ρ(a) ⊕ e_h ⊕ τ, with the maximum over a − ρ(a), a and a + ρ(a).</summary>
    /// <remarks>If ρ(a) is so large that h is flat at all three points and steep in between, |h(a ± ρ) − h(a)| replaces
    /// max|h'|·ρ(a).</remarks>
    public static double OfOutput(ElementwiseActivation activation, double a, double rho, double output, FormatRounding format)
    {
        double u = format.UnitRoundoff;
        double slope = Math.Max(
            Math.Abs(activation.Derivative(a)),
            Math.Max(Math.Abs(activation.Derivative(a - rho)), Math.Abs(activation.Derivative(a + rho))));
        double own = (activation.Roundings(a) * u * Math.Abs(output)) + (activation.AbsoluteRoundings(a) * u);
        double inherited = Propagated(slope, activation.Value, a, rho);
        return format.UnlessOverflow(
            Quadrature.Of(inherited, own, format.FlushLevel), Math.Max(Math.Abs(output), Math.Abs(activation.Alpha ?? 0)));
    }

    /// <summary>ρ(h'(a)) = max|h''|·ρ(a) + 2·E·u·max(|h'|, s_h) + τ; 0 for relu and leaky-relu, whose derivative is constant on each side
    /// of the kink.</summary>
    public static double OfDerivative(ElementwiseActivation activation, double a, double rho, double output, FormatRounding format)
    {
        if (activation.HasConstantDerivatives)
        {
            return double.IsFinite(rho) ? 0 : double.PositiveInfinity;
        }

        double derivative = Math.Abs(activation.Derivative(a));
        double curvature = Math.Max(
            Math.Abs(activation.SecondDerivative(a)),
            Math.Max(Math.Abs(activation.SecondDerivative(a - rho)), Math.Abs(activation.SecondDerivative(a + rho))));
        double cancelling = Math.Max(derivative, activation.CancellingInDerivative(derivative, output));
        double inherited = Propagated(curvature, activation.Derivative, a, rho);
        double rhoDerivative = inherited + (2 * activation.Roundings(a) * format.UnitRoundoff * cancelling) + format.FlushLevel;
        return format.UnlessOverflow(rhoDerivative, activation.LargestOnTheWayToDerivative(a));
    }

    /// <summary>The effect of an error in the pre-activation: slope·ρ; or, if it is more than twice as large, so that the slopes at the
    /// three points have missed it, what the function itself does within a ± ρ.</summary>
    private static double Propagated(double slope, Func<double, double> function, double a, double rho)
    {
        if (!(rho > FarApart && double.IsFinite(rho)))
        {
            return slope * rho;
        }

        double value = function(a);
        double change = Math.Max(Math.Abs(function(a - rho) - value), Math.Abs(function(a + rho) - value));
        return change <= 2 * slope * rho ? slope * rho
            : double.IsFinite(change) ? change
            : double.PositiveInfinity;
    }
}
