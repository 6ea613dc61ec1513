using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>Calculates as people do by hand: in decimal numbers, unit by unit. It shares no code with the program's calculation.</summary>
/// <remarks>A number can be replaced. Everything after it is calculated from the replacement.</remarks>
internal sealed class HandCalculator
{
    private readonly Fixture _fixture;
    private readonly HandStyle _style;
    private readonly Dictionary<(int Step, int Index), decimal> _taken;
    private readonly Dictionary<(int Step, int Index), decimal> _results = [];
    private readonly decimal[][][] _weights;
    private readonly decimal[]?[] _biases;
    private decimal[][][] _a = [];
    private decimal[][][] _z = [];

    private HandCalculator(Fixture fixture, HandStyle style, Dictionary<(int Step, int Index), decimal> taken)
    {
        _fixture = fixture;
        _style = style;
        _taken = taken;
        _weights = [.. fixture.Network.Layers.Select(layer => Rows(layer.Weights, layer.Units))];
        _biases =
            [.. fixture.Network.Layers.Select(layer => layer.CopyBias() is { } bias ? Array.ConvertAll(bias, x => (decimal)x) : null)];
    }

    private TensorLayout Layout => _fixture.Layout;

    private int Last => _fixture.Network.Layers.Count - 1;

    private int Samples => _fixture.Batch.Samples;

    /// <summary>Every number, as it is written down.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="style">The way of calculating.</param>
    /// <param name="taken">Numbers that replace calculated ones.</param>
    /// <param name="calculated">The calculated number at the place of a replaced one.</param>
    /// <exception cref="ArithmeticException">An output has no logarithm, or a number is too large to be calculated by hand.</exception>
    public static Dictionary<(int Step, int Index), decimal> Calculate(
        Fixture fixture, HandStyle style, Dictionary<(int Step, int Index), decimal>? taken =
            null, Dictionary<(int Step, int Index), decimal>? calculated = null)
    {
        var calculator = new HandCalculator(fixture, style, taken ?? []) { Calculated = calculated };
        calculator.Work();
        return calculator._results;
    }

    private Dictionary<(int Step, int Index), decimal>? Calculated { get; init; }

    private void Work()
    {
        Training? training = _fixture.Training;
        Forward(written: true);
        Write(Layout.Loss, 0, LossValue());
        if (_fixture.TrainsBySamples)
        {
            _ = Backward(written: true);
            TrainBySamples(training!);
            Forward(written: false);
            Write(Layout.UpdatedLoss, 0, LossValue());
            return;
        }

        for (int step = 1; step <= (training?.Steps ?? 1); step++)
        {
            (decimal[][][] gradients, decimal[]?[] biasGradients) = Backward(written: step == 1);
            if (training is not null)
            {
                Update(training, gradients, biasGradients, statesUpdates: step == 1 && Layout.HasOptional, step == training.Steps);
                Forward(written: false);
            }
        }

        if (training is not null)
        {
            Write(Layout.UpdatedLoss, 0, LossValue());
        }
    }

    private void TrainBySamples(Training training)
    {
        Batch batch = _fixture.Batch;
        for (int update = 0; update < training.Steps * Samples; update++)
        {
            int n = update % Samples;
            var alone = new HandCalculator(
                _fixture with
                {
                    Batch = new Batch(
                        1,
                        batch.Inputs.Slice(n * batch.InputWidth, batch.InputWidth).ToArray(),
                        batch.Labels.Slice(n * batch.LabelWidth, batch.LabelWidth).ToArray()),
                    Expected = [],
                    HasOptional = false,
                },
                _style,
                []);
            _weights.CopyTo(alone._weights, 0);
            _biases.CopyTo(alone._biases, 0);
            alone.Forward(written: false);
            (decimal[][][] gradients, decimal[]?[] biasGradients) = alone.Backward(written: false);
            alone.Update(training, gradients, biasGradients, statesUpdates: false, written: false);
            alone._weights.CopyTo(_weights, 0);
        }

        for (int l = 0; l <= Last; l++)
        {
            for (int i = 0; i < Layout.UpdatedWeights(l).Length; i++)
            {
                (int k, int m) = Math.DivRem(i, _fixture.Network.Layers[l].Inputs);
                _weights[l][k][m] = Write(Layout.UpdatedWeights(l), i, _weights[l][k][m]);
            }

            for (int k = 0; training.Biases && k < _biases[l]?.Length; k++)
            {
                _biases[l]![k] = Write(Layout.UpdatedBias(l)!, k, _biases[l]![k]);
            }
        }
    }

