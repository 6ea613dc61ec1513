using System.Globalization;
using System.Text.Json.Nodes;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>A folder of copies of a fixture, each with a name of its own and the fixture's first two recorded entries; removed at the
/// end.</summary>
internal sealed class FixtureCopies : IDisposable
{
    private const int Entries = 2;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backprop-check-benchmark-");

    /// <summary>Writes the copies.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="count">How many.</param>
    public FixtureCopies(string fixture, int count)
    {
        JsonObject copy = JsonNode.Parse(File.ReadAllText(fixture))!.AsObject();
        copy["expected"] = new JsonArray(
            [.. copy["expected"]!.AsArray()
                .Where(entry => (string?)entry!["kind"] == "recorded")
                .Take(Entries)
                .Select(entry => entry!.DeepClone())]);
        for (int i = 0; i < count; i++)
        {
            copy["name"] = string.Create(CultureInfo.InvariantCulture, $"copy {i}");
            File.WriteAllText(Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{i:D6}.json")), copy.ToJsonString());
        }
    }

    /// <summary>The folder.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Removes the folder.</summary>
    public void Dispose() => _folder.Delete(recursive: true);
}
