using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>Random exercises over every activation, loss and reduction, with the conventions of textbooks: one bias for a layer, Δw, h'(a),
/// ∂L/∂z and ∂L/∂x, numbers that are stated in another convention of the loss.</summary>
internal static class BroadExercise
{
    private static readonly ActivationKind[] WithLogarithm =
        [ActivationKind.Sigmoid, ActivationKind.Softmax, ActivationKind.Softplus, ActivationKind.HardSigmoid];

    /// <summary>One to three layers of one to three units, one to three samples; every third one with a training.</summary>
    public static Fixture Create(int seed)
    {
        var random = new Random(7_000_003 + seed);
        Loss loss = Enum.GetValues<LossKind>()[random.Next(9)].With((Reduction)random.Next(4));
        int[] widths = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(1, 4))];
        int samples = random.Next(1, 4);
        return new Fixture
        {
            Name = FormattableString.Invariant($"broad exercise {seed}"),
            Network = new Network([.. Enumerable.Range(0, widths.Length - 1).Select(l => LayerOf(random, widths, l, loss))]),
            Batch = new Batch(samples, Numbers(random, samples * widths[0]), Labels(random, samples * widths[^1], loss)),
            Loss = loss,
            Training = seed % 3 == 0 ? new Training(random.Next(1, 6) / 10.0, random.Next(1, 3), random.Next(2) == 0) : null,
            HasOptional = seed % 4 == 1 || seed % 12 == 6,
        };
    }

    /// <summary>The convention in which the numbers are stated. A training descends the fixture's own loss, so that it has no
    /// other.</summary>
    public static Loss Stated(Fixture fixture, int seed)
    {
        var random = new Random(~seed);
        Loss loss = fixture.Loss;
        return fixture.Training is not null || seed % 5 != 0 ? loss
            : new Loss(
                loss.Kind switch
                {
                    LossKind.HalfSquaredError => LossKind.SquaredError.Term,
                    LossKind.SquaredError => LossKind.HalfSquaredError.Term,
                    _ => loss.Term,
                },
                (Reduction)random.Next(4));
    }

    private static Layer LayerOf(Random random, int[] widths, int l, Loss loss)
    {
        bool isLast = l == widths.Length - 2;
        ActivationKind kind = !isLast || !loss.HasLogarithm ? Enum.GetValues<ActivationKind>()[random.Next(18)]
            : loss.Term is BinaryCrossEntropy && random.Next(2) == 0 ? ActivationKind.Sigmoid
            : loss.Term is CategoricalCrossEntropy && random.Next(2) == 0 ? ActivationKind.Softmax
            : WithLogarithm[random.Next(WithLogarithm.Length)];
        Activation activation = Activation.Of(kind).Alpha is not null
            ? Activation.Of(kind, random.Next(1, 10) / 10.0)
            : Activation.Of(kind);
        double[] weights = Numbers(random, widths[l] * widths[l + 1]);
        return random.Next(5) switch
        {
            0 => Layer.SharingBias(widths[l], widths[l + 1], weights, Numbers(random, 1)[0], activation),
            1 or 2 => new Layer(widths[l], widths[l + 1], weights, null, activation),
            _ => new Layer(widths[l], widths[l + 1], weights, Numbers(random, widths[l + 1]), activation),
        };
    }

    private static double[] Labels(Random random, int count, Loss loss)
        => [.. Enumerable.Range(0, count).Select(_ => loss.Term is Hinge ? (random.Next(2) * 2) - 1 : random.Next(0, 11) / 10.0)];

    /// <summary>One decimal each, or two where somebody made the exercise so; not zero.</summary>
    private static double[] Numbers(Random random, int count)
    {
        int unit = random.Next(4) == 0 ? 100 : 10;
        return
        [
            .. Enumerable.Range(0, count)
                .Select(_ => (random.Next(2) == 0 ? -1 : 1) * random.Next(1, (unit * 3 / 2) + 1) / (double)unit),
        ];
    }
}
