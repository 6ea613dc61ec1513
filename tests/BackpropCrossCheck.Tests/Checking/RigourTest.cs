using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Reading;
using BackpropCrossCheck.Tests.Reports;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Nothing passes unseen. Numbers without a counterpart are counted, undecidable numbers do not pass, and a rule under which zeros
/// pass tells nothing.</summary>
public sealed class RigourTest
{
    private static readonly string[] Formats = [.. ReportFormats.All.Select(format => format.Name)];

    /// <summary>Every recorded gradient is 0, and the fixture allows an error of 10.</summary>
    private static string TolerantOfZeros(string tolerance = """{ "absolute": 10 }""") => $$"""
        {
          "version": 1,
          "name": "tolerant",
          "layers": [
            { "weights": [[0.1, 0.2], [0.3, 0.4]], "bias": [0.5, 0.5], "activation": "tanh" },
            { "weights": [[0.6, 0.7]], "activation": "linear" }
          ],
          "inputs": [[1, 2], [3, -1]],
          "labels": [[1], [0]],
          "loss": "half-sum-of-squares",
          "tolerance": {{tolerance}},
          "expected": [
            {
              "by": "TensorFlow, says an engine", "kind": "recorded", "precision": "float64",
              "gradients": [{ "weights": [[0, 0], [0, 0]], "bias": [0, 0] }, { "weights": [[0, 0]] }]
            }
          ]
        }
        """;

    /// <summary>One linear unit, z = w·x, with a training. TensorFlow gives the gradient; nothing gives the numbers after the
    /// step.</summary>
    private static string Trained(string learningRate) => $$"""
        {
          "version": 1,
          "name": "trained",
          "layers": [{ "weights": [[0.5, 0.25]], "activation": "linear" }],
          "inputs": [[1, 2]],
          "labels": [[0]],
          "loss": "half-sum-of-squares",
          "training": { "learningRate": {{learningRate}}, "steps": 50 },
          "expected": [{ "by": "TensorFlow 2.15.1", "kind": "recorded", "precision": "float64", "lossValue": 0.5,
            "gradients": [{ "weights": [[1, 2]] }] }]
        }
        """;

    /// <summary>The pre-activation overflows float64, so everything is undecidable.</summary>
    private static string Overflowing(string weights) => $$"""
        {
          "version": 1,
          "name": "over {{weights}}",
          "layers": [{ "weights": [[{{weights}}]], "activation": "linear" }],
          "inputs": [[10, 10]],
          "labels": [[0]],
          "loss": "half-sum-of-squares",
          "expected": [{ "by": "TensorFlow", "kind": "recorded", "precision": "float64", "lossValue": 3,
            "gradients": [{ "weights": [[1, 2]] }] }]
        }
        """;

    private static string WithEntryBy(string by, string numbers) => $$"""
        {
          "version": 1,
          "name": "entry",
          "layers": [{ "weights": [[0.5, 0.25]], "activation": "linear" }],
          "inputs": [[1, 2]],
          "labels": [[0]],
          "loss": "half-sum-of-squares",
          "expected": [{ "by": "{{by}}", "kind": "recorded", "precision": "float64", {{numbers}} }]
        }
        """;

