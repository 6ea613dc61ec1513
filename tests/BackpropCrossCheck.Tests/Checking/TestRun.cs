using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Tests.Fixtures;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Checks files in a folder of their own.</summary>
internal sealed class TestRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backprop-check-test-");
    private readonly List<string> _files = [];

    public CheckOptions Options { get; init; } = new();

    public IGradientEngine Engine { get; init; } = new BackpropagationEngine();

    public IReadOnlyList<IOracle> Oracles { get; init; } = [];

    public IReadOnlyList<string> Files => _files;

    public string Folder => _folder.FullName;

    public TestRun Add(params IEnumerable<Fixture> fixtures)
    {
        foreach (Fixture fixture in fixtures)
        {
            AddText(new FixtureWriter(1).Write(fixture));
        }

        return this;
    }

    public TestRun AddText(string json)
    {
        string path = Path.Combine(_folder.FullName, FormattableString.Invariant($"{_files.Count:d3}.json"));
        File.WriteAllText(path, json);
        _files.Add(path);
        return this;
    }

    public async Task<CheckReport> CheckAsync(Action<FixtureReport>? progress = null)
        => await new CheckRun(Engine, Oracles, Options).CheckAsync(new FixtureSelection(_files, []), progress, CancellationToken.None);

    public void Dispose() => _folder.Delete(recursive: true);
}
