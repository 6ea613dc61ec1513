using System.Runtime.CompilerServices;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests;

/// <summary>The recordings of TensorFlow in the repository's folder fixtures.</summary>
internal static class RecordedFixtures
{
    public static string Folder { get; } = Find();

    public static IEnumerable<Fixture> In(string folder)
        => Directory.GetFiles(Path.Combine(Folder, folder), "*.json").Order(StringComparer.Ordinal).Select(FixtureReader.Read);

    public static Fixture Paper => FixtureReader.Read(Path.Combine(Folder, "paper", "paper-section-6.json"));

    private static string Find([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(source, "../../../fixtures"));
}
