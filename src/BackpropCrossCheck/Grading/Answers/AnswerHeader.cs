using System.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>The header line of answers in CSV: where each column stands. Other columns may stand between them.</summary>
internal sealed class AnswerHeader
{
    private static readonly byte[] Separators = [(byte)',', (byte)';', (byte)'\t'];

    private readonly int[] _places;

    private AnswerHeader(int[] places, int columns, IReadOnlyList<CsvField> unknown)
    {
        _places = places;
        Columns = columns;
        Unknown = unknown;
    }

    /// <summary>How many columns the header line names; empty ones at its end do not count.</summary>
    public int Columns { get; }

    /// <summary>The columns that are not read.</summary>
    public IReadOnlyList<CsvField> Unknown { get; }

    /// <summary>The separator of a file: the one that finds the most columns in the header line.</summary>
    /// <param name="text">The file's text.</param>
    public static byte SeparatorOf(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text.TrimStart("\r\n"u8);
        int end = rest.IndexOfAny((byte)'\r', (byte)'\n');
        string line = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        return Separators.MaxBy(separator => line.Split((char)separator).Count(name => AnswerColumns.Names.Contains(name.Trim(' ', '"'))));
    }

    /// <summary>Reads the header line.</summary>
    /// <param name="csv">For errors.</param>
    /// <param name="fields">The line; null if the file is empty.</param>
    /// <param name="value">The name of the last column.</param>
    /// <exception cref="FixtureException">A column is missing or there twice.</exception>
    public static AnswerHeader Of(in CsvScanner csv, IReadOnlyList<CsvField>? fields, string value = AnswerColumns.ValueName)
    {
        IReadOnlyList<CsvField> found = fields is null ? [] : WithoutEmptyEnd(fields);
        string[] names = [.. AnswerColumns.Names.SkipLast(1), value];
        int[] places = Array.ConvertAll(names, name => IndexOf(found, name));
        CsvField[] unknown = [.. found.Where(field => field.Text.Length > 0 && !names.Contains(field.Text))];
        int missing = Array.IndexOf(places, -1);
        if (missing >= 0)
        {
            throw Missing(csv, fields ?? [], found, unknown, names, missing);
        }

        return found.Select((field, i) => (field, i))
                .FirstOrDefault(column => IndexOf(found, column.field.Text) < column.i && column.field.Text.Length > 0)
                is { field.Text: { } twice } second
            ? throw csv.Fault(second.field.Offset, $"the column {twice} is there twice. Delete one of the two.")
            : new AnswerHeader(places, found.Count, unknown);
    }

    /// <summary>The fields of a line in the order of <see cref="AnswerColumns"/>.</summary>
    /// <param name="fields">The line, with at least as many fields as are read.</param>
    public CsvField[] Ordered(IReadOnlyList<CsvField> fields) => Array.ConvertAll(_places, place => fields[place]);

    /// <summary>Refuses a line with too few or too many fields. A decimal comma without quotes makes one field too many.</summary>
    /// <param name="csv">For errors.</param>
    /// <param name="fields">The line.</param>
    /// <returns>Whether the line ends with empty fields that no column has.</returns>
    /// <exception cref="FixtureException">The line does not have these columns.</exception>
    public bool RequireCount(in CsvScanner csv, IReadOnlyList<CsvField> fields)
    {
        bool hasMore = fields.Count > Columns;
        bool endsEmpty = hasMore && fields.Skip(Columns).All(field => field.Text.Length == 0) && !IsSplitNumber(fields);
        if (endsEmpty || (!hasMore && Array.TrueForAll(_places, place => place < fields.Count)))
        {
            return endsEmpty;
        }

        string advice = hasMore && csv.Separator == (byte)','
            ? " A decimal comma needs quotation marks, \"0,31\", or semicolons between the fields; a decimal point needs neither."
            : string.Empty;
        throw csv.Fault(
            fields[hasMore ? _places[AnswerColumns.Value] : fields.Count - 1].Offset,
            $"found {Wording.Count(fields.Count, "field")} in this line, expected {Columns}: {AnswerColumns.Header}.{advice}");
    }

    private bool IsSplitNumber(IReadOnlyList<CsvField> fields)
    {
        int value = _places[AnswerColumns.Value];
        return value + 1 < Columns
            && fields[value].Text.TrimStart('-', '+', '\u2212') is { Length: > 0 } whole && whole.All(char.IsAsciiDigit)
            && fields[value + 1].Text is { Length: > 0 } rest && rest.All(char.IsAsciiDigit);
    }

    /// <summary>A column that is missing. Names only the first one, because a whole line would be cut off before it.</summary>
    private static FixtureException Missing(
        in CsvScanner csv,
        IReadOnlyList<CsvField> fields,
        IReadOnlyList<CsvField> found,
        CsvField[] unknown,
        string[] names,
        int missing)
    {
        string name = names[missing];
        (int offset, string what) = fields.Count == 0 ? (0, "nothing")
            : missing == 0 && !found.Any(field => names.Contains(field.Text))
                ? (fields[0].Offset, Wording.Quote(string.Join((char)csv.Separator, fields.Select(field => field.Text))))
            : unknown.Length > 0 ? (unknown[0].Offset, $"the column {Wording.Quote(unknown[0].Text)} in place of {name}")
            : missing == AnswerColumns.Value ? (found[^1].Offset, $"no column after {Wording.Quote(found[^1].Text)}")
            : (fields[0].Offset, $"no column {name}");
        return csv.Fault(offset, $"found {what}, expected the header line {string.Join(',', names)}.");
    }

    private static int IndexOf(IReadOnlyList<CsvField> fields, string name)
        => fields.Select((field, i) => (field, i)).Where(column => column.field.Text == name)
            .Select(column => column.i).DefaultIfEmpty(-1).First();

    private static IReadOnlyList<CsvField> WithoutEmptyEnd(IReadOnlyList<CsvField> fields)
        => [.. fields.Take(fields.Count - fields.Reverse().TakeWhile(field => field.Text.Length == 0).Count())];
}
