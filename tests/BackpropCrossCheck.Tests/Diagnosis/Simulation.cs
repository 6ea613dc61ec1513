using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>A whole calculation as a plain program does it, one number after the other and every operation rounded, with mistakes that can
/// be switched on. It shares nothing with the calculation that the diagnosis repeats.</summary>
internal sealed class Simulation
{
    private readonly Fixture _fixture;
    private readonly Planting[] _mistakes;
    private readonly Func<double, double> _round;
    private readonly Func<double, double> _written;
    private readonly SimulatedActivation _activation;
    private readonly Layer[] _layers;
    private readonly int _last;
    private readonly double[][][] _a;
    private readonly double[][][] _z;
    private readonly double[][][] _delta;
    private readonly double[][][] _gradient;
    private readonly double[][] _bias;
    private readonly double _c;
    private double _lossValue;

    private Simulation(Fixture fixture, bool isSingle, Planting[] mistakes)
    {
        _fixture = fixture;
        _mistakes = mistakes;
        _round = isSingle ? x => (float)x : x => x;
        // A person sees the decimal number, not its binary form: 0.57 cut off after two decimals is 0.57.
        double Short(double x, int decimals, MidpointRounding mode)
            => Math.Abs(x) < 1e12 ? _round((double)Math.Round(isSingle ? (decimal)(float)x : (decimal)x, decimals, mode)) : x;
        _written = Digits("rounded-intermediates") is { } rounded ? x => Short(x, rounded, MidpointRounding.AwayFromZero)
            : Digits("truncated-intermediates") is { } cut ? x => Short(x, cut, MidpointRounding.ToZero)
            : x => x;
        _activation = new SimulatedActivation(_round);
        _layers = [.. fixture.Network.Layers];
        _last = _layers.Length - 1;
        _a = new double[_layers.Length][][];
        _z = new double[_layers.Length][][];
        _delta = new double[_layers.Length][][];
        _gradient = new double[_layers.Length][][];
        _bias = new double[_layers.Length][];
        int n = fixture.Batch.Samples;
        int k = fixture.Network.Outputs;
        _c = 1.0 / fixture.Loss.Reduction switch
        {
            Reduction.Sum => 1,
            Reduction.MeanOverSamples => n,
            Reduction.MeanOverOutputs => k,
            Reduction.MeanOverElements => n * k,
            var other => throw new ArgumentOutOfRangeException(nameof(fixture), other, null),
        };
        _c *= Mistake("loss-convention")?.Number ?? 1;
    }

    /// <summary>Calculates in float32 or float64, with mistakes.</summary>
    public static TensorSet Of(Fixture fixture, bool isSingle, params Planting[] mistakes)
    {
        var simulation = new Simulation(fixture, isSingle, mistakes);
        simulation.Forward();
        simulation.Loss();
        simulation.Backward();
        return simulation.Numbers();
    }

    private Planting? Mistake(string cause) => Array.Find(_mistakes, mistake => mistake.Cause == cause);

    private bool Is(string cause, int layer)
        => Array.Exists(_mistakes, mistake => mistake.Cause == cause && (mistake.Layer ?? layer) == layer);

    private int? Digits(string cause) => Mistake(cause) is { } mistake ? (int)mistake.Number : null;

    private Activation ActivationOf(int layer)
        => Array.Find(
            _mistakes, mistake => mistake.Cause == "wrong-activation" && mistake.Layer == layer)?.Activation ?? _layers[layer].Activation;

    private bool IsFused => (_fixture.Loss.Kind, ActivationOf(_last).Kind) is
        (LossKind.BinaryCrossEntropy, ActivationKind.Sigmoid) or (LossKind.CategoricalCrossEntropy, ActivationKind.Softmax);

    private int Samples => _fixture.Batch.Samples;

    private double Weight(int layer, int k, int m) => _round(_layers[layer].Weights[(k * _layers[layer].Inputs) + m]);

    private double Input(int layer, int n, int m)
        => layer == 0 ? _round(_fixture.Batch.Inputs[(n * _layers[0].Inputs) + m]) : _z[layer - 1][n][m];

    private double Label(int n, int k) => _round(_fixture.Batch.Labels[(n * _layers[_last].Units) + k]);

    private double Sum(int count, Func<int, double> term)
    {
        double sum = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            sum = _round(sum + _round(term(i)));
        }

