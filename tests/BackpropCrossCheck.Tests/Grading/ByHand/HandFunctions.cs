using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>Activations and their derivatives from a formula collection, for decimal numbers, with the digits of a pocket
/// calculator.</summary>
internal static class HandFunctions
{
    private const decimal Lambda = 1.0507009873554805m;
    private const decimal LambdaAlpha = 1.7580993408473769m;
    private const decimal RootOfTwoByPi = 0.7978845608028654m;

    public static decimal Value(Activation h, decimal a) => h.Kind switch
    {
        ActivationKind.Linear => a,
        ActivationKind.Tanh => (decimal)Math.Tanh((double)a),
        ActivationKind.Sigmoid => 1 / (1 + Exp(-a)),
        ActivationKind.Relu => Math.Max(a, 0),
        ActivationKind.LeakyRelu => a > 0 ? a : (decimal)h.Alpha!.Value * a,
        ActivationKind.Elu => a > 0 ? a : (decimal)h.Alpha!.Value * (Exp(a) - 1),
        ActivationKind.Softplus => (decimal)Math.Log(1 + Math.Exp((double)a)),
        ActivationKind.Softsign => a / (1 + Math.Abs(a)),
        ActivationKind.Swish => a / (1 + Exp(-a)),
        ActivationKind.Gelu => a * Normal(a),
        ActivationKind.Selu => a > 0 ? Lambda * a : LambdaAlpha * (Exp(a) - 1),
        ActivationKind.GeluTanh => a / 2 * (1 + Tanh(GeluArgument(a))),
        ActivationKind.Relu6 => Math.Clamp(a, 0, 6),
        ActivationKind.HardSigmoid => Math.Clamp(a + 3, 0, 6) / 6,
        ActivationKind.Mish => a * Tanh(Log(1 + Exp(a))),
        ActivationKind.BipolarSigmoid => (2 / (1 + Exp(-a))) - 1,
        ActivationKind.LecunTanh => 1.7159m * Tanh(2 * a / 3),
        _ => throw new ArgumentException("Softmax is a function of a whole layer.", nameof(h)),
    };

    public static decimal[] Softmax(decimal[] a)
    {
        decimal[] e = [.. a.Select(Exp)];
        return [.. e.Select(x => x / e.Sum())];
    }

    /// <summary>h' from the pre-activation.</summary>
    public static decimal Derivative(Activation h, decimal a) => h.Kind switch
    {
        ActivationKind.Linear => 1,
        ActivationKind.Tanh => (decimal)(1 / Math.Pow(Math.Cosh((double)a), 2)),
        ActivationKind.Sigmoid => Exp(-a) / ((1 + Exp(-a)) * (1 + Exp(-a))),
        ActivationKind.Relu => a > 0 ? 1 : 0,
        ActivationKind.LeakyRelu => a > 0 ? 1 : (decimal)h.Alpha!.Value,
        ActivationKind.Elu => a > 0 ? 1 : (decimal)h.Alpha!.Value * Exp(a),
        ActivationKind.Softplus => 1 / (1 + Exp(-a)),
        ActivationKind.Softsign => 1 / ((1 + Math.Abs(a)) * (1 + Math.Abs(a))),
        ActivationKind.Swish => (1 / (1 + Exp(-a))) + (a * Exp(-a) / ((1 + Exp(-a)) * (1 + Exp(-a)))),
        ActivationKind.Selu => a >= 0 ? Lambda : LambdaAlpha * Exp(a),
        ActivationKind.GeluTanh => ((1 + Tanh(GeluArgument(a))) / 2)
            + (a / 2 * (1 - (Tanh(GeluArgument(a)) * Tanh(GeluArgument(a)))) * RootOfTwoByPi * (1 + (0.134145m * a * a))),
        ActivationKind.Relu6 => a is > 0 and < 6 ? 1 : 0,
        ActivationKind.HardSigmoid => a is > -3 and < 3 ? 1m / 6 : 0,
        ActivationKind.Mish => Tanh(Log(1 + Exp(a))) + (a * (1 - (Tanh(Log(1 + Exp(a))) * Tanh(Log(1 + Exp(a))))) / (1 + Exp(-a))),
        ActivationKind.BipolarSigmoid => 2 * Exp(-a) / ((1 + Exp(-a)) * (1 + Exp(-a))),
        ActivationKind.LecunTanh => 1.7159m * 2 / 3 * (1 - (Tanh(2 * a / 3) * Tanh(2 * a / 3))),
        _ => Normal(a) + (a * (decimal)(Math.Exp((double)(-a * a / 2)) / Math.Sqrt(2 * Math.PI))),
    };

    /// <summary>h' from the output; null if there is no such formula.</summary>
    public static decimal? DerivativeOfOutput(Activation h, decimal z, HandStyle style) => h.Kind switch
    {
        ActivationKind.Tanh => 1 - style.Product(z * z),
        ActivationKind.Sigmoid => z * (1 - z),
        ActivationKind.Relu => z > 0 ? 1 : 0,
        ActivationKind.LeakyRelu => z > 0 ? 1 : (decimal)h.Alpha!.Value,
        ActivationKind.Elu => z > 0 ? 1 : z + (decimal)h.Alpha!.Value,
        ActivationKind.Softplus => 1 - Exp(-z),
        ActivationKind.Softsign => (1 - Math.Abs(z)) * (1 - Math.Abs(z)),
        ActivationKind.Selu => z >= 0 ? Lambda : z + LambdaAlpha,
        ActivationKind.Relu6 => z is > 0 and < 6 ? 1 : 0,
        ActivationKind.HardSigmoid => z is > 0 and < 1 ? 1m / 6 : 0,
        ActivationKind.BipolarSigmoid => (1 - style.Product(z * z)) / 2,
        ActivationKind.LecunTanh => 2 * (1.7159m - (style.Product(z * z) / 1.7159m)) / 3,
        _ => null,
    };

    public static decimal Log(decimal x) => (decimal)Math.Log((double)x);

    private static decimal Tanh(decimal x) => (decimal)Math.Tanh((double)x);

    private static decimal GeluArgument(decimal a) => RootOfTwoByPi * (a + (0.044715m * a * a * a));

    private static decimal Exp(decimal x) => (decimal)Math.Exp((double)x);

    /// <summary>Φ by its Taylor series about 0, which 60 terms give to more digits than a double has for |a| up to 4.</summary>
    private static decimal Normal(decimal a)
    {
        if (Math.Abs(a) > 4)
        {
            throw new ArithmeticException("No table of the normal distribution goes that far.");
        }

        double x = (double)a;
        double term = x;
        double sum = x;
        for (int n = 1; n < 60; n++)
        {
            term *= -x * x / (2 * n);
            sum += term / ((2 * n) + 1);
        }

        return (decimal)(0.5 + (sum / Math.Sqrt(2 * Math.PI)));
    }
}
