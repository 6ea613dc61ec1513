namespace BackpropCrossCheck.Cli.Tests;

/// <summary><c>record --as-expected</c> makes a regression suite of an engine.</summary>
public class ExpectedRecordingTest
{
    private static readonly string Honest = $"exec:python3 '{Repository.Of("src/BackpropCrossCheck.Oracles/examples/plain_python.py")}'";

    [Test]
    public void Recording_OfAnHonestEngine_PassesWithoutIt()
    {
        using var folder = new TemporaryFolder();

        var recorded = Record(folder, Repository.Of("fixtures/paper"), Repository.Of("fixtures/hand"), "--oracle", Honest);
        var suite = ProgramRun.In(folder.Root, "check", "suite", "--oracle", "none");
        string[] names = [.. Directory.EnumerateFiles(folder.Of("suite"), "*.json", SearchOption.AllDirectories)];

        Assert.That(recorded.ExitCode, Is.Zero, recorded.Output + recorded.Error);
        Assert.That(recorded.Output, Does.Contain("Go on with: backprop-check check suite --oracle none"));
        Assert.That(suite.ExitCode, Is.Zero, suite.Output);
        Assert.That(names, Has.Length.GreaterThan(1));
        Assert.That(names.SelectMany(name => Schema.Faults("fixture", File.ReadAllText(name))), Is.Empty);
    }

    [Test]
    public void Recording_Twice_ReplacesTheEntry()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Record(folder, "a.json", "--oracle", Honest);
        string once = File.ReadAllText(folder.Of("suite/a.json"));
        ProgramRun.In(folder.Root, "record", "suite/a.json", "--as-expected", "--oracle", Honest, "--output", "again");

        Assert.That(once, Does.StartWith(Examples.Agreeing()[..200]).And.Contain("\"a program\""));
        Assert.That(File.ReadAllText(folder.Of("again/a.json")), Is.EqualTo(once));
    }

    [Test]
    public void Recording_OfAWrongEngine_SaysSoAndIsNoPass()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());

        var recorded = Record(folder, "a.json", "--oracle", new FakeOracle("").Name);

        Assert.That(recorded.ExitCode, Is.EqualTo(1));
        Assert.That(recorded.Prose, Does.Contain("1 fixture with numbers that differ from the engine's"));
        Assert.That(ProgramRun.In(folder.Root, "check", "suite", "--oracle", "none").ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void Recording_WithPrecision_RecordsIt()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.ForFakeOracle());

        Record(folder, "a.json", "--oracle", new FakeOracle("").Name, "--precision", "float32");

        Assert.That(
            File.ReadAllText(folder.Of("suite/a.json")),
            Does.Contain("\"precision\": \"float32\"").And.Contain("\"by\": \"fake 9.9\""));
    }

    [Test]
    public void Recording_OntoItsInputs_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("f/a.json", Examples.Agreeing());

        var run = ProgramRun.In(folder.Root, "record", "f", "--as-expected", "--oracle", Honest, "--output", "f");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(File.ReadAllText(folder.Of("f/a.json")), Is.EqualTo(Examples.Agreeing()));
    }

    [Test]
    public void Recording_OfTwoFilesOfOneName_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("f/a.json", Examples.Agreeing("first"));
        folder.Write("g/a.json", Examples.Agreeing("second"));

        Assert.That(Record(folder, "f", "g", "--oracle", Honest).Error, Does.Contain("would both be written to suite/a.json"));
    }

    [TestCase("finite-differences")]
    [TestCase("none")]
    public void Recording_WithoutNumbersOfAProgram_IsRefused(string oracle)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Assert.That(Record(folder, "a.json", "--oracle", oracle).ExitCode, Is.EqualTo(2));
        Assert.That(Directory.Exists(folder.Of("suite")), Is.False);
    }

    [Test]
    public void Recording_OfAMissingEngine_IsInconclusive()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = Record(folder, "a.json", "--oracle", "exec:no-such-program");

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Prose, Does.Contain("0 fixtures are written to suite, 1 not: no oracle gave numbers"));
    }

    private static ProgramRun Record(TemporaryFolder folder, params string[] arguments)
        => ProgramRun.In(folder.Root, ["record", .. arguments, "--as-expected", "--output", "suite"]);
}
