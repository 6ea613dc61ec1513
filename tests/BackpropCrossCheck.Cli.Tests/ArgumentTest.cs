namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Arguments that cannot be used: exit code 2, and a message that names the option, what was found and what is expected.</summary>
public class ArgumentTest
{
    private static readonly TestCaseData[] Bad =
    [
        Case(
            [],
            "a command is expected",
            "check, oracles, trace, worksheet, record, compare, merge, init, schema, grade, import, fuzz and help"),
        Case(["chek", "."], "no command \"chek\"", "did you mean \"check\"?"),
        Case(["a.json"], "no command \"a.json\"", "backprop-check check a.json"),
        Case(["--cheque"], "no option --cheque"),
        Case(["check"], "PATH is missing", "a fixture, or a folder"),
        Case(["check", ""], "PATH \"\"", "is expected"),
        Case(["check", ".", "--oracles", "none"], "no option --oracles", "did you mean \"--oracle\"?"),
        Case(["check", ".", "--oracles=none"], "no option --oracles", "did you mean \"--oracle\"?"),
        Case(["check", ".", "-x"], "no option -x"),
        Case(["check", ".", "--oracle"], "--oracle: a value is missing", "--oracle NAME is expected"),
        Case(["check", ".", "--oracle", "tensorflow"], "--oracle", "no oracle \"tensorflow\"", "exec:COMMAND"),
        Case(["check", ".", "--oracle", ""], "--oracle", "no oracle \"\""),
        Case(["check", ".", "--oracle", "exec:"], "--oracle", "command is empty"),
        Case(["check", ".", "--oracle", "exec:'a"], "--oracle", "'"),
        Case(["check", ".", "--oracle", "none", "--oracle", "tensorflow-js"], "--oracle none must be the only one"),
        Case(["check", ".", "--precision"], "--precision: a value is missing", "float32|float64"),
        Case(["check", ".", "--precision", "float16"], "--precision \"float16\"", "float32 or float64 is expected"),
        Case(["check", ".", "--precision", "Float32"], "--precision \"Float32\""),
        Case(["check", ".", "--precision", ""], "--precision \"\""),
        Case(["check", ".", "--kinks"], "--kinks: a value is missing", "tensorflow|any"),
        Case(["check", ".", "--timeout", "0"], "--timeout \"0\"", "from 0.001 to 86400"),
        Case(["check", ".", "--timeout", "1e-9"], "--timeout \"1e-9\""),
        Case(["check", ".", "--timeout", "-1"], "--timeout \"-1\""),
        Case(["check", ".", "--timeout", "NaN"], "--timeout \"NaN\""),
        Case(["check", ".", "--timeout", "1,5"], "--timeout \"1,5\""),
        Case(["check", ".", "--timeout", "86401"], "--timeout \"86401\""),
        Case(["check", ".", "--report", "xml=a"], "--report \"xml=a\"", "format \"xml\" is not known", "json"),
        Case(["check", ".", "--report", "JSON=a"], "format \"JSON\" is not known"),
        Case(["check", ".", "--report", "json"], "--report \"json\"", "a path is missing", "json=PATH"),
        Case(["check", ".", "--report", "json="], "--report \"json=\"", "a path is missing"),
        Case(["check", ".", "--report", "json=-", "--report", "json=-"], "--report", "standard output"),
        Case(["check", ".", "--absolute", "-1"], "--absolute \"-1\"", "at least 0"),
        Case(["check", ".", "--absolute", "1e999"], "--absolute \"1e999\""),
        Case(["check", ".", "--relative", "small"], "--relative \"small\"", "at least 0"),
        Case(["check", ".", "--relative", "1,5"], "--relative \"1,5\""),
        Case(["check", ".", "--loss", "mse"], "--loss \"mse\"", "half-sum-of-squares", "KIND:REDUCTION"),
        Case(["check", ".", "--loss", "squared-error:mean"], "--loss \"squared-error:mean\"", "mean-over-samples"),
        Case(["check", ".", "--jobs", "0"], "--jobs \"0\"", "from 1 to 1024"),
        Case(["check", ".", "--jobs", "1025"], "--jobs \"1025\""),
        Case(["check", ".", "--jobs", "2.5"], "--jobs \"2.5\""),
        Case(["check", ".", "--jobs", "1", "--jobs", "2"], "--jobs: 2 values were found", "one is expected"),
        Case(["check", ".", "--shard", "0/3"], "--shard \"0/3\"", "I from 1 to N"),
        Case(["check", ".", "--shard", "4/3"], "--shard \"4/3\""),
        Case(["check", ".", "--shard", "2"], "--shard \"2\"", "for example 2/3"),
        Case(["check", ".", "--shard"], "--shard: a value is missing", "--shard I/N is expected"),
        Case(["check", "--", "a.json", "--oracle", "none"], "PATH --oracle: there is no such file", "put options before it"),
        Case(
            ["check", "a.json", "--report", "json=./a.json"],
            "--report json=./a.json: it would take the place of a file that is read here"),
        Case(["merge", "a.json", "--report", "markdown=a.json"], "--report markdown=a.json: it would take the place of a file"),
        Case(["record", "a.json", "--output", "a.json"], "--output a.json: it would take the place of a file that is read here"),
        Case(["trace", "a.json", "--output", "./a.json"], "./a.json: it would take the place of a file that is read here"),
        Case(["worksheet", "a.json", "--answers", "a.json"], "a.json: it would take the place of a file that is read here"),
        Case(["worksheet", "a.json", "--seed", "1", "--fixture", "a.json"], "a.json: it would take the place of a file that is read here"),
        Case(["Check", "a.json"], "no command \"Check\"", "did you mean \"check\"?"),
        Case(["trace", ""], "FIXTURE \"\": an empty path was found"),
        Case(["trace", "a.json", "--output", ""], "--output \"\": an empty path was found"),
        Case(["worksheet", "a.json", "--answers", ""], "--answers \"\": an empty path was found"),
        Case(["record", "."], "--output is missing", "record PATH... --output FILE"),
        Case(["record", ".", "--output", "b.txt", "--report", "json=a"], "no option --report"),
        Case(["record", "--output", "b.txt"], "PATH is missing"),
        Case(["compare"], "FILE is missing: a baseline that record has written is expected"),
        Case(["compare", "no-such.txt", "."], "no-such.txt", "the baseline cannot be read", "backprop-check record"),
        Case(["compare", "a.json", "."], "a.json:1:1", "this is not a baseline"),
        Case(["compare", "a.json"], "PATH is missing"),
        Case(["compare", "a.json", ".", "--exakt"], "no option --exakt", "did you mean \"--exact\"?"),
        Case(["merge"], "REPORT is missing", "a JSON report of a shard"),
        Case(["merge", "a.json", "--all"], "no option --all"),
        Case(["grade"], "FIXTURE is missing: a fixture is expected", "ANSWERS is missing: a file of answers"),
        Case(["grade", "a.json"], "ANSWERS is missing"),
        Case(["grade", "a.json", ""], "ANSWERS \"\"", "is expected"),
        Case(["grade", "", "a.csv"], "FIXTURE \"\"", "a fixture is expected"),
        Case(["grade", "a.json", "a.csv", "--decimal", "2"], "no option --decimal", "did you mean \"--decimals\"?"),
        Case(["grade", "a.json", "a.csv", "--decimals", "16"], "--decimals \"16\"", "from 0 to 15"),
        Case(["grade", "a.json", "a.csv", "--significant", "0"], "--significant \"0\"", "from 1 to 17"),
        Case(["grade", "a.json", "a.csv", "--decimals", "2", "--significant", "3"], "one of them"),
        Case(["oracles", "tensorflow-js"], "oracles: \"tensorflow-js\"", "nothing more is expected"),
        Case(["oracles", "--jobs", "2"], "no option --jobs"),
        Case(["check", ".", "--jobs", "\u001b[31m9"], "--jobs \"\\u001b[31m9\""),
    ];

