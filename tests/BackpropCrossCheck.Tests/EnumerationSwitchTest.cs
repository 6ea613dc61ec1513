namespace BackpropCrossCheck.Tests;

/// <summary>A new value of an enumeration must not get an answer that was meant for others. The compiler asks for it, or the switch
/// throws.</summary>
public sealed class EnumerationSwitchTest
{
    private const string Kinds = "enum Kind { A, B, C }\n";

    [Test]
    public void Switches_OfSources_ListEveryValue()
    {
        string[] sources =
            [.. Directory.EnumerateFiles(Library.Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
                .Where(IsSource)
                .Select(File.ReadAllText)];
        Assert.That(sources, Has.Length.GreaterThan(400));
        Assert.That(EnumerationSwitches.WithADefault(sources), Is.Empty);
    }

    [TestCase("int Of(Kind kind) => kind switch\n{\n    Kind.A => 1,\n    _ => 2,\n};\n", 1)]
    [TestCase("int Of(Kind kind, int i) => (kind, i) switch\n{\n    (Kind.A, 0) => 1,\n    _ => 2,\n};\n", 1)]
    [TestCase("int Of(Kind kind) => kind switch\n{\n    Kind.A => 1,\n    _ => throw new Exception(),\n};\n", 0)]
    [TestCase("int Of(Kind kind) => kind switch\n{\n    Kind.A => 1,\n    Kind.B or Kind.C => 2,\n};\n", 0)]
    [TestCase("int Of(int i) => i switch\n{\n    1 => 1,\n    _ => 2,\n};\n", 0)]
    public void Switches_WithADefault_AreFound(string source, int found)
        => Assert.That(EnumerationSwitches.WithADefault([Kinds, source]).Count(), Is.EqualTo(found));

    private static bool IsSource(string path)
        => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
