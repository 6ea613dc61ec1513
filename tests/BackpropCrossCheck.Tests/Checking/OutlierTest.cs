using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Which witness stands alone, and when none does.</summary>
public sealed class OutlierTest
{
    private static readonly Fixture Fixture = RandomFixture.Create(3, ActivationKind.Tanh, Loss.HalfSumOfSquares);
    private static readonly Step Step = Fixture.Layout.WeightGradient(0);

    [Test]
    public async Task Check_DefectInTheEngine_EngineStandsAlone()
    {
        Outlier outlier = (await Check(Fixture, engine: PlantTwo, oracles: [new("a"), new("b")])).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((outlier.Name, outlier.Numbers), Is.EqualTo(("engine", 2)));
            Assert.That(outlier.Agreeing, Is.EqualTo(new[] { "a", "b" }));
            Assert.That((outlier.First.Step, outlier.First.Index), Is.EqualTo((Step, 1)));
            Assert.That(outlier.Tensors, Is.EqualTo(new[] { new TensorCount(Step, 2) }));
        }
    }

    [Test]
    public async Task Check_DefectInAnOracle_OracleStandsAlone()
    {
        Outlier outlier = (await Check(Fixture, oracles: [new("a"), TestOracle.Planting("b", PlantTwo), new("c")])).Single();
        Assert.That((outlier.Name, outlier.Numbers), Is.EqualTo(("b", 2)));
        Assert.That(outlier.Agreeing, Is.EqualTo(new[] { "engine", "a", "c" }));
    }

    [Test]
    public async Task Check_DefectInARecordedEntry_EntryStandsAlone([Values] bool digits)
    {
        NumberPrecision precision = digits ? new NumberPrecision.Significant(6) : NumberPrecision.Float32;
        Fixture recorded = Fixture.Recording(PlantTwo(Planted.Calculate(Fixture)), precision, by: "printed");
        Outlier outlier = (await Check(recorded, oracles: [new("a")])).Single();
        Assert.That((outlier.Name, outlier.Numbers), Is.EqualTo(("printed", 2)));
        Assert.That(outlier.Agreeing, Is.EqualTo(new[] { "engine", "a" }));
    }

    [Test]
    public async Task Check_EntryCalledEngine_IsToldFromTheEngine()
    {
        Fixture recorded = Fixture.Recording(PlantTwo(Planted.Calculate(Fixture)), NumberPrecision.Float32, by: "engine");
        Outlier outlier = (await Check(recorded, oracles: [new("a")])).Single();
        Assert.That(outlier.Name, Is.EqualTo("engine (recorded)"));
        Assert.That(outlier.Agreeing, Is.EqualTo(new[] { "engine", "a" }));
    }

    [Test]
    public async Task Check_RestatedAndTolerated_FindsTheSame()
    {
        var stated = new CheckOptions { Stated = Loss.MeanSquaredError };
        var tolerant = new CheckOptions { Tolerance = new Tolerance(1e-9, 1e-9) };
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await Check(Fixture, PlantTwo, stated, new("a"), new("b"))).Single().Name, Is.EqualTo("engine"));
            Assert.That((await Check(Fixture, PlantTwo, tolerant, new("a"), new("b"))).Single().Name, Is.EqualTo("engine"));
        }
    }

    [Test]
    public async Task Check_AllAgree_NobodyStandsAlone()
        => Assert.That(await Check(Fixture, oracles: [new("a"), new("b"), new("c")]), Is.Empty);

    [Test]
    public async Task Check_TwoAgainstTwo_NobodyStandsAlone()
    {
        FixtureReport report = await Report(
            Fixture, null, new CheckOptions(), new("a"), TestOracle.Planting("b", PlantTwo), TestOracle.Planting("c", PlantTwo));
        Assert.That(report.Outliers, Is.Empty);
        Assert.That(report.Splits.Single().Camps, Is.EqualTo(new[] { new[] { "engine", "a" }, ["b", "c"] }));
        Assert.That(report.Splits[0].Tensors, Is.EqualTo(new[] { new TensorCount(Step, 2) }));
    }

    [Test]
    public async Task Check_ThreeThatAllDiffer_NobodyStandsAlone()
    {
        TestOracle[] oracles =
            [TestOracle.Planting("a", numbers => Plant(numbers, 5)), TestOracle.Planting("b", numbers => Plant(numbers, 7))];
        FixtureReport report = await Report(Fixture, null, new CheckOptions(), oracles);
        Assert.That(report.Outliers, Is.Empty);
        Assert.That(report.Splits.Single().Camps.Select(camp => camp.Single()), Is.EqualTo(new[] { "engine", "a", "b" }));
    }

    [Test]
    public async Task Check_OneThatAgreesWithTwoThatDiffer_IsNoCamp()
    {
        // With a fixed rule of 0.15: a = engine + 0.1 agrees with both, b = engine + 0.2 with a only.
        var tolerant = new CheckOptions { Tolerance = new Tolerance(0.15, 0) };
        double own = Planted.Calculate(Fixture)[Step]![1];
        FixtureReport report = await Report(
            Fixture,
            null,
            tolerant,
            TestOracle.Planting("a", numbers => Plant(numbers, own + 0.1)),
            TestOracle.Planting("b", numbers => Plant(numbers, own + 0.2)));
        Assert.That(report.Outliers, Is.Empty);
        Assert.That(report.Splits.Single().Camps.Single(), Is.EqualTo(new[] { "engine", "a", "b" }));
    }

    [Test]
    public async Task Check_TwoResultsOnly_NobodyStandsAlone()
    {
        FixtureReport report = await Report(Fixture, null, new CheckOptions(), TestOracle.Planting("a", PlantTwo));
        Assert.That((report.Outliers.Count, report.Splits.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Check_HandEntry_DoesNotCount()
    {
        TensorSet own = Planted.Calculate(Fixture);
        Fixture hand =
            Fixture with { Expected = [new ExpectedEntry("somebody", EntryKind.Hand, Fixture.Loss, new NumberPrecision.Decimals(3), own)] };
        Assert.That(await Check(hand, oracles: [TestOracle.Planting("a", PlantTwo)]), Is.Empty);
    }

    [Test]
    public async Task Check_UndecidableNumber_HasNoOutlier()
    {
        // At the kink, "a" took the other derivative. That is no defect.
        Fixture kink = RandomFixture.OneLayer(
            [1, 1, -1], new Relu(), [1, 2, 0.5, 0.1, 0.2, 0.3], [1, 0.5], Loss.HalfSumOfSquares, samples: 2);
        Step delta = kink.Layout.Delta(0);
        var float32 = new CheckOptions { Format = FloatFormat.Float32 };
        var beyond = TestOracle.Planting("a", Beyond);
        var wrong = TestOracle.Planting("a", numbers => Planted.With(numbers, delta, 1, 9));
        var beyondToo = TestOracle.Planting("b", Beyond);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Check(kink, null, float32, wrong, beyondToo), Is.Empty, "the rest does not agree: it is undecidable");
            Assert.That(await Check(kink, null, float32, beyond, new("b")), Is.Empty);
            Assert.That((await Check(kink, null, float32, wrong, new("b"))).Single().Name, Is.EqualTo("a"));
        }

        // Its gradients are those of the first sample, 1.5·z. Without its pre-activations nobody knows on which side it stood.
        TensorSet Beyond(TensorSet numbers) => Planted.Changed(numbers, (step, values) => step.Quantity == Quantity.PreActivation ? null
            : step.Quantity == Quantity.WeightGradient ? [1.5, 3, 0.75]
            : step.Quantity == Quantity.Delta ? [values[0], 0]
            : values);
    }

    [Test]
    public async Task Check_NaN_StandsAlone()
        => Assert.That(
            (await Check(Fixture, oracles: [TestOracle.Planting("a", numbers => Plant(numbers, double.NaN)), new("b")])).Single().Name,
            Is.EqualTo("a"));

    private static TensorSet Plant(TensorSet numbers, double value) => Planted.With(numbers, Step, 1, value);

    private static TensorSet PlantTwo(TensorSet numbers) => Planted.With(Plant(numbers, 5), Step, 3, 5);

    private static Task<IReadOnlyList<Outlier>> Check(
        Fixture fixture, Func<TensorSet, TensorSet>? engine = null, params TestOracle[] oracles)
        => Check(fixture, engine, new CheckOptions(), oracles);

    private static async Task<IReadOnlyList<Outlier>> Check(
        Fixture fixture, Func<TensorSet, TensorSet>? engine, CheckOptions options, params TestOracle[] oracles)
        => (await Report(fixture, engine, options, oracles)).Outliers;

    private static async Task<FixtureReport> Report(
        Fixture fixture, Func<TensorSet, TensorSet>? engine, CheckOptions options, params TestOracle[] oracles)
    {
        using var run = new TestRun { Oracles = oracles, Options = options, Engine = new TestEngine(engine ?? (numbers => numbers)) };
        CheckReport report = await run.Add(fixture).CheckAsync();
        return report.Fixtures[0];
    }
}
