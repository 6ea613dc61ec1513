using BackpropCrossCheck.Diagnosis;

namespace BackpropCrossCheck.Tests.Library;

/// <summary>Compares the table of causes with the known mistakes, and these with the classes of mistakes.</summary>
public sealed class CauseTableTest
{
    [Test]
    public void Page_TableOfCauses_NamesEveryMistake()
    {
        string page = File.ReadAllText(Repository.PathOf("src/BackpropCrossCheck/README.md"));
        string section = page.Split("\n## Causes\n")[1].Split("\n## ")[0];
        IEnumerable<string> rows = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.That(rows, Is.EqualTo(KnownMistakes.All.Select(RowOf)));
    }

    [Test]
    public void KnownMistakes_All_HaveEveryClass()
    {
        IEnumerable<Type> classes = typeof(Mistake).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Mistake)));
        Assert.That(KnownMistakes.All.Select(mistake => mistake.GetType()), Is.EquivalentTo(classes.Where(type => !type.IsAbstract)));
    }

    [Test]
    public void KnownMistakes_Causes_AreUnique() => Assert.That(KnownMistakes.All.Select(mistake => mistake.Cause), Is.Unique);

    private static string RowOf(Mistake mistake)
        => $"| `{mistake.Cause}` | {mistake.Sentence} | {mistake.ArgumentWord} |".Replace("|  |", "| |", StringComparison.Ordinal);
}
