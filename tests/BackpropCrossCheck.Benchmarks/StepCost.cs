using System.Globalization;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Relations;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Compares judging numbers from the other side's own numbers with the rounding analysis of the whole calculation.</summary>
internal static class StepCost
{
    private static readonly int[] Widths = [784, 512, 256, 10];
    private const int Samples = 128;

    /// <summary>Measures and prints a table.</summary>
    /// <param name="path">A small fixture.</param>
    /// <returns>The exit code.</returns>
    public static int Measure(string path)
    {
        Console.WriteLine("| fixture | steps | whole calculation | time, whole / steps | bytes allocated, whole / steps |");
        Console.WriteLine("|---|---|---|---|---|");
        Row(path, FixtureReader.Read(path) with { Training = null, Expected = [] });
        Row(string.Create(CultureInfo.InvariantCulture, $"{string.Join('-', Widths)}, {Samples} samples"), Wide());
        Console.WriteLine();
        Console.WriteLine("| gradients only | relations | whole calculation | time, whole / relations | bytes allocated |");
        Console.WriteLine("|---|---|---|---|---|");
        Relations(path, FixtureReader.Read(path) with { Training = null, Expected = [] });
        Relations(string.Create(CultureInfo.InvariantCulture, $"{string.Join('-', Widths)}, {Samples} samples"), Wide());
        return 0;
    }

    /// <summary>What the relations between gradients cost, where a result gives nothing else.</summary>
    private static void Relations(string name, Fixture fixture)
    {
        TensorSet numbers = new BackpropagationEngine().Calculate(fixture);
        var reference = new Reference(fixture, new KnownEngine(numbers));
        var gradients = new TensorSet(fixture.Layout);
        foreach (Step step in fixture.Layout.Steps.Where(step => step.IsGradient))
        {
            gradients.Set(step, Array.ConvertAll(numbers[step]!, value => (double)(float)value));
        }

        var result = new IndependentResult("program", ResultKind.Recorded, NumberPrecision.Float32, fixture.Loss, gradients);
        TensorComparison[] tensors = [.. fixture.Layout.Steps.Where(step => step.IsGradient)
            .Select(step => new TensorComparison(step, numbers[step]!, gradients[step]!, missing: null))];
        var convention = Convention.Of(fixture.Loss, fixture.Loss, fixture.Loss, fixture.Layout);
        reference.AllowedAgainst(FloatFormat.Float32);
        Print(name, InTurn.Of(
            () =>
            {
                var steps = new Dictionary<int, StepJudgement>();
                GradientRelations.AddTo(reference, result, FloatFormat.Float32, convention, tensors, steps);
            },
            () => new Reference(fixture, new KnownEngine(numbers)).AllowedAgainst(FloatFormat.Float32)));
    }

    private static void Row(string name, Fixture fixture)
    {
        TensorSet numbers = new BackpropagationEngine().Calculate(fixture);
        var reference = new Reference(fixture, new KnownEngine(numbers));
        var result = new IndependentResult("program", ResultKind.Recorded, NumberPrecision.Float32, fixture.Loss, numbers);
        Print(name, InTurn.Of(
            () => StepRule.Judge(reference, result, FloatFormat.Float32, KinkDerivative.TensorFlow),
            () => new Reference(fixture, new KnownEngine(numbers)).AllowedAgainst(FloatFormat.Float32)));
    }

    private static void Print(string name, Timing timing) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {timing.Kept:G3} µs | {timing.Plain:G3} µs | {timing.Ratio:F2} | {timing.Allocated:F2} |"));

    private static Fixture Wide()
    {
        var random = new Random(1);
        Layer[] layers =
        [
            .. Enumerable.Range(0, Widths.Length - 1).Select(l => new Layer(
                Widths[l],
                Widths[l + 1],
                Numbers(random, Widths[l] * Widths[l + 1], 1 / Math.Sqrt(Widths[l])),
                Numbers(random, Widths[l + 1], 0.1),
                l == Widths.Length - 2 ? new Softmax() : new Relu())),
        ];
        return new Fixture
        {
            Name = "wide",
            Network = new Network(layers),
            Batch = new Batch(Samples, Numbers(random, Samples * Widths[0], 1), new double[Samples * Widths[^1]]),
            Loss = new Loss(new CategoricalCrossEntropy(), Reduction.MeanOverSamples),
        };
    }

    private static double[] Numbers(Random random, int count, double size)
        => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() - 0.5) * 2 * size))];
}
