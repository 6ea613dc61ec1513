using BackpropCrossCheck.Diagnosis;

namespace BackpropCrossCheck.Tests.Library;

/// <summary>Holds the table of causes to the mistakes that are looked for, and these to the classes that there are.</summary>
public sealed class CauseTableTest
{
    [Test]
    public void Page_TableOfCauses_NamesEveryMistake()
    {
        string section = File.ReadAllText(Repository.PathOf("src/BackpropCrossCheck/README.md")).Split("\n## Causes\n")[1].Split("\n## ")[0];
        IEnumerable<string> rows = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.That(rows, Is.EqualTo(KnownMistakes.All.Select(mistake => $"| `{mistake.Cause}` | {mistake.Sentence} | {mistake.ArgumentWord} |".Replace("|  |", "| |", StringComparison.Ordinal))));
    }

    [Test]
    public void KnownMistakes_All_HaveEveryClass()
    {
        IEnumerable<Type> classes = typeof(Mistake).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Mistake)) && !type.IsAbstract);
        Assert.That(KnownMistakes.All.Select(mistake => mistake.GetType()), Is.EquivalentTo(classes));
    }

    [Test]
    public void KnownMistakes_Causes_AreUnique() => Assert.That(KnownMistakes.All.Select(mistake => mistake.Cause), Is.Unique);
}
