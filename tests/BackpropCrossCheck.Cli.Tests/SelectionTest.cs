namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Which files are checked, and how they are named.</summary>
public class SelectionTest
{
    [Test]
    public void Folder_WithManyKindsOfFiles_OnlyFixturesAreChecked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("f/a.json", Examples.Agreeing("a"));
        folder.Write("f/deep/er/b.json", Examples.Agreeing("b"));
        folder.Write("f/fixture.schema.json", "{}");
        folder.Write("f/notes.txt", "no fixture");
        folder.Write("f/.hidden/c.json", "{}");
        folder.Write("f/node_modules/d.json", "{}");

        var run = ProgramRun.Check(folder, "f");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("2 fixtures: 2 pass"));
        Assert.That(ProgramRun.Check(folder, "f", "f/fixture.schema.json").ExitCode, Is.EqualTo(2), "a file that is named is taken");
    }

    [Test]
    public void Paths_WithSpacesAndUnicode_AreFoundAndNamed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("my fixtures \u7F51/\u00FCber 'x'.json", Examples.Broken());

        var run = ProgramRun.Check(folder, "my fixtures \u7F51");

        Assert.That(run.Prose, Does.Contain("ERROR my fixtures \u7F51/\u00FCber 'x'.json:"));
    }

    [Test]
    public void Paths_Absolute_WorkFromAnyFolder()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.json", Examples.Agreeing());
        using var elsewhere = new TemporaryFolder();

        Assert.That(ProgramRun.Check(elsewhere, file).ExitCode, Is.Zero);
        Assert.That(ProgramRun.Check(elsewhere, "a.json").ExitCode, Is.EqualTo(2), "relative to where it runs");
    }

    [Test]
    public void Path_Missing_IsNamedAndTheOthersAreChecked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing());

        var run = ProgramRun.Check(folder, "b.json", "a.json");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(
            run.Prose,
            Does.Contain("ERROR b.json there is no such file or folder")
                .And.Contain("2 fixtures: 1 pass, 0 fail, 0 inconclusive, 1 in error"));
    }

    [Test]
    public void Path_GivenTwice_IsCheckedOnce()
    {
        using var folder = new TemporaryFolder();
        folder.Write("f/a.json", Examples.Agreeing());

        Assert.That(ProgramRun.Check(folder, "f/a.json", "f", "./f").Output, Does.Contain("1 fixture: 1 pass"));
    }

    [Test]
    public void Names_GivenTwice_AreAnErrorOfTheSecond()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Agreeing("same"));
        folder.Write("b.json", Examples.Agreeing("same"));

        var run = ProgramRun.Check(folder, "a.json", "b.json");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Prose, Does.Contain("b.json:3:11 (/name): the name \"same\" is taken by a.json already"));
    }

    [Test]
    public void Files_ByTheThousand_AreAllCheckedInOrder()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 3000; i++)
        {
            folder.Write($"{i / 100:00}/{i:0000}.json", i == 2345 ? Examples.Differing("f2345") : Examples.Agreeing($"f{i:0000}"));
        }

        var run = ProgramRun.Check(folder, ".");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("3000 fixtures: 2999 pass, 1 fail, 0 inconclusive, 0 in error"));
        string[] names =
            [.. run.Output.Split('\n')
                .Where(line => line.StartsWith("PASS  f", StringComparison.Ordinal) || line.StartsWith("FAIL  f", StringComparison.Ordinal))
                .Select(line => line[6..11])];
        Assert.That(names, Has.Length.EqualTo(3000).And.Ordered);
    }

    [Test]
    public void File_WithoutPermission_IsAnErrorThatSaysSo()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("A file that its owner may not read takes POSIX permissions and a user who is not root.");
            return;
        }

        using var folder = new TemporaryFolder();
        string file = folder.Write("a.json", Examples.Agreeing());
        File.SetUnixFileMode(file, UnixFileMode.None);

        var run = ProgramRun.Check(folder, "a.json");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Prose, Does.Contain("ERROR a.json").And.Contain("permission").IgnoreCase);
    }

    [TestCase("de_DE.UTF-8")]
    [TestCase("tr_TR.UTF-8")]
    [TestCase("C")]
    public void Language_OfTheMachine_ChangesNothing(string language)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Examples.Differing());

        Assert.That(Run(language), Is.EqualTo(Run("en_US.UTF-8")));

        string Run(string tongue)
        {
            System.Diagnostics.ProcessStartInfo start = ProgramRun.Start(
                folder.Root, "check", ".", "--oracle", "none", "--absolute", "0.25", "--all", "--report", "json=-");
            start.Environment["LANG"] = tongue;
            start.Environment["LC_ALL"] = tongue;
            var run = ProgramRun.Of(start);
            return run.Output + run.Error;
        }
    }
}