    [TestCase("1e308", true)]
    [TestCase("0.01", false)]
    public async Task Check_TrainingThatNothingStoodAgainst_IsCountedAndNamed(string learningRate, bool diverges)
    {
        CheckReport report = await CheckAsync(new CheckOptions { OraclesAreNamed = true }, Trained(learningRate));
        string console = ConsoleOf(report);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ExitCode, Is.Zero);
            Assert.That(report.Fixtures[0].TrainingDiverges, Is.EqualTo(diverges));
            Assert.That(
                report.Summary.NotCompared,
                Does.Contain(new QuantityCount("updated-parameter", 2)).And.Contain(new QuantityCount("updated-loss", 1)));
            Assert.That(report.Fixtures[0].Comparisons[0].NotCompared, Is.EqualTo(report.Summary.NotCompared), "the only comparison");
            Assert.That(
                console, Does.Contain("skipped nothing stood against 3 numbers of the engine: 2 updated-parameter, 1 updated-loss"));
            Assert.That(console.Contains("the training diverges", StringComparison.Ordinal), Is.EqualTo(diverges));
            Assert.That(
                console,
                Does.Not.Contain("everything").And.Contain(
                    "every number that was compared agrees; nothing stood against 3 numbers after training"));
        }
    }

    [Test]
    public async Task Check_OracleThatGivesEverything_LeavesNothingUncompared()
    {
        using var run = new TestRun { Oracles = [new TestOracle("tensorflow-test")] };
        CheckReport report = await run.AddText(WithEntryBy("mine", "\"lossValue\": 0.5")).CheckAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Summary.NotCompared, Is.Empty);
            Assert.That(
                report.Fixtures[0].Comparisons[1].NotCompared, Does.Contain(new QuantityCount("gradient", 2)), "of the entry alone");
            Assert.That(ConsoleOf(report), Does.Contain("everything that was asked for was checked and agrees"));
        }
    }

    [Test]
    public async Task Check_NothingAgreesAndUndecidableIsAllowed_IsInconclusive()
    {
        CheckReport report = await CheckAsync(
            new CheckOptions { OraclesAreNamed = true, AllowUndecidable = true },
            Overflowing("1e308, 1e308"),
            Overflowing("1e308, -1e308"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.Verdict, report.ExitCode), Is.EqualTo((Verdict.Inconclusive, ExitCode.Inconclusive)));
            Assert.That(report.Fixtures[0].Reason, Does.StartWith("no number that was compared agrees"));
            Assert.That(ConsoleOf(report), Does.Not.Contain("everything"));
        }
    }

    [TestCase("TensorFlow 2.15.1", 0)]
    [TestCase("tensorflow-js", 0)]
    [TestCase("Keras 3", 0)]
    [TestCase("the paper, TensorFlow printout of section 6", 0)]
    [TestCase("not from TensorFlow", 3)]
    [TestCase("Kerasine", 3)]
    [TestCase("the paper, by hand", 3)]
    public async Task Check_DefaultRun_NeedsAnEntryThatBeginsAsATensorFlowAndGivesGradients(string by, int exitCode)
    {
        CheckReport report = await CheckAsync(new CheckOptions(), WithEntryBy(by, "\"gradients\": [{ \"weights\": [[1, 2]] }]"));
        CheckReport withoutGradients = await CheckAsync(new CheckOptions(), WithEntryBy(by, "\"lossValue\": 0.5"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ExitCode, Is.EqualTo(exitCode));
            Assert.That(withoutGradients.ExitCode, Is.EqualTo(ExitCode.Inconclusive), "a TensorFlow that gives no gradients is none");
            Assert.That(withoutGradients.Reason, Is.EqualTo("no TensorFlow, live or recorded, stood against the engine"));
        }
    }

    [TestCase("\"lossValue\": 0.5", 3)]
    [TestCase("\"gradients\": [{ \"weights\": [[1, 2]] }]", 0)]
    public async Task Check_NoOracleAsked_IsNoPassWhereNoEntryGivesAGradient(string numbers, int exitCode)
    {
        CheckReport report = await CheckAsync(
            new CheckOptions { OraclesAreNamed = true, AsksNoOracle = true }, WithEntryBy("not from TensorFlow", numbers));
        Assert.That(report.ExitCode, Is.EqualTo(exitCode));
    }

    [TestCase("""{ "absolute": 10 }""", NumberVerdict.Undecidable)]
    [TestCase("""{ "absolute": 0.1 }""", NumberVerdict.Differs)]
    [TestCase("""{ "relative": 0.5 }""", NumberVerdict.Differs)]
    public async Task Check_RuleUnderWhichZerosPass_TellsNothing(string tolerance, NumberVerdict verdict)
    {
        CheckReport report = await CheckAsync(new CheckOptions { OraclesAreNamed = true }, TolerantOfZeros(tolerance));
        ResultComparison comparison = report.Fixtures[0].Comparisons[0];
        bool isVacuous = verdict == NumberVerdict.Undecidable;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.AllNumbers().First().Verdict, Is.EqualTo(verdict));
            Assert.That(report.ExitCode, Is.EqualTo(isVacuous ? ExitCode.Inconclusive : ExitCode.Discrepancy));
            Assert.That(comparison.Notable.Select(number => number.Reason).OfType<string>()
                .Any(reason => reason.StartsWith("vacuous", StringComparison.Ordinal)), Is.EqualTo(isVacuous));
            Assert.That(comparison.Summaries.All(tensor => tensor.ZeroPasses), Is.EqualTo(isVacuous));
        }
    }

    [Test]
    public async Task Check_EqualNumbersUnderARuleThatLetsZerosPass_Agree()
    {
        CheckReport report = await CheckAsync(
            new CheckOptions { Tolerance = new BackpropCrossCheck.Fixtures.Tolerance(10, 0) },
            WithEntryBy("TensorFlow", "\"gradients\": [{ \"weights\": [[1, 2]] }]"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ExitCode, Is.Zero);
            Assert.That(report.Fixtures[0].Comparisons[0].Summaries.Single().ZeroPasses, Is.True, "named all the same");
            Assert.That(
                ConsoleOf(report), Does.Contain("fixed rule |x − y| ≤ 10 + 0·|y|: 2 numbers agree; zeros would pass in its only tensor"));
        }
    }

    [Test]
    public async Task Write_FixedRule_IsNamedWithItsFigures([ValueSource(nameof(Formats))] string format)
    {
        CheckReport report = await CheckAsync(
            new CheckOptions { Tolerance = new BackpropCrossCheck.Fixtures.Tolerance(1e-6, 0.001) },
            WithEntryBy("TensorFlow", "\"gradients\": [{ \"weights\": [[1.0005, 2]] }]"));
        string text = Written(report, format).Replace("\\u2212", "−", StringComparison.Ordinal)
            .Replace("\\u2264", "≤", StringComparison.Ordinal);
        Assert.That(text, Does.Contain("fixed rule").And.Contain("1e-6").And.Contain("0.001"));
    }

    [Test]
    public async Task Write_DefaultRule_IsNamedInJsonWithWhatItSees()
    {
        CheckReport report = await CheckAsync(new CheckOptions(), WithEntryBy("TensorFlow", "\"gradients\": [{ \"weights\": [[1, 2]] }]"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Written(report, "json"),
                Does.Contain("\"rule\": \"|x − y| is at most four times").And.Contain("\"sees\"").And.Not.Contain("zeroPasses"));
            Assert.That(report.Fixtures[0].Comparisons[0].Summaries.Single().Sees, Is.GreaterThan(1e-16).And.LessThan(1e-13));
            Assert.That(ConsoleOf(report), Does.Contain("2 numbers agree; would have seen ").And.Contain(" % in every tensor"));
        }
    }

    [Test]
    public async Task Read_EverythingAboutRigour_WritesTheSameBytesAgain()
    {
        CheckReport report = await CheckAsync(
            new CheckOptions { AllowUndecidable = true }, TolerantOfZeros(), Trained("1e308"), Overflowing("1e308, 1e308"));
        string json = Written(report, "json");
        Assert.That(
            json,
            Does.Contain("\"zeroPasses\": true")
                .And.Contain("\"trainingDiverges\": true")
                .And.Contain("\"fixedRules\"")
                .And.Contain("\"updated-loss\": 1"));
        CheckReport read = ReportReader.Read(Encoding.UTF8.GetBytes(json), "report.json").Report;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Written(read, "json"), Is.EqualTo(json));
            Assert.That(ConsoleOf(read), Is.EqualTo(ConsoleOf(report)));
        }
    }

    [Test]
    public async Task Check_EveryGradientIsZero_NamesNoCauseWithAParameter()
    {
        // With one output, softmax gives 1 whatever the weights are, and every gradient is 0.
        CheckReport report = await CheckAsync(new CheckOptions(), TolerantOfZeros("""{ "absolute": 0 }"""));
        Assert.That(
            report.Fixtures[0].Comparisons[0].Findings.Select(finding => (finding.Cause, finding.Argument)),
            Is.EqualTo(new[] { ("all-zero", (FindingArgument?)null) }));
    }

    private static async Task<CheckReport> CheckAsync(CheckOptions options, params string[] fixtures)
    {
        using var run = new TestRun { Options = options };
        foreach (string fixture in fixtures)
        {
            run.AddText(fixture);
        }

        return await run.CheckAsync();
    }

    private static string Written(CheckReport report, string format)
    {
        using var stream = new MemoryStream();
        ReportFormats.Find(format)!.Write(report, stream, ReportCase.Options);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The console output with single spaces for all white space.</summary>
    private static string ConsoleOf(CheckReport report)
    {
        using var writer = new StringWriter();
        var console = new ConsoleReport(writer, colour: false, all: false, quiet: false);
        foreach (FixtureReport fixture in report.Fixtures)
        {
            console.WriteFixture(fixture);
        }

        console.WriteSummary(report);
        return string.Join(' ', writer.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
