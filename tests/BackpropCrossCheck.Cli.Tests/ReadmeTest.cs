using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>README.md: every command in it runs, and prints what README shows of it.</summary>
/// <remarks>Blocks marked "console" hold commands after "$ " and what they print; "…" stands for what is left out, within a line or for lines. Blocks
/// marked "json NAME" and "csv NAME" are files that the commands use.</remarks>
public class ReadmeTest
{
    private const string Run = "dotnet run --project src/BackpropCrossCheck.Cli -- ";
    private const string Tests = "dotnet test";

    private static readonly string Text = File.ReadAllText(Repository.Of("README.md")).ReplaceLineEndings("\n");

    private static readonly ShownCommand[] Commands = [.. Blocks("console").SelectMany(block => CommandsOf(block.Text))];

    public static IEnumerable<TestCaseData> Runnable => Commands.Where(command => command.Text.StartsWith(Run, StringComparison.Ordinal))
        .Select(command => new TestCaseData(command.Text[Run.Length..], command.Shown, command.Before).SetArgDisplayNames(command.Text[Run.Length..]));

    [TestCaseSource(nameof(Runnable))]
    public void Command_Run_PrintsWhatIsShown(string arguments, string shown, string[] before)
    {
        if (shown.Contains("tensorflow-js", StringComparison.Ordinal) && !HasTensorFlowJs())
        {
            Assert.Ignore("README shows a machine with TensorFlow.js, which is not available here.");
        }

        using var folder = new TemporaryFolder();
        foreach ((string name, string text) in Blocks("json").Concat(Blocks("csv")))
        {
            folder.Write(name, text);
        }

        CopyFixtures(folder);
        foreach (string earlier in before)
        {
            ProgramRun.In(folder.Root, earlier[Run.Length..].Split(' '));
        }

        var run = ProgramRun.In(folder.Root, arguments.Split(' '));

        Assert.That(run.Output, Does.Match(Pattern(shown)));
    }

    [Test]
    public void Commands_OfReadme_AreKnownAndOneRunsTheTests()
    {
        Assert.That(Commands[0].Text, Is.EqualTo(Run + "check fixtures"), "the first command");
        Assert.That(Commands.Count(command => command.Text == Tests), Is.EqualTo(1), "run by the gate, not by a test");
        Assert.That(Commands.Where(command => command.Text != Tests).Select(command => command.Text), Has.All.StartsWith(Run));
    }

    [Test]
    public void ExitCodes_OfReadme_AreAllOfThem()
        => Assert.That(Regex.Matches(Text, @"(?m)^\| (\d) \|").Select(match => match.Groups[1].Value), Is.EqualTo(new[] { "0", "1", "2", "3", "4", "5" }));

    [Test]
    public void Links_IntoTheRepository_LeadSomewhere()
    {
        string[] links = [.. Regex.Matches(Text, @"\]\(([^):]+)\)").Select(match => match.Groups[1].Value)];

        Assert.That(links, Is.Not.Empty);
        Assert.That(links.Where(link => !Path.Exists(Repository.Of(link))), Is.Empty);
    }

    [Test]
    public void Folders_OfReadme_AreThere()
    {
        string[] folders = FirstColumn("folder");

        Assert.That(folders.Where(folder => !Directory.Exists(Repository.Of(folder))), Is.Empty);
        Assert.That(Directory.GetDirectories(Repository.Of("src")).Select(folder => "src/" + Path.GetFileName(folder)).Except(folders), Is.Empty);
    }

    [Test]
    public void Oracles_OfReadme_AreThoseThatTheProgramLists()
    {
        string[] listed = [.. Regex.Matches(ProgramRun.In(Repository.Root, "oracles").Output, @"(?m)^(?:available|unavailable|failed) +(\S+)|^(exec:COMMAND)")
            .Select(match => match.Groups[1].Value + match.Groups[2].Value)];

        Assert.That(FirstColumn("`--oracle`"), Is.EqualTo(listed));
    }

    [Test]
    public void Formats_OfReadme_AreThoseThatTheHelpNames()
    {
        string help = ProgramRun.In(Repository.Root, "check", "--help").Prose;
        string formats = Regex.Match(help, @"\(repeatable\): (json .*?); -").Groups[1].Value;

        Assert.That(FirstColumn("FORMAT"), Is.EqualTo(Regex.Matches(formats, @"([a-z]+) \(").Select(match => match.Groups[1].Value)));
    }

    [TestCase("a\n…\nd\n", true)]
    [TestCase("a\nb\n…\nc\nd\n", true)]
    [TestCase("a\nb\nc\n", false)]
    [TestCase("a\n…\nc\n", false)]
    [TestCase("…\nb\nc\nd\n", true)]
    [TestCase("a\nx\n…\nd\n", false)]
    public void Pattern_OfShownText_MatchesWholeOutputs(string shown, bool matches)
        => Assert.That(Regex.IsMatch("a\nb\nc\nd\n", Pattern(shown)), Is.EqualTo(matches));

    /// <summary>What stands in backquotes in the first column of the table with a heading.</summary>
    private static string[] FirstColumn(string heading)
        => [.. Text[Text.IndexOf($"\n| {heading} |", StringComparison.Ordinal)..].TrimStart('\n').Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('`')[1])];

    private static IEnumerable<ShownCommand> CommandsOf(string block)
    {
        string[] parts = [.. block.Split("$ ").Skip(1).Where(part => part.Length > 0)];
        return parts.Select((part, i) => new ShownCommand(part.Split('\n')[0], part[(part.IndexOf('\n') + 1)..], [.. parts.Take(i).Select(earlier => earlier.Split('\n')[0])]));
    }

    /// <summary>A command of README.</summary>
    /// <param name="Text">The command.</param>
    /// <param name="Shown">What README shows of its output.</param>
    /// <param name="Before">The commands before it in its block, which it may build on.</param>
    private sealed record ShownCommand(string Text, string Shown, string[] Before);

    private static string Pattern(string shown) => "\\A" + string.Concat(shown.TrimEnd('\n').Split('\n').Select(line =>
        line == "…" ? "(?:.*\n)*?" : Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal) + "\n")) + "\\z";

    private static IEnumerable<(string Name, string Text)> Blocks(string kind)
        => Regex.Matches(Text, @"(?ms)^```" + kind + @" ?(\S*)\n(.*?)^```$").Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static bool HasTensorFlowJs() => ProgramRun.In(Repository.Root, "oracles").Output.Contains("available    tensorflow-js", StringComparison.Ordinal);

    private static void CopyFixtures(TemporaryFolder folder)
    {
        string fixtures = Repository.Of("fixtures");
        foreach (string file in Directory.EnumerateFiles(fixtures, "*.json", SearchOption.AllDirectories))
        {
            folder.Write(Path.Combine("fixtures", Path.GetRelativePath(fixtures, file)), File.ReadAllText(file));
        }
    }
}