    private decimal Write(Step step, int index, decimal value, bool written = true)
    {
        decimal result = _style.Written(value);
        if (!written)
        {
            return result;
        }

        if (_taken.TryGetValue((step.Index, index), out decimal other))
        {
            Calculated?.Add((step.Index, index), result);
            result = other;
        }

        return _results[(step.Index, index)] = result;
    }

    private void Forward(bool written)
    {
        _a = new decimal[Last + 1][][];
        _z = new decimal[Last + 1][][];
        decimal[][] z = Rows(_fixture.Batch.Inputs, Samples);
        for (int l = 0; l <= Last; l++)
        {
            Layer layer = _fixture.Network.Layers[l];
            (_a[l], _z[l]) = (Empty(Samples, layer.Units), Empty(Samples, layer.Units));
            for (int n = 0; n < Samples; n++)
            {
                for (int k = 0; k < layer.Units; k++)
                {
                    decimal sum = _biases[l]?[layer.SharesBias ? 0 : k] ?? 0;
                    for (int m = 0; m < layer.Inputs; m++)
                    {
                        sum += _style.Product(_weights[l][k][m] * z[n][m]);
                    }

                    _a[l][n][k] = Write(Layout.PreActivation(l), (n * layer.Units) + k, sum, written);
                }

                decimal[] outputs = Activated(layer.Activation, _a[l][n]);
                for (int k = 0; k < layer.Units; k++)
                {
                    _z[l][n][k] = Write(Layout.Output(l), (n * layer.Units) + k, outputs[k], written);
                }
            }

            z = _z[l];
        }
    }

    private decimal LossValue()
    {
        int outputs = _fixture.Network.Outputs;
        decimal sum = 0;
        for (int n = 0; n < Samples; n++)
        {
            decimal[] y = Outputs(n);
            for (int k = 0; k < outputs; k++)
            {
                decimal t = Label(n, k);
                sum += _style.Product(_fixture.Loss.Kind switch
                {
                    LossKind.HalfSquaredError => (y[k] - t) * (y[k] - t) / 2,
                    LossKind.SquaredError => (y[k] - t) * (y[k] - t),
                    LossKind.BinaryCrossEntropy =>
                        (t == 0 ? 0 : -t * HandFunctions.Log(y[k])) - (t == 1 ? 0 : (1 - t) * HandFunctions.Log(1 - y[k])),
                    LossKind.CategoricalCrossEntropy => t == 0 ? 0 : -t * HandFunctions.Log(y[k]),
                    LossKind.AbsoluteError => Math.Abs(y[k] - t),
                    LossKind.Huber => Math.Abs(y[k] - t) <= 1 ? (y[k] - t) * (y[k] - t) / 2 : Math.Abs(y[k] - t) - 0.5m,
                    LossKind.LogCosh => HandFunctions.Log((decimal)Math.Cosh((double)(y[k] - t))),
                    LossKind.Hinge => Math.Max(0, 1 - (t * y[k])),
                    LossKind.KullbackLeibler => t == 0 ? 0 : t * HandFunctions.Log(t / y[k]),
                    var other => throw new InvalidOperationException($"No derivative of {other} is known here."),
                });
            }
        }

        return sum / Divisor();
    }

