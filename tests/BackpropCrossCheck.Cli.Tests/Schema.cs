using System.Collections.Concurrent;
using NJsonSchema;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The schemas that <c>schema</c> prints.</summary>
/// <remarks>NJsonSchema knows draft 4 with additions; the schemas keep to words that mean the same there and in 2020-12, apart from
/// $defs.</remarks>
internal static class Schema
{
    private static readonly ConcurrentDictionary<string, JsonSchema> Known = new();

    /// <summary>What is wrong with a text by a schema; empty if nothing is.</summary>
    /// <param name="name">The schema.</param>
    /// <param name="json">The text.</param>
    public static string[] Faults(string name, string json)
        => [.. Known.GetOrAdd(name, Read).Validate(json).Select(fault => fault.ToString())];

    /// <summary>Checks the JSON reports that a command line asked for.</summary>
    /// <param name="folder">The folder in which it ran.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="run">The run.</param>
    public static void AssertReports(string folder, IEnumerable<string> arguments, ProgramRun run)
    {
        foreach (string path in arguments.Where(word => word.StartsWith("json=", StringComparison.Ordinal)).Select(word => word[5..]))
        {
            string file = Path.Combine(folder, path);
            // A device such as /dev/full has no length, and may have no end.
            string text = path == "-" ? run.Output : File.Exists(file) && new FileInfo(file).Length > 0 ? File.ReadAllText(file) : "";
            if (run.ExitCode is not (2 or 4) && text.StartsWith('{'))
            {
                Assert.That(Faults("report", text), Is.Empty, $"report {path}");
            }
        }
    }

    private static JsonSchema Read(string name)
    {
        string text = ProgramRun.Of(ProgramRun.Start(Repository.Root, "schema", name)).Output;
        return JsonSchema.FromJsonAsync(text.Replace("$defs", "definitions", StringComparison.Ordinal)).GetAwaiter().GetResult();
    }
}
