using System.Globalization;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>The tables that References/reference_values.py writes.</summary>
internal static class ReferenceTable
{
    public static readonly ILookup<string, ReferenceValue> Functions =
        Rows("functions.csv").Select(row => new ReferenceValue(row)).ToLookup(value => value.Function);

    public static readonly IReadOnlyList<ReferenceLoss> Losses = [.. Rows("losses.csv").Select(row => new ReferenceLoss(row))];

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string name)
    {
        using Stream stream = typeof(ReferenceTable).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
    }
}
