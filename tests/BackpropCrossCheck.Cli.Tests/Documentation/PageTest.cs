using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>Rules for every page: links and paths lead somewhere, the program has the options and variables, and lines are short.</summary>
public class PageTest
{
    private const int Widest = 140;

    // The program sets it for the oracle's processes; users never do.
    private const string Mark = "BACKPROP_CHECK_ORACLE_RUN";

    private static readonly Dictionary<string, string[]> OptionsOf = Regex.Matches(Help().Split("Commands:\n")[1], @"(?m)^  ([a-z]+) ")
        .Select(match => match.Groups[1].Value).ToDictionary(command => command, command => OptionsIn(Help(command)));

    private static IEnumerable<string> Pages => Page.All.Select(page => page.Path);

    [TestCaseSource(nameof(Pages))]
    public void Links_IntoTheRepository_LeadSomewhere(string page)
    {
        IEnumerable<string> links = Regex.Matches(Page.Of(page).Prose, @"\]\(([^):]+)\)").Select(match => match.Groups[1].Value);

        Assert.That(links.Where(link => !Leads(Page.Of(page), link)), Is.Empty);
    }

    /// <summary>The rejecting twins.</summary>
    [TestCase("src/NoSuchFolder/README.md")]
    [TestCase("src/README.md#no-such-heading")]
    public void Links_ToNothing_AreFound(string link) => Assert.That(Leads(Page.Readme, link), Is.False);

    [TestCaseSource(nameof(Pages))]
    public void Paths_InTheRepository_AreThere(string page)
    {
        IEnumerable<string> paths = Page.Of(page).CodeSpans.Where(span => Regex.IsMatch(span, @"^(src|tests|fixtures|\.ci)/[\w./-]+$"));

        Assert.That(paths.Where(path => !Path.Exists(Repository.Of(path))), Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void Options_InTheProse_AreThoseOfTheProgram(string page)
        => Assert.That(Page.Of(page).CodeSpans.Where(span => OptionsIn(span).Except(KnownIn(span)).Any()), Is.Empty);

    /// <summary>Options that the program or the command does not have. The options of other programs do not count.</summary>
    [TestCase("--no-such-option", false)]
    [TestCase("backprop-check oracles --timeout 5", false)]
    [TestCase("check --shard 2/3", true)]
    [TestCase("--exact", true)]
    [TestCase("other.py --no-such-option", true)]
    public void Options_OfASpan_AreKnownOrNot(string span, bool known)
        => Assert.That(OptionsIn(span).Except(KnownIn(span)).Any(), Is.EqualTo(!known));

    [Test]
    public void Variables_OfTheProgram_AreOnThePages()
    {
        IEnumerable<string> sources = Directory.EnumerateFiles(Repository.Of("src"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".js" or ".py" or ".targets")
            .Where(file => !IsBuilt(Path.GetRelativePath(Repository.Root, file)));
        string[] read = [.. sources.SelectMany(file => Variables(File.ReadAllText(file))).Distinct()];

        Assert.That(Page.All.SelectMany(page => Variables(page.Text)).Distinct(), Is.EquivalentTo(read.Except([Mark])));
    }

    [TestCaseSource(nameof(Pages))]
    public void Lines_OfTheProse_AreAtMost140Columns(string page)
        => Assert.That(Page.Of(page).Prose.Split('\n').Where(line => line.Length > Widest && !line.StartsWith('|')), Is.Empty);

    /// <summary>Readers of a package's page do not have the repository, so the page does not link into it.</summary>
    [Test]
    public void PackagePages_Links_LeadNowhereElse()
    {
        string[] projects = Directory.GetFiles(Repository.Of("src"), "*.csproj", SearchOption.AllDirectories);
        string[] pages = [.. projects.Where(IsPacked).Select(PackagePage)];

        Assert.That(pages, Has.Length.EqualTo(5));
        Assert.That(pages.Where(page => Page.Of(page).Prose.Contains("](", StringComparison.Ordinal)), Is.Empty);
    }

    private static bool Leads(Page page, string link)
    {
        string[] parts = link.Split('#');
        string path = parts[0].Length == 0 ? Repository.Of(page.Path) : Path.Combine(page.Folder, parts[0]);
        return Path.Exists(path) && (parts.Length == 1 || File.ReadLines(path).Any(line => line.StartsWith('#') && Slug(line) == parts[1]));
    }

    /// <summary>The anchor that GitHub makes of a heading.</summary>
    private static string Slug(string heading)
        => string.Concat(heading.TrimStart('#').Trim().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-').Select(char.ToLowerInvariant))
            .Replace(' ', '-');

    private static bool IsBuilt(string path) => Regex.IsMatch(path, @"[\\/](bin|obj|node_modules)[\\/]");

    private static bool IsPacked(string project)
        => XDocument.Load(project).Descendants("IsPackable").Any(element => element.Value == "true");

    private static string PackagePage(string project)
    {
        string page = XDocument.Load(project).Descendants("ReadmeOfThePackage").SingleOrDefault()?.Value ?? "README.md";
        return Path.GetRelativePath(Repository.Root, Path.GetFullPath(page, Path.GetDirectoryName(project)!)).Replace('\\', '/');
    }

    private static string Help(params string[] command) => ProgramRun.In(Repository.Root, [.. command, "--help"]).Output;

    /// <summary>The options that may stand in a span: those of its command; those of every command if it is an option alone; any option if
    /// it is the command line of another program.</summary>
    private static IEnumerable<string> KnownIn(string span)
        => span.StartsWith("--", StringComparison.Ordinal) ? OptionsOf.Values.SelectMany(options => options)
            : OptionsOf.GetValueOrDefault(Regex.Match(span, @"^(?:backprop-check )?(\w+)( |$)").Groups[1].Value, OptionsIn(span));

    private static string[] OptionsIn(string text)
        => [.. Regex.Matches(text, @"(?<![\w-])--[a-z][a-z-]*").Select(match => match.Value).Distinct()];

    private static IEnumerable<string> Variables(string text)
        => Regex.Matches(text, "BACKPROP_CHECK_[A-Z_]*[A-Z]").Select(match => match.Value);
}
