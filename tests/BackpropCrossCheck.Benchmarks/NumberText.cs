using System.Globalization;
using System.Text;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Arrays of numbers as fixtures have them.</summary>
internal static class NumberText
{
    private const int Seed = 15;

    /// <summary>Rows of numbers from −1 to 1, as JSON in UTF-8.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The numbers of a row.</param>
    public static byte[] Rows(int rows, int columns)
    {
#pragma warning disable CA5394 // Numbers to be read, the same at each run; nothing here is secret.
        var random = new Random(Seed);
        IEnumerable<string> lines = Enumerable.Range(0, rows)
            .Select(_ => $"[{string.Join(", ", Enumerable.Range(0, columns).Select(_ => Text((2 * random.NextDouble()) - 1)))}]");
#pragma warning restore CA5394
        return Encoding.UTF8.GetBytes($"[{string.Join(",\n", lines)}]");
    }

    // As a framework records float32: "0.0047813915".
    private static string Text(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture);
}
