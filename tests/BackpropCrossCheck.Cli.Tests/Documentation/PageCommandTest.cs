using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Cli.Tests.Documentation;

/// <summary>Every command on every page runs, prints what the page shows, and ends with the exit code that the page shows.</summary>
public class PageCommandTest
{
    // Commands that a test cannot run. They are listed here, so that none is left out by accident.
    private static readonly string[] NotRun =
    [
        "README.md: dotnet test",
        "README.md: dotnet pack --output packages",
        "README.md: dotnet tool install --global --source packages backprop-check",
        "src/BackpropCrossCheck.Cli/README.md: dotnet tool install --global backprop-check",
        "src/BackpropCrossCheck.Cli/README.md: dotnet publish src/BackpropCrossCheck.Cli -r linux-x64 --output native",
        "src/BackpropCrossCheck.Cli/README.md: dotnet pack src/BackpropCrossCheck.Cli -p:PackNativeTool=true --output packages",
        "src/BackpropCrossCheck.TensorFlowNet/README.md: dotnet tool install --global --source packages backprop-check-tensorflow-net",
        "src/BackpropCrossCheck/README.md: dotnet test tests/BackpropCrossCheck.Tests --filter FullyQualifiedName~DiagnosisSurveyTest.Full",
        "tests/BackpropCrossCheck.Benchmarks/README.md: dotnet build -c Release",
        "tests/BackpropCrossCheck.Benchmarks/README.md: dotnet publish src/BackpropCrossCheck.Cli -r linux-x64 --output native",
        "tests/BackpropCrossCheck.Benchmarks/README.md: python3 tests/BackpropCrossCheck.Benchmarks/peers.py "
            + "--native native/backprop-check",
        "tests/BackpropCrossCheck.Benchmarks/README.md: python3 tests/BackpropCrossCheck.Benchmarks/peers.py --quick",
        "tests/BackpropCrossCheck.Benchmarks/README.md: dotnet run -c Release --project tests/BackpropCrossCheck.Benchmarks -- "
            + "micro --filter '*'",
        "tests/BackpropCrossCheck.Benchmarks/README.md: dotnet run -c Release --project tests/BackpropCrossCheck.Benchmarks -- "
            + "parts fixtures/paper/paper-section-6.json",
        "tests/BackpropCrossCheck.Benchmarks/README.md: dotnet run -c Release --project tests/BackpropCrossCheck.Benchmarks -- "
            + "steps fixtures/paper/paper-section-6.json",
        "tests/BackpropCrossCheck.Benchmarks/README.md: dotnet run -c Release --project tests/BackpropCrossCheck.Benchmarks -- "
            + "causes tests/MustFail",
        "tests/BackpropCrossCheck.Benchmarks/README.md: dotnet run -c Release --project tests/BackpropCrossCheck.Benchmarks -- "
            + "builds BEFORE/backprop-check.dll AFTER/backprop-check.dll fixtures/paper/paper-section-6.json",
        "tests/BackpropCrossCheck.Benchmarks/README.md: dotnet run -c Release --project tests/BackpropCrossCheck.Benchmarks -- "
            + "src/BackpropCrossCheck.Cli/bin/Release/net10.0/backprop-check.dll fixtures/paper/paper-section-6.json",
        "tests/Mutants/README.md: python3 tests/Mutants/measure.py",
        "tests/Mutants/README.md: python3 tests/Mutants/measure.py Grading Diagnosis",
        "tests/Mutants/README.md: python3 tests/Mutants/measure.py --only 17 203",
        "tests/Mutants/README.md: python3 tests/Mutants/measure.py Comparison --thorough",
        "tests/Mutants/README.md: python3 tests/Mutants/measure.py --locate",
    ];

    private static readonly ShownCommand[] Run = [.. ShownCommand.All.Where(command => command.WhyNotRun is null)];

    private static bool HasTensorFlowJs => OracleList.Run.Output.Contains("available    tensorflow-js", StringComparison.Ordinal);

    private static IEnumerable<string> Runnable => Run.Select(command => command.ToString());

    private static IEnumerable<TestCaseData> Fixtures => Page.All.SelectMany(page => page.Blocks.Select(block => block.Label)
        .Where(label => label.EndsWith(".json", StringComparison.Ordinal)).Select(name => new TestCaseData(page.Path, name)));

    private static IEnumerable<string> Pipelines => Page.All.SelectMany(page => page.Blocks).Where(block => block.Kind == "yaml")
        .SelectMany(block => Regex.Matches(block.Text, @"(?m)(?:run|script): (.+)$")).Select(match => match.Groups[1].Value);

