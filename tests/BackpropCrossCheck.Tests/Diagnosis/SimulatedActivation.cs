using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Activations and derivatives from their textbook formulas, every operation rounded.</summary>
/// <param name="round">The rounding of the format.</param>
internal sealed class SimulatedActivation(Func<double, double> round)
{
    private const double Lambda = 1.0507009873554805;
    private const double LambdaAlpha = 1.7580993408473768;

    public double Value(Activation activation, double a) => activation.Kind switch
    {
        ActivationKind.Linear => a,
        ActivationKind.Tanh => round(Math.Tanh(a)),
        ActivationKind.Sigmoid => Sigmoid(a),
        ActivationKind.Relu => Math.Max(a, 0),
        ActivationKind.LeakyRelu => a > 0 ? a : round(round(activation.Alpha!.Value) * a),
        ActivationKind.Elu =>
            a > 0 ? a : round(round(activation.Alpha!.Value) * round(a < -1e-3 ? Math.Exp(a) - 1 : a + (a * a / 2) + (a * a * a / 6))),
        ActivationKind.Softplus => a > 0 ? round(a + round(Math.Log(1 + Math.Exp(-a)))) : round(Math.Log(1 + Math.Exp(a))),
        ActivationKind.Softsign => round(a / round(1 + Math.Abs(a))),
        ActivationKind.Swish => round(a * Sigmoid(a)),
        ActivationKind.Gelu => round(a * Normal(a)),
        ActivationKind.Selu => round(a > 0 ? Lambda * a : LambdaAlpha * (a < -1e-3 ? Math.Exp(a) - 1 : a + (a * a / 2) + (a * a * a / 6))),
        ActivationKind.GeluTanh => round(0.5 * a * round(1 + round(Math.Tanh(GeluArgument(a))))),
        ActivationKind.Relu6 => Math.Min(Math.Max(a, 0), 6),
        ActivationKind.HardSigmoid => round(Math.Min(Math.Max(round(a + 3), 0), 6) / 6),
        ActivationKind.Mish => round(a * round(Math.Tanh(Value(new Softplus(), a)))),
        ActivationKind.BipolarSigmoid => round(round(2 * Sigmoid(a)) - 1),
        ActivationKind.LecunTanh => round(1.7159 * round(Math.Tanh(2 * a / 3))),
        var other => throw new ArgumentException($"{other} is a function of a whole layer.", nameof(activation)),
    };

    public double Derivative(Activation activation, double a) => activation.Kind switch
    {
        ActivationKind.Linear => 1,
        ActivationKind.Tanh => OutputFormula(activation, Value(activation, a)),
        ActivationKind.Sigmoid => OutputFormula(activation, Value(activation, a)),
        ActivationKind.Relu => a > 0 ? 1 : 0,
        ActivationKind.LeakyRelu => a > 0 ? 1 : round(activation.Alpha!.Value),
        ActivationKind.Elu => a > 0 ? 1 : round(round(activation.Alpha!.Value) * round(Math.Exp(a))),
        ActivationKind.Softplus => Sigmoid(a),
        ActivationKind.Softsign => round(1 / round(round(1 + Math.Abs(a)) * round(1 + Math.Abs(a)))),
        ActivationKind.Swish => round(Sigmoid(a) + round(round(a * Sigmoid(a)) * round(1 - Sigmoid(a)))),
        ActivationKind.Gelu => round(Normal(a) + round(a * round(Math.Exp(-a * a / 2) / Math.Sqrt(2 * Math.PI)))),
        ActivationKind.Selu => round(a >= 0 ? Lambda : LambdaAlpha * Math.Exp(a)),
        ActivationKind.GeluTanh => round(
            round(0.5 * round(1 + round(Math.Tanh(GeluArgument(a)))))
                + round(0.5 * a * round(1 - Math.Pow(Math.Tanh(GeluArgument(a)), 2)) * Math.Sqrt(2 / Math.PI) * (1 + (0.134145 * a * a)))),
        ActivationKind.Relu6 => a is > 0 and < 6 ? 1 : 0,
        ActivationKind.HardSigmoid => a is > -3 and < 3 ? round(1.0 / 6) : 0,
        ActivationKind.Mish => round(
            Math.Tanh(Value(new Softplus(), a)) + round(a * Sigmoid(a) * (1 - Math.Pow(Math.Tanh(Value(new Softplus(), a)), 2)))),
        ActivationKind.BipolarSigmoid or ActivationKind.LecunTanh => OutputFormula(activation, Value(activation, a)),
        var other => throw new ArgumentException($"{other} is a function of a whole layer.", nameof(activation)),
    };

    /// <summary>h' as textbooks write it, in the output.</summary>
    public double OutputFormula(Activation activation, double z) => activation.Kind switch
    {
        ActivationKind.Tanh => round(1 - round(z * z)),
        ActivationKind.Sigmoid => round(z * round(1 - z)),
        ActivationKind.Relu => z > 0 ? 1 : 0,
        ActivationKind.LeakyRelu => z > 0 ? 1 : round(activation.Alpha!.Value),
        ActivationKind.Elu => z > 0 ? 1 : round(z + round(activation.Alpha!.Value)),
        ActivationKind.Softplus => round(1 - round(Math.Exp(-z))),
        ActivationKind.Softsign => round(round(1 - Math.Abs(z)) * round(1 - Math.Abs(z))),
        ActivationKind.Selu => z >= 0 ? round(Lambda) : round(z + LambdaAlpha),
        ActivationKind.Relu6 => z is > 0 and < 6 ? 1 : 0,
        ActivationKind.HardSigmoid => z is > 0 and < 1 ? round(1.0 / 6) : 0,
        ActivationKind.BipolarSigmoid => round(0.5 * round(1 - round(z * z))),
        ActivationKind.LecunTanh => round(2.0 / 3 * round(1.7159 - round(round(z * z) / 1.7159))),
        _ => 1,
    };

    public double[] Softmax(double[] a)
    {
        double[] e = [.. a.Select(x => round(Math.Exp(round(x - a.Max()))))];
        double sum = 0;
        foreach (double x in e)
        {
            sum = round(sum + x);
        }

        return [.. e.Select(x => round(x / sum))];
    }

    public double Sigmoid(double a)
        => a >= 0 ? round(1 / round(1 + round(Math.Exp(-a)))) : round(round(Math.Exp(a)) / round(1 + round(Math.Exp(a))));

    private static double GeluArgument(double a) => Math.Sqrt(2 / Math.PI) * (a + (0.044715 * a * a * a));

    /// <summary>Φ by its series; a is small in these networks.</summary>
    private double Normal(double a)
    {
        double term = a;
        double sum = a;
        for (int n = 1; n < 200; n++)
        {
            term *= a * a / ((2 * n) + 1);
            sum += term;
        }

        double tail = 0.5 + (sum * Math.Exp(-a * a / 2) / Math.Sqrt(2 * Math.PI));
        return round(Math.Abs(a) > 8 ? (a > 0 ? 1 : 0) : tail);
    }
}
