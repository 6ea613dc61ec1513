using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>Overflow and underflow in intermediate results.</summary>
public sealed class ExtremeMagnitudeTest
{
    private static readonly Loss Loss = Loss.HalfSumOfSquares;

    [TestCase(1e-200)]
    [TestCase(1e-245)]
    [TestCase(1e+150)]
    public void Errors_ScaledNumbers_ScaleWithThem(double factor)
    {
        // The inputs and labels of a linear network are scaled by one factor. Pre-activations, deltas and their ρ scale with them.
        Fixture plain = Linear(1, 1);
        Fixture scaled = Linear(factor, factor);
        TensorSet expected = RoundingAnalysisTest.Analysed(plain, FloatFormat.Float64);
        TensorSet actual = RoundingAnalysisTest.Analysed(scaled, FloatFormat.Float64);
        Step[] steps = [plain.Layout.PreActivation(0), plain.Layout.Output(1), plain.Layout.Delta(1), plain.Layout.Delta(0)];
        using (Assert.EnterMultipleScope())
        {
            foreach (Step step in steps)
            {
                double[] ratios = [.. actual[step]!.Zip(expected[step]!, (x, y) => x / y / factor)];
                Assert.That(ratios, Has.All.EqualTo(1).Within(64).Ulps, $"{step}");
            }
        }
    }

    [Test]
    public void Errors_SamplesTwoHundredOrdersApart_AreThoseOfEachAlone()
    {
        // Scaling by the batch's largest number would flush the small sample's squares.
        Fixture both = Linear(1e-100, 1e+100);
        TensorSet together = RoundingAnalysisTest.Analysed(both, FloatFormat.Float64);
        using (Assert.EnterMultipleScope())
        {
            for (int n = 0; n < 2; n++)
            {
                Fixture alone = Linear(n == 0 ? 1e-100 : 1e+100, null);
                TensorSet single = RoundingAnalysisTest.Analysed(alone, FloatFormat.Float64);
                for (int l = 0; l < 2; l++)
                {
                    Assert.That(
                        together[both.Layout.Delta(l)]!.Skip(2 * n).Take(2),
                        Is.EqualTo(single[alone.Layout.Delta(l)]!),
                        $"sample {n + 1}, layer {l + 1}");
                    Assert.That(
                        together[both.Layout.Output(l)]!.Skip(2 * n).Take(2),
                        Is.EqualTo(single[alone.Layout.Output(l)]!),
                        $"sample {n + 1}, layer {l + 1}");
                }
            }
        }
    }

