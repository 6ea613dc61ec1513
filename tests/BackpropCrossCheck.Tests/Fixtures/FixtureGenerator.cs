using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>Random fixtures with every form of the format in them.</summary>
internal sealed class FixtureGenerator(int seed)
{
    private readonly Random _random = new(seed);

    public Fixture Next()
    {
        int[] widths = [.. Enumerable.Range(0, _random.Next(2, 5)).Select(_ => _random.Next(1, 5))];
        int samples = _random.Next(1, 4);
        var network = new Network(Enumerable.Range(1, widths.Length - 1).Select(l => Layer(widths[l - 1], widths[l])));
        Loss loss = new(((LossKind)_random.Next(4)).Term, (Reduction)_random.Next(4));
        double[] labels = Numbers(samples * widths[^1]);
        if (loss.IsCrossEntropy)
        {
            labels = [.. labels.Select(_ => _random.NextDouble())];
        }

        var batch = new Batch(samples, Numbers(samples * widths[0]), labels);
        Training? training = _random.Next(2) == 0 ? Training() : null;
        TensorLayout layout = Fixture.LayoutOf(network, batch);
        return new Fixture
        {
            Name = $"fixture \"{seed}\" äß€😀\n",
            Network = network,
            Batch = batch,
            Loss = loss,
            Regularization = _random.Next(2) == 0 ? Regularization.None
                : new Regularization(Math.Abs(Number()), 0.5) { Half = _random.Next(2) == 0, Biases = _random.Next(2) == 0 },
            Training = training,
            Tolerance = _random.Next(2) == 0 ? new Tolerance(Math.Abs(Number()), Math.Abs(Number())) : null,
            Expected = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Entry(layout, loss, training is not null))],
        };
    }

    private Training Training() => new(Number(), _random.Next(1, 100), _random.Next(2) == 0)
    {
        BySamples = _random.Next(2) == 0,
        Rule = Optimizer.All[_random.Next(Optimizer.All.Count)].WithParameters(
            name => name == "nesterov" ? _random.Next(2) : _random.NextDouble()),
    };

    private Layer Layer(int inputs, int units)
    {
        var kind = (ActivationKind)_random.Next(11);
        Activation activation = Activation.Of(kind).Alpha is not null ? Activation.Of(kind, Number()) : Activation.Of(kind);
        return new Layer(inputs, units, Numbers(units * inputs), _random.Next(2) == 0 ? Numbers(units) : null, activation);
    }

    private ExpectedEntry Entry(TensorLayout layout, Loss loss, bool trained)
    {
        var numbers = new TensorSet(layout);
        foreach (Step step in layout.Steps.Where(step => trained || !step.IsAfterTraining))
        {
            if (step.Quantity == Quantity.Loss || _random.Next(3) > 0)
            {
                numbers.Set(step, Numbers(step.Length), Missing(step.Length));
            }
        }

        NumberPrecision precision = _random.Next(4) switch
        {
            0 => NumberPrecision.Float32,
            1 => NumberPrecision.Float64,
            2 => new NumberPrecision.Decimals(_random.Next(16)),
            _ => new NumberPrecision.Significant(_random.Next(1, 18)),
        };
        return new ExpectedEntry(
            "somebody", (EntryKind)_random.Next(2), loss with { Reduction = (Reduction)_random.Next(4) }, precision, numbers);
    }

    // At least one number stays: a tensor without any is not set.
    private bool[]? Missing(int length)
    {
        if (length == 1 || _random.Next(2) == 0)
        {
            return null;
        }

        bool[] missing = new bool[length];
        missing[_random.Next(length)] = true;
        return missing;
    }

    private double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Number())];

    private double Number()
    {
        double value = _random.Next(5) switch
        {
            0 => BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue)),
            1 => BitConverter.Int64BitsToDouble(_random.NextInt64(1L << 52)),
            2 => _random.Next(-9, 10) * -0.0,
            3 => _random.Next(-99, 100) / 10.0,
            _ => (_random.NextDouble() * 4) - 2,
        };
        return double.IsFinite(value) ? value : -0.0;
    }
}
