using BackpropCrossCheck.Tests;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The console output, word for word. BACKPROP_CHECK_RENEW_GOLDEN=1 renews the files.</summary>
public class GoldenTest
{
    [TestCase("help.txt", "--help")]
    [TestCase("help-check.txt", "check", "--help")]
    [TestCase("help-check.txt", "check", "-h")]
    [TestCase("help-check.txt", "check", "/h")]
    [TestCase("help-check.txt", "check", "fixtures", "-?")]
    [TestCase("help-check.txt", "check", "--oracle", "none", "/?")]
    [TestCase("help-oracles.txt", "oracles", "--help")]
    [TestCase("help-trace.txt", "trace", "--help")]
    [TestCase("help-worksheet.txt", "worksheet", "--help")]
    [TestCase("help-record.txt", "record", "--help")]
    [TestCase("help-fuzz.txt", "fuzz", "--help")]
    [TestCase("help-compare.txt", "compare", "--help")]
    [TestCase("help-merge.txt", "merge", "--help")]
    [TestCase("help-grade.txt", "grade", "--help")]
    [TestCase("help-init.txt", "init", "--help")]
    [TestCase("help-schema.txt", "schema", "--help")]
    [TestCase("help-help.txt", "help", "--help")]
    [TestCase("help-import.txt", "import", "--help")]
    public void Help_OfEachCommand_IsAsRecorded(string file, params string[] arguments)
    {
        var run = ProgramRun.In(Repository.Root, arguments);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output.Split('\n'), Has.All.Length.LessThanOrEqualTo(80));
        GoldenFile.AssertMatches(WithoutTrailingSpace(run.Output), file);
    }

    [Test]
    public void Report_OfFixturesThatFail_IsAsRecorded()
    {
        using var folder = new TemporaryFolder();
        folder.Write("1-agreeing.json", Examples.Agreeing());
        folder.Write("2-differing.json", Examples.Differing());
        folder.Write(
            "3-last-digits.json",
            Examples.Agreeing("differs in the last digits").Replace("0.5", "0.5000000000009", StringComparison.Ordinal));
        folder.Write("4-undecidable.json", Examples.Undecidable());
        folder.Write("5-broken.json", Examples.Broken());
        folder.Write("6-hand.json", Hand);

        var run = ProgramRun.Check(
            folder,
            "1-agreeing.json",
            "2-differing.json",
            "3-last-digits.json",
            "4-undecidable.json",
            "5-broken.json",
            "6-hand.json",
            "7-missing.json");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output.Split('\n'), Has.All.Length.LessThanOrEqualTo(80));
        GoldenFile.AssertMatches(run.Output, "report.txt");
    }

    [Test]
    public void Report_WithEveryNumber_IsAsRecorded()
    {
        using var folder = new TemporaryFolder();
        folder.Write("hand.json", Hand);

        GoldenFile.AssertMatches(ProgramRun.Check(folder, "hand.json", "--all").Output, "report-all.txt");
    }

    private const string Hand = """
        {
          "version": 1, "name": "by hand",
          "layers": [{ "weights": [[0.5, -0.25]], "bias": [0.1], "activation": "sigmoid" }],
          "inputs": [[1, 2]], "labels": [[1]], "loss": "half-sum-of-squares",
          "expected": [{
            "by": "a student", "kind": "hand", "precision": { "decimals": 3 },
            "outputs": [[[0.525]]], "deltas": [[[-0.118]]], "gradients": [{ "weights": [[-0.118, 0.237]], "bias": [null] }]
          }]
        }
        """;

    private static string WithoutTrailingSpace(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
}
