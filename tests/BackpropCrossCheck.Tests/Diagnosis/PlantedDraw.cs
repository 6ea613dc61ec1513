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

    /// <summary>What is smaller than this share of the largest number of all may be what is left of a sum that cancels.</summary>
    private const double Cancelled = 1e-12;
    private const int MostTries = 400;

    private readonly Random _random = new(seed);

    /// <summary>The causes that a single pass can show.</summary>
    public static IReadOnlyList<string> Causes { get; } =
    [
        "loss-convention", "uniform-factor", "sign-flipped", "missing-activation-derivative", "derivative-at-output",
        "derivative-formula-on-preactivation", "softmax-diagonal-only", "output-derivative-twice", "activation-applied-twice",
        "transposed-weights", "transposed-gradient", "preactivation-as-input", "updated-weights", "updated-weights-reported",
        "weight-decay", "bias-ignored", "bias-gradient-zero", "bias-gradient-averaged", "single-sample", "wrong-activation",
        "rounded-intermediates", "truncated-intermediates", "weights-transposed-forward", "activation-applied-to-stored-output",
        "network-input-as-input", "bias-gradient-summed-over-units", "bias-gradient-row-sum", "bias-gradient-one-sample",
        "bias-gradient-value", "bias-gradient-one", "overwritten-gradient", "error-sent-back", "incoming-gradient-ignored",
        "weights-ignored", "sample-left-out", "mean-of-micro-batches", "output-for-error", "other-loss", "other-labels", "softmax-axis",
        "epsilon-in-logarithm", "clipped-probability", "wrong-derivative", "bfloat16", "half-precision", "single-precision",
        "printed-digits", "clipped-by-norm", "clipped-by-value", "applied-after-delta", "loss-value-only", "kink-convention", "all-zero",
        "scaled-tensor",
    ];

    /// <summary>The causes that lie in the format of the numbers.</summary>
    public static IReadOnlyList<string> CausesOfFormat { get; } = ["bfloat16", "half-precision", "single-precision", "printed-digits"];

    /// <summary>The loss value and the gradients, as most libraries give them.</summary>
    public static bool IsLossOrGradient(Step step) => step.IsGradient || step.Quantity == Quantity.Loss;

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
    /// <param name="cause">The cause.</param>
    /// <param name="kept">The quantities in which the mistake has to be noticeable; null for all.</param>
    public (Fixture Fixture, Planting Mistake) Of(string cause, Func<Step, bool>? kept = null)
    {
        Func<Step, bool> shown = kept ?? Kept(everything: true);
        double noticeable = CausesOfFormat.Contains(cause) ? 0 : Noticeable;
        for (int i = 0; i < MostTries; i++)
        {
            Fixture fixture = Network(cause);
            if (Mistake(cause, fixture) is { } mistake && IsNoticeable(fixture, shown, [], [mistake], noticeable))
            {
                return (fixture, mistake);
            }
        }

        throw new InvalidOperationException($"No network for {cause}, seed {seed}.");
    }

    /// <summary>True if two sets of mistakes give different numbers.</summary>
    public static bool IsNoticeable(
        Fixture fixture, Func<Step, bool> kept, Planting[] left, Planting[] right, double noticeable = Noticeable)
    {
        TensorSet x = Simulation.Of(fixture, isSingle: false, left);
        TensorSet y = Simulation.Of(fixture, isSingle: false, right);
        Step[] steps = [.. fixture.Layout.Steps.Where(step => x[step] is not null && kept(step))];
        double Largest(Step step) => Math.Max(x[step]!.Max(Math.Abs), y[step]!.Max(Math.Abs));
        double least = Cancelled * steps.Select(Largest).DefaultIfEmpty(0).Max();
        return steps.All(step => Array.TrueForAll(y[step]!, double.IsFinite)) && steps.Any(step =>
        {
            double largest = Math.Max(Largest(step), least);
            return x[step]!.Zip(y[step]!).Any(pair => Math.Abs(pair.First - pair.Second) > noticeable * largest);
        });
    }

    /// <summary>The network with a training of a few steps whose numbers are finite.</summary>
    public Fixture Trained(Fixture fixture)
    {
        while (true)
        {
            var training = new Training(Math.Round(Math.Pow(10, -1 - (2 * _random.NextDouble())), 4), _random.Next(1, 5), Biases: true);
            Fixture trained = fixture with { Training = training };
            try
            {
                TensorSet numbers = SimulatedTraining.Of(trained, isSingle: true);
                if (trained.Layout.Steps.All(step => numbers[step] is not { } values || Array.TrueForAll(values, double.IsFinite)))
                {
                    return trained;
                }
            }
            catch (UndefinedLossException)
            {
                // A step took an output out of the domain of the loss. Draw another training.
                continue;
            }
        }
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
    public Planting? Mistake(string cause, Fixture fixture) => new MistakeDraw(_random, fixture).Of(cause);

    private Fixture Any(string cause)
    {
        bool isFused = cause is "output-derivative-twice" or "activation-applied-twice"
            or "epsilon-in-logarithm" or "clipped-probability";
        var kind = isFused ? (LossKind)_random.Next(2, 4) : (LossKind)_random.Next(4);
        ActivationKind last = isFused
            ? (kind == LossKind.BinaryCrossEntropy ? ActivationKind.Sigmoid : ActivationKind.Softmax)
            : (ActivationKind)_random.Next(11);
        bool mayLeave = kind is LossKind.BinaryCrossEntropy or LossKind.CategoricalCrossEntropy
            && last is not (ActivationKind.Sigmoid or ActivationKind.Softmax);
        int count = _random.Next(1, 5);
        int[] widths = [.. Enumerable.Range(0, count + 1).Select(_ => _random.Next(1, 6))];
        // A single softmax unit is 1, whatever goes in, and its loss is always 0.
        widths[^1] = isFused && last == ActivationKind.Softmax ? Math.Max(widths[^1], 2) : widths[^1];
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
            bool isSaturated = cause is "epsilon-in-logarithm" or "clipped-probability" && l == count - 1;
            double range = isSaturated ? 6 / Math.Sqrt(widths[l]) : kept ? 0.05 / widths[l] : 2 / Math.Sqrt(widths[l]);
            layers[l] = new Layer(
                widths[l], widths[l + 1], RandomFixture.Numbers(_random, widths[l] * widths[l + 1], range), bias, Activated(activation));
        }

        if (cause is "kink-convention")
        {
            AddKink(layers);
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

    /// <summary>Gives a unit no weights and no bias, so that its pre-activation is exactly 0.</summary>
    private void AddKink(Layer[] layers)
    {
        int at = _random.Next(layers.Length);
        Layer of = layers[at];
        int unit = _random.Next(of.Units);
        double[] bias = of.HasBias ? of.Bias.ToArray() : new double[of.Units];
        bias[unit] = 0;
        ActivationKind[] kinked = [ActivationKind.Relu, ActivationKind.LeakyRelu, ActivationKind.Elu];
        layers[at] = new Layer(
            of.Inputs,
            of.Units,
            [.. of.Weights.ToArray().Select((w, i) => i / of.Inputs == unit ? 0 : w)],
            bias,
            Activated(kinked[_random.Next(kinked.Length)]));
    }

    private Activation Activated(ActivationKind kind) => MistakeDraw.Activated(kind, _random);
}
