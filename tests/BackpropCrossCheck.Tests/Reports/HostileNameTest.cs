using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Documents.Html;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.GitHub;
using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Reports.Junit;
using BackpropCrossCheck.Reports.Markdown;
using BackpropCrossCheck.Reports.Sarif;
using BackpropCrossCheck.Tests.Checking;
using BackpropCrossCheck.Tests.Reports.Junit;
using BackpropCrossCheck.Tests.Reports.Sarif;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>Names, reasons and versions that would break a format or control its reader if they were not escaped.</summary>
public sealed partial class HostileNameTest
{
    private static readonly string[] Names =
    [
        "<script>\"&'\u0001 ::error file=x,line=1::%0A",
        "]]>-->\r\n::error::x\n##[error]y ##vso[task.complete]z",
        "`|`` ```\n# heading @octocat #1 [a](javascript:b) <!-- {0} }",
        "\u202egnp.exe\u2028\uFFFF\u009b31m\u0085",
        "a.b/../c\\d",
        " leading and trailing ",
    ];

    [Test]
    public async Task Json_Name_ReadsBackTheSame([ValueSource(nameof(Names))] string name)
    {
        JsonNode fixture = JsonNode.Parse(ReportCase.Write(new JsonFormat(), await HostileAsync(name)))!["fixtures"]![0]!;
        Assert.That((string?)fixture["name"], Is.EqualTo(name));
        Assert.That((string?)fixture["comparisons"]![1]!["against"], Is.EqualTo(name));
    }

    [Test]
    public async Task Junit_Name_IsTextOfOneAttribute([ValueSource(nameof(Names))] string name)
    {
        string xml = ReportCase.Write(new JunitFormat(), await HostileAsync(name));
        XElement suite = XDocument.Parse(xml).Descendants("testsuite").First();
        Assert.That(JunitSchema.Faults(xml), Is.Empty);
        Assert.That((string?)suite.Attribute("name"), Is.EqualTo(PrintableText.Of(name)));
        Assert.That(suite.Descendants("failure"), Is.Not.Empty);
        Assert.That(CommandLines(xml), Is.Empty);
    }

    [Test]
    public async Task Sarif_Name_IsTextOfAMessage([ValueSource(nameof(Names))] string name)
    {
        string sarif = ReportCase.Write(new SarifFormat(), await HostileAsync(name));
        JsonArray results = JsonNode.Parse(sarif)!["runs"]![0]!["results"]!.AsArray();
        Assert.That(SarifSchema.Faults(sarif), Is.Empty);
        Assert.That(results.Select(result => (string)result!["message"]!["text"]!), Has.Some.Contains(SarifText.Of(name)));
        Assert.That(CommandLines(sarif), Is.Empty);
    }

    [Test]
    public async Task Markdown_Name_IsCode([ValueSource(nameof(Names))] string name)
    {
        string page = ReportCase.Write(new MarkdownFormat(), await HostileAsync(name));
        string[] lines = page.Split('\n');
        Assert.That(page, Does.Contain($"## fail: {MarkdownText.Code(name)}\n"));
        Assert.That(lines.Where(line => line.StartsWith("# ", StringComparison.Ordinal)), Has.Exactly(1).Items);
        Assert.That(lines.Where(line => line.StartsWith("| fail |", StringComparison.Ordinal)).Select(Bars), Is.EqualTo(new[] { 6 }));
        Assert.That(CommandLines(page), Is.Empty);
    }

    [Test]
    public async Task Html_Name_IsTextAndNoElement([ValueSource(nameof(Names))] string name)
    {
        string page = ReportCase.Write(new HtmlFormat(), await HostileAsync(name));
        Assert.That(Tags(page), Is.EqualTo(Tags(ReportCase.Write(new HtmlFormat(), await HostileAsync(new string('x', name.Length))))));
        Assert.That(page, Does.Contain(HtmlText.Escaped(name)));
        Assert.That(page.Where(c => c != '\n' && char.IsControl(c)), Is.Empty);
        Assert.That(CommandLines(page), Is.Empty);
    }

