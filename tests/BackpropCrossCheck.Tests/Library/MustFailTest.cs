using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Library;

/// <summary>Compares tests/MustFail with the table of its README: every file fails with that exit code, at that place and for that
/// cause.</summary>
public sealed class MustFailTest
{
    private const string Folder = "tests/MustFail";

    [TestCaseSource(nameof(Table))]
    public async Task MustFail_File_FailsAtThePlaceAndForTheCauseOfTheTable(string file, int exitCode, string place, string cause)
    {
        CheckReport report = await Repository.CheckAsync($"{Folder}/{file}");
        FixtureReport fixture = report.Fixtures.Single();
        string causes = string.Join(
            ", ", fixture.Comparisons.SelectMany(comparison => comparison.Findings).Select(finding => finding.Cause));
        Assert.That((report.ExitCode, PlaceOf(fixture), causes), Is.EqualTo((exitCode, place, cause)));
    }

    [Test]
    public void MustFail_Table_HasEveryFile()
        => Assert.That(
            Table().Select(row => (string)row.Arguments[0]!),
            Is.EquivalentTo(FixtureFiles.Expand([Repository.PathOf(Folder)]).Files.Select(Path.GetFileName)));

    private static IEnumerable<TestCaseData> Table() => File.ReadLines(Repository.PathOf($"{Folder}/README.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(
            cells => new TestCaseData(cells[1].Trim('`'), int.Parse(cells[3], CultureInfo.InvariantCulture), cells[4], cells[5].Trim('`')));

    private static string PlaceOf(FixtureReport fixture)
    {
        if (fixture.Error is { } error)
        {
            return Joined(Part("line", error.Line), Part("column", error.Column), error.Pointer);
        }

        ResultComparison comparison = fixture.Comparisons.Single();
        ComparedNumber number = comparison.FirstWrong ?? comparison.Notable.First();
        string? tensor = ContractWords.TensorOf(number.Quantity);
        return Joined(
            ContractWords.Of(number.Quantity),
            Part("layer", number.Layer),
            Part("sample", number.Sample),
            tensor,
            Part("row", number.Row),
            Part("column", number.Column));
    }

    private static string? Part(string word, int? number)
        => number is { } value ? string.Create(CultureInfo.InvariantCulture, $"{word} {value}") : null;

    private static string Joined(params string?[] parts) => string.Join(", ", parts.Where(part => part is not null));
}
