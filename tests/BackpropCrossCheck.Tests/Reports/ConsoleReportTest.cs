using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Reports;

public sealed class ConsoleReportTest
{
    private const int Width = 80;
    private const char Escape = '\u001b';
    private static readonly string[] Cases = [.. ReportCase.Names];

    [Test]
    public async Task Write_Case_IsTheGoldenOne([ValueSource(nameof(Cases))] string name, [Values] bool all)
        => GoldenFile.AssertMatches(Text(await ReportCase.CheckAsync(name), all), $"Reports/{name}{(all ? "-all" : "")}.txt");

    [Test]
    public async Task Write_WithoutColour_HasNoEscapeCodes([ValueSource(nameof(Cases))] string name)
    {
        CheckReport report = await ReportCase.CheckAsync(name);
        Assert.That(Text(report, all: true), Does.Not.Contain(Escape));
        Assert.That(Text(report, all: true, colour: true), Does.Contain(Escape));
    }

    [Test]
    public async Task Write_WithColour_IsTheSameTextInColours([ValueSource(nameof(Cases))] string name)
    {
        CheckReport report = await ReportCase.CheckAsync(name);
        string coloured = Text(report, all: true, colour: true);
        string bare = string.Concat(
            coloured.Split(Escape).Select((part, i) => i == 0 ? part : part[(part.IndexOf('m', StringComparison.Ordinal) + 1)..]));
        Assert.That(bare, Is.EqualTo(Text(report, all: true)));
    }

    [Test]
    public async Task Write_Quiet_LeavesOutWhatPasses([Values] bool quiet)
    {
        CheckReport report = await ReportCase.CheckAsync("pass");
        Assert.That(Text(report, all: false, quiet: quiet), quiet ? Does.Not.Contain("passing:") : Does.Contain("passing:"));
    }

    [Test]
    public async Task Write_GoldenCases_KeepToTheWidth([ValueSource(nameof(Cases))] string name, [Values] bool all)
        => Assert.That(TooLong(Text(await ReportCase.CheckAsync(name), all)), Is.Empty);

    [Test]
    public async Task Write_RecordedFixtures_KeepToTheWidth()
    {
        string[] files =
            [.. Directory.GetFiles(Path.Combine(RecordedFixtures.Folder, "random"), "*.json").Order(StringComparer.Ordinal).Take(20)];
        var wrong = TestOracle.Planting(
            "tensorflow-wrong", numbers => Planted.Changed(numbers, (_, values) => Array.ConvertAll(values, x => -x * 1e-30)));
        var run = new CheckRun(new BackpropagationEngine(), [wrong], new CheckOptions());
        CheckReport report = await run.CheckAsync(new FixtureSelection(files, []), null, CancellationToken.None);
        Assert.That(TooLong(Text(report, all: true)), Is.Empty);
    }

    [Test]
    public async Task Write_ExtremeNumbers_KeepToTheWidth()
    {
        double[] extremes =
        [
            -1.2345678901234567e-300,
            1.2345678901234567e-300,
            -1.2345678901234567e+300,
            -123456789.123456789,
            5e-324,
            double.NegativeInfinity,
            double.NaN,
            -0.0,
        ];
        using var run = new TestRun
        {
            Oracles =
            [
                TestOracle.Planting("a", numbers => Planted.Changed(
                    numbers, (step, values) => [.. values.Select((_, i) => extremes[(step.Index + i) % extremes.Length])])),
            ],
        };
        CheckReport report = await run.Add(Enumerable.Range(0, 8).Select(seed => RandomFixture.Create(seed))).CheckAsync();
        Assert.That(TooLong(Text(report, all: true)), Is.Empty);
    }

    [Test]
    public async Task Write_NamesAndReasons_CannotSteerTheTerminal()
    {
        using var run = new TestRun
        {
            Oracles =
            [
                new TestOracle("tensorflow\u001b[31m")
                {
                    Answer = (_, _) => new OracleAnswer.Failed("line one\nline two\u001b]0;title\u0007\ttab\u009b"),
                },
            ],
        };
        CheckReport report = await run.Add(RandomFixture.Create(1) with { Name = "red \u001b[31m name\r\nPASS  forged" }).CheckAsync();
        string text = Text(report, all: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Where(character => char.IsControl(character) && character != '\n'), Is.Empty);
            Assert.That(text.Split('\n').Where(line => line.StartsWith("PASS", StringComparison.Ordinal)), Is.Empty);
            Assert.That(text, Does.Contain("red \\u001b[31m name\\u000d\\u000aPASS  forged").And.Contain("two\\u001b]0;title\\u0007"));
        }
    }

    private static string Text(CheckReport report, bool all, bool colour = false, bool quiet = false)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = new ConsoleReport(writer, colour, all, quiet);
        console.WriteOracles(report.Oracles);
        foreach (FixtureReport fixture in report.Fixtures)
        {
            console.WriteFixture(fixture);
        }

        console.WriteSummary(report);
        return writer.ToString();
    }

    /// <summary>Lines that are too long although they could be broken: they have more than one word after the indentation.</summary>
    private static IEnumerable<string> TooLong(string text)
        => text.Split('\n').Where(line => line.Length > Width && line.Trim().Contains(' ', StringComparison.Ordinal));
}
