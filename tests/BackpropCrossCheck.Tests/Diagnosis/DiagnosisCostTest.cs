using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Measures and prints the cost of a diagnosis, without judging it.</summary>
public sealed class DiagnosisCostTest
{
    private const int Repetitions = 5;

    /// <summary>Processor time, so that other programs matter little.</summary>
    private static TimeSpan Now => Environment.CpuUsage.UserTime;

    [Test]
    [Explicit("Measures times, which no test may depend on.")]
    public void Cost_OfEachCause_IsPrinted()
    {
        Small();
        Large(step => step.IsGradient, "gradients only");
        Large(_ => true, "everything");
    }

    private static void Small()
    {
        Fixture fixture = RandomFixture.Create(5);
        for (int i = 0; i < 20; i++)
        {
            ResultComparison comparison = Broken(Planted.Reference(fixture), _ => true).Comparison;
            TimeSpan start = Now;
            int findings = comparison.Findings.Count;
            TestContext.Progress.WriteLine($"small, run {i + 1}: {(Now - start).TotalMilliseconds:F1} ms, {findings} findings");
        }
    }

    private static void Large(Func<Step, bool> kept, string name)
    {
        var random = new Random(1);
        int[] widths = [784, 512, 256, 10];
        Layer[] layers = [.. Enumerable.Range(0, 3).Select(l => new Layer(
            widths[l],
            widths[l + 1],
            RandomFixture.Numbers(random, widths[l] * widths[l + 1], 2 / Math.Sqrt(widths[l])),
            new double[widths[l + 1]],
            Activation.Of(l < 2 ? ActivationKind.Tanh : ActivationKind.Softmax)))];
        var fixture = new Fixture
        {
            Name = "large",
            Network = new Network(layers),
            Batch = new Batch(
                128, RandomFixture.Numbers(random, 128 * 784, 1), [.. RandomFixture.Numbers(random, 1280, 1).Select(Math.Abs)]),
            Loss = new Loss(new CategoricalCrossEntropy(), Reduction.MeanOverSamples),
        };
        Reference reference = Planted.Reference(fixture);
        var pass = new Backpropagation(fixture.Network, fixture.Batch, fixture.Loss);
        pass.Run();
        TimeSpan start = Now;
        for (int i = 0; i < Repetitions; i++)
        {
            pass.Run();
        }

        double once = (Now - start).TotalSeconds / Repetitions;
        JudgedNumbers broken = Broken(reference, kept).Numbers;
        var evidence = new Evidence(
            fixture, Result(reference, kept), Convention.Of(fixture.Loss, fixture.Loss, fixture.Loss, fixture.Layout), broken.Tensors);
        var trial = new Trial(evidence, broken.Rule!);
        foreach (Mistake mistake in KnownMistakes.All)
        {
            start = Now;
            int tried = 0;
            foreach (Suspicion suspicion in mistake.SuspicionsIn(evidence))
            {
                tried++;
                trial.Share(suspicion);
            }

            TestContext.Progress.WriteLine(
                $"large, {name}, {mistake.Cause}: {tried} tried, {(Now - start).TotalSeconds / once:F1} gradient evaluations");
        }
    }

    /// <summary>A comparison with a mistake that no cause explains: the last weight gradient a thousandth off, and one weight of the
    /// first.</summary>
    private static JudgedResult Broken(Reference reference, Func<Step, bool> kept)
        => ResultComparer.Judge(reference, Result(reference, kept));

    private static IndependentResult Result(Reference reference, Func<Step, bool> kept)
    {
        int last = reference.Fixture.Network.Layers.Count - 1;
        TensorLayout layout = reference.Fixture.Layout;
        TensorSet numbers = Planted.Changed(Planted.Rounded(reference.Numbers, FloatFormat.Float32), (step, values) => !kept(step) ? null
            : step == layout.WeightGradient(last)
                || step == layout.WeightGradient(0) ? Array.ConvertAll(values, x => 1.001 * x * x) : values);
        return new IndependentResult("broken", ResultKind.Recorded, NumberPrecision.Float32, reference.Fixture.Loss, numbers);
    }
}
