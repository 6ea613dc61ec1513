using System.Text.Json;
using BackpropCrossCheck.Tests;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary><c>grade</c>: what a teacher sees, and the exit codes.</summary>
public class GradeTest
{
    private const string Header = "quantity,layer,tensor,sample,row,column,value\n";

    /// <summary>The paper's own numbers of layer 2, to two decimals.</summary>
    private const string Anna = Header + """
        output,1,,1,1,,0.46
        output,1,,1,2,,0.80
        output,1,,1,3,,0.93
        output,2,,1,1,,0.48
        output,2,,1,2,,1.14
        delta,2,,1,1,,-0.52
        delta,2,,1,2,,-0.01
        gradient,2,weights,,1,1,-0.24
        gradient,2,weights,,1,2,-0.42
        gradient,2,weights,,1,3,
        """;

    private static readonly string Ben = Anna.Replace("-0.52", "-0.48", StringComparison.Ordinal)
        .Replace("-0.24", "-0.22", StringComparison.Ordinal).Replace("-0.42", "-0.38", StringComparison.Ordinal);

    private static readonly string Clara = Anna.Replace("-0.52", "-0.48", StringComparison.Ordinal)
        .Replace("0.93", "0.98", StringComparison.Ordinal);

    private static readonly string Dora = Anna.Replace("0.93", "0,93", StringComparison.Ordinal);

    private const string Emil = """
        { "by": "Emil", "kind": "hand", "precision": { "decimals": 2 }, "deltas": [null, [[-0.51, 0]]] }
        """;

    [Test]
    public void Grade_OnePerson_IsAsRecorded()
    {
        using var folder = Exercise(("ben.csv", Ben));

        var run = ProgramRun.In(folder.Root, "grade", "paper.json", "ben.csv");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        GoldenFile.AssertMatches(run.Output, "grade-one.txt");
    }

