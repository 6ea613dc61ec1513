using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Random networks, and random mistakes that change their numbers.</summary>
/// <param name="seed">The seed.</param>
internal sealed class PlantedDraw(int seed)
{
    /// <summary>A mistake must change some number by this much, relative to the largest of its tensor.</summary>
    private const double Noticeable = 1e-4;
    private const int MostTries = 400;

    private readonly Random _random = new(seed);

    /// <summary>The causes that a single mistake can have.</summary>
    public static IReadOnlyList<string> Causes { get; } =
    [
        "loss-convention", "uniform-factor", "sign-flipped", "missing-activation-derivative", "derivative-at-output",
        "derivative-formula-on-preactivation", "softmax-diagonal-only", "output-derivative-twice", "activation-applied-twice",
        "transposed-weights", "transposed-gradient", "preactivation-as-input", "updated-weights", "updated-weights-reported",
        "weight-decay", "bias-ignored", "bias-gradient-zero", "bias-gradient-averaged", "single-sample", "wrong-activation",
        "rounded-intermediates", "truncated-intermediates",
    ];

    /// <summary>A network of 1 to 4 layers of 1 to 5 units, with a batch of 1 to 5 samples, whose numbers are finite.</summary>
    public Fixture Network(string cause = "")
    {
        while (true)
        {
            Fixture fixture = Any(cause);
            TensorSet numbers = Simulation.Of(fixture, isSingle: true);
            if (fixture.Layout.Steps.All(step => numbers[step] is not { } values || Array.TrueForAll(values, double.IsFinite)))
            {
                return fixture;
            }
        }
    }

    /// <summary>A network and a mistake of a cause that changes its numbers.</summary>
    public (Fixture Fixture, Planting Mistake) Of(string cause)
    {
        for (int i = 0; i < MostTries; i++)
        {
            Fixture fixture = Network(cause);
            if (Mistake(cause, fixture) is { } mistake && IsNoticeable(fixture, Kept(everything: true), [], [mistake]))
            {
                return (fixture, mistake);
            }
        }

        throw new InvalidOperationException($"No network for {cause}, seed {seed}.");
    }

    /// <summary>True if two sets of mistakes give different numbers.</summary>
    public static bool IsNoticeable(Fixture fixture, Func<Step, bool> kept, Planting[] left, Planting[] right)
    {
        TensorSet x = Simulation.Of(fixture, isSingle: false, left);
        TensorSet y = Simulation.Of(fixture, isSingle: false, right);
        Step[] steps = [.. fixture.Layout.Steps.Where(step => x[step] is not null && kept(step))];
        return steps.All(step => Array.TrueForAll(y[step]!, double.IsFinite)) && steps.Any(step =>
        {
            double largest = Math.Max(x[step]!.Max(Math.Abs), y[step]!.Max(Math.Abs));
            return x[step]!.Zip(y[step]!).Any(pair => Math.Abs(pair.First - pair.Second) > Noticeable * largest);
        });
    }

    /// <summary>The quantities that the other side gives: everything, or gradients with or without others.</summary>
    public Func<Step, bool> Kept(bool everything)
    {
        int also = everything ? 0 : _random.Next(6);
        Quantity? other = also switch
        {
            2 => Quantity.Loss,
            3 => Quantity.Delta,
            4 => Quantity.Output,
            _ => null,
        };
        return step => also < 2 || step.IsGradient || step.Quantity == other;
    }