    [Test]
    public void Errors_TinyNumbers_AreAtLeastTheFlushLevel()
    {
        Fixture fixture = Linear(1e-245, 1e-245);
        TensorSet rho = RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32);
        double tau = FormatRounding.Float32.FlushLevel;
        Assert.That(
            fixture.Layout.Steps.Where(step => rho[step] is not null).SelectMany(step => rho[step]!), Has.All.GreaterThanOrEqualTo(tau));
    }

    [TestCase(1e20, 1e20, TestName = "Errors_PreActivationBeyondFloat32_AreInfinite")]
    [TestCase(1e39, 1e-39, TestName = "Errors_WeightBeyondFloat32_AreInfinite")]
    [TestCase(1e-39, 1e39, TestName = "Errors_InputBeyondFloat32_AreInfinite")]
    public void Errors_BeyondFloat32_AreInfinite(double weight, double input)
    {
        Fixture fixture = RandomFixture.OneLayer([weight], new Linear(), [input], [0], Loss);
        Step step = fixture.Layout.PreActivation(0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[step]![0], Is.EqualTo(double.PositiveInfinity));
            Assert.That(double.IsFinite(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float64)[step]![0]));
        }
    }

    [Test]
    public void Errors_SquareBeyondFloat32_MakesTheLossInfinite()
    {
        // (y − t)² = 4e38 is beyond 3.4e38, although its half is not.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [2e19], [0], Loss);
        Fixture smaller = RandomFixture.OneLayer([1], new Linear(), [1.8e19], [0], Loss);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(double.IsFinite(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[fixture.Layout.Loss]![0]), Is.False);
            Assert.That(double.IsFinite(RoundingAnalysisTest.Analysed(smaller, FloatFormat.Float32)[fixture.Layout.Loss]![0]));
        }
    }

    [Test]
    public void Errors_GradientWhoseTermsOverflowAndCancel_AreInfinite()
    {
        // δ z = ±1e39 for the two samples; their sum is 0.
        Fixture fixture = RandomFixture.OneLayer(
            [0], new Linear(), [1e19, -1e19], [1e20, 1e20], Loss with { Reduction = Reduction.Sum }, samples: 2);
        Fixture smaller = RandomFixture.OneLayer(
            [0], new Linear(), [1e18, -1e18], [1e20, 1e20], Loss with { Reduction = Reduction.Sum }, samples: 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                double.IsFinite(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[fixture.Layout.WeightGradient(0)]![0]),
                Is.False);
            Assert.That(double.IsFinite(RoundingAnalysisTest.Analysed(smaller, FloatFormat.Float32)[fixture.Layout.WeightGradient(0)]![0]));
        }
    }

    [TestCase(ActivationKind.Gelu, 2e19)]
    [TestCase(ActivationKind.Softsign, 2e19)]
    public void Errors_SquareOfAPreActivationBeyondFloat32_MakeItsDeltaInfinite(ActivationKind kind, double beyond)
    {
        // h'(a) is 1 or next to 0, but its formula has a²: 4e38 in the first case, 1e38 in the second.
        Assert.That(double.IsFinite(Delta(beyond)), Is.False);
        Assert.That(double.IsFinite(Delta(beyond / 2)));

        double Delta(double a)
        {
            Fixture fixture = RandomFixture.OneLayer([1], Activation.Of(kind), [a], [0], Loss);
            return RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[fixture.Layout.Delta(0)]![0];
        }
    }

    [TestCase(ActivationKind.Swish, false)]
    [TestCase(ActivationKind.Gelu, false)]
    [TestCase(ActivationKind.Softplus, true)]
    public void Errors_ProductOnTheWayToADeltaBeyondFloat32_AreInfinite(ActivationKind kind, bool finite)
    {
        // s = 4e25 and a = 1e13: x · sigmoid(x), differentiated factor by factor, takes s·a.
        Fixture fixture = RandomFixture.OneLayer([1], Activation.Of(kind), [1e13], [-4e25], Loss);
        Assert.That(
            double.IsFinite(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[fixture.Layout.Delta(0)]![0]), Is.EqualTo(finite));
    }

    [TestCase(LossKind.SquaredError, 2e38, false)]
    [TestCase(LossKind.SquaredError, 1e38, true)]
    [TestCase(LossKind.HalfSquaredError, 2e38, false)]
    [TestCase(LossKind.HalfSquaredError, 1e38, true)]
    public void Errors_TwiceTheDifferenceBeyondFloat32_AreInfinite(LossKind kind, double y, bool finite)
    {
        // 2·(y − t) overflows before it is halved or divided by the number of samples.
        Fixture fixture = RandomFixture.OneLayer(
            [1], new Linear(), [y, y, y, y], [0, 0, 0, 0], new Loss(kind.Term, Reduction.MeanOverSamples), samples: 4);
        Assert.That(
            double.IsFinite(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[fixture.Layout.Delta(0)]![0]), Is.EqualTo(finite));
    }

    [TestCase(2e38, false)]
    [TestCase(1e38, true)]
    public void Errors_LogitsFurtherApartThanFloat32Reaches_MakeTheLossInfinite(double logit, bool finite)
    {
        Fixture fixture = RandomFixture.OneLayer(
            [0, 1, -1], new Softmax(), [logit], [0, 1, 0], new Loss(new CategoricalCrossEntropy(), Reduction.Sum));
        Assert.That(
            double.IsFinite(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[fixture.Layout.Loss]![0]), Is.EqualTo(finite));
    }

    [TestCase(ActivationKind.LeakyRelu)]
    [TestCase(ActivationKind.Elu)]
    public void Errors_ScaleOfAnActivationBeyondFloat32_MakesItsOutputInfinite(ActivationKind kind)
    {
        Fixture fixture = RandomFixture.OneLayer([1], Activation.Of(kind, 1e39), [-1e-30], [0], Loss);
        Assert.That(double.IsFinite(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[fixture.Layout.Output(0)]![0]), Is.False);
        Assert.That(double.IsFinite(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float64)[fixture.Layout.Output(0)]![0]));
    }

    [TestCase(ActivationKind.Tanh)]
    [TestCase(ActivationKind.Sigmoid)]
    [TestCase(ActivationKind.Softplus)]
    public void Errors_PreActivationKnownToAHundred_ReachAcrossTheBend(ActivationKind kind)
    {
        // 1e9 − 1e9 − 30: h is flat at −30 and at −30 ± 100. The float32 sum may be anywhere between.
        Fixture fixture = RandomFixture.OneLayer([1e9, -1e9, -30], Activation.Of(kind), [1, 1, 1], [0], Loss);
        TensorSet rho = RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32);
        Assert.That(rho[fixture.Layout.Output(0)]![0], Is.GreaterThan(0.9));
    }

    [TestCase(1e-42, 1e30)]
    [TestCase(1e30, 1e-42)]
    public void Errors_FactorThatFloat32FlushesToZero_AreTheWholeProduct(double weight, double input)
    {
        Fixture fixture = RandomFixture.OneLayer([weight], new Linear(), [input], [0], Loss);
        Step a = fixture.Layout.PreActivation(0);
        Assert.That(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[a]![0], Is.EqualTo(1e-12).Within(0.01).Percent);
        Assert.That(RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float64)[a]![0], Is.LessThan(1e-26));
    }

    [Test]
    public void Errors_WeightThatFloat32FlushesToZero_AreCarriedBackward()
    {
        // δ of the second layer is 1e30 − 0; the first one's is 1e-42 times that.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [1], [0], Loss) with
        {
            Network = new Network([new Layer(1, 1, [1], null, new Linear()), new Layer(1, 1, [1e-42], [1e30], new Linear())]),
        };
        Assert.That(
            RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[fixture.Layout.Delta(0)]![0],
            Is.EqualTo(1e-12).Within(0.01).Percent);
    }

    [TestCaseSource(nameof(Kinds))]
    public void Errors_SumThatIsNoNumber_AreInfiniteOrNone(ActivationKind kind)
    {
        // 1e400 − 1e400 in double precision: every number behind it is NaN, and nothing throws.
        Fixture fixture = RandomFixture.OneLayer([1e200, -1e200], Activation.Of(kind), [1e200, 1e200], [0.5], Loss);
        TensorSet rho = RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float64);
        Assert.That(double.IsFinite(rho[fixture.Layout.Delta(0)]![0]), Is.False);
    }

    private static ActivationKind[] Kinds() => Enum.GetValues<ActivationKind>();

    /// <summary>Two linear layers of two units, with one sample for each factor.</summary>
    private static Fixture Linear(double first, double? second)
    {
        double[] sizes = second is { } size ? [first, size] : [first];
        var linear = new Linear();
        return new Fixture
        {
            Name = "linear",
            Network = new Network(
                [new Layer(2, 2, [0.5, -0.75, 1.25, 0.25], null, linear), new Layer(2, 2, [1.5, -0.5, 0.75, 2], null, linear)]),
            Batch = new Batch(
                sizes.Length,
                [.. sizes.SelectMany(s => new[] { 1.5 * s, -2.25 * s })],
                [.. sizes.SelectMany(s => new[] { 0.5 * s, 3 * s })]),
            Loss = Loss,
        };
    }
}