    private (decimal[][][] Weights, decimal[]?[] Biases) Backward(bool written)
    {
        decimal[][][] gradients = new decimal[Last + 1][][];
        decimal[]?[] biasGradients = new decimal[Last + 1][];
        decimal[][] above = [];
        for (int l = Last; l >= 0; l--)
        {
            Layer layer = _fixture.Network.Layers[l];
            decimal[][] delta = Empty(Samples, layer.Units);
            for (int n = 0; n < Samples; n++)
            {
                decimal[] values = l == Last && LossFunction.IsFused(_fixture.Loss, layer.Activation)
                    ? FusedDeltas(n)
                    : Deltas(l, n, above, written);
                for (int k = 0; k < layer.Units; k++)
                {
                    delta[n][k] = Write(Layout.Delta(l), (n * layer.Units) + k, values[k], written);
                }
            }

            gradients[l] = Gradient(l, delta, written);
            biasGradients[l] = BiasGradient(l, delta, written);
            above = delta;
        }

        if (Layout.HasOptional)
        {
            InputGradients(above, written);
        }

        return (gradients, biasGradients);
    }

    private decimal[] FusedDeltas(int n)
    {
        decimal[] y = Outputs(n);
        decimal labels = _fixture.Loss.Term is BinaryCrossEntropy ? 1 : Enumerable.Range(0, y.Length).Sum(k => Label(n, k));
        return [.. y.Select((output, k) => ((output * labels) - Label(n, k)) / Divisor())];
    }

    private decimal[] Deltas(int l, int n, decimal[][] above, bool written)
    {
        Layer layer = _fixture.Network.Layers[l];
        bool isSoftmax = layer.Activation is Softmax;
        bool isStated = written && Layout.HasOptional;
        decimal[] s = new decimal[layer.Units];
        for (int k = 0; k < s.Length; k++)
        {
            decimal value = l == Last ? OutputGradient(n, k) : FromAbove(l, n, k, above);
            s[k] = isStated ? Write(Layout.Find(Quantity.OutputGradient, l)!, (n * s.Length) + k, value)
                : isSoftmax ? _style.Derivative(value)
                : _style.OutputGradient(value);
        }

        if (!isSoftmax)
        {
            return [.. s.Select((value, k) => value * DerivativeOf(l, n, k, isStated))];
        }

        decimal[] p = _style.FromOutputs ? _z[l][n] : HandFunctions.Softmax(_a[l][n]);
        decimal mean = p.Zip(s, (x, y) => _style.Product(x * y)).Sum();
        return [.. p.Zip(s, (x, y) => x * (y - mean))];
    }

    private decimal DerivativeOf(int l, int n, int k, bool isStated)
    {
        decimal value = Derivative(_fixture.Network.Layers[l].Activation, _a[l][n][k], _z[l][n][k]);
        return isStated ? Write(Layout.Find(Quantity.Derivative, l)!, (n * _a[l][n].Length) + k, value) : _style.Derivative(value);
    }

    private void InputGradients(decimal[][] deltas, bool written)
    {
        int inputs = _fixture.Network.Layers[0].Inputs;
        for (int i = 0; i < Samples * inputs; i++)
        {
            (int n, int m) = Math.DivRem(i, inputs);
            decimal sum = Enumerable.Range(0, deltas[n].Length).Sum(k => _style.Product(_weights[0][k][m] * deltas[n][k]));
            _ = Write(Layout.Find(Quantity.InputGradient, -1)!, i, sum, written);
        }
    }

    private decimal OutputGradient(int n, int k)
    {
        (decimal y, decimal t) = (_z[Last][n][k], Label(n, k));
        return _fixture.Loss.Kind switch
        {
            LossKind.HalfSquaredError => y - t,
            LossKind.SquaredError => 2 * (y - t),
            LossKind.BinaryCrossEntropy => (y - t) / (y * (1 - y)),
            LossKind.CategoricalCrossEntropy or LossKind.KullbackLeibler => -t / y,
            LossKind.AbsoluteError => Math.Sign(y - t),
            LossKind.Huber => Math.Clamp(y - t, -1, 1),
            LossKind.LogCosh => (decimal)Math.Tanh((double)(y - t)),
            LossKind.Hinge => t * y <= 1 ? -t : 0,
            var other => throw new InvalidOperationException($"No derivative of {other} is known here."),
        } / Divisor();
    }

