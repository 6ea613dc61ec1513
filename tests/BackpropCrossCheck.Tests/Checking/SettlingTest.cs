using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>What settles a number and what does not, how witnesses are counted, and which numbers had no counterpart.</summary>
public sealed class SettlingTest
{
    private const string Unit = """
        "layers": [{ "weights": [[1, 2]], "activation": "linear" }], "inputs": [[1, 2]], "labels": [[3]], "loss": "half-sum-of-squares"
        """;

    private const string Kink = """
        "layers": [{ "weights": [[1, 1, -1]], "activation": "relu" }], "inputs": [[0.1, 0.2, 0.3]], "labels": [[0.5]],
        "loss": "half-sum-of-squares"
        """;

    private static readonly CheckOptions Named = new() { OraclesAreNamed = true };

    [Test]
    public async Task Check_TwoUndecidableNumbersThatAgree_DoNotSettleEachOther()
    {
        CheckReport report = await Check(Named, Kink, Entry("a", "\"deltas\": [[[0]]]"), Entry("b", "\"deltas\": [[[0]]]"));
        Assert.That((report.ExitCode, report.Summary.Undecidable, report.Summary.Unsettled), Is.EqualTo((3, 2, 2)));
    }

    [Test]
    public async Task Check_InfinityOfAFormatThatOverflows_IsSettledByADecidedNumber()
    {
        // 1e20·1e20 is ∞ in float32, which is correct there. The float64 entry gives the number itself.
        Fixture fixture = RandomFixture.OneLayer([1e20], new Linear(), [1e20], [0], Loss.HalfSumOfSquares);
        fixture = fixture.Recording(Planted.Calculate(fixture), NumberPrecision.Float64, by: "elsewhere");
        using var run = new TestRun { Oracles = [new TestOracle("a")], Options = Named with { Format = FloatFormat.Float32 } };
        CheckReport report = await run.Add(fixture).CheckAsync();
        Assert.That(report.Summary.Undecidable, Is.Positive);
        Assert.That(report.Summary.Unsettled, Is.Zero);
    }

