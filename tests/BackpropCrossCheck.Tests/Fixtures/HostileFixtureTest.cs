using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>Damaged fixtures are read or refused; nothing else happens.</summary>
public sealed class HostileFixtureTest
{
    private const int MostBytes = 20_000;

    private static readonly HostileRun Run = new("fixtures", Texts());

    [Test]
    public void Read_DamagedFixtures_AreReadOrRefused() => Read(seed: 1, count: 10_000);

    [Test]
    [Explicit("Takes minutes.")]
    public void Read_AMillionDamagedFixtures_AreReadOrRefused()
    {
        Read(seed: 1_000_000, count: 1_000_000);
        Run.RequireSpeed();
    }

    private static void Read(int seed, int count)
        => Run.Read(seed, count, text => FixtureReader.Read(text, "x.json"), fault => fault is FixtureException);

    private static List<byte[]> Texts()
    {
        string[] folders = [FixtureText.GoodFolder, Library.Repository.PathOf("fixtures")];
        return [.. folders.SelectMany(folder => FixtureFiles.Expand([folder]).Files)
            .Select(File.ReadAllBytes)
            .Where(text => text.Length <= MostBytes)];
    }
}
