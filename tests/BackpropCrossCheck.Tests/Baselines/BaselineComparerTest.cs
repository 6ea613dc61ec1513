using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Baselines;

/// <summary>Compares a later run with a baseline.</summary>
public sealed class BaselineComparerTest
{
    private static readonly Fixture Fixture = RandomFixture.Create(11, ActivationKind.Sigmoid, Loss.MeanSquaredError, trains: true);

    [Test]
    public async Task Compare_SameRun_NothingHasChanged([Values] bool exact)
    {
        var results = new[] { Fixture, BaselineText.Small() };
        using TestRun run = BaselineText.Run(results, new TestOracle("o"));

        CheckReport report = await BaselineText.CompareAsync(
            BaselineText.Read(BaselineText.Of(await BaselineText.RecordAsync(run))), run, exact);

        Assert.That(report.ExitCode, Is.Zero);
        Assert.That(Changes(report), Is.All.EqualTo((0, 0.0)).And.Exactly(4).Items);
    }

    [TestCase(1, false, 0)]
    [TestCase(1, true, 1)]
    [TestCase(1_000_000_000, false, 1)]
    [TestCase(1_000_000_000, true, 1)]
    public async Task Compare_EngineChanged_IsJudgedByTheRuleOrToTheLastBit(long bits, bool exact, int exitCode)
    {
        Baseline baseline = await RecordAsync(Fixture);
        using var later =
            new TestRun { Engine = new TestEngine(numbers => Moved(numbers, bits)), Options = new CheckOptions { OraclesAreNamed = true } };
        later.Add(Fixture);

        CheckReport report = await BaselineText.CompareAsync(baseline, later, exact);

        Assert.That(report.ExitCode, Is.EqualTo(exitCode));
        ResultComparison comparison = report.Fixtures[0].Comparisons.Single();
        Assert.That(comparison.Change, Is.EqualTo(new BaselineChange(1, bits, comparison.Change!.Versions)));
        Assert.That(
            (comparison.Against, comparison.Worst!.Quantity, comparison.Worst.Row, comparison.Worst.Column),
            Is.EqualTo(("baseline of engine", Quantity.WeightGradient, 1, 2)));
        Assert.That(comparison.Discrepancies, Is.EqualTo(exitCode));
        Assert.That(comparison.FirstWrong, exitCode == 0 ? Is.Null : Is.EqualTo(comparison.Worst));
    }

    [Test]
    public async Task Compare_OracleInFloat32Changed_HasTwiceItsRoundingAndNotTheEngines()
    {
        Step step = Fixture.Layout.WeightGradient(0);
        double allowed = Planted.Reference(Fixture).AllowedBetween(FloatFormat.Float32).OwnSide[step]![1];
        double one = Planted.Reference(Fixture).AllowedAgainst(FloatFormat.Float32).OwnSide[step]![1];
        Assert.That(allowed / one, Is.EqualTo(2).Within(1e-6), "4 (rho + rho), where rho of the engine is next to nothing");

        foreach ((double share, int exitCode) in new[] { (0.99, 0), (1.01, 1) })
        {
            Baseline baseline = await RecordAsync(Fixture, InFloat32(numbers => numbers));
            CheckReport report = await CompareAsync(
                baseline, Fixture, InFloat32(numbers => Planted.With(numbers, step, 1, numbers[step]![1] + (share * allowed))));
            Assert.That(report.ExitCode, Is.EqualTo(exitCode), $"{share} of what is allowed");
        }
    }

