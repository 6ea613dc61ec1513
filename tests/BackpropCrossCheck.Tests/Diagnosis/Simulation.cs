using System.Globalization;
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
    private readonly PlantedMistakes _mistakes;
    private readonly Func<double, double> _round;
    private readonly Func<double, double> _written;
    private readonly SimulatedActivation _activation;
    private readonly SimulatedDerivative _derivative;
    private readonly SimulatedLoss _loss;
    private readonly Layer[] _layers;
    private readonly int _last;
    private readonly double[][][] _a;
    private readonly double[][][] _z;
    private readonly double[][][] _back;
    private readonly double[][][] _delta;
    private readonly SimulatedGradients _gradients;
    private readonly double _c;
    private double _lossValue;

    private Simulation(Fixture fixture, bool isSingle, Planting[] mistakes)
    {
        _fixture = fixture;
        _mistakes = new PlantedMistakes(mistakes);
        _round = _mistakes.Of("half-precision") is not null ? x => (double)(Half)x
            : _mistakes.Of("bfloat16") is not null ? Brain
            : isSingle || _mistakes.Of("single-precision") is not null ? x => (float)x
            : x => x;
        // A person sees the decimal number, not its binary form: 0.57 cut off after two decimals is 0.57.
        double Short(double x, int decimals, MidpointRounding mode)
            => Math.Abs(x) < 1e12 ? _round((double)Math.Round(isSingle ? (decimal)(float)x : (decimal)x, decimals, mode)) : x;
        _written = Digits("rounded-intermediates") is { } rounded ? x => Short(x, rounded, MidpointRounding.AwayFromZero)
            : Digits("truncated-intermediates") is { } cut ? x => Short(x, cut, MidpointRounding.ToZero)
            : x => x;
        _activation = new SimulatedActivation(_round);
        _derivative = new SimulatedDerivative(_activation, _round);
        _loss = new SimulatedLoss(fixture, _mistakes, _round);
        _layers = [.. fixture.Network.Layers];
        _last = _layers.Length - 1;
        _a = new double[_layers.Length][][];
        _z = new double[_layers.Length][][];
        _delta = new double[_layers.Length][][];
        _back = new double[_layers.Length][][];
        _gradients = new SimulatedGradients(fixture, _mistakes, _round, _written, _activation);
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
        _c *= _mistakes.In("loss-convention", 0)?.Number ?? 1;
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

    /// <summary>The nearest bfloat16: a float32 without its last 16 bits.</summary>
    private static double Brain(double x)
    {
        uint bits = BitConverter.SingleToUInt32Bits((float)x);
        return float.IsFinite((float)x) ? BitConverter.UInt32BitsToSingle((bits + 0x7fff + ((bits >> 16) & 1)) & 0xffff0000) : x;
    }

    private int? Digits(string cause) => _mistakes.Of(cause) is { } mistake ? (int)mistake.Number : null;

    private Activation ActivationOf(int layer)
        => _mistakes.Of("wrong-activation") is { } mistake && mistake.Layer == layer ? mistake.Activation! : _layers[layer].Activation;

    private bool IsFused => (_fixture.Loss.Kind, ActivationOf(_last).Kind) is
        (LossKind.BinaryCrossEntropy, ActivationKind.Sigmoid) or (LossKind.CategoricalCrossEntropy, ActivationKind.Softmax);

    private int Samples => _fixture.Batch.Samples;

    private double Weight(int layer, int k, int m, bool isForward = false)
    {
        Layer of = _layers[layer];
        Planting? order = _mistakes.At("weights-transposed-forward", layer);
        int place = (k * of.Inputs) + m;
        int read = order is null || (order.Variant % 2 == 1 && !isForward) ? place
            : order.Variant < 2 ? (m * of.Units) + k
            : (place % of.Units * of.Inputs) + (place / of.Units);
        return _round(of.Weights[read]);
    }

    private double Input(int layer, int n, int m)
        => layer == 0 ? _round(_fixture.Batch.Inputs[(n * _layers[0].Inputs) + m]) : _z[layer - 1][n][m];

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
            bool biased = of.HasBias && !_mistakes.Is("bias-ignored", l);
            _a[l] = Filled(Samples, of.Units, (n, k) =>
            {
                double sum = Sum(of.Inputs, m => Weight(layer, k, m, isForward: true) * Input(layer, n, m));
                return biased ? _round(sum + _round(of.Bias[k])) : sum;
            });
            _z[l] = Filled(Samples, of.Units, (n, k) => _mistakes.At("softmax-axis", layer) is { Words: var axis }
                ? SoftmaxOver(axis!, _a[layer], n, k)
                : Output(layer, _a[layer][n], k));
        }
    }

    private double Output(int layer, double[] a, int k)
        => ActivationOf(layer) is Softmax ? _activation.Softmax(a)[k] : _activation.Value(ActivationOf(layer), a[k]);

    private double SoftmaxOver(string axis, double[][] a, int n, int k)
    {
        double[] together = [.. axis == "batch" ? a.SelectMany(row => row) : a.Select(row => row[k])];
        double largest = together.Max();
        double sum = 0;
        foreach (double x in together)
        {
            sum = _round(sum + _round(Math.Exp(_round(x - largest))));
        }

        return _round(_round(Math.Exp(_round(a[n][k] - largest))) / sum);
    }

    private bool IsTwice => _mistakes.Of("activation-applied-twice") is not null;

    private double[] Seen(int n) => !IsTwice ? _z[_last][n]
        : [.. Enumerable.Range(0, _layers[_last].Units).Select(k => Output(_last, _z[_last][n], k))];

    private void Loss()
    {
        double[][] y = [.. Enumerable.Range(0, Samples).Select(Seen)];
        // With the activation applied twice, the outputs stand for the pre-activations.
        double[][]? a = !IsFused || _mistakes.Is("softmax-axis", _last) ? null : IsTwice ? _z[_last] : _a[_last];
        double sum = 0;
        for (int n = 0; n < Samples; n++)
        {
            for (int k = 0; k < y[n].Length; k++)
            {
                sum = _round(sum + _round(_loss.Term(y, a, n, k)));
            }
        }

        double factor = _mistakes.In("all-zero", 0) is not null ? 0 : _mistakes.Of("loss-value-only")?.Number ?? 1;
        double decay = _mistakes.In("weight-decay", 2)?.Number ?? 0;
        double squares = decay == 0 ? 0 : _layers.Sum(layer => layer.Weights.ToArray().Sum(w => _round(w) * _round(w)));
        _lossValue = _written(_round(_round(sum * _round(factor * _c)) + _round(decay * _round(0.5 * squares))));
    }

    private void Backward()
    {
        for (int l = _last; l >= 0; l--)
        {
            int layer = l;
            double sign = _mistakes.Is("sign-flipped", l) && (_mistakes.Of("sign-flipped")!.Layer is not null || l == _last) ? -1 : 1;
            _back[l] = [.. Enumerable.Range(0, Samples).Select(n => l == _last ? Seen(n) : Propagated(layer, n))];
            double[][] deltas =
                [.. Enumerable.Range(0, Samples).Select(n => l == _last ? LastDelta(n) : Through(layer, n, _back[layer][n]))];
            _delta[l] = Filled(Samples, _layers[l].Units, (n, k) => sign * deltas[n][k]);
            _gradients.Calculate(l, _delta[l], l == 0 ? null : _a[l - 1], l == 0 ? null : _z[l - 1], Weight);
        }
    }

    private double[] Propagated(int layer, int n)
    {
        Layer above = _layers[layer + 1];
        double back = _mistakes.At("sign-flipped", layer + 1)?.Layer is not null ? -1 : 1;
        double rate = _mistakes.Of("updated-weights")?.Number ?? 0;
        double Used(int k, int m) => _mistakes.Is("weights-ignored", layer) ? 1
            : rate == 0 ? Weight(layer + 1, k, m)
            : _round(Weight(layer + 1, k, m) - _round(_round(rate) * _gradients.OfWeights(layer + 1)[k][m]));
        bool isTransposed = _mistakes.Is("transposed-weights", layer + 1);
        bool isLastUnit = _mistakes.In("overwritten-gradient", 0) is { } last && (last.Layer ?? layer) == layer;
        isLastUnit |= _mistakes.In("overwritten-gradient", 1) is not null;
        double[] sent = _mistakes.Is("error-sent-back", layer + 1) && !(layer + 1 == _last && IsFused)
            ? (layer + 1 == _last ? LastErrors(n) : _back[layer + 1][n])
            : _delta[layer + 1][n];
        return [.. Enumerable.Range(0, above.Inputs).Select(m => isLastUnit
            ? _round(Used(above.Units - 1, m) * sent[^1])
            : Sum(above.Units, k => (isTransposed ? Used(m, k) : Used(k, m)) * back * sent[k]))];
    }

    /// <summary>δ from s = ∂L/∂z, with the mistakes in the derivative.</summary>
    private double[] Through(int layer, int n, double[] s)
    {
        if (_mistakes.Is("missing-activation-derivative", layer))
        {
            return s;
        }

        Activation activation = ActivationOf(layer);
        double[] a = _a[layer][n];
        double[] z = _z[layer][n];
        if (_mistakes.At("wrong-derivative", layer) is { Words: var formula } && activation is not Softmax)
        {
            return [.. s.Select((x, k) => _round(x * _derivative.Value(formula!, activation, a[k], z[k], x)))];
        }
        if (activation is Softmax)
        {
            double[] p = _mistakes.Is("derivative-at-output", layer) ? _activation.Softmax(z)
                : _mistakes.Is("derivative-formula-on-preactivation", layer) ? a
                : z;
            double mean = Sum(p.Length, j => p[j] * s[j]);
            return _mistakes.Is("softmax-diagonal-only", layer)
                ? [.. p.Select((x, k) => _round(_round(x * _round(1 - x)) * s[k]))]
                : [.. p.Select((x, k) => _round(x * _round(s[k] - mean)))];
        }

        bool isIgnored = _mistakes.Is("incoming-gradient-ignored", layer);
        return [.. s.Select((x, k) => _round((isIgnored ? 1 : x) * (a[k] == 0 && _mistakes.At("kink-convention", layer) is { } kink
            ? kink.Number
            : _mistakes.Is("derivative-at-output", layer) ? _activation.Derivative(activation, z[k])
            : _mistakes.Is("derivative-formula-on-preactivation", layer) ? _activation.OutputFormula(activation, a[k])
            : _activation.Derivative(activation, a[k]))))];
    }

    /// <summary>The factor before δ of a sample.</summary>
    private double ScaleOf(int n) => (_mistakes.In("all-zero", 0, 1) is not null ? 0 : 1) * (_mistakes.In("uniform-factor", 1)?.Number ?? 1)
        * (_mistakes.In("loss-convention", 1)?.Number ?? 1)
        * (_mistakes.In("mean-of-micro-batches", 1) is { } parts ? SimulatedGradients.ShareOf(n, Samples, (int)parts.Number) : 1)
        * (_mistakes.Of("output-for-error")?.Variant switch { 1 => 2, 2 => 0.5, _ => 1 })
        * _c;

    /// <summary>∂L/∂y of the last layer.</summary>
    private double[] LastErrors(int n) => [.. Seen(n).Select((x, k) => _round(_round(ScaleOf(n)) * _loss.Slope(x, n, k)))];

    private double[] LastDelta(int n)
    {
        double[] y = Seen(n);
        if (!IsFused || _loss.HasOwnSlope)
        {
            double[] s = LastErrors(n);
            return !IsTwice ? Through(_last, n, s) : Through(_last, n, AgainstOwn(y, s));
        }

        double labels = Sum(y.Length, k => _loss.LabelInGradient(n, k));
        bool isBinary = _fixture.Loss.Term is BinaryCrossEntropy;
        double[] delta = [.. y.Select((x, k) => _round(
            _round(ScaleOf(n)) * _loss.Error(x, isBinary ? 1 : labels, _loss.LabelInGradient(n, k))))];
        if (_mistakes.Is("softmax-diagonal-only", _last) && !isBinary)
        {
            return [.. y.Select((x, k) => _round(_round(ScaleOf(n)) * -_round(_loss.LabelInGradient(n, k) * _round(1 - x))))];
        }

        return !IsTwice && _mistakes.Of("output-derivative-twice") is null ? delta : Through(_last, n, delta);
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

    private TensorSet Numbers()
    {
        TensorLayout layout = _fixture.Layout;
        var numbers = new TensorSet(layout);
        numbers.Set(layout.Loss, Printed([_lossValue]));
        _gradients.Clip();
        for (int l = 0; l <= _last; l++)
        {
            numbers.Set(layout.PreActivation(l), Printed(_a[l].SelectMany(row => row)));
            numbers.Set(layout.Output(l), Printed(_z[l].SelectMany(row => row)));
            numbers.Set(layout.Delta(l), Printed(_delta[l].SelectMany(row => row)));
            numbers.Set(layout.WeightGradient(l), Printed(_gradients.ReportedOfWeights(l, Weight)));
            if (layout.BiasGradient(l) is { } bias)
            {
                numbers.Set(bias, Printed(_gradients.ReportedOfBias(l)));
            }
        }

        return numbers;
    }

    private double[] Printed(IEnumerable<double> values) => Digits("printed-digits") is not { } digits ? [.. values]
        : [.. values.Select(x => double.Parse(x.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];
}
