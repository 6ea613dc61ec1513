using System.Text;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>README.md is a page, and the tables of all pages are those of the program.</summary>
public class ReadmeTest
{
    private const string Tool = "src/BackpropCrossCheck.Cli/README.md";
    private const string Architecture = "src/README.md";

    [Test]
    public void Readme_Size_IsThatOfAPage() => Assert.That(Encoding.UTF8.GetByteCount(Page.Readme.Text), Is.InRange(7000, 8192));

    [Test]
    public void Commands_OfReadme_BeginWithAFailureAndCheckAndTestEverything()
    {
        ShownCommand[] commands = [.. ShownCommand.All.Where(command => command.Page == Page.Readme)];

        Assert.That(ShownOutput.ExitCode(commands[0].Shown), Is.EqualTo(1), "the failing run comes first");
        Assert.That(commands[0].Shown, Does.Contain("transposed-gradient: These numbers come out when"), "with its cause");
        Assert.That(commands.Count(command => command.Text == "dotnet run --project src/BackpropCrossCheck.Cli -- check fixtures"), Is.EqualTo(1));
        Assert.That(commands.Count(command => command.Text == "dotnet test"), Is.EqualTo(1));
    }

    [Test]
    public void Readme_Links_ReachEveryPage()
    {
        string[] reached = ["README.md"];
        for (string[] before = []; before.Length < reached.Length;)
        {
            before = reached;
            reached = [.. reached.Concat(reached.SelectMany(page => PagesNamedBy(Page.Of(page)))).Distinct()];
        }

        Assert.That(Page.All.Select(page => page.Path).Except(reached), Is.EqualTo(new[] { "tests/BackpropCrossCheck.NUnit.Example/nothing/README.md" }));
    }

    [TestCase("README.md")]
    [TestCase(Tool)]
    public void ExitCodes_OfThePage_AreAllOfThem(string page)
        => Assert.That(Regex.Matches(Page.Of(page).Text, @"(?m)^\| (\d) \|").Select(match => match.Groups[1].Value), Is.EqualTo(new[] { "0", "1", "2", "3", "4", "5" }));

    [Test]
    public void Folders_OfTheArchitecture_AreThoseOfSrc()
        => Assert.That(Page.Of(Architecture).FirstColumn("folder"), Is.EquivalentTo(Directory.GetDirectories(Repository.Of("src")).Select(Path.GetFileName)));

    [Test]
    public void Oracles_OfReadme_AreThoseThatTheProgramLists()
    {
        string[] listed = [.. Regex.Matches(ProgramRun.In(Repository.Root, "oracles").Output, @"(?m)^(?:available|unavailable|failed) +(\S+)|^(exec:COMMAND)")
            .Select(match => match.Groups[1].Value + match.Groups[2].Value)];

        Assert.That(Page.Readme.FirstColumn("`--oracle`"), Is.EqualTo(listed));
    }

    [Test]
    public void Formats_OfTheTool_AreThoseThatTheHelpNames()
    {
        string help = ProgramRun.In(Repository.Root, "check", "--help").Prose;
        string formats = Regex.Match(help, @"\(repeatable\): (json .*?); -").Groups[1].Value;

        Assert.That(Page.Of(Tool).FirstColumn("FORMAT"), Is.EqualTo(Regex.Matches(formats, @"([a-z]+) \(").Select(match => match.Groups[1].Value)));
    }

    [Test]
    public void Commands_OfTheTool_AreThoseThatTheHelpNames()
    {
        string help = ProgramRun.In(Repository.Root, "--help").Output.Split("Commands:\n")[1];

        Assert.That(Page.Of(Tool).FirstColumn("command"), Is.EquivalentTo(Regex.Matches(help, @"(?m)^  ([a-z]+) ").Select(match => match.Groups[1].Value)));
    }

    /// <summary>The pages that a page links to, or names by their folder.</summary>
    private static IEnumerable<string> PagesNamedBy(Page page)
    {
        IEnumerable<string> links = Regex.Matches(page.Prose, @"\]\(([^):#]+)").Select(match => Path.GetFullPath(match.Groups[1].Value, page.Folder));
        IEnumerable<string> folders = page.CodeSpans.Where(span => Regex.IsMatch(span, @"^[\w./-]+$")).SelectMany(span => new[] { Repository.Of(span), Path.Combine(page.Folder, span) });
        string[] named = [.. links.Concat(folders)];
        return Page.All.Where(other => named.Contains(Repository.Of(other.Path.Split('/'))) || named.Contains(other.Folder)).Select(other => other.Path);
    }
}
