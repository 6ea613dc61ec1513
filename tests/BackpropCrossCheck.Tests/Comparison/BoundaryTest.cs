using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>The default rule at its edges: the last number that agrees and the first that does not.</summary>
public sealed class BoundaryTest
{
    /// <summary>Two outputs, y = (1, 3) and t = (1, 1): δ = (0, 2). The first δ may be off by about 1e-6 in float32.</summary>
    private static readonly Fixture TwoOutputs = RandomFixture.OneLayer(
        [1, 3], new Linear(), [1], [1, 1], Loss.HalfSumOfSquares);

    /// <summary>y = t = 1: the only δ is 0.</summary>
    private static readonly Fixture Zero = RandomFixture
       .OneLayer([1], new Linear(), [1], [1], Loss.HalfSumOfSquares);

    private static readonly double[] NotFinite = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Test]
    public void Compare_DifferenceEqualToWhatIsAllowed_AgreesAndTheNextDoubleDiffers()
    {
        double allowed = Of(TwoOutputs, [0, 2], [0, 2]).Allowed[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Verdict(TwoOutputs, [0, 2], [allowed, 2]), Is.EqualTo(NumberVerdict.Agrees));
            Assert.That(Verdict(TwoOutputs, [0, 2], [-allowed, 2]), Is.EqualTo(NumberVerdict.Agrees));
            Assert.That(Verdict(TwoOutputs, [0, 2], [Math.BitIncrement(allowed), 2]), Is.EqualTo(NumberVerdict.Differs));
        }
    }

    [Test]
    public void Compare_BiasThatNoStepChanges_AllowsFourRoundingsOfBothSides()
    {
        // ρ of a bias that is not trained is one rounding of it: u·|b|.
        const string Frozen = """
            "layers": [{ "weights": [[1]], "bias": [1.9999999], "activation": "linear" }], "inputs": [[1]], "labels": [[0]],
            "loss": "half-sum-of-squares",
            "training": { "learningRate": 0.5, "biases": false }
            """;
        double Allowed(string format) => Judged.Of(
            Frozen,
            $$""" "kind": "recorded", "precision": "{{format}}", "updatedParameters": [{ "weights": [[-1]], "bias": [1.9999999] }] """)
            .Of("updated-parameter")[1].Allowed;
        double engine = Math.ScaleB(1.9999999, -53);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Allowed("float64"), Is.EqualTo(4 * (engine + engine)).Within(1e-3).Percent);
            Assert.That(Allowed("float32"), Is.EqualTo(4 * (Math.ScaleB(1.9999999, -24) + engine)).Within(1e-5).Percent);
        }
    }

    [Test]
    public void Compare_EnginesLargestEqualToWhatIsAllowed_IsUndecidableAndTheNextDoubleAgrees()
    {
        double allowed = Of(Zero, [0], [0]).Allowed[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Verdict(Zero, [allowed], [allowed / 2]), Is.EqualTo(NumberVerdict.Undecidable));
            Assert.That(Verdict(Zero, [-allowed], [-allowed / 2]), Is.EqualTo(NumberVerdict.Undecidable));
            Assert.That(Verdict(Zero, [Math.BitIncrement(allowed)], [allowed / 2]), Is.EqualTo(NumberVerdict.Agrees));
            Assert.That(Verdict(Zero, [-Math.BitIncrement(allowed)], [-allowed / 2]), Is.EqualTo(NumberVerdict.Agrees));
        }
    }

    [Test]
    public void Compare_LargestOfBothSidesEqualToWhatIsAllowed_IsUndecidableAndTheNextDoubleDiffers()
    {
        double allowed = Of(Zero, [0], [0]).Allowed[0];
        double more = Math.BitIncrement(allowed);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Verdict(Zero, [-allowed], [allowed]), Is.EqualTo(NumberVerdict.Undecidable));
            Assert.That(Verdict(Zero, [allowed], [-allowed]), Is.EqualTo(NumberVerdict.Undecidable));
            Assert.That(Verdict(Zero, [-allowed], [more]), Is.EqualTo(NumberVerdict.Differs), "the other side's is larger");
            Assert.That(Verdict(Zero, [-more], [allowed]), Is.EqualTo(NumberVerdict.Differs), "the engine's is larger");
        }
    }

    [Test]
    public void Compare_EngineOfZeros_TellsZeroFromNothingSmallerThanWhatIsAllowed()
    {
        double allowed = Of(Zero, [0], [0]).Allowed[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(allowed, Is.GreaterThan(0).And.LessThan(1e-5));
            Assert.That(Verdict(Zero, [0], [0]), Is.EqualTo(NumberVerdict.Agrees));
            Assert.That(Verdict(Zero, [0], [allowed / 1024]), Is.EqualTo(NumberVerdict.Undecidable));
            Assert.That(Verdict(Zero, [0], [allowed]), Is.EqualTo(NumberVerdict.Undecidable));
            Assert.That(Verdict(Zero, [0], [Math.BitIncrement(allowed)]), Is.EqualTo(NumberVerdict.Differs));
        }
    }

    [Test]
    public void Compare_NotFiniteBesideAnAllowanceAsLargeAsTheTensor_Differs([ValueSource(nameof(NotFinite))] double value)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Verdict(Zero, [0], [value]), Is.EqualTo(NumberVerdict.Differs), "on the other side");
            Assert.That(Verdict(Zero, [value], [0]), Is.EqualTo(NumberVerdict.Differs), "on the engine's");
        }
    }

    [Test]
    public void Compare_InfinityBesideANumber_SaysNothingOfTheTensorsSize()
    {
        // The engine's second δ is infinite and its largest finite one is 0, so the first is undecidable.
        double allowed = Of(TwoOutputs, [0, 2], [0, 2]).Allowed[0];
        Assert.That(Verdict(TwoOutputs, [0, double.PositiveInfinity], [allowed / 2, 2]), Is.EqualTo(NumberVerdict.Undecidable));
    }

    [Test]
    public void Compare_RestatedByAThird_AllowsTheTwoRoundingsOfRestating()
    {
        Fixture three = RandomFixture.OneLayer([1, 2, 3], new Linear(), [1], [0, 0, 0], Loss.HalfSumOfSquares);
        var mean = new Loss(new HalfSquaredError(), Reduction.MeanOverOutputs);
        TensorComparison plain = DeltasOf(three, null);
        TensorComparison restated = DeltasOf(three, mean);
        using (Assert.EnterMultipleScope())
        {
            for (int i = 0; i < 3; i++)
            {
                double conversion = restated.Allowed[i] - (plain.Allowed[i] / 3);
                Assert.That(conversion, Is.EqualTo(Math.ScaleB(restated.Engine[i], -52)).Within(1).Percent, $"output {i + 1}");
            }
        }
    }

    [Test]
    public void Compare_DeclaredInAnotherConvention_AllowsTheRoundingsOfRestatingToo()
    {
        // The fixture's convention is stated; the other side's numbers are three times as large.
        var mean = new Loss(new HalfSquaredError(), Reduction.MeanOverOutputs);
        Fixture three = RandomFixture.OneLayer([1, 2, 3], new Linear(), [1], [0, 0, 0], mean);
        TensorComparison plain = DeltasOf(three, null);
        TensorComparison restated = DeltasOf(three, null, Loss.HalfSumOfSquares);
        Assert.That(restated.Allowed[2] - plain.Allowed[2], Is.EqualTo(Math.ScaleB(restated.Engine[2], -52)).Within(1).Percent);
    }

    private static TensorComparison DeltasOf(Fixture fixture, Loss? stated, Loss? declared = null)
    {
        var reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
        double factor = declared is { } other ? fixture.Loss.FactorTo(other, fixture.Batch.Samples, fixture.Network.Outputs) : 1;
        own = own with { Loss = declared ?? fixture.Loss, Numbers = Planted.Converted(own.Numbers, factor) };
        return Judging.ResultComparer.Judge(reference, own, stated).Numbers.Tensors.Single(
            tensor => tensor.Step == fixture.Layout.Delta(0));
    }

    private static NumberVerdict Verdict(Fixture fixture, double[] engine, double[] other) => Of(fixture, engine, other).Verdicts[0];

    private static TensorComparison Of(Fixture fixture, double[] engine, double[] other, FloatFormat format = FloatFormat.Float32)
        => Judged.Between(fixture, fixture.Layout.Delta(0), engine, other, format);
}
