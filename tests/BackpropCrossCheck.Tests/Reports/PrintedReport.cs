using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>Reads a report page as somebody who has nothing but its text, and calculates its counts, sums and rows again.</summary>
internal sealed partial class PrintedReport
{
    private readonly List<PrintedFixture> _fixtures = [];
    private readonly List<(string Name, string Verdict, int[] Counts)> _rows = [];
    private readonly string _text;

    private PrintedReport(string text) => _text = text;

    /// <summary>The sections of the fixtures.</summary>
    public IReadOnlyList<PrintedFixture> Fixtures => _fixtures;

    /// <summary>What is not true.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>How many numbers were calculated again.</summary>
    public int Checks { get; private set; }

    /// <summary>Reads a page in Markdown.</summary>
    public static PrintedReport OfMarkdown(string page)
    {
        var report = new PrintedReport(page);
        bool isTable = false;
        foreach (string line in page.Split('\n'))
        {
            if (MarkdownHeading().Match(line) is { Success: true } heading)
            {
                report._fixtures.Add(new PrintedFixture(heading.Groups["name"].Value));
            }
            else if (MarkdownRow().Match(line) is { Success: true } row)
            {
                report._rows.Add((row.Groups["name"].Value, row.Groups["verdict"].Value, Numbers(row, "numbers", "differ", "undecidable")));
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isTable = line == "```text";
            }
            else if (isTable)
            {
                report._fixtures[^1].Last.AddTextRow(line);
            }
            else if (line.StartsWith("**", StringComparison.Ordinal) && report._fixtures.Count > 0)
            {
                report._fixtures[^1].AddSentence(line);
            }
        }

        return report.Checked();
    }

    /// <summary>Reads a page in HTML.</summary>
    public static PrintedReport OfHtml(string page)
    {
        string body = page[page.IndexOf("<main>", StringComparison.Ordinal)..];
        var report = new PrintedReport(Plain(body.Replace("<br>", " ", StringComparison.Ordinal)));
        bool isList = false;
        bool isTable = false;
        foreach (string line in Drawing().Replace(body, string.Empty).Split('\n'))
        {
            string[] cells = [.. Cell().Matches(line).Select(cell => Plain(cell.Groups["text"].Value))];
            if (HtmlHeading().Match(line) is { Success: true } heading)
            {
                report._fixtures.Add(new PrintedFixture(Plain(heading.Groups["name"].Value)));
            }
            else if (line.StartsWith("<caption>", StringComparison.Ordinal))
            {
                isList = line == "<caption>The worst verdict first</caption>";
                isTable = line.Contains("worst", StringComparison.Ordinal) && !line.Contains("worst verdict", StringComparison.Ordinal);
                if (isTable)
                {
                    report._fixtures[^1].Last.AddCaption(Plain(line));
                }
            }
            else if (line.StartsWith("<tr>", StringComparison.Ordinal) && isList)
            {
                report._rows.Add((cells[0], VerdictWord().Match(cells[1]).Value, [Number(cells[4]), Number(cells[2]), Number(cells[3])]));
            }
            else if (line.StartsWith("<tr>", StringComparison.Ordinal) && isTable)
            {
                report._fixtures[^1].Last.AddCells(cells);
            }
            else if (report._fixtures.Count > 0 && (line.StartsWith("<p>", StringComparison.Ordinal)
                || line.StartsWith("<li>", StringComparison.Ordinal)))
            {
                report._fixtures[^1].AddSentence(Plain(line));
            }
        }

        return report.Checked();
    }

    private PrintedReport Checked()
    {
        int[] fixtures = Numbers(FixtureCounts().Match(_text), "all", "pass", "fail", "inconclusive", "error");
        int[] numbers = Numbers(NumberCounts().Match(_text), "all", "comparisons", "differ", "undecidable");
        Same("the fixtures of the head", fixtures[0], fixtures[1..].Sum());
        Same("the sections of fixtures that do not pass", _fixtures.Count, fixtures[0] - fixtures[1]);
        if (_rows.Count > 0)
        {
            foreach ((int i, string verdict) in ((string[])["pass", "fail", "inconclusive", "error"]).Index())
            {
                int listed = _rows.Count(row => row.Verdict == verdict);
                Same($"the rows of the verdict {verdict}", listed, i == 0 && listed == 0 ? 0 : fixtures[i + 1]);
            }
        }

        bool areAll = _rows.Count == fixtures[0];
        for (int i = 0; i < 3; i++)
        {
            if (areAll)
            {
                Same($"column {i} of the list of fixtures", _rows.Sum(row => row.Counts[i]), numbers[i == 0 ? 0 : i + 1]);
            }

            if (fixtures[1] == 0)
            {
                Same($"count {i} of the sections", _fixtures.Sum(fixture => fixture.Counts[i]), numbers[i == 0 ? 0 : i + 1]);
            }
        }

        if (fixtures[1] == 0)
        {
            Same("the comparisons of the sections", _fixtures.Sum(fixture => fixture.Comparisons.Count), numbers[1]);
        }

        foreach (PrintedFixture fixture in _fixtures)
        {
            (string Name, string Verdict, int[] Counts)[] rows = [.. _rows.Where(row => row.Name == fixture.Name)];
            for (int i = 0; rows.Length == 1 && i < 3; i++)
            {
                Same($"count {i} of {fixture.Name}", fixture.Counts[i], rows[0].Counts[i]);
            }

            foreach (PrintedComparison comparison in fixture.Comparisons)
            {
                Checks += comparison.Check(Faults);
            }
        }

        return this;
    }

    private void Same(string what, int one, int other)
    {
        Checks++;
        if (one != other)
        {
            Faults.Add(FormattableString.Invariant($"{what}: {one} and {other}"));
        }
    }

    private static int[] Numbers(Match match, params string[] groups) => [.. groups.Select(group => Number(match.Groups[group].Value))];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(html, string.Empty));

    [GeneratedRegex(
        @"(?<all>\d+) fixtures?: (?<pass>\d+) pass, (?<fail>\d+) fail, (?<inconclusive>\d+) inconclusive, (?<error>\d+) in error")]
    private static partial Regex FixtureCounts();

    [GeneratedRegex(
        @"(?<all>\d+) numbers? compared in (?<comparisons>\d+) comparisons?: (?<differ>\d+) differ, (?<undecidable>\d+) undecidable")]
    private static partial Regex NumberCounts();

    [GeneratedRegex(@"^## (?<verdict>\w+): `(?<name>.*)`$")]
    private static partial Regex MarkdownHeading();

    [GeneratedRegex(@"^\| (?<verdict>\w+) \| `(?<name>.*)` \| (?<numbers>\d+) \| (?<differ>\d+) \| (?<undecidable>\d+) \|$")]
    private static partial Regex MarkdownRow();

    [GeneratedRegex("""<h2 id="fixture-[0-9]+">.*</span> ?(?<name>.*)</h2>""")]
    private static partial Regex HtmlHeading();

    [GeneratedRegex("pass|fail|inconclusive|error")]
    private static partial Regex VerdictWord();

    [GeneratedRegex("<t[hd][^>]*>(?<text>.*?)</t[hd]>")]
    private static partial Regex Cell();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
