using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Results beside the engine are compared with each other: which ones may settle a number, and how near two must be to
/// agree.</summary>
public sealed class WitnessTest
{
    /// <summary>2·0.335 − 0.67 is 0 except for rounding, so TensorFlow may be on either side of the relu's kink.</summary>
    private const string Kink = """
        "layers": [{ "weights": [[0.335]], "activation": "linear" }, { "weights": [[2]], "bias": [-0.67000000000000015],
        "activation": "relu" }],
        "inputs": [[1]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    private const string Beyond = """
        {
          "by": "TensorFlow", "kind": "recorded", "precision": "float64",
          "gradients": [{ "weights": [[-2]] }, { "weights": [[-0.335]], "bias": [-1] }]
        }
        """;

    [TestCase("hand", 3)]
    [TestCase("recorded", 2)]
    public async Task Check_RoundedIntermediates_SettleNoUndecidableNumber(string kind, int unsettled)
    {
        // A person who rounds 0.335 to 0.34 crosses the kink and gets −0.34. That is near TensorFlow's −0.335, but says nothing of 0.335
        // itself. The same number from a program would settle it, and would differ from the engine.
        string rounded = $$"""
            {
              "by": "b", "kind": "{{kind}}", "precision": { "decimals": 2 },
              "gradients": [{ "weights": [[-1.98]] }, { "weights": [[-0.34]], "bias": [-0.99] }]
            }
            """;
        CheckReport report = await Check(Kink, Beyond, rounded);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.Summary.Undecidable, report.Summary.Unsettled), Is.EqualTo((3, unsettled)));
            Assert.That(report.Fixtures[0].Comparisons[1].Discrepancies, Is.EqualTo(kind == "hand" ? 0 : 3));
        }
    }

    [Test]
    public async Task Check_ThreeWitnessesOfWhichOneIsUndecidable_NameNobody()
    {
        // Two differ from the engine. The third is undecidable, so the engine may stand alone or not.
        string Entry(string name, string bias) => $$"""
            { "by": "{{name}}", "kind": "recorded", "precision": "float64", "gradients": [null, { "weights": [[-0.335]],
            "bias": [{{bias}}] }] }
            """;
        CheckReport undecidable = await Check(Kink, Entry("a", "5"), Entry("b", "5"), Entry("c", "-1"));
        CheckReport decided = await Check(Kink, Entry("a", "5"), Entry("b", "5"), Entry("c", "5"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((undecidable.Fixtures[0].Outliers.Count, undecidable.Fixtures[0].Splits.Count), Is.EqualTo((0, 0)));
            Assert.That(decided.Fixtures[0].Outliers.Single().Name, Is.EqualTo("engine"));
        }
    }

    [TestCase(0.99, "engine")]
    [TestCase(1.01, null)]
    public async Task Check_TwoWitnesses_AgreeWithinTheSumOfTheirRadii(double share, string? alone)
    {
        // Both have two decimals. Each may be off by half a unit, so they agree if they are at most 0.01 apart. Both differ from the
        // engine's 0.5.
        CheckReport report = await Check(
            Unit, Recorded("a", "{ \"decimals\": 2 }", 0.7), Recorded("b", "{ \"decimals\": 2 }", 0.7 + (share * 0.01)));
        Assert.That(report.Fixtures[0].Outliers.SingleOrDefault()?.Name, Is.EqualTo(alone));
    }

    [TestCase(0.97, "engine")]
    [TestCase(1.03, null)]
    public async Task Check_WitnessesInFloat32_AgreeWithinTheirOwnRoundingOnly(double share, string? alone)
    {
        // Against the engine 4·(ρ32 + ρ64) is allowed; between two float32 calculations 4·(ρ32 + ρ32) is.
        double allowed = await AllowedAsync("\"float32\"");
        double single = allowed / (1 + Math.ScaleB(1, -29));
        CheckReport report = await Check(
            Unit, Recorded("a", "\"float32\"", 0.7), Recorded("b", "\"float32\"", 0.7 + (share * 2 * single)));
        Assert.That(report.Fixtures[0].Outliers.SingleOrDefault()?.Name, Is.EqualTo(alone));
    }

    [TestCase(0.97, "engine")]
    [TestCase(1.03, null)]
    public async Task Check_WitnessesInFloat64_AreAllowedWhatEachIsBesideTheEngine(double share, string? alone)
    {
        double allowed = await AllowedAsync("\"float64\"");
        CheckReport report = await Check(
            Unit, Recorded("a", "\"float64\"", 0.7), Recorded("b", "\"float64\"", 0.7 + (share * allowed)));
        Assert.That(report.Fixtures[0].Outliers.SingleOrDefault()?.Name, Is.EqualTo(alone));
    }

    [Test]
    public async Task Check_FixedRule_IsRelativeToTheSecondOfTwoWitnesses()
    {
        // |1 − 1.25| ≤ 0.2·1.25, and not 0.2·1.
        const string Tolerant = Unit + ", \"tolerance\": { \"absolute\": 0, \"relative\": 0.2 }";
        CheckReport within = await Check(Tolerant, Recorded("a", "\"float64\"", 1), Recorded("b", "\"float64\"", 1.25));
        CheckReport beyond = await Check(Tolerant, Recorded("a", "\"float64\"", 1.25), Recorded("b", "\"float64\"", 1));
        Assert.That((within.Fixtures[0].Outliers.Count, beyond.Fixtures[0].Outliers.Count), Is.EqualTo((1, 0)));
    }

    [TestCase(0.9, "engine")]
    [TestCase(1.1, null)]
    public async Task Check_WitnessesInAnotherConvention_AreAllowedWhatTheyAreThere(double share, string? alone)
    {
        // In the sum over a hundred equal samples, every number and every allowance is a hundred times that of the mean.
        string samples = string.Join(", ", Enumerable.Repeat("[1]", 100));
        string labels = string.Join(", ", Enumerable.Repeat("[0]", 100));
        string network = $$"""
            "layers": [{ "weights": [[1]], "activation": "linear" }], "inputs": [{{samples}}], "labels": [{{labels}}],
            "loss": { "kind": "half-squared-error", "reduction": "mean-over-samples" }
            """;
        var stated = new CheckOptions { OraclesAreNamed = true, Stated = Loss.HalfSumOfSquares };
        string Entry(string by, double gradient) => FormattableString.Invariant(
            $$"""{ "by": "{{by}}", "kind": "recorded", "precision": "float64", "gradients": [{ "weights": [[{{gradient:R}}]] }] }""");
        double allowed = (await Check(stated, network, Entry("a", 7))).Fixtures[0].Comparisons[0].AllNumbers().Single().Allowed;
        CheckReport report = await Check(stated, network, Entry("a", 7), Entry("b", 7 + (share * allowed / 100)));
        Assert.That(report.Fixtures[0].Outliers.SingleOrDefault()?.Name, Is.EqualTo(alone));
    }

    private const string Unit = """
        "layers": [{ "weights": [[1]], "activation": "linear" }], "inputs": [[1]], "labels": [[0.5]], "loss": "half-sum-of-squares"
        """;

    private static string Recorded(string by, string precision, double delta) => FormattableString.Invariant(
        $$"""{ "by": "{{by}}", "kind": "recorded", "precision": {{precision}}, "deltas": [[[{{delta:R}}]]] }""");

    private static async Task<double> AllowedAsync(string precision)
        => (await Check(Unit, Recorded("a", precision, 0.7))).Fixtures[0].Comparisons[0].AllNumbers().Single().Allowed;

    private static Task<CheckReport> Check(string fixture, params string[] entries)
        => Check(new CheckOptions { OraclesAreNamed = true }, fixture, entries);

    private static async Task<CheckReport> Check(CheckOptions options, string fixture, params string[] entries)
    {
        using var run = new TestRun { Options = options };
        run.AddText($$"""{ "version": 1, "name": "x", {{fixture}}, "expected": [{{string.Join(", ", entries)}}] }""");
        return await run.CheckAsync();
    }
}
