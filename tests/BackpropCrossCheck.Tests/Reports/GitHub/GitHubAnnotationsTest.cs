using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Reports.GitHub;

namespace BackpropCrossCheck.Tests.Reports.GitHub;

public sealed class GitHubAnnotationsTest
{
    private static readonly string[] Cases = [.. ReportCase.Names];

    [Test]
    public async Task Write_Case_IsTheGoldenOne([ValueSource(nameof(Cases))] string name)
        => GoldenFile.AssertMatches(Commands(await ReportCase.CheckAsync(name)), $"Reports/{name}.annotations.txt");

    [Test]
    public async Task Write_RunThatAgrees_IsEmpty() => Assert.That(Commands(await ReportCase.CheckAsync("pass")), Is.Empty);

    [TestCase(2, 8, null)]
    [TestCase(3, 10, "3 more; ")]
    [TestCase(10, 10, "31 more; ")]
    public async Task Write_Many_ShowsNineAndCountsTheOthers(int fixtures, int lines, string? said)
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        string[] commands = Lines(Commands(report with { Fixtures = [.. Enumerable.Repeat(report.Fixtures[0], fixtures)] }));
        Assert.That(commands, Has.Length.EqualTo(lines));
        Assert.That(commands[^1], said is null ? Does.StartWith("::warning file=") : Does.Contain(said).And.Not.Contain("file="));
    }

    [Test]
    public async Task Write_ErrorsAndDiscrepancies_ComeWorstFirst()
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        FixtureReport undecidable = (await ReportCase.CheckAsync("undecidable")).Fixtures[0];
        FixtureReport error = (await ReportCase.CheckAsync("error")).Fixtures[0];
        FixtureReport[] others = [undecidable, .. report.Fixtures, error];
        string[] commands = Lines(Commands(report with { Fixtures = others }));
        Assert.That(commands[0], Does.Contain("cannot be checked"));
        Assert.That(commands[1], Does.Contain("failing differs from broken-oracle"), "an infinite difference");
        Assert.That(commands[^2], Does.StartWith("::warning ").And.Contain("undecidable is inconclusive"));
        Assert.That(commands[^1], Does.StartWith("::warning ").And.Contain("failing has no answer of 1 oracle"));
    }

    private static string Commands(CheckReport report)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        GitHubAnnotations.Write(report, writer, ReportCase.Options.Root);
        return writer.ToString();
    }

    private static string[] Lines(string commands) => commands.TrimEnd('\n').Split('\n');
}
