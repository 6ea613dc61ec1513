using BackpropCrossCheck.Diagnosis;

namespace BackpropCrossCheck.Tests.Library;

/// <summary>The table and the page of causes are written from the classes of mistakes. BACKPROP_CHECK_RENEW_GOLDEN=1 writes both
/// anew.</summary>
public sealed class CauseTableTest
{
    private const string Readme = "src/BackpropCrossCheck/README.md";
    private const string Page = "src/BackpropCrossCheck/CAUSES.md";
    private const string Heading = "| cause | what is done instead | argument |\n|---|---|---|\n";

    [Test]
    public void Page_TableOfCauses_NamesEveryMistake()
    {
        string page = File.ReadAllText(Repository.PathOf(Readme));
        (string before, string rest) = Split(page, Heading);
        string[] lines = rest.Split('\n');
        int rows = Array.FindIndex(lines, line => !line.StartsWith("| `", StringComparison.Ordinal));
        string table = string.Concat(KnownMistakes.All.Select(mistake => $"{RowOf(mistake)}\n"));
        GoldenFile.AssertPage(Repository.PathOf(Readme), page, before + Heading + table + string.Join('\n', lines[rows..]));
    }

    [Test]
    public void Page_OfCauses_DescribesEveryMistake()
    {
        string path = Repository.PathOf(Page);
        GoldenFile.AssertPage(path, File.Exists(path) ? File.ReadAllText(path) : string.Empty, CausePage.Text);
    }

    [Test]
    public void KnownMistakes_All_HaveEveryClass()
    {
        IEnumerable<Type> classes = typeof(Mistake).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Mistake)));
        Assert.That(KnownMistakes.All.Select(mistake => mistake.GetType()), Is.EquivalentTo(classes.Where(type => !type.IsAbstract)));
    }

    [Test]
    public void KnownMistakes_Causes_AreUnique() => Assert.That(KnownMistakes.All.Select(mistake => mistake.Cause), Is.Unique);

    private static (string Before, string After) Split(string page, string heading)
    {
        int at = page.IndexOf(heading, StringComparison.Ordinal);
        return (page[..at], page[(at + heading.Length)..]);
    }

    private static string RowOf(Mistake mistake)
        => $"| `{mistake.Cause}` | {mistake.Sentence} | {mistake.ArgumentWord} |".Replace("|  |", "| |", StringComparison.Ordinal);
}
