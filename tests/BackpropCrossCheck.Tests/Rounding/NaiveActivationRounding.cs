using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>The rows z' = h(a) and h'(a) of the table, with second derivatives from textbook forms.</summary>
internal static class NaiveActivationRounding
{
    /// <summary>ρ of z' = h(a).</summary>
    public static double Output(Activation activation, double a, double z, double rho, double u, double tau)
    {
        double slope = new[] { a - rho, a, a + rho }.Max(x => Math.Abs(activation.DerivativeAt(x)));
        double own = E(activation, a) * u * Math.Abs(z);
        if (activation is Tanh)
        {
            own += 4 * u;
        }

        if (activation is Gelu)
        {
            own += 4 * u * Math.Min(1, Math.Abs(a));
        }

        if (activation is Elu && a < 0)
        {
            own += 4 * u * activation.Alpha!.Value;
        }

        own += u * activation.Kind switch
        {
            ActivationKind.Selu => a <= 0 ? 4 * 1.7580993408473768 : 0,
            ActivationKind.GeluTanh => 4 * Math.Min(9, Math.Abs(a)),
            ActivationKind.Mish => 4 * Math.Abs(a),
            ActivationKind.BipolarSigmoid => 4,
            ActivationKind.LecunTanh => 4 * 1.7159,
            _ => 0,
        };
        return NaiveRounding.Norm(slope * rho, own, tau);
    }

    /// <summary>ρ of h'(a). No unit here is within ρ of a kink, so it is 0 for relu and leaky-relu.</summary>
    public static double Derivative(Activation activation, double a, double z, double rho, double u, double tau)
    {
        if (activation.Kind is ActivationKind.Relu or ActivationKind.LeakyRelu or ActivationKind.Relu6
            or ActivationKind.HardSigmoid)
        {
            return Math.Abs(activation.DerivativeAt(a + rho) - activation.DerivativeAt(a - rho));
        }

        double slope = Math.Abs(activation.DerivativeAt(a));
        double scale = activation.Kind switch
        {
            ActivationKind.Tanh or ActivationKind.Elu or ActivationKind.Swish or ActivationKind.Gelu => 1,
            ActivationKind.Mish or ActivationKind.BipolarSigmoid => 1,
            ActivationKind.Selu => 1.7580993408473768,
            ActivationKind.LecunTanh => 2 * 1.7159 / 3,
            ActivationKind.GeluTanh => Math.Max(
                1, 0.5 * Math.Min(9, Math.Abs(a)) * Math.Sqrt(2 / Math.PI) * (1 + (0.134145 * Math.Pow(Math.Min(9, Math.Abs(a)), 2)))),
            ActivationKind.Sigmoid => z,
            ActivationKind.Softsign => Math.Sqrt(slope),
            _ => slope,
        };
        double bend = new[] { a - rho, a, a + rho }.Max(x => Math.Abs(Second(activation, x)));
        return (bend * rho) + (2 * E(activation, a) * u * Math.Max(slope, scale)) + tau;
    }

    private static double E(Activation activation, double a)
        => activation.Kind is ActivationKind.Sigmoid or ActivationKind.Softplus or ActivationKind.Swish or ActivationKind.Mish
            ? 4 + Math.Abs(a) : 4;

    private static double Second(Activation activation, double a)
    {
        double s = 1 / (1 + Math.Exp(-a));
        double t = Math.Tanh(a);
        return activation.Kind switch
        {
            ActivationKind.Tanh => -2 * t * (1 - (t * t)),
            ActivationKind.Sigmoid => s * (1 - s) * (1 - (2 * s)),
            ActivationKind.Elu => a > 0 ? 0 : activation.Alpha!.Value * Math.Exp(a),
            ActivationKind.Softplus => s * (1 - s),
            ActivationKind.Softsign => -2 * Math.Sign(a) * Math.Pow(1 + Math.Abs(a), -3),
            ActivationKind.Swish => (2 * s * (1 - s)) + (a * s * (1 - s) * (1 - (2 * s))),
            ActivationKind.Gelu => Math.Exp(-a * a / 2) / Math.Sqrt(2 * Math.PI) * (2 - (a * a)),
            ActivationKind.Selu => a > 0 ? 0 : 1.7580993408473768 * Math.Exp(a),
            ActivationKind.GeluTanh or ActivationKind.Mish => Slope(activation, a),
            ActivationKind.BipolarSigmoid => 2 * s * (1 - s) * (1 - (2 * s)),
            ActivationKind.LecunTanh => -8 * 1.7159 / 9 * Math.Tanh(2 * a / 3) * (1 - Math.Pow(Math.Tanh(2 * a / 3), 2)),
            _ => 0,
        };
    }

    /// <summary>The slope of h' by a central difference.</summary>
    private static double Slope(Activation activation, double a)
        => (activation.DerivativeAt(a + 1e-5) - activation.DerivativeAt(a - 1e-5)) / 2e-5;
}