    [Test]
    public async Task Check_InfinityAndANumber_DoNotAgree()
    {
        // The rule allows a fifth of the other number. A fifth of infinity allows nothing.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [1], [0], Loss.HalfSumOfSquares);
        Step step = fixture.Layout.Delta(0);
        TestOracle Giving(string name, double delta) => TestOracle.Planting(name, numbers => Planted.With(numbers, step, 0, delta));
        using var run = new TestRun
        {
            Oracles = [Giving("a", 7), Giving("b", double.PositiveInfinity)],
            Options = Named with { Tolerance = new Tolerance(0, 0.2) },
        };
        FixtureReport report = (await run.Add(fixture).CheckAsync()).Fixtures[0];
        Assert.That(report.Outliers, Is.Empty);
        Assert.That(report.Splits.Single().Camps, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Check_OneBetweenTwoThatDifferAndOneFarOff_NamesNobody()
    {
        // The rule allows 0.15, so a agrees with the engine, b agrees with a, and b differs from the engine. These form no camps, so
        // nothing shows that the fourth stands alone.
        const string Tolerant = Unit + ", \"tolerance\": { \"absolute\": 0.15 }";
        string[] entries = [Entry("a", "\"outputs\": [[[5.1]]]"), Entry("b", "\"outputs\": [[[5.2]]]"), Entry("c", "\"outputs\": [[[9]]]")];
        CheckReport report = await Check(Named, Tolerant, entries);
        Assert.That(report.Fixtures[0].Outliers, Is.Empty);
        Assert.That(report.Fixtures[0].Splits.Single().Camps.Single(), Is.EqualTo(new[] { "engine", "a", "b", "c" }));
    }

    [TestCase("\"gradients\": [{ \"weights\": [[2, null]] }]", 0)]
    [TestCase("\"outputs\": [[[5]]], \"gradients\": [{ \"weights\": [[null, null]] }]", 3)]
    public async Task Check_GradientsLeftBlank_AreNoGradients(string numbers, int exitCode)
    {
        CheckReport report = await Check(Named with { AsksNoOracle = true }, Unit, Entry("a", numbers));
        Assert.That(report.ExitCode, Is.EqualTo(exitCode));
    }

    [TestCase("[[2, null]]", "[[null, 4]]", 0)]
    [TestCase("[[2, null]]", "[[2, null]]", 1)]
    [TestCase("[[null, null]]", "[[null, null]]", 2)]
    public async Task Check_NumberThatOnlyOneEntryGives_StoodAgainstTheEngine(string first, string second, int left)
    {
        string Gradients(string weights) => $"\"outputs\": [[[5]]], \"gradients\": [{{ \"weights\": {weights} }}]";
        CheckReport report = await Check(Named, Unit, Entry("a", Gradients(first)), Entry("b", Gradients(second)));
        IEnumerable<QuantityCount> gradients = report.Fixtures[0].NotCompared.Where(count => count.Word == "gradient");
        Assert.That(gradients.Sum(count => count.Numbers), Is.EqualTo(left));
    }

    [Test]
    public async Task Check_NoNumberAtAll_SaysThatNothingStoodAgainstTheEngine()
    {
        var missing = new TestOracle("a") { Status = new OracleStatus.Unavailable("it is not there") };
        using var run = new TestRun { Oracles = [missing] };
        CheckReport report = await run.AddText($$"""{ "version": 1, "name": "x", {{Unit}} }""").CheckAsync();
        Assert.That(report.Fixtures[0].Reason, Is.EqualTo("nothing stood against the engine"));
    }

    [Test]
    public async Task Check_OracleThatIsAlwaysWrongInOneWay_HasThatCauseAlone()
    {
        // It makes the same mistake the second time and for the mirrored question. It keeps nothing of an earlier question.
        var doubling = new TestOracle("a") { Answer = (_, numbers) => new OracleAnswer.Computed(Planted.Converted(numbers, 2)) };
        using var run = new TestRun { Oracles = [doubling], Options = Named };
        CheckReport report = await run.Add(RandomFixture.Create(3, ActivationKind.Tanh, Loss.HalfSumOfSquares)).CheckAsync();
        Assert.That(report.Fixtures[0].Comparisons[0].Causes(), Is.EqualTo("loss-convention"));
    }

    [TestCase(1)]
    [TestCase(8)]
    public async Task Check_InputsOfAFixtureBefore_AreNamedUpToEightFixturesAway(int distance)
    {
        // The oracle keeps the inputs of the first fixture and puts them into the gradient of the last.
        Fixture Numbered(int i)
        {
            double[] inputs = [i + 1.25, (0.5 * i) - 2];
            Fixture plain = RandomFixture.OneLayer([0.3, -0.7], new Tanh(), inputs, [0.5], Loss.HalfSumOfSquares);
            return plain with { Name = FormattableString.Invariant($"fixture {i}") };
        }

        var keeping = new TestOracle("a")
        {
            KeepsNothing = true,
            Answer = (question, numbers) =>
            {
                TensorLayout layout = question.Layout;
                double delta = numbers[layout.Delta(0)]![0];
                bool isLast = question.Inputs.Span[0] == distance + 1.25;
                return new OracleAnswer.Computed(!isLast ? numbers : Planted.Changed(
                    numbers, (step, values) => step == layout.WeightGradient(0) ? [delta * 1.25, delta * -2] : values));
            },
        };
        using var run = new TestRun { Oracles = [keeping], Options = Named };
        CheckReport report = await run.Add(Enumerable.Range(0, distance + 1).Select(Numbered)).CheckAsync();
        Finding finding = report.Fixtures[^1].Comparisons[0].Findings.Single();
        Assert.That(finding.Cause, Is.EqualTo("state-carried-over"));
        Assert.That(finding.Text, Does.Contain("the layers' inputs of another fixture, fixture 0:"));
    }

    private static string Entry(string by, string numbers)
        => $"{{ \"by\": \"{by}\", \"kind\": \"recorded\", \"precision\": \"float64\", {numbers} }}";

    private static async Task<CheckReport> Check(CheckOptions options, string fixture, params string[] entries)
    {
        using var run = new TestRun { Options = options };
        run.AddText($$"""{ "version": 1, "name": "x", {{fixture}}, "expected": [{{string.Join(", ", entries)}}] }""");
        return await run.CheckAsync();
    }
}
