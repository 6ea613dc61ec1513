using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>A network's loss by forward evaluation in dual numbers, written down from the definitions of the contract.</summary>
internal static class DualNetwork
{
    /// <summary>L and ∂L/∂(the probed number).</summary>
    public static Dual Loss(Network network, Batch batch, Loss loss, Probe probe)
    {
        Dual sum = 0;
        for (int n = 0; n < batch.Samples; n++)
        {
            Dual[] z = [.. batch.Inputs.Slice(n * batch.InputWidth, batch.InputWidth).ToArray().Select(x => (Dual)x)];
            for (int l = 0; l < network.Layers.Count; l++)
            {
                z = Apply(network.Layers[l].Activation, PreActivations(network.Layers[l], l, n, z, probe));
            }

            sum = z.Select((y, k) => Term(loss.Kind, y, batch.Labels[(n * z.Length) + k])).Aggregate(sum, (total, term) => total + term);
        }

        return sum / (loss.Reduction switch
        {
            Reduction.Sum => 1,
            Reduction.MeanOverSamples => batch.Samples,
            Reduction.MeanOverOutputs => batch.LabelWidth,
            _ => batch.Samples * batch.LabelWidth,
        });
    }

    private static Dual[] PreActivations(Layer layer, int l, int sample, Dual[] z, Probe probe)
    {
        var a = new Dual[layer.Units];
        for (int k = 0; k < a.Length; k++)
        {
            for (int m = 0; m < z.Length; m++)
            {
                int index = (k * z.Length) + m;
                a[k] += Seeded(layer.Weights[index], probe == new Probe(l, ProbedTensor.Weights, index)) * z[m];
            }

            a[k] += layer.HasBias ? Seeded(layer.Bias[k], probe == new Probe(l, ProbedTensor.Bias, k)) : 0;
            a[k] += Seeded(0, probe == new Probe(l, ProbedTensor.PreActivations, (sample * layer.Units) + k));
        }

        return a;
    }

    private static Dual Seeded(double value, bool probed) => new(value, probed ? 1 : 0, 0, 0);

    private static Dual[] Apply(Activation activation, Dual[] a)
    {
        if (activation is not Softmax)
        {
            return [.. a.Select(unit => Apply(activation, unit))];
        }

        Dual sum = a.Select(Dual.Exp).Aggregate((left, right) => left + right);
        return [.. a.Select(unit => Dual.Exp(unit) / sum)];
    }

    private static Dual Apply(Activation activation, Dual a) => activation.Kind switch
    {
        ActivationKind.Linear => a,
        ActivationKind.Tanh => Tanh(a),
        ActivationKind.Sigmoid => 1 / (1 + Dual.Exp(-a)),
        ActivationKind.Relu => a.Value > 0 ? a : 0,
        ActivationKind.LeakyRelu => a.Value > 0 ? a : activation.Alpha!.Value * a,
        ActivationKind.Elu => a.Value > 0 ? a : activation.Alpha!.Value * (Dual.Exp(a) - 1),
        ActivationKind.Softplus => Dual.Log(1 + Dual.Exp(a)),
        ActivationKind.Softsign => a / (1 + (a.Value < 0 ? -a : a)),
        ActivationKind.Swish => a / (1 + Dual.Exp(-a)),
        ActivationKind.Gelu => a * Dual.NormalDistribution(a),
        ActivationKind.Selu => 1.0507009873554805 * (a.Value >= 0 ? a : 1.6732632423543773 * (Dual.Exp(a) - 1)),
        ActivationKind.GeluTanh => a / (1 + Dual.Exp(-2 * Math.Sqrt(2 / Math.PI) * (a + (0.044715 * a * a * a)))),
        ActivationKind.Relu6 => a.Value >= 6 ? 6 : a.Value > 0 ? a : 0,
        ActivationKind.HardSigmoid => a.Value >= 3 ? 1 : a.Value > -3 ? (a + 3) / 6 : 0,
        ActivationKind.Mish => a * Tanh(Dual.Log(1 + Dual.Exp(a))),
        ActivationKind.BipolarSigmoid => (2 / (1 + Dual.Exp(-a))) - 1,
        ActivationKind.LecunTanh => 1.7159 * Tanh(2 * a / 3),
        _ => throw new ArgumentException("Softmax is a function of a whole layer.", nameof(activation)),
    };

    private static Dual Tanh(Dual a) => (Dual.Exp(2 * a) - 1) / (Dual.Exp(2 * a) + 1);

    private static Dual Term(LossKind kind, Dual y, double t) => kind switch
    {
        LossKind.HalfSquaredError => 0.5 * (y - t) * (y - t),
        LossKind.SquaredError => (y - t) * (y - t),
        LossKind.BinaryCrossEntropy => -(t * Dual.Log(y)) - ((1 - (Dual)t) * Dual.Log(1 - y)),
        LossKind.CategoricalCrossEntropy => -(t * Dual.Log(y)),
        LossKind.AbsoluteError => y.Value < t ? t - y : y - t,
        LossKind.Huber => Math.Abs(y.Value - t) <= 1 ? 0.5 * (y - t) * (y - t) : (y.Value < t ? t - y : y - t) - 0.5,
        LossKind.LogCosh => Dual.Log(0.5 * (Dual.Exp(y - t) + Dual.Exp(t - y))),
        LossKind.Hinge => t * y.Value <= 1 ? 1 - (t * y) : 0,
        LossKind.KullbackLeibler => t * Dual.Log(t / y),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
