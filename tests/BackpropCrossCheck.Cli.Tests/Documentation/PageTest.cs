using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>What holds for every page: its links and paths lead somewhere, its options and variables are those of the program, its lines are short.</summary>
public class PageTest
{
    private const int Widest = 140;

    // The oracle's processes carry it; nobody sets it.
    private const string Mark = "BACKPROP_CHECK_ORACLE_RUN";

    private static readonly string[] Commands = [.. Regex.Matches(Help(), @"(?m)^  (\w+) +<|^  (oracles) ").Select(match => match.Groups[1].Value + match.Groups[2].Value)];

    private static readonly Dictionary<string, string[]> Options = Commands.ToDictionary(command => command, command => OptionsIn(Help(command)));

    private static IEnumerable<string> Pages => Page.All.Select(page => page.Path);

    [TestCaseSource(nameof(Pages))]
    public void Links_IntoTheRepository_LeadSomewhere(string page)
        => Assert.That(Regex.Matches(Page.Of(page).Prose, @"\]\(([^):]+)\)").Select(match => match.Groups[1].Value).Where(link => !Leads(Page.Of(page), link)), Is.Empty);

    /// <summary>The rejecting twins.</summary>
    [TestCase("src/NoSuchFolder/README.md")]
    [TestCase("src/README.md#no-such-heading")]
    public void Links_ToNothing_AreFound(string link) => Assert.That(Leads(Page.Readme, link), Is.False);

    [TestCaseSource(nameof(Pages))]
    public void Paths_InTheRepository_AreThere(string page)
        => Assert.That(Page.Of(page).CodeSpans.Where(span => Regex.IsMatch(span, @"^(src|tests|fixtures|\.ci)/[\w./-]+$") && !Path.Exists(Repository.Of(span))), Is.Empty);

    [TestCaseSource(nameof(Pages))]
    public void Options_InTheProse_AreThoseOfTheProgram(string page)
    {
        IEnumerable<string> unknown = Page.Of(page).CodeSpans.Where(span => span.StartsWith("--", StringComparison.Ordinal) || Commands.Contains(CommandOf(span)))
            .Where(span => OptionsIn(span).Except(Commands.Contains(CommandOf(span)) ? Options[CommandOf(span)] : Options.Values.SelectMany(options => options)).Any());

        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void Variables_OfTheProgram_AreOnThePages()
    {
        IEnumerable<string> sources = Directory.EnumerateFiles(Repository.Of("src"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".js" or ".py" or ".targets" && !Regex.IsMatch(Path.GetRelativePath(Repository.Root, file), @"[\\/](bin|obj|node_modules)[\\/]"));

        Assert.That(Page.All.SelectMany(page => Variables(page.Text)).Distinct(), Is.EquivalentTo(sources.SelectMany(file => Variables(File.ReadAllText(file))).Distinct().Except([Mark])));
    }

    [TestCaseSource(nameof(Pages))]
    public void Lines_OfTheProse_AreAtMost140Columns(string page)
        => Assert.That(Page.Of(page).Prose.Split('\n').Where(line => line.Length > Widest && !line.StartsWith('|')), Is.Empty);

    /// <summary>A package's page is read where the repository is not: nothing leads from it into the repository.</summary>
    [Test]
    public void PackagePages_Links_LeadNowhereElse()
    {
        string[] pages = [.. Directory.GetFiles(Repository.Of("src"), "*.csproj", SearchOption.AllDirectories).Where(IsPacked).Select(PackagePage)];

        Assert.That(pages, Has.Length.EqualTo(5));
        Assert.That(pages.Where(page => Page.Of(page).Prose.Contains("](", StringComparison.Ordinal)), Is.Empty);
    }

    private static bool Leads(Page page, string link)
    {
        string[] parts = link.Split('#');
        string path = parts[0].Length == 0 ? Repository.Of(page.Path) : Path.Combine(page.Folder, parts[0]);
        return Path.Exists(path) && (parts.Length == 1 || File.ReadLines(path).Any(line => line.StartsWith('#') && Slug(line) == parts[1]));
    }

    /// <summary>What GitHub makes of a heading.</summary>
    private static string Slug(string heading)
        => string.Concat(heading.TrimStart('#').Trim().ToUpperInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-').ToLowerInvariant();

    private static bool IsPacked(string project) => XDocument.Load(project).Descendants("IsPackable").Any(element => element.Value == "true");

    private static string PackagePage(string project)
    {
        string page = XDocument.Load(project).Descendants("ReadmeOfThePackage").SingleOrDefault()?.Value ?? "README.md";
        return Path.GetRelativePath(Repository.Root, Path.GetFullPath(page, Path.GetDirectoryName(project)!)).Replace('\\', '/');
    }

    private static string Help(params string[] command) => ProgramRun.In(Repository.Root, [.. command, "--help"]).Output;

    private static string CommandOf(string span) => Regex.Match(span, @"^(?:backprop-check )?(\w+)( |$)").Groups[1].Value;

    private static string[] OptionsIn(string text) => [.. Regex.Matches(text, @"(?<![\w-])--[a-z][a-z-]*").Select(match => match.Value).Distinct()];

    private static IEnumerable<string> Variables(string text) => Regex.Matches(text, "BACKPROP_CHECK_[A-Z_]*[A-Z]").Select(match => match.Value);
}
