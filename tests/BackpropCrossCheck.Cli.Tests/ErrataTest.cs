namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Each file of fixtures/published/errata is graded as fixtures/README.md explains.</summary>
public class ErrataTest
{
    private const string Folder = "fixtures/published";

    private static readonly TestCaseData[] Errata =
    [
        new TestCaseData(
            "mazur-2015.csv", "mazur-2015.json", 9, "1 number: 1 wrong updated-loss: 0.291027924 is given, 0.291027774 is right"),
        new TestCaseData(
            "jay-2017.csv", "jay-2017.json", 4, "3 numbers: 3 wrong output, layer 3, sample 1, unit 1: 0.2698 is given, 0.1984 is right"),
        new TestCaseData(
            "brownlee-2016.csv",
            "brownlee-2016.json",
            9,
            "6 numbers: 1 correct, 1 follows, 4 wrong output, layer 2, sample 1, unit 1: 0.621385962 is given"),
        new TestCaseData(
            "brownlee-revised.csv",
            "brownlee-2016.json",
            9,
            "6 numbers: 1 correct, 3 follows, 2 wrong output, layer 2, sample 1, unit 1: 0.621385962 is given"),
        new TestCaseData("han-kamber.csv", "han-kamber.json", 4, "wrong sign: this answer has t − y for y − t"),
    ];

    [TestCaseSource(nameof(Errata))]
    public void Grade_Erratum_NamesTheNumber(string answers, string fixture, int decimals, string said)
    {
        var run = ProgramRun.In(
            Repository.Root, "grade", $"{Folder}/{fixture}", $"{Folder}/errata/{answers}", "--decimals", $"{decimals}");

        Assert.That(run.Prose, Does.Contain(said));
        Assert.That(run.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void Errata_EveryFile_IsExplainedAndGraded()
    {
        string[] files = [.. Directory.GetFiles(Repository.Of(Folder, "errata")).Select(path => Path.GetFileName(path)!)];
        string page = File.ReadAllText(Repository.Of("fixtures", "README.md"));

        Assert.That(Errata.Select(erratum => erratum.Arguments[0]), Is.EquivalentTo(files));
        Assert.That(files, Has.All.Matches<string>(file => page.Contains($"| `{file}` |", StringComparison.Ordinal)));
    }
}
