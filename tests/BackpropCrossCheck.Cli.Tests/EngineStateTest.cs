using System.Diagnostics;
using System.Text.Json;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>A small framework in NumPy that keeps state from one question to the next. The report names the state; without the mistake it
/// names nothing.</summary>
public class EngineStateTest
{
    private static readonly string Folder = Repository.Of("tests", "BackpropCrossCheck.Cli.Tests", "Cases", "kinks-and-passes");
    private static readonly string? Python = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasNumPy);

    [TestCase("no-zero-grad", "The second answer is 2 times the first: gradients accumulate")]
    [TestCase("momentum", "The second answer is 1.81 times the first")]
    [TestCase(
        "stale-cache",
        "Asked for another network of the same shape after this fixture, it gave gradients with the layers' inputs of this fixture.")]
    public void Check_EngineThatKeepsSomething_FailsAndSaysWhat(string mistake, string text)
    {
        (int exitCode, JsonElement[] findings) = Check(mistake, "mse-tanh.json");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(findings[^1].GetProperty("cause").GetString(), Is.EqualTo("state-carried-over"));
        Assert.That(findings[^1].GetProperty("text").GetString(), Does.StartWith(text));
    }

    [Test]
    public void Check_CacheAndAnotherFixtureOfTheShape_NamesTheFixture()
    {
        (int exitCode, JsonElement[] findings) = Check("stale-cache", "mse-tanh.json", "mse-tanh-b.json");

        Assert.That(exitCode, Is.EqualTo(1), "whichever of the two is asked second");
        Assert.That(
            findings.Select(finding => finding.GetProperty("text").GetString()),
            Has.Some.Match("inputs of (another fixture, mse-tanh(-b)?:|this fixture)"));
    }

    [Test]
    public void Check_EngineWithoutAMistake_Passes()
        => Assert.That(Check("", "mse-tanh.json", "mse-tanh-b.json", "bce-relu.json").ExitCode, Is.Zero);

    private static (int ExitCode, JsonElement[] Findings) Check(string mistake, params string[] fixtures)
    {
        if (Python is null)
        {
            Assert.Ignore("no Python with NumPy is here");
        }

        using var folder = new TemporaryFolder();
        ProcessStartInfo start = ProgramRun.Start(
            Folder, ["check", .. fixtures, "--oracle", $"exec:{Python} oracle.py", "--report", $"json={folder.Of("r")}"]);
        start.Environment["BUG"] = mistake;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        var run = ProgramRun.Of(start);
        using var json = JsonDocument.Parse(File.ReadAllBytes(folder.Of("r")));
        JsonElement[] findings =
            [.. json.RootElement.GetProperty("fixtures").EnumerateArray()
                .SelectMany(fixture => fixture.GetProperty("comparisons").EnumerateArray())
                .SelectMany(comparison => comparison.GetProperty("diagnosis").EnumerateArray())
                .Select(finding => finding.Clone())];
        return (run.ExitCode, findings);
    }

    private static bool HasNumPy(string python)
    {
        try
        {
            return ProgramRun.Of(ProgramRun.StartOf(python, Path.GetTempPath(), "-c", "import numpy")).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
