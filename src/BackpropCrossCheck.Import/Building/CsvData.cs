using System.Globalization;
using System.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Building;

/// <summary>Reads inputs or labels from CSV: a line for each sample, numbers with a decimal point, separated by commas. A first line
/// without any number is a heading.</summary>
internal static class CsvData
{
    /// <summary>Reads an array of rows.</summary>
    /// <param name="bytes">The file, UTF-8.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <param name="role">inputs or labels.</param>
    /// <exception cref="FixtureException">A cell is no finite number, or a line has more or fewer cells than the first.</exception>
    public static Tensor Read(ReadOnlySpan<byte> bytes, string file, string role)
    {
        string[] lines = Encoding.UTF8.GetString(FixtureText.Of(bytes, file, "CSV")).ReplaceLineEndings("\n").Split('\n');
        var values = new List<double>();
        int columns = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split(',');
            if (string.IsNullOrWhiteSpace(lines[i]) || (values.Count == 0 && i == 0 && !cells.Any(cell => TryNumber(cell, out _))))
            {
                continue;
            }

            if (columns > 0 && cells.Length != columns)
            {
                throw new FixtureException(
                    file,
                    $"this line has {Wording.Count(cells.Length, "number")}, the first has {columns}; each line of {role} is a sample.",
                    i + 1,
                    1);
            }

            columns = cells.Length;
            values.AddRange(cells.Select((cell, k) => TryNumber(cell, out double value) ? value : throw Fault(file, cells, i, k)));
        }

        Tensor.CountOf(file, role, [columns == 0 ? 0 : values.Count / columns, columns]);
        return new Tensor(role, [values.Count / columns, columns], [.. values]);
    }

    private static FixtureException Fault(string file, string[] cells, int line, int cell) => new(
        file,
        $"{Wording.Quote(cells[cell])} is no finite number; numbers are written with a decimal point and separated by commas.",
        line + 1,
        cells.Take(cell).Sum(before => before.Length + 1) + 1);

    private static bool TryNumber(string cell, out double value)
    {
        string text = cell.Trim();
        text = text is ['"', .., '"'] ? text[1..^1] : text;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
