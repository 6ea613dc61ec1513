using System.Text;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>README.md has the size of a page, and the tables of all pages agree with the program.</summary>
public class ReadmeTest
{
    private const string Tool = "src/BackpropCrossCheck.Cli/README.md";
    private const string Architecture = "src/README.md";

    // This page only belongs to the tests of a fixture source. No reader needs to find it.
    private const string FolderWithoutFixtures = "tests/BackpropCrossCheck.NUnit.Example/nothing/README.md";

    [Test]
    public void Readme_Size_IsThatOfAPage() => Assert.That(Encoding.UTF8.GetByteCount(Page.Readme.Text), Is.InRange(7000, 8192));

    [Test]
    public void Commands_OfReadme_BeginWithAFailureAndCheckAndTestEverything()
    {
        ShownCommand[] commands = [.. ShownCommand.All.Where(command => command.Page == Page.Readme)];
        string[] texts = [.. commands.Select(command => command.Text)];

        Assert.That(ShownOutput.ExitCode(commands[0].Shown), Is.EqualTo(1), "the failing run comes first");
        Assert.That(commands[0].Shown, Does.Contain("transposed-gradient: These numbers come out when"), "with its cause");
        Assert.That(texts, Has.One.EqualTo("dotnet run --project src/BackpropCrossCheck.Cli -- check fixtures"));
        Assert.That(texts, Has.One.EqualTo("dotnet test"));
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

        Assert.That(Page.All.Select(page => page.Path).Except(reached), Is.EqualTo([FolderWithoutFixtures]));
    }

    [TestCase("README.md")]
    [TestCase(Tool)]
    public void ExitCodes_OfThePage_AreAllOfThem(string page)
    {
        IEnumerable<string> codes = Regex.Matches(Page.Of(page).Text, @"(?m)^\| (\d) \|").Select(match => match.Groups[1].Value);

        Assert.That(codes, Is.EqualTo(["0", "1", "2", "3", "4", "5"]));
    }

    [Test]
    public void Folders_OfTheArchitecture_AreThoseOfSrc()
    {
        IEnumerable<string?> folders = Directory.GetDirectories(Repository.Of("src")).Select(Path.GetFileName);

        Assert.That(Page.Of(Architecture).FirstColumn("folder"), Is.EquivalentTo(folders));
    }

    /// <summary>Every answer of the table names a file and, most of them, what to look for in it.</summary>
    [Test]
    public void Answers_OfTheArchitecture_AreInTheFiles()
    {
        (string File, string Word)[] answers = [.. Regex.Matches(Page.Of(Architecture).Text, @"(?m)^\|.*\]\((\S+\.cs)\) \| `(\w+)")
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

        Assert.That(answers, Has.Length.AtLeast(8));
        Assert.That(answers.Where(answer => !IsIn(File.ReadAllText(Repository.Of("src", answer.File)), answer.Word)), Is.Empty);
        Assert.That(IsIn("public void Backward()", "Back"), Is.False);
    }

    /// <summary>Every name that looks like a type is one.</summary>
    [Test]
    public void Types_OfTheArchitecture_AreThere()
    {
        string[] types = [.. new[] { "src", "tests" }
            .SelectMany(folder => Directory.GetFiles(Repository.Of(folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetFileNameWithoutExtension(file))];
        string[] named = [.. Page.Of(Architecture).CodeSpans.Where(span => Regex.IsMatch(span, @"^[A-Z][a-z]+[A-Z]\w+$"))];

        Assert.That(named, Is.Not.Empty);
        Assert.That(named.Except(types).Except(Page.Of(Architecture).FirstColumn("folder")), Is.Empty);
    }

    [Test]
    public void Oracles_OfReadme_AreThoseThatTheProgramLists()
    {
        string[] listed = [.. Regex.Matches(OracleList.Run.Output, @"(?m)^(?:available|unavailable|failed) +(\S+)|^(exec:COMMAND)")
            .Select(match => match.Groups[1].Value + match.Groups[2].Value)];

        Assert.That(Page.Readme.FirstColumn("`--oracle`"), Is.EqualTo(listed));
    }

    [Test]
    public void Formats_OfTheTool_AreThoseThatTheHelpNames()
    {
        string help = ProgramRun.In(Repository.Root, "check", "--help").Prose;
        string text = Regex.Match(help, @"\(repeatable\): (json .*?); -").Groups[1].Value;
        IEnumerable<string> formats = Regex.Matches(text, @"([a-z]+) \(").Select(match => match.Groups[1].Value);

        Assert.That(Page.Of(Tool).FirstColumn("FORMAT"), Is.EqualTo(formats));
    }

    [Test]
    public void Commands_OfTheTool_AreThoseThatTheHelpNames()
    {
        string help = ProgramRun.In(Repository.Root, "--help").Output.Split("Commands:\n")[1];
        IEnumerable<string> commands = Regex.Matches(help, @"(?m)^  ([a-z]+) ").Select(match => match.Groups[1].Value);

        Assert.That(Page.Of(Tool).FirstColumn("command"), Is.EquivalentTo(commands));
    }

    private static bool IsIn(string source, string word) => Regex.IsMatch(source, $@"\b{word}\b");

    /// <summary>The pages that a page links to, or names by their folder.</summary>
    private static IEnumerable<string> PagesNamedBy(Page page)
    {
        string[] links = [.. Regex.Matches(page.Prose, @"\]\(([^):#]+)").Select(match => match.Groups[1].Value)];
        string[] spans = [.. page.CodeSpans.Where(span => Regex.IsMatch(span, @"^[\w./-]+$"))];
        HashSet<string> named =
        [
            .. links.Concat(spans).Select(path => Path.GetFullPath(path, page.Folder)),
            .. spans.Select(path => Path.GetFullPath(path, Repository.Root)),
        ];
        return Page.All.Where(other => named.Contains(Repository.Of(other.Path)) || named.Contains(other.Folder))
            .Select(other => other.Path);
    }
}