    [Test]
    public async Task Annotations_Name_StaysInItsProperty([ValueSource(nameof(Names))] string name)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        GitHubAnnotations.Write(await HostileAsync(name), writer, ReportCase.Options.Root);
        string[] lines = writer.ToString().TrimEnd('\n').Split('\n');
        Assert.That(
            lines, Has.Length.EqualTo(4).And.All.Match("^::(error|warning) file=[^:,]*,(line=[0-9]+,col=[0-9]+,)?title=[^:,]*::[^\r\n]*$"));
    }

    [Test]
    public async Task Console_Name_IsNoCommandAndNoControl([ValueSource(nameof(Names))] string name)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = new ConsoleReport(writer, colour: false, all: false, quiet: false);
        CheckReport report = await HostileAsync(name);
        console.WriteOracles(report.Oracles);
        foreach (FixtureReport fixture in report.Fixtures)
        {
            console.WriteFixture(fixture);
        }

        console.WriteSummary(report);
        Assert.That(writer.ToString().Where(c => c != '\n' && char.IsControl(c)), Is.Empty);
        Assert.That(CommandLines(writer.ToString()), Is.Empty);
    }

    /// <summary>The rejecting twin.</summary>
    [TestCase("  ::error::x", 1)]
    [TestCase("a ##[error]x", 1)]
    [TestCase("a\n\t::x", 1)]
    [TestCase("a ::error::x", 0)]
    public void CommandLines_OfALog_AreFound(string log, int count) => Assert.That(CommandLines(log).Count(), Is.EqualTo(count));

    /// <summary>Lines that GitHub and Azure Pipelines take for commands in a log.</summary>
    private static IEnumerable<string> CommandLines(string log) => log.Split('\n', '\r', '\u0085', '\u2028').Where(line =>
        line.TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal)
            || line.Contains("##vso[", StringComparison.Ordinal));

    /// <summary>A fixture of that name that differs from an oracle of that name. Another oracle fails with those words, and a file has that
    /// name.</summary>
    private static async Task<CheckReport> HostileAsync(string name)
    {
        using var run = new TestRun
        {
            Oracles =
            [
                new TestOracle("failing") { Answer = (_, _) => new OracleAnswer.Failed(name) },
                TestOracle.Planting(name, numbers => Planted.With(numbers, numbers.Layout.WeightGradient(0), 0, 7)),
                new TestOracle("missing") { Status = new OracleStatus.Unavailable(name) },
            ],
        };
        Fixture fixture = RandomFixture.Create(1) with { Name = name };
        fixture = fixture.Recording(
            Planted.With(Planted.Calculate(fixture), fixture.Layout.Output(0), 0, 7), NumberPrecision.Float64, by: name);
        CheckReport report = await run.Add(fixture).CheckAsync();
        FixtureReport bad = report.Fixtures[0] with
        {
            Name = null,
            File = name,
            Error = new FixtureError(name),
            Comparisons = [],
            Verdict = BackpropCrossCheck.Comparison.Verdict.Error,
        };
        return report with
        {
            Fixtures = [report.Fixtures[0] with { File = $"{name}.json" }, bad],
            Arguments = ["check", "PATH", "--oracle", name],
        };
    }

    /// <summary>The elements of a page with their attributes, except those whose values contain names or numbers.</summary>
    private static IEnumerable<string> Tags(string page)
        => Tag().Matches(page).Select(match => match.Groups[1].Value + match.Groups[2].Value);

    [GeneratedRegex("<(/?[a-zA-Z0-9!]+)( class=\"[^\"]*\")?[^<>]*>")]
    private static partial Regex Tag();

    /// <summary>The bars that divide cells.</summary>
    private static int Bars(string row) => row.Replace(@"\|", string.Empty, StringComparison.Ordinal).Count(c => c == '|');
}