    private decimal FromAbove(int l, int n, int m, decimal[][] above)
        => Enumerable.Range(0, above[n].Length).Sum(k => _style.Product(_weights[l + 1][k][m] * above[n][k]));

    private decimal Derivative(Activation h, decimal a, decimal z)
        => (_style.FromOutputs ? HandFunctions.DerivativeOfOutput(h, z, _style) : null) ?? HandFunctions.Derivative(h, a);

    private decimal[][] Gradient(int l, decimal[][] delta, bool written)
    {
        Layer layer = _fixture.Network.Layers[l];
        decimal[][] z = l == 0 ? Rows(_fixture.Batch.Inputs, Samples) : _z[l - 1];
        decimal[][] gradient = Empty(layer.Units, layer.Inputs);
        for (int i = 0; i < layer.Units * layer.Inputs; i++)
        {
            (int k, int m) = Math.DivRem(i, layer.Inputs);
            gradient[k][m] = Write(
                Layout.WeightGradient(l), i, Enumerable.Range(0, Samples).Sum(n => _style.Product(delta[n][k] * z[n][m])), written);
        }

        return gradient;
    }

    private decimal[]? BiasGradient(int l, decimal[][] delta, bool written) => Layout.BiasGradient(l) is not { } step ? null
        : step.IsShared ? [Write(step, 0, delta.Sum(row => row.Sum()), written)]
        : [.. Enumerable.Range(0, step.Length).Select(k => Write(step, k, Enumerable.Range(0, Samples).Sum(n => delta[n][k]), written))];

    private void Update(Training training, decimal[][][] gradients, decimal[]?[] biasGradients, bool statesUpdates, bool written)
    {
        decimal rate = (decimal)training.LearningRate;
        for (int l = 0; l <= Last; l++)
        {
            Layer layer = _fixture.Network.Layers[l];
            decimal[][] weights = Empty(layer.Units, layer.Inputs);
            for (int i = 0; i < layer.Units * layer.Inputs; i++)
            {
                (int k, int m) = Math.DivRem(i, layer.Inputs);
                decimal update = Update(Quantity.WeightUpdate, -rate * gradients[l][k][m], i);
                weights[k][m] = Write(Layout.UpdatedWeights(l), i, _weights[l][k][m] + update, written);
            }

            _weights[l] = weights;
            for (int k = 0; training.Biases && k < biasGradients[l]?.Length; k++)
            {
                decimal update = Update(Quantity.BiasUpdate, -rate * biasGradients[l]![k], k);
                _biases[l]![k] = Write(Layout.UpdatedBias(l)!, k, _biases[l]![k] + update, written);
            }

            decimal Update(Quantity quantity, decimal value, int index)
                => statesUpdates ? Write(Layout.Find(quantity, l)!, index, value) : _style.Product(value);
        }
    }

    /// <summary>The outputs from which a cross-entropy is calculated.</summary>
    private decimal[] Outputs(int n)
    {
        Activation last = _fixture.Network.Layers[Last].Activation;
        return _style.FromOutputs || !LossFunction.IsFused(_fixture.Loss, last) ? _z[Last][n] : Activated(last, _a[Last][n]);
    }

    private static decimal[] Activated(Activation h, decimal[] a)
        => h is Softmax ? HandFunctions.Softmax(a) : [.. a.Select(x => HandFunctions.Value(h, x))];

    private decimal Label(int n, int k) => (decimal)_fixture.Batch.Labels[(n * _fixture.Network.Outputs) + k];

    private int Divisor() => _fixture.Loss.Reduction switch
    {
        Reduction.Sum => 1,
        Reduction.MeanOverSamples => Samples,
        Reduction.MeanOverOutputs => _fixture.Network.Outputs,
        _ => Samples * _fixture.Network.Outputs,
    };

    private static decimal[][] Empty(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => new decimal[columns])];

    private static decimal[][] Rows(ReadOnlySpan<double> values, int rows)
        => [.. Array.ConvertAll(values.ToArray(), x => (decimal)x).Chunk(values.Length / rows)];
}