        return sum;
    }

    private double[][] Filled(int rows, int columns, Func<int, int, double> value)
        => [.. Enumerable.Range(0, rows).Select(n => Enumerable.Range(0, columns).Select(k => _written(value(n, k))).ToArray())];

    private void Forward()
    {
        for (int l = 0; l <= _last; l++)
        {
            int layer = l;
            Layer of = _layers[l];
            bool biased = of.HasBias && !Is("bias-ignored", l);
            _a[l] = Filled(Samples, of.Units, (n, k) =>
            {
                double sum = Sum(of.Inputs, m => Weight(layer, k, m) * Input(layer, n, m));
                return biased ? _round(sum + _round(of.Bias[k])) : sum;
            });
            _z[l] = Filled(Samples, of.Units, (n, k) => Output(layer, _a[layer][n], k));
        }
    }

    private double Output(int layer, double[] a, int k)
        => ActivationOf(layer) is Softmax ? _activation.Softmax(a)[k] : _activation.Value(ActivationOf(layer), a[k]);

    /// <summary>The pre-activations for the loss. With the activation applied twice, these are the outputs.</summary>
    private double[] Logits(int n) => Mistake("activation-applied-twice") is null ? _a[_last][n] : _z[_last][n];

    private double[] Seen(int n) => Mistake("activation-applied-twice") is null
        ? _z[_last][n]
        : [.. Enumerable.Range(0, _layers[_last].Units).Select(k => Output(_last, _z[_last][n], k))];

    private void Loss()
    {
        double sum = 0;
        for (int n = 0; n < Samples; n++)
        {
            double[] y = Seen(n);
            double[] a = Logits(n);
            for (int k = 0; k < y.Length; k++)
            {
                sum = _round(sum + _round(Term(y[k], a, k, Label(n, k))));
            }
        }

        _lossValue = _written(_round(sum * _round(_c)));
    }

    private double Term(double y, double[] a, int k, double t) => _fixture.Loss.Kind switch
    {
        LossKind.HalfSquaredError => _round(0.5 * _round(_round(y - t) * _round(y - t))),
        LossKind.SquaredError => _round(_round(y - t) * _round(y - t)),
        LossKind.BinaryCrossEntropy when IsFused => _round(_round(t * Softplus(-a[k])) + _round(_round(1 - t) * Softplus(a[k]))),
        LossKind.CategoricalCrossEntropy when IsFused =>
            _round(t * _round(_round(a.Max() - a[k]) + _round(Math.Log(a.Sum(x => Math.Exp(x - a.Max())))))),
        LossKind.BinaryCrossEntropy => _round(-_round(t * _round(Math.Log(y))) - _round(_round(1 - t) * _round(Math.Log(1 - y)))),
        _ => -_round(t * _round(Math.Log(y))),
    };

    private double Softplus(double a) => _activation.Value(new Softplus(), a);

    private void Backward()
    {
        for (int l = _last; l >= 0; l--)
        {
            int layer = l;
            double sign = Is("sign-flipped", l) && (Mistake("sign-flipped")!.Layer is not null || l == _last) ? -1 : 1;
            double[][] deltas =
                [.. Enumerable.Range(0, Samples).Select(n => l == _last ? LastDelta(n) : Through(layer, n, Propagated(layer, n)))];
            _delta[l] = Filled(Samples, _layers[l].Units, (n, k) => sign * deltas[n][k]);
            _gradient[l] = WeightGradient(l);
            _bias[l] = BiasGradient(l);
        }
    }

    private double[] Propagated(int layer, int n)
    {
        Layer above = _layers[layer + 1];
        double back = Is("sign-flipped", layer + 1) && Mistake("sign-flipped")!.Layer is not null ? -1 : 1;
        double rate = Mistake("updated-weights")?.Number ?? 0;
        double Used(int k, int m) =>
            rate == 0 ? Weight(layer + 1, k, m) : _round(Weight(layer + 1, k, m) - _round(_round(rate) * _gradient[layer + 1][k][m]));
        bool isTransposed = Is("transposed-weights", layer + 1);
        return [.. Enumerable.Range(0, above.Inputs).Select(m =>
            Sum(above.Units, k => (isTransposed ? Used(m, k) : Used(k, m)) * back * _delta[layer + 1][n][k]))];
    }

    /// <summary>δ from s = ∂L/∂z, with the mistakes in the derivative.</summary>
    private double[] Through(int layer, int n, double[] s)
    {
        if (Is("missing-activation-derivative", layer))
        {
            return s;
        }

        Activation activation = ActivationOf(layer);
        double[] a = _a[layer][n];
        double[] z = _z[layer][n];
        if (activation is Softmax)
        {
            double[] p = Is("derivative-at-output", layer) ? _activation.Softmax(z)
                : Is("derivative-formula-on-preactivation", layer) ? a
                : z;
            double mean = Sum(p.Length, j => p[j] * s[j]);
            return Is("softmax-diagonal-only", layer)
                ? [.. p.Select((x, k) => _round(_round(x * _round(1 - x)) * s[k]))]
                : [.. p.Select((x, k) => _round(x * _round(s[k] - mean)))];
        }

        return [.. s.Select((x, k) => _round(x * (Is("derivative-at-output", layer) ? _activation.Derivative(activation, z[k])
            : Is("derivative-formula-on-preactivation", layer) ? _activation.OutputFormula(activation, a[k])
            : _activation.Derivative(activation, a[k]))))];
    }

    private double[] LastDelta(int n)
    {
        double[] y = Seen(n);
        if (!IsFused)
        {
            double[] s = [.. y.Select((x, k) => _round(_round(_c) * Slope(x, Label(n, k))))];
            return Mistake("activation-applied-twice") is null ? Through(_last, n, s) : Through(_last, n, AgainstOwn(y, s));
        }

        double labels = Sum(y.Length, k => Label(n, k));
        bool isBinary = _fixture.Loss.Term is BinaryCrossEntropy;
        double[] delta = [.. y.Select((x, k) => _round(_round(_c) * _round((isBinary ? x : _round(x * labels)) - Label(n, k))))];
        return Mistake("activation-applied-twice") is null && Mistake("output-derivative-twice") is null ? delta : Through(_last, n, delta);
    }

    /// <summary>Back through the second application of the last activation.</summary>
    private double[] AgainstOwn(double[] y, double[] s)
    {
        if (ActivationOf(_last) is Sigmoid)
        {
            return [.. y.Select((x, k) => _round(s[k] * _round(x * _round(1 - x))))];
        }

        double mean = Sum(y.Length, j => y[j] * s[j]);
        return [.. y.Select((x, k) => _round(x * _round(s[k] - mean)))];
    }

    private double Slope(double y, double t) => _fixture.Loss.Kind switch
    {
        LossKind.HalfSquaredError => _round(y - t),
        LossKind.SquaredError => _round(2 * _round(y - t)),
        LossKind.BinaryCrossEntropy => _round(_round(_round(1 - t) / _round(1 - y)) - _round(t / y)),
        _ => -_round(t / y),
    };

    private double[][] WeightGradient(int layer)
    {
        Layer of = _layers[layer];
        bool asInput = Is("preactivation-as-input", layer) && layer > 0;
        double[][] right = Filled(
            of.Units, of.Inputs, (k, m) => Summed(n => _delta[layer][n][k] * (asInput ? _a[layer - 1][n][m] : Input(layer, n, m))));
        double factor = _round(Mistake("uniform-factor")?.Number ?? 1);
        double decay = _round(Mistake("weight-decay")?.Number ?? 0);
        return factor == 1 && decay == 0 ? right
            : Filled(of.Units, of.Inputs, (k, m) => _round(_round(factor * right[k][m]) + _round(decay * Weight(layer, k, m))));
    }

    private double[] BiasGradient(int layer)
    {
        double factor = Is("bias-gradient-zero", layer) ? 0 : _round(Mistake("uniform-factor")?.Number ?? 1);
        double count = Is("bias-gradient-averaged", layer) ? Samples : 1;
        return [.. Enumerable.Range(0, _layers[layer].Units)
            .Select(k => _written(_round(factor * _round(Summed(n => _delta[layer][n][k]) / count))))];
    }

    private double Summed(Func<int, double> term)
        => Mistake("single-sample") is { } only ? _round(term((int)only.Number - 1)) : Sum(Samples, term);

    private TensorSet Numbers()
    {
        TensorLayout layout = _fixture.Layout;
        var numbers = new TensorSet(layout);
        double? rate = Mistake("updated-weights-reported")?.Number;
        numbers.Set(layout.Loss, [_lossValue]);
        for (int l = 0; l <= _last; l++)
        {
            numbers.Set(layout.PreActivation(l), [.. _a[l].SelectMany(row => row)]);
            numbers.Set(layout.Output(l), [.. _z[l].SelectMany(row => row)]);
            numbers.Set(layout.Delta(l), [.. _delta[l].SelectMany(row => row)]);
            numbers.Set(layout.WeightGradient(l), Reported(l, [.. _gradient[l].SelectMany(row => row)], rate));
            if (layout.BiasGradient(l) is { } bias)
            {
                numbers.Set(
                    bias,
                    rate is { } eta
                        ? [.. _bias[l].Select((x, k) => _round(_round(_layers[l].Bias[k]) - _round(_round(eta) * x)))]
                        : _bias[l]);
            }
        }

        return numbers;
    }

    private double[] Reported(int layer, double[] gradient, double? rate)
    {
        Layer of = _layers[layer];
        double[] given = rate is { } eta
            ? [.. gradient.Select((x, i) => _round(Weight(layer, i / of.Inputs, i % of.Inputs) - _round(_round(eta) * x)))]
            : gradient;
        return Is("transposed-gradient", layer)
            ? [.. from m in Enumerable.Range(0, of.Inputs) from k in Enumerable.Range(0, of.Units) select given[(k * of.Inputs) + m]]
            : given;
    }
}
