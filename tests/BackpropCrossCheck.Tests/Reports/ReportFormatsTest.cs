using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Tests.Reports;

public sealed class ReportFormatsTest
{
    private static readonly string[] Names = [.. ReportFormats.All.Select(format => format.Name)];

    [Test]
    public void All_Names_AreUniqueAndFound()
    {
        Assert.That(Names, Is.Unique.And.SupersetOf(new[] { "json", "junit", "sarif", "markdown", "html" }));
        Assert.That(ReportFormats.All.Select(format => ReportFormats.Find(format.Name)), Is.EqualTo(ReportFormats.All));
        Assert.That(ReportFormats.Find("yaml"), Is.Null);
    }

    [Test]
    public async Task Write_SameRunTwice_GivesTheSameBytes([ValueSource(nameof(Names))] string name)
    {
        IReportFormat format = ReportFormats.Find(name)!;
        string first = ReportCase.Write(format, await ReportCase.CheckAsync("fail"));
        Assert.That(ReportCase.Write(format, await ReportCase.CheckAsync("fail")), Is.EqualTo(first));
    }

    /// <summary>Large reports drop the numbers of passing fixtures. No format needs them.</summary>
    [Test]
    public async Task Write_PassingFixturesWithoutNumbers_GivesTheSameBytes([ValueSource(nameof(Names))] string name)
    {
        IReportFormat format = ReportFormats.Find(name)!;
        CheckReport report = await ReportCase.CheckAsync("pass");
        CheckReport without = report with { Fixtures = [.. report.Fixtures.Select(fixture => fixture.WithoutNumbers())] };
        Assert.That(ReportCase.Write(format, without), Is.EqualTo(ReportCase.Write(format, report)));
    }

    [Test]
    public async Task Write_NoFixture_IsAReportToo([ValueSource(nameof(Names))] string name)
    {
        var report = CheckReport.Of([], [], new CheckOptions());
        Assert.That(ReportCase.Write(ReportFormats.Find(name)!, report), Does.Contain("no fixture was found"));
        Assert.That(
            ReportCase.Write(ReportFormats.Find(name)!, await ReportCase.CheckAsync("pass")), Does.Not.Contain("no fixture was found"));
    }
}
