using System.Text.Json;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.GitHub;
using BackpropCrossCheck.Tests.Checking;
using BackpropCrossCheck.Tests.Reports;

namespace BackpropCrossCheck.Tests.Baselines;

/// <summary>A difference that is new since a baseline comes with the cause that this run names.</summary>
public sealed class NewCauseTest
{
    private const string Words = "The new numbers differ from the engine's; the cause is sign-flipped: ";

    private static readonly Fixture Fixture = RandomFixture.Create(11, ActivationKind.Sigmoid, Loss.MeanSquaredError);

    private static TestOracle Right => new("o");

    private static TestOracle Flipped => TestOracle.Planting("o", numbers => Planted.Converted(numbers, -1));

    [Test]
    public async Task Compare_OracleWithANewMistake_NamesItsFirstCause([Values] bool exact)
    {
        CheckReport report = await CompareAsync(Right, Flipped, exact);

        Assert.That(report.Fixtures[0].Comparisons.Select(Causes), Is.EqualTo(new[] { "", "sign-flipped" }), "engine, oracle");
    }

    [Test]
    public async Task Compare_OracleThatMadeAnotherMistakeBefore_NamesTheNewOne()
        => Assert.That(
            Causes((await CompareAsync(TestOracle.Planting("o", numbers => Planted.Converted(numbers, 3)), Flipped)).Fixtures[0]
                .Comparisons[1]),
            Is.EqualTo("sign-flipped"));

    /// <summary>The mistake was there before, and a last bit is new.</summary>
    [Test]
    public async Task Compare_OldMistake_IsNotNamed()
    {
        Step step = Fixture.Layout.WeightGradient(0);
        var later = TestOracle.Planting("o", numbers => Planted.With(
            Planted.Converted(numbers, -1), step, 1, Math.BitIncrement(-numbers[step]![1])));

        ResultComparison change = (await CompareAsync(Flipped, later, exact: true)).Fixtures[0].Comparisons[1];

        Assert.That((change.Verdict, change.Change!.Numbers, Causes(change)), Is.EqualTo((Verdict.Fail, 1, "")));
    }

    [Test]
    public async Task Compare_OracleThatIsMended_HasNoCause()
    {
        ResultComparison change = (await CompareAsync(Flipped, Right)).Fixtures[0].Comparisons[1];

        Assert.That((change.Verdict, Causes(change)), Is.EqualTo((Verdict.Fail, "")));
    }

    [Test]
    public async Task Report_NewCause_IsNamedInEveryFormat()
    {
        CheckReport report = await CompareAsync(Right, Flipped);

        using var document = JsonDocument.Parse(Written(report, "json"));
        JsonElement diagnosis = document.RootElement.GetProperty("fixtures")[0].GetProperty("comparisons")[1].GetProperty("diagnosis");
        Assert.That(diagnosis.GetArrayLength(), Is.EqualTo(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(diagnosis[0].GetProperty("cause").GetString(), Is.EqualTo("sign-flipped"));
            Assert.That(OneLine(Console(report)), Does.Contain(Words));
            Assert.That(Annotations(report), Does.Contain(Words));
            Assert.That(Written(report, "markdown"), Does.Contain(Words));
            Assert.That(Written(report, "junit"), Does.Contain(Words));
            Assert.That(Written(report, "sarif"), Does.Contain(Words));
            Assert.That(
                Written(report, "html"),
                Does.Contain("<strong>Likely cause: the new numbers differ from the engine’s</strong>")
                    .And.Contain("<code>sign-flipped</code>"));
        }
    }

    [Test]
    public async Task Report_ChangeWithoutACause_NamesNoneInAnyFormat()
    {
        CheckReport report = await CompareAsync(Flipped, Right);

        IEnumerable<string> written = ReportFormats.All.Select(format => Written(report, format.Name));
        foreach (string text in written.Append(OneLine(Console(report))).Append(Annotations(report)))
        {
            Assert.That(text, Does.Contain("baseline of o").And.Not.Contain("The new numbers differ").And.Not.Contain("sign-flipped:"));
        }
    }

    [Test]
    public async Task Console_NewCauseOfSeveralFixtures_IsInTheSummary()
    {
        Fixture[] fixtures = [Fixture with { Name = "a" }, Fixture with { Name = "b" }];
        using TestRun first = BaselineText.Run(fixtures, Right);
        using TestRun second = BaselineText.Run(fixtures, Flipped);

        CheckReport report = await BaselineText.CompareAsync(await BaselineText.RecordAsync(first), second);

        Assert.That(
            Console(report), Does.Contain("\ncauses that several fixtures share:\n  - sign-flipped (-1): 2 fixtures, first a\n"));
    }

    private static async Task<CheckReport> CompareAsync(TestOracle then, TestOracle now, bool exact = false)
    {
        using TestRun first = BaselineText.Run([Fixture], then);
        using TestRun second = BaselineText.Run([Fixture], now);
        return await BaselineText.CompareAsync(await BaselineText.RecordAsync(first), second, exact);
    }

    private static string Causes(ResultComparison comparison) => string.Join(", ", comparison.Findings.Select(finding => finding.Cause));

    private static string Console(CheckReport report)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = new BaselineConsole(new ConsoleStyle(writer, colour: false), exact: false, all: false, quiet: false);
        foreach (FixtureReport fixture in report.Fixtures)
        {
            console.WriteFixture(fixture);
        }

        console.WriteSummary(report);
        return writer.ToString();
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Annotations(CheckReport report)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        GitHubAnnotations.Write(report, writer, ReportCase.Options.Root);
        return writer.ToString();
    }

    private static string Written(CheckReport report, string format) => ReportCase.Write(ReportFormats.Find(format)!, report);
}
