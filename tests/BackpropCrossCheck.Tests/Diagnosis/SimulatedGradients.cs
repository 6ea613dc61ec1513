using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>The gradients of weights and biases, every operation rounded, with mistakes.</summary>
/// <param name="fixture">The fixture.</param>
/// <param name="mistakes">The mistakes.</param>
/// <param name="round">The rounding of the format.</param>
/// <param name="written">The rounding of what is written down.</param>
/// <param name="activation">The activations.</param>
internal sealed class SimulatedGradients(
    Fixture fixture, PlantedMistakes mistakes, Func<double, double> round, Func<double, double> written, SimulatedActivation activation)
{
    private readonly double[][][] _weights = new double[fixture.Network.Layers.Count][][];
    private readonly double[][] _bias = new double[fixture.Network.Layers.Count][];

    /// <summary>How much a sample counts where the means of parts are averaged.</summary>
    public static double ShareOf(int sample, int samples, int size)
    {
        int parts = (int)Math.Ceiling((double)samples / size);
        int inPart = sample / size == parts - 1 ? samples - ((parts - 1) * size) : size;
        return (double)samples / parts / inPart;
    }

    /// <summary>∂L/∂W of a layer, as later layers see it.</summary>
    public double[][] OfWeights(int layer) => _weights[layer];

    /// <summary>Works out the gradients of a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="delta">Its δ.</param>
    /// <param name="a">a of the layer before; null for the first.</param>
    /// <param name="z">z of the layer before; null for the first.</param>
    /// <param name="weight">The weights.</param>
    public void Calculate(int layer, double[][] delta, double[][]? a, double[][]? z, Func<int, int, int, bool, double> weight)
    {
        Layer of = fixture.Network.Layers[layer];
        _weights[layer] = new double[of.Units][];
        double factor = round(Factor(layer, isBias: false));
        double decay = round(mistakes.Of("weight-decay")?.Number ?? 0);
        for (int k = 0; k < of.Units; k++)
        {
            int unit = k;
            _weights[layer][k] = new double[of.Inputs];
            for (int m = 0; m < of.Inputs; m++)
            {
                int from = m;
                double right = written(Summed(n => delta[n][unit] * Input(layer, n, from, a, z)));
                _weights[layer][k][m] = written(round(round(factor * right) + round(decay * weight(layer, k, m, false))));
            }
        }

        _bias[layer] = Bias(layer, of, delta);
    }

    /// <summary>Clips all gradients, if that is a mistake.</summary>
    public void Clip()
    {
        if (mistakes.Of("clipped-by-value") is { Number: var limit })
        {
            Change(_ => x => Math.Clamp(x, -round(limit), round(limit)));
        }

        if (mistakes.Of("clipped-by-norm") is { } clip)
        {
            double common = Norm(Tensors().SelectMany(tensor => tensor));
            Change(tensor =>
            {
                double norm = clip.Variant == 1 ? Norm(tensor) : common;
                return norm <= clip.Number ? x => x : x => round(x * round(round(clip.Number) / round(norm)));
            });
        }
    }

    /// <summary>What is given for ∂L/∂W.</summary>
    public IEnumerable<double> ReportedOfWeights(int layer, Func<int, int, int, bool, double> weight)
    {
        Layer of = fixture.Network.Layers[layer];
        double[] given = [.. _weights[layer].SelectMany(row => row)];
        if (mistakes.Of("updated-weights-reported") is { Number: var rate })
        {
            given = [.. given.Select((x, i) => round(weight(layer, i / of.Inputs, i % of.Inputs, false) - round(round(rate) * x)))];
        }

        return mistakes.Is("transposed-gradient", layer)
            ? from m in Enumerable.Range(0, of.Inputs) from k in Enumerable.Range(0, of.Units) select given[(k * of.Inputs) + m]
            : given;
    }

    /// <summary>What is given for ∂L/∂b.</summary>
    public IEnumerable<double> ReportedOfBias(int layer) => mistakes.Of("updated-weights-reported") is { Number: var rate }
        ? _bias[layer].Select((x, k) => round(round(fixture.Network.Layers[layer].Bias[k]) - round(round(rate) * x)))
        : _bias[layer];

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(x => x * x));

    private IEnumerable<IEnumerable<double>> Tensors() => _weights.Select(rows => rows.SelectMany(row => row))
        .Concat(_bias.Where((_, layer) => fixture.Network.Layers[layer].HasBias));

    private void Change(Func<IEnumerable<double>, Func<double, double>> changeOf)
    {
        for (int l = 0; l < _weights.Length; l++)
        {
            Func<double, double> ofWeights = changeOf([.. _weights[l].SelectMany(row => row)]);
            Func<double, double> ofBias = changeOf([.. _bias[l]]);
            _weights[l] = [.. _weights[l].Select(row => Array.ConvertAll(row, x => ofWeights(x)))];
            _bias[l] = Array.ConvertAll(_bias[l], x => ofBias(x));
        }
    }

    private double[] Bias(int layer, Layer of, double[][] delta)
    {
        double[] sums = [.. Enumerable.Range(0, of.Units).Select(k => round(Summed(n => delta[n][k])))];
        double count = mistakes.Is("bias-gradient-averaged", layer) ? fixture.Batch.Samples : 1;
        double factor = round(Factor(layer, isBias: true));
        double decay = round(mistakes.In("weight-decay", 1)?.Number ?? 0);
        double Value(int k) => mistakes.Is("bias-gradient-summed-over-units", layer) ? Added(sums)
            : mistakes.Is("bias-gradient-row-sum", layer) ? Added(_weights[layer][k])
            : mistakes.At("bias-gradient-one-sample", layer) is { Number: var sample } ? delta[(int)sample - 1][k]
            : mistakes.Is("bias-gradient-value", layer) ? round(of.Bias[k])
            : mistakes.Is("bias-gradient-one", layer) ? 1
            : round(sums[k] / count);
        return !of.HasBias ? sums : [.. sums.Select((_, k) => written(round(round(factor * Value(k)) + round(decay * round(of.Bias[k])))))];
    }

    private double Added(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum = round(sum + value);
        }

        return sum;
    }

    private double Factor(int layer, bool isBias)
    {
        double common = mistakes.In("uniform-factor", 0, 2, 3)?.Number ?? mistakes.Of("applied-after-delta")?.Number
            ?? mistakes.In("loss-convention", 2)?.Number ?? 1;
        double own = mistakes.At("scaled-tensor", layer) is { } scaled && scaled.Variant == (isBias ? 1 : 0) ? scaled.Number : 1;
        bool isZero = mistakes.In("all-zero", 2) is not null || (isBias && mistakes.Is("bias-gradient-zero", layer));
        return isZero ? 0 : common * own;
    }

    private double Input(int layer, int n, int m, double[][]? a, double[][]? z)
    {
        bool isOutside = layer == 0 || mistakes.Is("network-input-as-input", layer);
        return isOutside ? round(fixture.Batch.Inputs[(n * fixture.Network.Inputs) + m])
            : mistakes.Is("preactivation-as-input", layer) ? a![n][m]
            : mistakes.Is("activation-applied-to-stored-output", layer) ? Again(fixture.Network.Layers[layer - 1].Activation, z![n], m)
            : z![n][m];
    }

    private double Again(Activation own, double[] z, int m) => own is Softmax ? activation.Softmax(z)[m] : activation.Value(own, z[m]);

    private double Summed(Func<int, double> term)
    {
        int samples = fixture.Batch.Samples;
        if (mistakes.Of("single-sample") is { Number: var only })
        {
            return round(term((int)only - 1));
        }

        if (mistakes.In("overwritten-gradient", 1) is not null)
        {
            return round(term(samples - 1));
        }

        double sum = 0;
        for (int n = samples - 1; n >= 0; n--)
        {
            double share = ShareOf(n);
            sum = share == 0 ? sum : round(sum + round(round(share) * round(term(n))));
        }

        return sum;
    }

    private double ShareOf(int n) => mistakes.Of("sample-left-out") is { } left && n == (int)left.Number - 1
            ? left.Variant switch { 1 => 2, 2 => 0.5, _ => 0 }
        : mistakes.In("mean-of-micro-batches", 0, 2, 3) is { } parts ? ShareOf(n, fixture.Batch.Samples, (int)parts.Number)
        : 1;
}