    [TestCaseSource(nameof(Runnable))]
    public void Command_OfAPage_PrintsWhatIsShown(string name)
    {
        ShownCommand command = Run.Single(shown => shown.ToString() == name);
        if (command.Shown.Contains("tensorflow-js", StringComparison.Ordinal) && !HasTensorFlowJs)
        {
            Assert.Ignore("The page shows a machine with TensorFlow.js, which is not available here.");
        }

        using var folder = new PageRun(command.Page, [.. command.Before, command.Text]);
        foreach (string earlier in command.Before)
        {
            folder.Run(earlier);
        }

        ProgramRun run = folder.Run(command.Text);

        Assert.That(run.Output, Does.Match(ShownOutput.Pattern(command.Shown)), run.Error);
        Assert.That(run.ExitCode, Is.EqualTo(ShownOutput.ExitCode(run.Output)), run.Error);
    }

    /// <summary>A page shows output of every command that is run, but for a compiler: one that prints nothing has compiled.</summary>
    [Test]
    public void Commands_OfEveryPage_ShowOutput()
        => Assert.That(
            Run.Where(command => command.Shown.Trim('…', '\n').Length == 0 && !command.Text.StartsWith("gcc ", StringComparison.Ordinal)),
            Is.Empty);

    [Test]
    public void Commands_NotRun_AreTheseFewAndSayWhy()
    {
        ShownCommand[] left = [.. ShownCommand.All.Where(command => command.WhyNotRun is not null)];

        Assert.That(left.Select(command => command.ToString()), Is.EquivalentTo(NotRun));
        Assert.That(left.Select(command => command.WhyNotRun!.Split(' ').Length), Has.All.AtLeast(5), "a reason is a sentence");
        Assert.That(left.Where(command => !IsRunWhereItSays(command)), Is.Empty, "a script that is said to run the command does not");
    }

    /// <summary>Every fixture on a page can be read, whether it passes or fails.</summary>
    [TestCaseSource(nameof(Fixtures))]
    public void Fixture_OfAPage_CanBeChecked(string page, string name)
    {
        using var folder = new PageRun(Page.Of(page));

        Assert.That(folder.Run($"backprop-check check {name} --oracle finite-differences").ExitCode, Is.AnyOf(0, 1));
    }

    /// <summary>The command lines of pipelines; a folder with one fixture stands for the user's.</summary>
    [TestCaseSource(nameof(Pipelines))]
    public void Pipeline_OfAPage_PassesAndWritesItsReport(string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("fixtures/paper.json", File.ReadAllText(Repository.Of("fixtures", "paper", "paper-section-6.json")));

        var run = ProgramRun.In(folder.Root, ShownCommand.ArgumentsOf(command)!);

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(File.Exists(folder.Of(command.Split('=')[^1])));
    }

    /// <summary>Only commands in console blocks are run, so none may stand elsewhere.</summary>
    [Test]
    public void Commands_OutsideConsoleBlocks_AreNone()
    {
        IEnumerable<string> texts = Page.All.SelectMany(page => page.Blocks)
            .Where(block => block.Kind.Length == 0).Select(block => block.Text).Concat(Page.All.Select(page => page.Prose));
        string[] kinds = ["", "console", "json", "csv", "csharp", "python", "yaml"];

        Assert.That(texts.SelectMany(text => text.Split('\n')).Where(IsCommand), Is.Empty);
        Assert.That(Page.All.SelectMany(page => page.Blocks).Select(block => block.Kind).Except(kinds), Is.Empty);
    }

    [TestCase("    backprop-check oracles", true)]
    [TestCase("dotnet test", true)]
    [TestCase("    $ node oracle.js", true)]
    [TestCase("The tool is backprop-check.", false)]
    [TestCase("dotnet", false)]
    public void Line_OfAPage_IsACommandOrNot(string line, bool isCommand) => Assert.That(IsCommand(line), Is.EqualTo(isCommand));

    [TestCase("a\n…\nd\n", true)]
    [TestCase("a\nb\n…\nc\nd\n", true)]
    [TestCase("a\nb\nc\n", false)]
    [TestCase("a\n…\nc\n", false)]
    [TestCase("…\nb\nc\nd\n", true)]
    [TestCase("a\nx\n…\nd\n", false)]
    [TestCase("", false)]
    public void Pattern_OfShownText_MatchesWholeOutputs(string shown, bool matches)
        => Assert.That(Regex.IsMatch("a\nb\nc\nd\n", ShownOutput.Pattern(shown)), Is.EqualTo(matches));

    private static bool IsCommand(string line)
        => Regex.IsMatch(line, @"^\s*(\$ )?(dotnet|backprop-check|node|python3?|pip|npm|docker|bash|pwsh|git|\./\S+) \S");

    /// <summary>False if a reason names a script that does not have the command.</summary>
    private static bool IsRunWhereItSays(ShownCommand command)
    {
        string script = Regex.Match(command.WhyNotRun!, @"\.ci/\w+").Value;
        string verb = Regex.Match(command.Text, @"^dotnet (tool \w+|\w+)").Value;
        return script.Length == 0 || File.ReadAllText(Repository.Of(script)).Contains(verb, StringComparison.Ordinal);
    }
}
