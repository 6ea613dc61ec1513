using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>The analysis against the table of the acceptance rule, evaluated naively.</summary>
public sealed class RoundingAnalysisTest
{
    /// <summary>The two evaluate the same formulas in different forms; a lost 1 − z² or 1 − 2z costs a few digits of a ρ. A wrong constant
    /// or a left-out term of the table changes some ρ by more than this, as the rejecting twin shows.</summary>
    private const double SameFormula = 1e-7;

    private static readonly ActivationKind[] Activations = [.. RandomFixture.Activations];

    [Test]
    public void Errors_EveryActivationLossAndReduction_AreThoseOfTheTable(
        [ValueSource(nameof(Activations))] ActivationKind last, [Values] LossKind kind, [Values] Reduction reduction)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            Fixture fixture = RandomFixture.Create(seed, last, new Loss(kind.Term, reduction));
            foreach (FloatFormat format in Enum.GetValues<FloatFormat>())
            {
                var rounding = format.Rounding;
                TensorSet naive = new NaiveRounding(fixture, rounding.UnitRoundoff, rounding.FlushLevel).Evaluate();
                Assert.That(LargestDisagreement(Analysed(fixture, format), naive), Is.LessThan(SameFormula), $"seed {seed}, {format}");
            }
        }
    }

    /// <summary>ρ of a large layer that comes in parts is the same as ρ that comes at once.</summary>
    [Test]
    public void ErrorsInParts_LargeLayer_AreThoseOfTheWhole([Values(0, 0.01)] double strength)
    {
        var random = new Random(1);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
        var network = new Network(
            [new Layer(700, 400, Draw(280_000), Draw(400), new Tanh()), new Layer(400, 2, Draw(800), null, new Linear())]);
        var batch = new Batch(5, Draw(3500), Draw(10));
        var analysis = new RoundingAnalysis(
            network, batch, Loss.HalfSumOfSquares, regularization: Regularization.None with { L2 = strength });
        analysis.Recalculate();
        TensorSet whole = analysis.Errors(FloatFormat.Float32, acrossKinks: false).Values;
        var parts = new TensorSet(whole.Layout);
        int count = 0;
        TensorSet rest = analysis.ErrorsInParts(FloatFormat.Float32, FormulaCare.Any, (step, first, rho) =>
        {
            count++;
            double[] all = parts[step] ?? new double[step.Length];
            rho.CopyTo(all.AsSpan(first));
            parts.Set(step, all);
        }).Values;
        Assert.That(count, Is.GreaterThan(network.Layers.Count), "the first layer has several parts");
        foreach (Step step in whole.Layout.Steps.Where(step => whole[step] is not null))
        {
            Assert.That(rest[step] ?? parts[step], Is.EqualTo(whole[step]), $"{step}");
            Assert.That(rest[step] is null, Is.EqualTo(step.Quantity == Quantity.WeightGradient));
        }
    }

    /// <summary>The rejecting twin: with a slightly different u, ρ is different.</summary>
    [Test]
    public void Errors_AnotherUnitRoundoff_AreNotThoseOfTheTable()
    {
        Fixture fixture = RandomFixture.Create(1, ActivationKind.Tanh, Loss.HalfSumOfSquares);
        TensorSet naive = new NaiveRounding(fixture, Math.ScaleB(1, -24) * 1.001, Math.ScaleB(1, -120)).Evaluate();
        Assert.That(LargestDisagreement(Analysed(fixture, FloatFormat.Float32), naive), Is.GreaterThan(1e-4));
    }

    [Test]
    public void Of_Formats_HaveTheUnitsOfTheRule()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                FormatRounding.Float32,
                Is.EqualTo(new FormatRounding(Math.Pow(2, -24), Math.Pow(2, -120), float.MaxValue, Math.Pow(2, -126))));
            Assert.That(
                FormatRounding.Float64,
                Is.EqualTo(new FormatRounding(Math.Pow(2, -53), Math.Pow(2, -1016), double.MaxValue, Math.Pow(2, -1022))));
        }
    }

    [Test]
    public void Errors_Inputs_AreRoundedOnTheWayIn()
    {
        // One weight of 1: ρ(a) holds u·|x| of the input, and nothing else but the sum's own roundings.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [8], [0], Loss.HalfSumOfSquares);
        double u = FormatRounding.Float32.UnitRoundoff;
        double rho = Analysed(fixture, FloatFormat.Float32)[fixture.Layout.PreActivation(0)]![0];
        Assert.That(rho, Is.EqualTo(8 * u * Math.Sqrt(1 + 1 + 4)).Within(1).Ulps);
    }

    public static TensorSet Analysed(Fixture fixture, FloatFormat format, bool acrossKinks = false)
    {
        var analysis = new RoundingAnalysis(fixture.Network, fixture.Batch, fixture.Loss);
        analysis.Recalculate();
        return analysis.Errors(format, acrossKinks).Values;
    }

    private static double LargestDisagreement(TensorSet analysed, TensorSet naive)
    {
        double largest = 0;
        foreach (Step step in analysed.Layout.Steps.Where(step => !step.IsAfterTraining))
        {
            double[] left = analysed[step]!;
            double[] right = naive[step]!;
            for (int i = 0; i < step.Length; i++)
            {
                largest = Math.Max(largest, Math.Abs(left[i] - right[i]) / right[i]);
            }
        }

        return largest;
    }
}
