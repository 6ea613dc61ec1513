using System.Text;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Reports.Reading;

namespace BackpropCrossCheck.Tests.Reports.Html;

public sealed partial class HtmlFormatTest
{
    private static readonly string[] Cases = [.. ReportCase.Names];

    [Test]
    public async Task Write_Case_IsTheGoldenOne([ValueSource(nameof(Cases))] string name)
    {
        string page = ReportCase.Write(new HtmlFormat(), await ReportCase.CheckAsync(name));
        GoldenPage.AssertMatches(Style().Replace(page, "<style></style>"), $"Reports/{name}.html");
    }

    [Test]
    public async Task Write_ManyFixtures_StaysBelow20MBAndSaysWhatIsLeftOut()
    {
        CheckReport report = await ManyAsync(failing: 2500, passing: 2500);
        string page = Page(report, HtmlFormat.Limit);
        int sections = Count(page, "<h2 id=\"fixture-");
        Assert.That(Encoding.UTF8.GetByteCount(page), Is.InRange(10_000_000, 20_000_000));
        Assert.That(sections, Is.InRange(100, 2499));
        Assert.That(
            page, Does.Contain(FormattableString.Invariant($"<summary>{2500 - sections} more fixtures do not pass, without pictures")));
        Assert.That(page, Does.Not.Contain("are not listed"));
        Assert.That(page, Does.Contain("<p>And 2000 more.</p>"), "the list at the beginning");
        Assert.That(Links(page), Is.SubsetOf(Ids(page)));
        Assert.That(Count(page, "<code>passing</code>"), Is.EqualTo(2500));
        Assert.That(Count(page, "<tr><th scope=\"row\"><code>failing</code>"), Is.EqualTo(Math.Max(0, 500 - sections) + 2500 - sections));
    }

    [TestCase(60_000)]
    [TestCase(120_000)]
    public async Task Write_LittleRoom_EndsWithinItAndCountsBothKinds(int limit)
    {
        string page = Page(await ManyAsync(failing: 50, passing: 2000), limit);
        int sections = Count(page, "<h2 id=\"fixture-");
        int listed = Count(page, "<code>passing</code>");
        Assert.That(Encoding.UTF8.GetByteCount(page), Is.LessThanOrEqualTo(limit));
        Assert.That(page, Does.Contain(FormattableString.Invariant($"<summary>{50 - sections} more fixtures do not pass")));
        Assert.That(page, Does.Contain(FormattableString.Invariant($"<p>{2000 - listed} more fixtures are not listed")));
        Assert.That(listed, Is.GreaterThan(10));
        Assert.That(Links(page), Is.SubsetOf(Ids(page)));
        Assert.That(page, Does.EndWith("</html>\n"));
    }

    [Test]
    public async Task Write_EnoughRoom_LeavesNothingOut()
    {
        string page = Page(await ManyAsync(failing: 3, passing: 3), HtmlFormat.Limit);
        Assert.That(page, Does.Not.Contain("Left out").And.Not.Contain("without pictures").And.Not.Contain("not listed"));
        Assert.That(Count(page, "<h2 id=\"fixture-"), Is.EqualTo(3));
    }

    [Test]
    public async Task Write_ReadReport_SaysWhatItDoesNotHave()
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        string page = Page(Read(report), HtmlFormat.Limit);
        string whole = Page(report, HtmlFormat.Limit);
        Assert.That(page, Does.Contain("The worked lines are missing").And.Contain("class=\"network\""));
        Assert.That(whole, Does.Not.Contain("are not in here"));
        Assert.That(Plots(page), Is.Not.Empty.And.EqualTo(Plots(whole)), "the points of numbers that the report does not list too");
        Assert.That(Squares(page), Is.Not.Empty.And.EqualTo(Squares(whole)));
        Assert.That(Figures(page), Is.Not.Empty.And.EqualTo(Figures(whole)), "both panels with their captions");
    }

    /// <summary>The squares without their places: captions are shorter where the activations are not known.</summary>
    private static string[] Squares(string page)
        => [.. Regex.Matches(page, "<g (class=\"step [^\"]*\") transform=\"[^\"]*\">(.*)</g>")
            .Select(match => match.Groups[1].Value + match.Groups[2].Value)];

    private static string[] Figures(string page)
        => [.. Regex.Matches(page, "<figure class=\"panels\".*?</figure>", RegexOptions.Singleline).Select(match => match.Value)];

    private static string[] Plots(string page)
        => [.. Regex.Matches(page, "<path class=\"(agreeing|doubtful|wrong|grid|limit)\"[^>]*>").Select(match => match.Value)];

    [Test]
    public async Task Write_ManyComparisons_LeavesPicturesOutAndSaysSo()
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        FixtureReport fixture = report.Fixtures[0];
        ResultComparison wrong = fixture.Comparisons.First(comparison => comparison.Verdict == Verdict.Fail);
        string page = Page(report with { Fixtures = [fixture with { Comparisons = [.. Enumerable.Repeat(wrong, 6)] }] }, HtmlFormat.Limit);
        Assert.That(Count(page, "class=\"network\""), Is.EqualTo(4));
        Assert.That(Count(page, "The pictures of this comparison are left out"), Is.EqualTo(2));
    }

    private static async Task<CheckReport> ManyAsync(int failing, int passing)
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        FixtureReport passed = (await ReportCase.CheckAsync("pass")).Fixtures[0];
        return report with { Fixtures = [.. Enumerable.Repeat(report.Fixtures[0], failing), .. Enumerable.Repeat(passed, passing)] };
    }

    private static CheckReport Read(CheckReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream, all: false);
        return ReportReader.Read(stream.ToArray(), "report.json").Report;
    }

    private static string Page(CheckReport report, long limit)
    {
        using var stream = new MemoryStream();
        HtmlFormat.Write(report, stream, ReportCase.Options, limit);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static IEnumerable<string> Links(string page) => Link().Matches(page).Select(match => match.Groups[1].Value).Distinct();

    private static HashSet<string> Ids(string page) => [.. Id().Matches(page).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("href=\"#([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("id=\"([^\"]*)\"")]
    private static partial Regex Id();
}
