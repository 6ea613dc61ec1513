using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>backprop-check.json in the working folder or above.</summary>
public class ConfigurationTest
{
    private const string Name = "backprop-check.json";

    [Test]
    public void Configuration_InTheFolder_NamesOraclesAndGivesOptions()
    {
        using TemporaryFolder folder = Configured();

        var run = ProgramRun.In(folder.Root, "check", ".");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Prose, Does.StartWith("configured backprop-check.json was read: mine is exec:"));
        Assert.That(run.Prose, Does.Contain("it adds --oracle mine --absolute 0.4; --no-config leaves it out")
            .And.Contain("1 fixture: 1 pass").And.Contain("ok fake, float64, fixed rule |x − y| ≤ 0.4"));
    }

    [Test]
    public void Configuration_LeftOut_ChangesNothing()
    {
        using TemporaryFolder folder = Configured();

        Assert.That(ProgramRun.In(folder.Root, "check", ".", "--oracle", "none", "--no-config").Output, Does.Not.Contain("configured"));
        Assert.That(ProgramRun.In(folder.Root, "check", ".", "--oracle", "mine", "--no-config").ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Configuration_AndCommandLine_TheCommandLineGoesFirst()
    {
        using TemporaryFolder folder = Configured();

        var run = ProgramRun.In(folder.Root, "check", ".", "--absolute", "0.3");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Prose, Does.Contain("it adds --oracle mine;"));
    }

    [Test]
    public void Configuration_Above_IsReadAndItsCommandsRunInItsFolder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("below/deep/a.json", Examples.ForFakeOracle());
        File.Copy(Repository.FakeOracle, folder.Of("engine.dll"));
        foreach (string ending in new[] { ".runtimeconfig.json", ".deps.json" })
        {
            File.Copy(Path.ChangeExtension(Repository.FakeOracle, null) + ending, folder.Of("engine" + ending));
        }

        folder.Write(Name, $$"""{ "oracles": { "mine": "exec:'{{Repository.DotNet}}' exec engine.dll '' ''" } }""");
        Directory.CreateDirectory(folder.Of("below/deep"));

        var run = ProgramRun.In(folder.Of("below/deep"), "check", ".", "--oracle", "mine", "--absolute", "0.4");
        var report = ProgramRun.In(folder.Of("below/deep"), "check", ".", "--oracle", "mine", "--report", "json=../../engine.dll");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.StartWith("configured   ../../backprop-check.json was read"));
        Assert.That(report.ExitCode, Is.EqualTo(2), "the command's file is read, so no report takes its place");
    }

    [Test]
    public void Configuration_WithAReportOnStandardOutput_IsSaidOnStandardError()
    {
        using TemporaryFolder folder = Configured();

        var run = ProgramRun.In(folder.Root, "check", ".", "--report", "json=-");

        Assert.That(run.Error, Does.StartWith("configured   "));
        using var json = JsonDocument.Parse(run.Output);
        Assert.That(json.RootElement.GetProperty("exitCode").GetInt32(), Is.Zero);
    }

    [Test]
    public void Configuration_OfOtherCommands_IsReadToo()
    {
        using TemporaryFolder folder = Configured();

        var oracles = ProgramRun.In(folder.Root, "oracles");
        var recorded = ProgramRun.In(folder.Root, "record", "a.json", "--oracle", "mine", "--output", "b.txt");
        var compared = ProgramRun.In(folder.Root, "compare", "b.txt", "a.json");

        Assert.That(oracles.Prose, Does.StartWith("configured backprop-check.json was read").And.Contain("available fake 9.9"));
        Assert.That((recorded.ExitCode, compared.ExitCode), Is.EqualTo((0, 0)), recorded.Output + compared.Output);
    }

    [Test]
    public void Configuration_AmongThePaths_IsNoFixture()
    {
        using TemporaryFolder folder = Configured();

        Assert.That(ProgramRun.In(folder.Root, "check", "a.json", Name).Prose, Does.Contain("1 fixture: 1 pass"));
    }

    [Test]
    public void Configuration_AsAReport_IsRefused()
    {
        using TemporaryFolder folder = Configured();

        Assert.That(ProgramRun.In(folder.Root, "check", "a.json", "--report", $"json={Name}").ExitCode, Is.EqualTo(2));
    }

    [TestCase("""{ "orakles": {} }""", "backprop-check.json:1:3 (/orakles): unknown field \"orakles\"; did you mean \"oracles\"?")]
    [TestCase("""{ "check": { "orakle": [] } }""", "1:14 (/check/orakle): unknown field \"orakle\"; did you mean \"oracle\"?")]
    [TestCase("""{ "check": { "strict": 1 } }""", "1:24 (/check/strict): ")]
    [TestCase("""{ "check": { "timeout": [1] } }""", "1:25 (/check/timeout): ")]
    [TestCase("""{ "check": { "timeout": -1 } }""", "1:25 (/check/timeout): --timeout \"-1\": seconds are expected")]
    [TestCase("""{ "check": { "precision": "float16" } }""", "1:27 (/check/precision): --precision \"float16\"")]
    [TestCase("""{ "check": { "report": ["jsn=a"] } }""", "1:24 (/check/report): --report \"jsn=a\"")]
    [TestCase("""{ "check": { "oracle": "mein" }, "oracles": { "mine": "exec:true" } }""", "(/check/oracle): --oracle: There is no oracle")]
    [TestCase("""{ "oracles": { "none": "exec:true" } }""", "1:16 (/oracles/none): \"none\" cannot be the name")]
    [TestCase("""{ "oracles": { "mine": "exec:'" } }""", "1:24 (/oracles/mine): ")]
    [TestCase("""{ "oracles": { "mine": "tensorflow" } }""", "1:24 (/oracles/mine): there is no oracle \"tensorflow\"")]
    [TestCase("""{ "oracles": { "mine": "exec:a", "mine": "exec:b" } }""", "occurs here a second time")]
    [TestCase("""{ "oracles": { } } x""", "backprop-check.json:1:20: ")]
    [TestCase("""{ "trace": { } }""", "(/trace): unknown field \"trace\"")]
    public void Configuration_WithAFault_IsReportedLikeAFixture(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write(Name, text);

        var run = ProgramRun.In(folder.Root, "check", "a.json");

        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output);
        Assert.That(run.Error, Does.Contain(expected));
        Assert.That(ProgramRun.In(folder.Root, "check", "a.json", "--oracle", "none", "--no-config").ExitCode, Is.Zero);
    }

    [Test]
    public void Configuration_WithAFault_DoesNotConcernCommandsThatReadNone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());
        folder.Write(Name, "{");

        Assert.That(ProgramRun.In(folder.Root, "trace", "a.json").ExitCode, Is.Zero);
        Assert.That(ProgramRun.In(folder.Root, "check", "--help").ExitCode, Is.Zero);
    }

    private static TemporaryFolder Configured()
    {
        var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());
        folder.Write(Name, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["oracles"] = new Dictionary<string, string> { ["mine"] = new FakeOracle("").Name },
            ["check"] = new Dictionary<string, object> { ["oracle"] = new[] { "mine" }, ["absolute"] = 0.4, ["strict"] = false },
        }));
        return folder;
    }
}
