using System.Text;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>A small fixture as text, in which tests replace a part, and the folders of good and bad files.</summary>
internal static class FixtureText
{
    public const string Plain = """
        {
          "version": 1,
          "name": "x",
          "layers": [
            { "weights": [[1, 2], [3, 4]], "bias": [1, 2], "activation": "tanh" },
            { "weights": [[5, 6]], "activation": "sigmoid" }
          ],
          "inputs": [[1, 2]],
          "labels": [[0]],
          "loss": "half-sum-of-squares",
          "expected": [
            { "by": "p", "kind": "recorded", "precision": "float32", "lossValue": 1 }
          ]
        }
        """;

    public static string GoodFolder => Folder("Good");

    public static string BadFolder => Folder("Bad");

    public static Fixture Read(string json) => FixtureReader.Read(Encoding.UTF8.GetBytes(json), "x.json");

    public static FixtureException Refuse(string json) => Assert.Throws<FixtureException>(() => Read(json))!;

    /// <summary>The plain fixture with a part replaced. The part must occur exactly once.</summary>
    public static string With(string part, string replacement)
    {
        Assert.That(Plain.Split(part), Has.Length.EqualTo(2), $"{part} must stand in the text once");
        return Plain.Replace(part, replacement, StringComparison.Ordinal);
    }

    public static IEnumerable<string> Files(string folder)
        => Directory.GetFiles(folder, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);
}