    [Test]
    public void Grade_Class_IsAsRecorded()
    {
        using var folder = Exercise(
            ("answers/anna.csv", Anna),
            ("answers/ben.csv", Ben),
            ("answers/clara.csv", Clara),
            ("answers/dora.csv", Dora),
            ("answers/emil.json", Emil));

        var run = ProgramRun.In(folder.Root, "grade", "paper.json", "answers", "missing.csv", "--report", "json=report.json");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output.Split('\n'), Has.All.Length.LessThanOrEqualTo(80));
        GoldenFile.AssertMatches(run.Output, "grade-class.txt");
        GoldenFile.AssertMatches(File.ReadAllText(folder.Of("report.json")), "grade-class.json");
    }

    [Test]
    public void Grade_EveryNumber_IsAsRecorded()
    {
        using var folder = Exercise(("anna.csv", Anna), ("ben.csv", Ben));

        GoldenFile.AssertMatches(ProgramRun.In(folder.Root, "grade", "paper.json", "anna.csv", "ben.csv", "--all").Output, "grade-all.txt");
    }

    [TestCase(0, "anna.csv")]
    [TestCase(1, "anna.csv", "ben.csv")]
    [TestCase(2, "anna.csv", "ben.csv", "dora.csv", "blank.csv")]
    [TestCase(3, "anna.csv", "blank.csv")]
    [TestCase(5, "blank.csv")]
    [TestCase(2, "empty")]
    public void Grade_ExitCode_IsThatOfTheGravest(int code, params string[] answers)
    {
        using var folder = Exercise(
            ("anna.csv", Anna),
            ("ben.csv", Ben),
            ("dora.csv", Dora),
            ("blank.csv", Header + "output,1,,1,1,,\n"),
            ("empty/readme.txt", ""));

        var run = ProgramRun.In(folder.Root, ["grade", "paper.json", .. answers]);

        Assert.That(run.ExitCode, Is.EqualTo(code), run.Output);
        Assert.That(run.Output, Does.Contain($"(exit code {code})"));
    }

    [Test]
    public void Grade_BadFixture_Is2AndNamesItsPlace()
    {
        using var folder = Exercise(("anna.csv", Anna), ("broken.json", Examples.Broken()));

        var run = ProgramRun.In(folder.Root, "grade", "broken.json", "anna.csv");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Prose, Does.Contain("ERROR broken.json:").And.Contain("did you mean \"labels\"?"));
    }

    [TestCase("0.936", "1", "--decimals", "3")]
    [TestCase("0.935", "0", "--decimals", "3")]
    [TestCase("0.94", "0", "--decimals", "2")]
    [TestCase("0.94", "0")]
    [TestCase("0.94", "0", "--significant", "2")]
    [TestCase("0.936", "1", "--decimals", "2")]
    [TestCase("0.935409", "0", "--decimals", "2")]
    [TestCase("0.9354", "0", "--significant", "2")]
    public void Grade_Digits_AreThoseAskedForOrWritten(string given, string code, params string[] options)
    {
        using var folder = Exercise(("anna.csv", Header + $"output,1,,1,3,,{given}\n"));

        Assert.That($"{ProgramRun.In(folder.Root, ["grade", "paper.json", "anna.csv", .. options]).ExitCode}", Is.EqualTo(code));
    }

    [Test]
    public void Grade_GradebookAndFeedback_AreWritten()
    {
        using var folder = Exercise(
            ("answers/anna.csv", Anna),
            ("answers/ben.csv", Ben),
            ("points.csv", Header.Replace("value", "points", StringComparison.Ordinal) + "delta,2,,1,1,,3\noutput,1,,1,1,,1\n"));

        var run = ProgramRun.In(
            folder.Root, "grade", "paper.json", "answers", "--points", "points.csv", "--report", "csv=book.csv", "--feedback", "pages");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
        string[] book = File.ReadAllLines(folder.Of("book.csv"));
        Assert.That(book.Skip(1).Select(line => line.Split(',')[11..13]), Is.EqualTo(new[] { new[] { "4", "4" }, ["1", "4"] }));
        Assert.That(File.ReadAllText(folder.Of("pages/ben.html")), Does.Contain("you wrote -0.48").And.Not.Contain("-0.52"));
        Assert.That(File.ReadAllText(folder.Of("pages/anna.html")), Does.Contain("Everything that you gave is right."));
    }

    [TestCase("--tell says what --feedback tells", "--tell", "number")]
    [TestCase("cause or number is expected", "--feedback", "pages", "--tell", "all")]
    [TestCase("the format \"cvs\" is not known; did you mean \"csv\"?", "--report", "cvs=x.csv")]
    public void Grade_BadOption_Is2AndSaysWhy(string said, params string[] options)
    {
        using var folder = Exercise(("anna.csv", Anna));

        var run = ProgramRun.In(folder.Root, ["grade", "paper.json", "anna.csv", .. options]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(said));
    }

    [TestCase("0.9", "0.5", "-0.5", 1)]
    [TestCase("0.9", "0.5", "-0.5", 0, "--accept-coarse")]
    [TestCase("0.94", "0.48", "-0.52", 0)]
    public void Grade_FewerDigitsThanAskedForThroughout_AreAcceptedOnlyIfAllowed(
        string hidden, string output, string delta, int code, params string[] options)
    {
        using var folder = Exercise(("anna.csv", Header + $"output,1,,1,3,,{hidden}\noutput,2,,1,1,,{output}\ndelta,2,,1,1,,{delta}\n"));

        Assert.That(ProgramRun.In(folder.Root, ["grade", "paper.json", "anna.csv", .. options]).ExitCode, Is.EqualTo(code));
    }

    [Test]
    public void Grade_RecordedEntry_IsComparedByItsPrecision()
    {
        using var folder = Exercise(("tf.json", """
            {
              "by": "TensorFlow", "kind": "recorded", "precision": "float32", "outputs": [[[0.46211717, 0.8004991, 0.935409]], null]
            }
            """));

        var run = ProgramRun.In(folder.Root, "grade", "paper.json", "tf.json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Prose, Does.Contain("3 numbers agree"));
    }

    [Test]
    public void Grade_Quiet_LeavesOutWhatIsRight()
    {
        using var folder = Exercise(("anna.csv", Anna), ("ben.csv", Ben));

        string output = ProgramRun.In(folder.Root, "grade", "paper.json", "anna.csv", "ben.csv", "--quiet").Output;

        Assert.That(output, Does.Not.Contain("anna").And.Contain("ben").And.Contain("2 answers: 1 right"));
    }

    [Test]
    public void Grade_ReportOnStandardOutput_StandsThereAlone()
    {
        using var folder = Exercise(("ben.csv", Ben));

        var run = ProgramRun.In(folder.Root, "grade", "paper.json", "ben.csv", "--report", "json=-");

        Assert.That(run.Error, Does.Contain("delta, layer 2, sample 1, unit 1: -0.48 is given"));
        JsonElement comparison = JsonDocument.Parse(run.Output).RootElement.GetProperty("fixtures")[0].GetProperty("comparisons")[0];
        Assert.That(comparison.GetProperty("against").GetString(), Is.EqualTo("ben"));
        Assert.That(comparison.GetProperty("firstWrong").GetProperty("follows").GetDouble(), Is.EqualTo(-0.52).Within(1e-15));
    }

    private static TemporaryFolder Exercise(params (string Name, string Text)[] files)
    {
        var folder = new TemporaryFolder();
        folder.Write("paper.json", File.ReadAllText(Repository.Of("fixtures/paper/paper-section-6.json")));
        foreach ((string name, string text) in files)
        {
            folder.Write(name, text);
        }

        return folder;
    }
}
