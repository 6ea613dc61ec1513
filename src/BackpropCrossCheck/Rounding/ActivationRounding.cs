using BackpropCrossCheck.Engine;
using static BackpropCrossCheck.Engine.ElementaryFunctions;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ of z' = h(a) and of h'(a) for the activations of one unit.</summary>
internal static class ActivationRounding
{
    /// <summary>Below this ρ(a) no activation bends so much between a − ρ, a and a + ρ that the three points miss it.</summary>
    private const double FarApart = 0.01;

    /// <summary>E: how many units of rounding an implementation of h may add; more for exponentials of large arguments.</summary>
    private static double Roundings(ActivationKind kind, double a)
        => kind is ActivationKind.Sigmoid or ActivationKind.Softplus or ActivationKind.Swish ? 4 + Math.Abs(a) : 4;

    /// <summary>ρ(z') = max|h'|·ρ(a) ⊕ e_h ⊕ τ, the maximum over a − ρ(a), a, a + ρ(a).</summary>
    /// <remarks>Where ρ(a) is so large that h is flat at all three and steep between them, |h(a ± ρ) − h(a)| stands for max|h'|·ρ(a).</remarks>
    public static double OfOutput(Activation activation, double a, double rho, double output, FormatRounding format)
    {
        double u = format.UnitRoundoff;
        double slope = Math.Max(
            Math.Abs(ActivationFunction.Derivative(activation, a)),
            Math.Max(Math.Abs(ActivationFunction.Derivative(activation, a - rho)), Math.Abs(ActivationFunction.Derivative(activation, a + rho))));
        double own = Roundings(activation.Kind, a) * u * Math.Abs(output);
        own += activation.Kind switch
        {
            // Without expm1, (1 − e)/(1 + e) with e = exp(−2|a|) is right to 2u absolute only, however small a is.
            ActivationKind.Tanh => 4 * u,
            ActivationKind.Gelu => 4 * u * Math.Min(1, Math.Abs(a)),
            ActivationKind.Elu when a <= 0 => 4 * u * Math.Abs(activation.Alpha),
            _ => 0,
        };
        double inherited = Propagated(slope, ActivationFunction.Value, activation, a, rho);
        double magnitude = Math.Max(Math.Abs(output), activation.HasAlpha ? Math.Abs(activation.Alpha) : 0);
        return format.UnlessOverflow(Quadrature.Of(inherited, own, format.FlushLevel), magnitude);
    }

    /// <summary>ρ(h'(a)) = max|h''|·ρ(a) + 2·E·u·max(|h'|, s_h) + τ; 0 for relu and leaky-relu, whose derivative is constant on each side of
    /// the kink.</summary>
    public static double OfDerivative(Activation activation, double a, double rho, double output, FormatRounding format)
    {
        if (activation.Kind is ActivationKind.Relu or ActivationKind.LeakyRelu)
        {
            return double.IsFinite(rho) ? 0 : double.PositiveInfinity;
        }

        double derivative = Math.Abs(ActivationFunction.Derivative(activation, a));
        double curvature = Math.Max(
            Math.Abs(SecondDerivative(activation, a)),
            Math.Max(Math.Abs(SecondDerivative(activation, a - rho)), Math.Abs(SecondDerivative(activation, a + rho))));
        double cancelling = activation.Kind switch
        {
            ActivationKind.Tanh or ActivationKind.Elu or ActivationKind.Swish or ActivationKind.Gelu => 1,
            ActivationKind.Sigmoid => output,
            ActivationKind.Softsign => Math.Sqrt(derivative),
            _ => derivative,
        };
        double inherited = Propagated(curvature, ActivationFunction.Derivative, activation, a, rho);
        double rhoDerivative = inherited + (2 * Roundings(activation.Kind, a) * format.UnitRoundoff * Math.Max(derivative, cancelling)) + format.FlushLevel;
        return format.UnlessOverflow(rhoDerivative, SquareOnTheWay(activation.Kind, a));
    }

    /// <summary>The largest magnitude on the way to h'(a), which may pass what a format holds where h'(a) itself is small.</summary>
    private static double SquareOnTheWay(ActivationKind kind, double a) => kind switch
    {
        ActivationKind.Gelu => a * a,
        ActivationKind.Softsign => (1 + Math.Abs(a)) * (1 + Math.Abs(a)),
        _ => 0,
    };

    /// <summary>What s may be multiplied by on the way to δ, where h is a product or a quotient that is differentiated factor by factor.</summary>
    public static double FactorOnTheWay(ActivationKind kind, double a)
        => kind is ActivationKind.Swish or ActivationKind.Gelu or ActivationKind.Softsign ? Math.Abs(a) : 0;

    /// <summary>Whether h has a kink at 0.</summary>
    /// <remarks>elu with α ≠ 1 has one as leaky-relu does: its derivative is α on one side of 0 and 1 on the other. With α = 1 it is smooth there.</remarks>
    public static bool HasKink(Activation activation)
    {
        (double below, double above) = DerivativesAtKink(activation);
        return below != above;
    }

    /// <summary>h'(−0) and h'(+0); 0 and 0 for the activations without a kink.</summary>
    public static (double Below, double Above) DerivativesAtKink(Activation activation) => activation.Kind switch
    {
        ActivationKind.Relu => (0, 1),
        ActivationKind.LeakyRelu or ActivationKind.Elu => (activation.Alpha, 1),
        _ => (0, 0),
    };

    /// <summary>What an error of the pre-activation becomes: slope·ρ, or what the function itself does within a ± ρ where that is more than twice as much, so that
    /// the slopes at the three points have missed it.</summary>
    private static double Propagated(double slope, Func<Activation, double, double> function, Activation activation, double a, double rho)
    {
        if (!(rho > FarApart && double.IsFinite(rho)))
        {
            return slope * rho;
        }

        double value = function(activation, a);
        double change = Math.Max(Math.Abs(function(activation, a - rho) - value), Math.Abs(function(activation, a + rho) - value));
        return change <= 2 * slope * rho ? slope * rho
            : double.IsFinite(change) ? change
            : double.PositiveInfinity;
    }

    private static double SecondDerivative(Activation activation, double a) => activation.Kind switch
    {
        ActivationKind.Tanh => -2 * Math.Tanh(a) * SechSquared(a),
        ActivationKind.Sigmoid => Sigmoid(a) * Sigmoid(-a) * (Sigmoid(-a) - Sigmoid(a)),
        ActivationKind.Elu => a > 0 ? 0 : activation.Alpha * Math.Exp(a),
        ActivationKind.Softplus => Sigmoid(a) * Sigmoid(-a),
        ActivationKind.Softsign => -2 * Math.CopySign(1, a) / (1 + Math.Abs(a)) / (1 + Math.Abs(a)) / (1 + Math.Abs(a)),
        ActivationKind.Swish => Sigmoid(a) * Sigmoid(-a) * (2 + (a * (Sigmoid(-a) - Sigmoid(a)))),
        ActivationKind.Gelu => NormalDensity(a) * (2 - (a * a)),
        _ => 0,
    };
}
