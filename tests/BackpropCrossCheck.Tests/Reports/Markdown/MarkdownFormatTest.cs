using System.Globalization;
using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Reports.Markdown;

namespace BackpropCrossCheck.Tests.Reports.Markdown;

public sealed class MarkdownFormatTest
{
    private static readonly string[] Cases = [.. ReportCase.Names];

    [Test]
    public async Task Write_Case_IsTheGoldenOne([ValueSource(nameof(Cases))] string name)
        => GoldenFile.AssertMatches(ReportCase.Write(new MarkdownFormat(), await ReportCase.CheckAsync(name)), $"Reports/{name}.md");

    [TestCase(20_000)]
    [TestCase(50_000)]
    public async Task Write_LittleRoom_EndsWithinItAndSaysWhatIsLeftOut(int limit)
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        report = report with { Fixtures = [.. Enumerable.Repeat(report.Fixtures[0], 100)] };
        string page = Page(report, limit);
        int sections = page.Split("\n## fail: ").Length - 1;
        Assert.That(Encoding.UTF8.GetByteCount(page), Is.InRange(limit * 4 / 5, limit));
        Assert.That(
            page,
            Does.EndWith(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\n{100 - sections} more fixtures do not pass and cannot be shown here: the page ends at {limit} bytes. The JSON "
                        + $"report has all.\n")));
        Assert.That(sections, Is.GreaterThan(2));
    }

    [Test]
    public async Task Write_EnoughRoom_LeavesNothingOut()
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        Assert.That(Page(report, MarkdownFormat.Limit), Does.Not.Contain("left out"));
    }

    [Test]
    public async Task Write_ManyFixtures_CountsThoseThatTheTableLeavesOut()
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        FixtureReport passing = (await ReportCase.CheckAsync("pass")).Fixtures[0];
        string page = Page(report with { Fixtures = [.. Enumerable.Repeat(passing, 60), report.Fixtures[0]] }, MarkdownFormat.Limit);
        Assert.That(
            page,
            Does.Contain("| --- | --- | --- | --- | --- |\n| fail | `failing` |").And.Contain("And 11 more fixtures, 11 of them passing."));
    }

    [TestCase("plain, 1-2 (3)", "plain, 1-2 (3)")]
    [TestCase("<b>", @"\<b\>")]
    [TestCase("a|b", @"a\|b")]
    [TestCase("@octocat", @"\@<!-- -->octocat")]
    [TestCase("#12", @"\#<!-- -->12")]
    [TestCase("http://x.y", @"http\://x.y")]
    [TestCase("www.x.y", @"www\.x.y")]
    [TestCase("- item", @"\- item")]
    [TestCase("12. item", @"12\. item")]
    [TestCase("1.5 items", "1.5 items")]
    [TestCase("[a](b)", @"\[a\](b)")]
    [TestCase("a: b", "a: b")]
    [TestCase("a\nb", @"a\\u000ab")]
    [TestCase("`x` *y* _z_ ~w~ $v$ &amp;", @"\`x\` \*y\* \_z\_ \~w\~ \$v\$ \&amp;")]
    public void Of_Sentence_MeansWhatItSays(string text, string markdown) => Assert.That(MarkdownText.Of(text), Is.EqualTo(markdown));

    [TestCase("a b", "`a b`")]
    [TestCase("a`b", "``a`b``")]
    [TestCase("`a", "`` `a ``")]
    [TestCase("a``", "``` a`` ```")]
    [TestCase(" ", "`   `")]
    [TestCase("", "`  `")]
    [TestCase("<b>@x", "`<b>@x`")]
    public void Code_Name_IsOneSpan(string text, string markdown) => Assert.That(MarkdownText.Code(text), Is.EqualTo(markdown));

    [TestCase("`a|b`", @"`a\|b`")]
    [TestCase(@"a\|b", @"a\|b")]
    public void Cell_Bar_DoesNotEndIt(string markdown, string cell) => Assert.That(MarkdownText.Cell(markdown), Is.EqualTo(cell));

    [TestCase("a", "```sh\na\n```\n")]
    [TestCase("```", "````sh\n```\n````\n")]
    public void Block_Backquotes_DoNotEndIt(string lines, string markdown)
        => Assert.That(MarkdownText.Block("sh", lines), Is.EqualTo(markdown));

    private static string Page(CheckReport report, int limit)
    {
        using var stream = new MemoryStream();
        MarkdownFormat.Write(report, stream, ReportCase.Options, limit);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
