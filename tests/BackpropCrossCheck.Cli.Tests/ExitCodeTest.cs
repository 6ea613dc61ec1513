namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Each exit code by its simplest cause, and which one comes first if several apply.</summary>
public class ExitCodeTest
{
    [Test]
    public void Check_EverythingAgrees_Is0()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        Assert.That(ProgramRun.Check(folder, ".").ExitCode, Is.Zero);
    }

    [Test]
    public void Check_Discrepancy_Is1()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());

        Assert.That(ProgramRun.Check(folder, ".").ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void Check_BadFixture_Is2AndPlaceIsNamed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Broken());

        var run = ProgramRun.Check(folder, "a.json");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Prose, Does.Contain("ERROR a.json:").And.Contain("(/lables)").And.Contain("did you mean \"labels\"?"));
    }

    [Test]
    public void Check_OnlyUndecidable_Is3EvenIfAllowed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Undecidable());

        var refused = ProgramRun.Check(folder, ".");
        var allowed = ProgramRun.Check(folder, ".", "--allow-undecidable");

        Assert.That((refused.ExitCode, allowed.ExitCode), Is.EqualTo((3, 3)));
        Assert.That(allowed.Prose, Does.Contain("no number that was compared agrees").And.Not.Contain("everything"));
        Assert.That(refused.Prose, Does.Contain("1 fixture is inconclusive (exit code 3)").And.Contain("no other result settles 1 number"));
        Assert.That(allowed.Output, Does.Contain("1 undecidable"), "still counted");
    }

    [Test]
    public void Check_UnwritableReport_Is4AndTheOtherReportIsWritten()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.Check(folder, "a.json", "--report", "json=a.json/report.json", "--report", "json=good.json");

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.Contain("the report a.json/report.json cannot be written").And.Contain("(exit code 4)"));
        Assert.That(File.Exists(folder.Of("good.json")));
    }

    [Test]
    public void Check_EmptyFolder_Is5()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.Check(folder, ".");

        Assert.That(run.ExitCode, Is.EqualTo(5));
        Assert.That(run.Output, Does.Contain("nothing was checked: no fixture was found (exit code 5)"));
    }

    [Test]
    public void Check_NothingStatedAndNothingAsked_Is5()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Silent());

        Assert.That(ProgramRun.Check(folder, ".").ExitCode, Is.EqualTo(5));
    }

    [TestCase(2, "broken", "differing", "undecidable", "agreeing")]
    [TestCase(1, "differing", "undecidable", "agreeing")]
    [TestCase(3, "undecidable", "agreeing")]
    [TestCase(0, "agreeing")]
    public void Check_SeveralOutcomes_TheGravestDecides(int code, params string[] kinds)
    {
        using var folder = new TemporaryFolder();
        foreach (string kind in kinds)
        {
            folder.Write(kind + ".json", kind switch
            {
                "broken" => Examples.Broken(),
                "differing" => Examples.Differing(),
                "undecidable" => Examples.Undecidable(),
                _ => Examples.Agreeing(),
            });
        }

        var run = ProgramRun.Check(folder, ".");

        Assert.That(run.ExitCode, Is.EqualTo(code));
        Assert.That(
            run.Output, Does.Contain($"{kinds.Length} fixture").And.Contain($"(exit code {code})"), "a bad file stops none of the others");
    }

    [Test]
    public void Check_UnwritableReportAndBadFixture_Is4()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Broken());

        Assert.That(ProgramRun.Check(folder, "a.json", "--report", "json=a.json/report.json").ExitCode, Is.EqualTo(4));
    }
}
