using System.Globalization;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Reads an exercise sheet as somebody who has nothing but its text, in Markdown.</summary>
internal static partial class SheetReader
{
    /// <summary>The exercise, and to how many decimals results are rounded.</summary>
    public static (Fixture Exercise, int Decimals) Read(string sheet)
    {
        string[] lines = sheet.Split('\n');
        Match task = Task().Match(sheet);
        int[] widths = [.. task.Groups["widths"].Value.Split('-').Select(width => int.Parse(width, CultureInfo.InvariantCulture))];
        var tables = new List<(string Caption, double[][] Rows)>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("| ---", StringComparison.Ordinal))
            {
                tables.Add((lines[i - 3], [.. lines[(i + 1)..].TakeWhile(line => line.StartsWith('|')).Select(Cells)]));
            }
        }

        double[][] samples = tables[0].Rows;
        return (new Fixture
        {
            Name = "what the sheet says",
            Network = new Network(tables.Skip(1).Select((table, l) => Layer(table.Caption, table.Rows, widths[l], widths[l + 1]))),
            Batch = new Batch(
                samples.Length,
                [.. samples.SelectMany(row => row[..widths[0]])],
                [.. samples.SelectMany(row => row[widths[0]..])]),
            HasOptional = sheet.Contains("Gradients by the inputs", StringComparison.Ordinal),
            Loss = new Loss(
                LossTerm.Named(task.Groups["loss"].Value)!,
                Enum.Parse<Reduction>(task.Groups["reduction"].Value.Replace("-", string.Empty, StringComparison.Ordinal), true)),
            Training = Rate().Match(sheet) is { Success: true } rate
                ? new Training(Number(rate.Groups[1].Value), 1, !sheet.Contains("The biases stay as they are.", StringComparison.Ordinal))
                {
                    BySamples = sheet.Contains("The parameters are updated after every sample", StringComparison.Ordinal),
                }
                : null,
        }, int.Parse(task.Groups["decimals"].Value, CultureInfo.InvariantCulture));
    }

    private static Layer Layer(string caption, double[][] rows, int inputs, int units)
    {
        Match match = Caption().Match(caption);
        Activation activation = Activation.Named(match.Groups["name"].Value)!;
        return new Layer(
            inputs,
            units,
            [.. rows.SelectMany(row => row[..inputs])],
            caption.Contains("no bias", StringComparison.Ordinal) ? null : [.. rows.Select(row => row[inputs])],
            match.Groups["alpha"].Success ? activation.WithAlpha(Number(match.Groups["alpha"].Value)) : activation);
    }

    private static double[] Cells(string row)
        => [.. row.Trim('|').Split('|').Skip(1).Select(cell => Number(cell.Trim().Trim('$')))];

    private static double Number(string text)
        => double.Parse(
            text.Replace('−', '-').Replace(@" \cdot 10^{", "e", StringComparison.Ordinal).TrimEnd('}'), CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<widths>[\d-]+), \d+ samples?, (?<loss>[a-z-]+) \((?<reduction>[a-z-]+)\)\. "
            + @".* round each to (?<decimals>\d+) decimal")]
    private static partial Regex Task();

    [GeneratedRegex(@"^Layer \d+[^:]*: (?<name>[a-z0-9-]+)(, α = (?<alpha>[^;]+))?;")]
    private static partial Regex Caption();

    [GeneratedRegex(@"\\eta = (\S+)")]
    private static partial Regex Rate();
}
