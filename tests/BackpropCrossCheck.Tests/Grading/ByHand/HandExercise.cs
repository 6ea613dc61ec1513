using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>Random exercises that a person could calculate, and their answers.</summary>
internal static class HandExercise
{
    /// <summary>One to three layers of one to three units, one to three samples, any activation, loss and reduction; every third one with a
    /// training.</summary>
    public static Fixture Create(int seed)
    {
        var random = new Random(seed);
        var loss = new Loss(((LossKind)random.Next(4)).Term, (Reduction)random.Next(4));
        int[] widths = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(1, 4))];
        var layers = new Layer[widths.Length - 1];
        for (int l = 0; l < layers.Length; l++)
        {
            bool last = l == layers.Length - 1;
            ActivationKind kind = last && loss.IsCrossEntropy && random.Next(3) > 0
                ? loss.Term is BinaryCrossEntropy ? ActivationKind.Sigmoid : ActivationKind.Softmax
                : (ActivationKind)random.Next(11);
            Activation activation = Activation.Of(kind).Alpha is not null
                ? Activation.Of(kind, random.Next(1, 10) / 10.0)
                : Activation.Of(kind);
            layers[l] = new Layer(
                widths[l], widths[l + 1], Numbers(random, widths[l] * widths[l + 1], 9), random.Next(2) == 0
                    ? Numbers(random, widths[l + 1], 9)
                    : null, activation);
        }

        int samples = random.Next(1, 4);
        double[] labels = [.. Enumerable.Range(0, samples * widths[^1]).Select(_ => random.Next(0, 11) / 10.0)];
        return new Fixture
        {
            Name = FormattableString.Invariant($"exercise {seed}"),
            Network = new Network(layers),
            Batch = new Batch(samples, Numbers(random, samples * widths[0], 20), labels),
            Loss = loss,
            Training = seed % 3 == 0 ? new Training(random.Next(1, 6) / 10.0, random.Next(1, 3), random.Next(2) == 0) : null,
        };
    }

    /// <summary>A style for 2, 3 or 4 decimals or for 3 or 4 significant digits.</summary>
    public static HandStyle Style(int seed)
    {
        var random = new Random(~seed);
        bool significant = random.Next(4) == 0;
        return new HandStyle(
            significant ? random.Next(3, 5) : random.Next(2, 5),
            significant,
            HandStyle.Modes[seed % 3],
            (HandGrain)random.Next(Enum.GetValues<HandGrain>().Length),
            random.Next(2) == 0);
    }

    /// <summary>The numbers as an answer, without the tensors that are left out.</summary>
    public static IndependentResult Answer(
        Fixture fixture, HandStyle style, Dictionary<(int Step, int Index), decimal> numbers, Func<Step, bool>? isGiven = null)
    {
        var given = new TensorSet(fixture.Layout);
        foreach (Step step in fixture.Layout.Steps.Where(step => numbers.ContainsKey((step.Index, 0)) && isGiven?.Invoke(step) != false))
        {
            given.Set(step, [.. Enumerable.Range(0, step.Length).Select(i => (double)numbers[(step.Index, i)])]);
        }

        NumberPrecision precision = style.Significant
            ? new NumberPrecision.Significant(style.Digits)
            : new NumberPrecision.Decimals(style.Digits);
        return new IndependentResult("somebody", ResultKind.Hand, precision, fixture.Loss, given);
    }

    /// <summary>One decimal each, not zero.</summary>
    private static double[] Numbers(Random random, int count, int largest)
        => [.. Enumerable.Range(0, count).Select(_ => (random.Next(2) == 0 ? -1 : 1) * random.Next(1, largest + 1) / 10.0)];
}