    /// <summary>A mistake of a cause somewhere in a network; null if the network has no place for it.</summary>
    public Planting? Mistake(string cause, Fixture fixture)
    {
        int last = fixture.Network.Layers.Count - 1;
        int layer = _random.Next(last + 1);
        Layer of = fixture.Network.Layers[layer];
        bool isFused = LossFunction.IsFused(fixture.Loss, fixture.Network.Layers[last].Activation);
        bool hasDerivative = of.Activation is not Linear && !(layer == last && isFused);
        return cause switch
        {
            "loss-convention" => Convention(fixture) is { } factor ? new Planting(cause, null, factor) : null,
            "uniform-factor" => new Planting(cause, null, Math.Pow(10, (_random.NextDouble() * 2) - 1)),
            "sign-flipped" => new Planting(cause, last > 0 && _random.Next(2) == 0 ? layer : null, -1),
            "missing-activation-derivative" or "derivative-at-output" => hasDerivative ? new Planting(cause, layer) : null,
            "derivative-formula-on-preactivation" =>
                hasDerivative && of.Activation.Kind is not (ActivationKind.Swish or ActivationKind.Gelu)
                    ? new Planting(cause, layer)
                    : null,
            "softmax-diagonal-only" => hasDerivative && of.Activation is Softmax ? new Planting(cause, layer) : null,
            "output-derivative-twice" or "activation-applied-twice" => isFused ? new Planting(cause, last) : null,
            "transposed-weights" => layer > 0 && of.Inputs == of.Units ? new Planting(cause, layer) : null,
            "transposed-gradient" => of.Inputs > 1 && of.Units > 1 ? new Planting(cause, layer) : null,
            "preactivation-as-input" => layer > 0 ? new Planting(cause, layer) : null,
            "updated-weights" => last > 0 ? new Planting(cause, null, Rate()) : null,
            "updated-weights-reported" or "weight-decay" => new Planting(cause, null, Rate()),
            "bias-ignored" or "bias-gradient-zero" => of.HasBias ? new Planting(cause, layer) : null,
            "bias-gradient-averaged" => of.HasBias && fixture.Batch.Samples > 1 ? new Planting(cause, layer) : null,
            "single-sample" => fixture.Batch.Samples > 1 ? new Planting(cause, null, _random.Next(fixture.Batch.Samples) + 1) : null,
            "wrong-activation" => Another(of.Activation) is { } other ? new Planting(cause, layer, 0, other) : null,
            _ => new Planting(cause, null, _random.Next(2, 5)),
        };
    }

    private Fixture Any(string cause)
    {
        bool isFused = cause is "output-derivative-twice" or "activation-applied-twice";
        var kind = isFused ? (LossKind)_random.Next(2, 4) : (LossKind)_random.Next(4);
        ActivationKind last = isFused
            ? (kind == LossKind.BinaryCrossEntropy ? ActivationKind.Sigmoid : ActivationKind.Softmax)
            : (ActivationKind)_random.Next(11);
        bool mayLeave = kind is LossKind.BinaryCrossEntropy or LossKind.CategoricalCrossEntropy
            && last is not (ActivationKind.Sigmoid or ActivationKind.Softmax);
        int count = _random.Next(1, 5);
        int[] widths = [.. Enumerable.Range(0, count + 1).Select(_ => _random.Next(1, 6))];
        var layers = new Layer[count];
        for (int l = 0; l < count; l++)
        {
            bool kept = mayLeave && l == count - 1;
            if (cause is "transposed-weights" && l > 0)
            {
                widths[l + 1] = widths[l];
            }

            ActivationKind activation = l == count - 1 ? last
                : cause == "softmax-diagonal-only" && _random.Next(2) == 0 ? ActivationKind.Softmax
                : (ActivationKind)_random.Next(11);
            double[]? bias = kept ? [.. Enumerable.Repeat(0.3, widths[l + 1])]
                : _random.Next(3) > 0 ? RandomFixture.Numbers(_random, widths[l + 1], 0.5)
                : null;
            double range = kept ? 0.05 / widths[l] : 2 / Math.Sqrt(widths[l]);
            layers[l] = new Layer(
                widths[l], widths[l + 1], RandomFixture.Numbers(_random, widths[l] * widths[l + 1], range), bias, Activated(activation));
        }

        int samples = _random.Next(1, 6);
        return new Fixture
        {
            Name = FormattableString.Invariant($"planted {seed}"),
            Network = new Network(layers),
            Batch = new Batch(
                samples,
                RandomFixture.Numbers(_random, samples * widths[0], 1.5),
                [.. RandomFixture.Numbers(_random, samples * widths[^1], 1).Select(Math.Abs)]),
            Loss = new Loss(kind.Term, (Reduction)_random.Next(4)),
        };
    }

    private double Rate() => Math.Pow(10, -2 * _random.NextDouble());

    private double? Convention(Fixture fixture)
    {
        var other = new Loss(
            fixture.Loss.IsCrossEntropy ? fixture.Loss.Term : ((LossKind)_random.Next(2)).Term, (Reduction)_random.Next(4));
        double factor = fixture.Loss.FactorTo(other, fixture.Batch.Samples, fixture.Network.Outputs);
        return factor == 1 ? null : factor;
    }

    private Activation? Another(Activation own)
    {
        Activation other = Activated((ActivationKind)_random.Next(11));
        return other.Kind == own.Kind && own.Alpha is null ? null : other;
    }

    private Activation Activated(ActivationKind kind)
        => Activation.Of(kind).Alpha is not null ? Activation.Of(kind, Math.Round(0.05 + _random.NextDouble(), 2)) : Activation.Of(kind);
}
