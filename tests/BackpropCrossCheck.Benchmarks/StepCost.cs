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
    private const int Many = 1000;

    /// <summary>Measures and prints a table.</summary>
    /// <param name="path">A small fixture.</param>
    /// <returns>The exit code.</returns>
    public static int Measure(string path)
    {
        Console.WriteLine("| fixture | steps | whole calculation | time, whole / steps | bytes allocated, whole / steps |");
        Console.WriteLine("|---|---|---|---|---|");
        Row(path, FixtureReader.Read(path) with { Training = null, Expected = [] });
        Row("1 000 networks of 1 to 3 layers of 1 to 5 units, 1 to 4 samples", [.. Enumerable.Range(0, Many).Select(Small)]);
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
                GradientRelations.AddTo(
                    reference, result, FloatFormat.Float32, PrintedDigits.Of(result, FloatFormat.Float32), convention, tensors, steps);
            },
            () => new Reference(fixture, new KnownEngine(numbers)).AllowedAgainst(FloatFormat.Float32)));
    }

    /// <summary>What the steps of fixtures cost, one after the other.</summary>
    private static void Row(string name, params Fixture[] fixtures)
    {
        TensorSet[] numbers = Array.ConvertAll(fixtures, fixture => new BackpropagationEngine().Calculate(fixture));
        Reference[] references = [.. fixtures.Zip(numbers, (fixture, own) => new Reference(fixture, new KnownEngine(own)))];
        IndependentResult[] results = [.. fixtures.Zip(
            numbers, (fixture, own) => new IndependentResult("program", ResultKind.Recorded, NumberPrecision.Float32, fixture.Loss, own))];
        Print(name, InTurn.Of(
            () =>
            {
                for (int i = 0; i < results.Length; i++)
                {
                    StepRule.Judge(
                        references[i],
                        results[i],
                        FloatFormat.Float32,
                        KinkDerivative.TensorFlow,
                        PrintedDigits.Of(results[i], FloatFormat.Float32));
                }
            },
            () =>
            {
                for (int i = 0; i < results.Length; i++)
                {
                    new Reference(fixtures[i], new KnownEngine(numbers[i])).AllowedAgainst(FloatFormat.Float32);
                }
            }));
    }

    private static void Print(string name, Timing timing) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {timing.Kept:G3} µs | {timing.Plain:G3} µs | {timing.Ratio:F2} | {timing.Allocated:F2} |"));

    /// <summary>A small network with any activation.</summary>
    private static Fixture Small(int seed)
    {
        var random = new Random(seed);
        int[] widths = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(1, 6))];
        int samples = random.Next(1, 5);
        return new Fixture
        {
            Name = "small",
            Network = new Network([.. Enumerable.Range(0, widths.Length - 1).Select(l => new Layer(
                widths[l],
                widths[l + 1],
                Numbers(random, widths[l] * widths[l + 1], 1),
                Numbers(random, widths[l + 1], 1),
                Activation.All[random.Next(Activation.All.Count)]))]),
            Batch = new Batch(samples, Numbers(random, samples * widths[0], 1), Numbers(random, samples * widths[^1], 1)),
            Loss = new Loss(new HalfSquaredError(), Reduction.Sum),
        };
    }

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