    [Test]
    public async Task Compare_EntriesThatDisagree_AreLeftOut()
    {
        Fixture fixture = BaselineText.Small();
        TensorSet own = Planted.Calculate(fixture);
        Step step = fixture.Layout.WeightGradient(0);
        Fixture disagreeing = fixture.Recording(Planted.With(own, step, 0, 7), NumberPrecision.Float64, by: "a")
            .Recording(Planted.With(own, step, 0, 8), NumberPrecision.Float64, by: "b");
        using TestRun run = BaselineText.Run([disagreeing]);

        CheckReport report = await BaselineText.CompareAsync(
            BaselineText.Read(BaselineText.Of(await BaselineText.RecordAsync(run))), run, exact: true);

        Assert.That((await run.CheckAsync()).Fixtures[0].Splits, Is.Not.Empty, "the check itself shows it");
        Assert.That((report.ExitCode, report.Fixtures[0].Splits.Count, report.Fixtures[0].Outliers.Count), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task Compare_FixtureWithTolerance_IsJudgedByIt()
    {
        Step step = Fixture.Layout.WeightGradient(0);
        foreach ((double moved, int exitCode) in new[] { (0.009, 0), (0.011, 1) })
        {
            Fixture fixture = Fixture with { Tolerance = new Tolerance(0.01, 0) };
            Baseline baseline = await RecordAsync(fixture, new TestOracle("o"));
            CheckReport report = await CompareAsync(
                baseline, fixture, TestOracle.Planting("o", numbers => Planted.With(numbers, step, 1, numbers[step]![1] + moved)));
            Assert.That(report.ExitCode, Is.EqualTo(exitCode), $"moved by {moved}");
        }
    }

    [Test]
    public async Task Compare_SignOfZeroChanged_IsAChangeAndWithinTheRule()
    {
        Step step = BaselineText.Small().Layout.Delta(0);
        Baseline baseline = await RecordAsync(
            BaselineText.Small(), TestOracle.Planting("o", numbers => Planted.With(numbers, step, 2, 0.0)));
        var now = TestOracle.Planting("o", numbers => Planted.With(numbers, step, 2, -0.0));

        Assert.That((await CompareAsync(baseline, BaselineText.Small(), now)).ExitCode, Is.Zero);
        using TestRun run = BaselineText.Run([BaselineText.Small()], now);
        Assert.That((await BaselineText.CompareAsync(baseline, run, exact: true)).ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task Compare_NaN_IsNoChangeWhereItWasNaNAndADiscrepancyWhereItWasNot()
    {
        Step step = Fixture.Layout.WeightGradient(0);
        var broken = TestOracle.Planting("o", numbers => Planted.With(numbers, step, 1, double.NaN));
        Baseline baseline = await RecordAsync(Fixture, broken);

        Assert.That((await CompareAsync(baseline, Fixture, broken)).ExitCode, Is.Zero);
        CheckReport mended = await CompareAsync(baseline, Fixture, new TestOracle("o"));
        Assert.That(mended.ExitCode, Is.EqualTo(1));
        Assert.That(mended.Fixtures[0].Comparisons[1].Change!.Ulps, Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public async Task Compare_UnitAtItsKinkTookTheOtherSide_IsInconclusive()
    {
        Fixture kink = RandomFixture.OneLayer([1, -1], new Relu(), [2, 0.5, 1, 1], [1, 0.5], Loss.HalfSumOfSquares, samples: 2);
        Baseline baseline = await RecordAsync(kink, new TestOracle("o"));

        CheckReport report = await CompareAsync(
            baseline, kink, TestOracle.Planting("o", numbers => Planted.With(numbers, kink.Layout.Delta(0), 1, -0.5)));

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Inconclusive));
        Assert.That(report.Fixtures[0].Reason, Is.EqualTo("baseline of o: 1 changed number is undecidable"));
    }

    [Test]
    public async Task Compare_FixturesOfOneSideOnly_AreNamedAndInconclusive()
    {
        using TestRun first = BaselineText.Run([BaselineText.Small("a"), BaselineText.Small("b")], new TestOracle("o"));
        using TestRun second = BaselineText.Run([BaselineText.Small("b"), BaselineText.Small("c")], new TestOracle("o"));

        CheckReport report = await BaselineText.CompareAsync(await BaselineText.RecordAsync(first), second);

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Inconclusive));
        (string?, Verdict, string?)[] told = [.. report.Fixtures.Select(fixture => (fixture.Name, fixture.Verdict, fixture.Reason))];
        Assert.That(told, Is.EqualTo(new (string?, Verdict, string?)[]
        {
            ("b", Verdict.Pass, null),
            ("c", Verdict.Inconclusive, "the baseline does not have this fixture"),
            ("a", Verdict.Inconclusive, "it is in the baseline and not in this run"),
        }));
        Assert.That(report.Summary.Unavailable, Is.EqualTo(3), "counted: engine of c, engine and oracle of a");
    }

    [Test]
    public async Task Compare_AnotherCalculationOfThatName_IsInconclusive()
    {
        Baseline baseline = await RecordAsync(Fixture);

        CheckReport data = await CompareAsync(
            baseline,
            Fixture with
            {
                Batch = new Batch(
                    Fixture.Batch.Samples,
                    [.. Fixture.Batch.InputMemory.ToArray().Select(x => x + 1)],
                    Fixture.Batch.LabelMemory.ToArray()),
            });
        CheckReport training = await CompareAsync(baseline, Fixture with { Training = Fixture.Training! with { LearningRate = 0.25 } });
        CheckReport description = await CompareAsync(baseline, Fixture with { Description = "another" });

        Assert.That((data.ExitCode, training.ExitCode, description.ExitCode), Is.EqualTo((3, 3, 0)));
        Assert.That(data.Fixtures[0].Reason, Does.Contain("is not that of the baseline"));
    }

    [Test]
    public async Task Compare_OracleThatIsGoneOrFails_IsInconclusiveAndNamed()
    {
        Baseline baseline = await RecordAsync(Fixture, new TestOracle("o"));

        CheckReport gone = await CompareAsync(
            baseline, Fixture, new TestOracle("o") { Status = new OracleStatus.Unavailable("not installed") });
        CheckReport failed = await CompareAsync(
            baseline, Fixture, new TestOracle("o") { Answer = (_, _) => new OracleAnswer.Failed("crashed") });

        Assert.That((gone.ExitCode, failed.ExitCode), Is.EqualTo((3, 3)));
        Assert.That(gone.Fixtures[0].Reason, Is.EqualTo("baseline of o: not installed"));
        Assert.That(failed.Fixtures[0].Reason, Is.EqualTo("baseline of o: crashed"));
    }

    [Test]
    public async Task Compare_OracleWithoutNumbersThenAndNow_IsNoChange()
    {
        var without = new TestOracle("o") { Answer = (_, _) => new OracleAnswer.Unavailable("it does not offer relu") };
        Baseline baseline = await RecordAsync(Fixture, without);

        Assert.That((await CompareAsync(baseline, Fixture, without)).ExitCode, Is.Zero);
        CheckReport gained = await CompareAsync(baseline, Fixture, new TestOracle("o"));
        Assert.That(gained.ExitCode, Is.EqualTo(3));
        Assert.That(gained.Fixtures[0].Reason, Does.Contain("the baseline has no numbers of it: it does not offer relu"));
    }

    [Test]
    public async Task Compare_TensorsOfOneSideOnly_AreNamedAndInconclusive()
    {
        var terse = TestOracle.Planting(
            "o", numbers => Planted.Changed(numbers, (step, values) => step.Quantity == Quantity.Delta ? null : values));
        Baseline baseline = await RecordAsync(BaselineText.Small(), new TestOracle("o"));

        CheckReport lost = await CompareAsync(baseline, BaselineText.Small(), terse);
        CheckReport gained = await CompareAsync(await RecordAsync(BaselineText.Small(), terse), BaselineText.Small(), new TestOracle("o"));

        Assert.That((lost.ExitCode, gained.ExitCode), Is.EqualTo((3, 3)));
        Assert.That(
            lost.Fixtures[0].Reason,
            Does.Contain("delta of layer 2: 2 numbers of the baseline are not in this run; delta of layer 1: 4 numbers"));
        Assert.That(gained.Fixtures[0].Reason, Does.Contain("delta of layer 2: 2 numbers of this run are not in the baseline"));
    }

    [Test]
    public async Task Compare_AnotherFormat_IsInconclusive()
    {
        Baseline baseline = await RecordAsync(Fixture, new TestOracle("o"));

        CheckReport report = await CompareAsync(baseline, Fixture, InFloat32(numbers => numbers));

        Assert.That(report.ExitCode, Is.EqualTo(3));
        Assert.That(report.Fixtures[0].Reason, Does.Contain("calculated in float64, those of this run in float32"));
    }

    [Test]
    public async Task Versions_ThatChanged_MayExplain()
    {
        Baseline baseline = await RecordAsync(Fixture, new TestOracle("o"));
        var newer =
            new TestOracle("o") { Status = new OracleStatus.Available("o", "2.0", [FloatFormat.Float64], ContractNames.Activations) };
        Baseline elsewhere = baseline with { Machine = new Machine("Windows", "arm64", ".NET 9") };

        string[] said =
        [
            Versions(await CompareAsync(baseline, Fixture, new TestOracle("o"))),
            Versions(await CompareAsync(baseline, Fixture, newer)),
            Versions(await CompareAsync(elsewhere, Fixture, new TestOracle("o"))),
        ];

        Assert.That(said, Is.EqualTo(new[]
        {
            "o 1.0 then and now, on the same kind of machine: no version explains it",
            "o 1.0 then, o 2.0 now: the versions may explain it",
            $"o 1.0 then and now, on Windows arm64, .NET 9 then and on {Machine.Current} now: the machine may explain it",
        }));
    }

    private static string Versions(CheckReport report) => report.Fixtures[0].Comparisons[1].Change!.Versions.ToString();

    private static IEnumerable<(int, double)> Changes(CheckReport report)
        => report.Fixtures.SelectMany(fixture => fixture.Comparisons)
            .Select(comparison => (comparison.Change!.Numbers, comparison.Change.Ulps));

    private static TestOracle InFloat32(Func<TensorSet, TensorSet> plant) => new("o")
    {
        Status = new OracleStatus.Available("o", "1.0", [FloatFormat.Float32], ContractNames.Activations),
        Answer = (_, numbers) => new OracleAnswer.Computed(plant(numbers)),
    };

    private static TensorSet Moved(TensorSet numbers, long bits)
    {
        Step step = numbers.Layout.WeightGradient(0);
        return Planted.With(numbers, step, 1, BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(numbers[step]![1]) + bits));
    }

    private static async Task<Baseline> RecordAsync(Fixture fixture, params IOracle[] oracles)
    {
        using TestRun run = BaselineText.Run([fixture], oracles);
        return await BaselineText.RecordAsync(run);
    }

    private static async Task<CheckReport> CompareAsync(Baseline baseline, Fixture fixture, params IOracle[] oracles)
    {
        using TestRun run = BaselineText.Run([fixture], oracles);
        return await BaselineText.CompareAsync(baseline, run);
    }
}
