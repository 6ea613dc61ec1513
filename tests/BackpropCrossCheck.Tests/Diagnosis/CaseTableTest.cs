using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Tests.Library;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Every entry and every answer in <c>HandCases</c>: how many numbers are wrong, which is the first, the right one in its place,
/// the causes, and words that must be said. The tables are <c>hand.tsv</c> and <c>published.tsv</c>.</summary>
public sealed class CaseTableTest
{
    private const string Folder = "tests/BackpropCrossCheck.Tests/HandCases/";

    private static readonly string[] Answered = ["exercise", "given-with-three-decimals"];

    private static readonly string[][] Rows = [.. new[] { "hand", "published" }.SelectMany(RowsOf)];

    private static IEnumerable<TestCaseData> Cases => Rows.Select(row => new TestCaseData(row).SetArgDisplayNames(row[0], row[1]));

    [TestCaseSource(nameof(Cases))]
    public void Case_IsJudgedAsItsRowSays(string file, string entry, string wrong, string causes, string first, string said)
    {
        ResultComparison comparison = Of(file, entry);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Discrepancies.ToString(CultureInfo.InvariantCulture), Is.EqualTo(wrong));
            Assert.That(CaseWords.Of(comparison), Is.EqualTo(causes));
            Assert.That(comparison.FirstWrong is { } number ? Place(number) : string.Empty, Is.EqualTo(first));
            Assert.That(AllSaid(comparison), Does.Contain(said));
            Assert.That(comparison.Verdict, Is.EqualTo(wrong == "0" ? Verdict.Pass : Verdict.Fail));
        }
    }

    [Test]
    public void Folder_EveryFile_HasARow()
        => Assert.That(
            Directory.GetFiles(Repository.PathOf(Folder)).Where(path => Path.GetExtension(path) is ".json" or ".csv")
                .Select(path => Path.GetFileNameWithoutExtension(path)!).Except(Rows.Select(row => row[0])),
            Is.EquivalentTo(Answered));

    [Test]
    public void Tables_EveryEntryOfAFile_HasARow()
    {
        foreach (IGrouping<string, string[]> file in Rows.Where(row => !row[1].Contains(' ', StringComparison.Ordinal))
            .GroupBy(row => row[0]))
        {
            Fixture fixture = FixtureReader.Read(Repository.PathOf($"{Folder}{file.Key}.json"));
            Assert.That(
                file.Select(row => row[1]),
                Is.EqualTo(Enumerable.Range(0, fixture.Expected.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))),
                file.Key);
        }
    }

    /// <summary>The article's gradients are the transpose of those that follow from its own outputs, which stand in its other
    /// entry.</summary>
    [Test]
    public void Findings_PostnetworkInOneEntry_AreTheTransposedGradient()
    {
        Fixture fixture = FixtureReader.Read(Repository.PathOf($"{Folder}postnetwork.json"));
        var outputs = IndependentResult.Of(fixture.Expected[0]);
        var both = new TensorSet(fixture.Layout);
        foreach (ExpectedEntry entry in fixture.Expected)
        {
            foreach (Step step in fixture.Layout.Steps.Where(step => entry.Numbers[step] is not null))
            {
                both.Set(step, entry.Numbers[step]!, entry.Numbers.Missing(step));
            }
        }

        ResultComparison comparison = ResultComparer.Compare(Planted.Reference(fixture), outputs with { Numbers = both });
        Assert.That(CaseWords.Of(comparison), Is.EqualTo("transposed-gradient in 2"));
        Assert.That(comparison.FirstWrong!.Quantity, Is.EqualTo(Quantity.PreActivation));
    }

    private static IEnumerable<string[]> RowsOf(string table)
        => File.ReadAllLines(Repository.PathOf($"{Folder}{table}.tsv")).Skip(1).Select(line => line.Split('\t'));

    private static ResultComparison Of(string file, string entry)
    {
        if (entry.Split(' ') is not [var exercise, var decimals])
        {
            Fixture fixture = FixtureReader.Read(Repository.PathOf($"{Folder}{file}.json"));
            return ResultComparer.Compare(
                Planted.Reference(fixture), IndependentResult.Of(fixture.Expected[int.Parse(entry, CultureInfo.InvariantCulture)]));
        }

        var options = new GradeOptions(new NumberPrecision.Decimals(int.Parse(decimals, CultureInfo.InvariantCulture)));
        Fixture asked = FixtureReader.Read(Repository.PathOf($"{Folder}{exercise}.json"));
        return Graded(asked, options, Repository.PathOf($"{Folder}{file}.csv"));
    }

    private static ResultComparison Graded(Fixture fixture, GradeOptions options, string path)
    {
        ReadAnswer answer = AnswerFileReader.Read(path, fixture, options.Precision)[0];
        return ResultComparer.Compare(Planted.Reference(fixture), IndependentResult.Of(answer.Entry));
    }

    private static string AllSaid(ResultComparison comparison) => string.Join(
        ' ',
        comparison.Findings.Select(finding => finding.Text + finding.Argument).Append(comparison.Undiagnosed)
            .Concat(HandText.Remarks(comparison)));

    /// <summary>"delta 2 1 1: 0.1043 for -0.104321".</summary>
    private static string Place(ComparedNumber number)
    {
        Step step = number.Step;
        (int row, int column) = (number.Index / step.Columns, number.Index % step.Columns);
        IEnumerable<string?> parts =
        [
            ContractWords.Of(step.Quantity),
            step.Layer < 0 ? null : Text(step.Layer + 1),
            ContractWords.TensorOf(step.Quantity),
            step.Length == 1 && step.Layer < 0 ? null : Text(row + 1),
            step.Columns == 1 && !step.RowsAreSamples ? null : Text(column + 1),
        ];
        string place = string.Join(' ', parts.OfType<string>());
        return string.Create(CultureInfo.InvariantCulture, $"{place}: {number.Other:G6} for {number.Engine:G6}");

        static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
