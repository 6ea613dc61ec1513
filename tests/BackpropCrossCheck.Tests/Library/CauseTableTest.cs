using BackpropCrossCheck.Diagnosis;

namespace BackpropCrossCheck.Tests.Library;

/// <summary>Holds README's table of causes to the mistakes that are looked for.</summary>
public sealed class CauseTableTest
{
    [Test]
    public void Readme_TableOfCauses_NamesEveryMistake()
    {
        string section = File.ReadAllText(Repository.PathOf("README.md")).Split("\n## Causes\n")[1].Split("\n## ")[0];
        IEnumerable<string> rows = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.That(rows, Is.EqualTo(KnownMistakes.All.Select(mistake => $"| `{mistake.Cause}` | {mistake.Sentence} | {mistake.ArgumentWord} |".Replace("|  |", "| |", StringComparison.Ordinal))));
    }

    [Test]
    public void KnownMistakes_Causes_AreUnique() => Assert.That(KnownMistakes.All.Select(mistake => mistake.Cause), Is.Unique);
}