    [TestCaseSource(nameof(Bad))]
    public void Arguments_Unusable_AreRefusedByName(string[] arguments, string[] needles)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.In(folder.Root, arguments);

        Assert.That(run.ExitCode, Is.EqualTo(2), run.Error);
        Assert.That(run.Output, Is.Empty, "results only");
        Assert.That(run.Error, Does.StartWith("backprop-check: ").And.Not.Contain("   at ").And.Not.Contain("Parameter '"));
        foreach (string needle in needles)
        {
            Assert.That(run.Error, Does.Contain(needle));
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links ask for rights there.")]
    public void Report_LinkToTheFixture_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        File.CreateSymbolicLink(folder.Of("link.json"), folder.Of("a.json"));

        var run = ProgramRun.Check(folder, "a.json", "--report", "json=link.json");

        Assert.That(
            (run.ExitCode, run.Error),
            Is.EqualTo(
                (
                    2,
                    "backprop-check: --report json=link.json: it would take the place of a file that is read here. Give it "
                        + "another path.\n")));
        Assert.That(File.ReadAllText(folder.Of("a.json")), Is.EqualTo(Examples.Agreeing()));
    }

    [TestCase("--timeout", "0.001")]
    [TestCase("--timeout", "86400")]
    [TestCase("--jobs", "1024")]
    [TestCase("--absolute", "0")]
    [TestCase("--relative", "1e-300")]
    [TestCase("--precision", "float64")]
    [TestCase("--loss", "half-sum-of-squares")]
    [TestCase("--loss", "half-squared-error:sum")]
    [TestCase("--loss", "squared-error:mean-over-outputs")]
    public void Arguments_AtTheirLimits_AreTaken(string option, string value)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Assert.That(ProgramRun.Check(folder, ".", option, value).ExitCode, Is.Zero);
    }

    [Test]
    public void Arguments_PathsThatLookLikeOptionsOrResponseFiles_AreFiles()
    {
        using var folder = new TemporaryFolder();
        folder.Write("--odd.json", Examples.Agreeing("one"));
        folder.Write("@odd.json", Examples.Agreeing("two"));

        var run = ProgramRun.Check(folder, "--quiet", "@odd.json", "--", "--odd.json");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("2 fixtures: 2 pass"));
    }

    [Test]
    public void Version_AskedFor_IsPrinted()
        => Assert.That(ProgramRun.In(Repository.Root, "--version").Output, Does.Match(@"^\d+\.\d+\.\d+\n$"));

    private static TestCaseData Case(string[] arguments, params string[] needles)
        => new TestCaseData(arguments, needles)
            .SetArgDisplayNames(arguments.Length == 0 ? "none" : string.Join(' ', arguments).Replace('\u001b', '^'));
}
