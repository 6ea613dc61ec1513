using System.Globalization;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Reads one person's answers from CSV: a header line, then a line for each number.</summary>
internal static class CsvAnswerReader
{
    /// <summary>Reads the answers.</summary>
    /// <param name="text">Valid UTF-8 without a byte order mark.</param>
    /// <param name="file">The file, for errors. Its name says whose answers they are.</param>
    /// <param name="fixture">The fixture.</param>
    /// <param name="precision">The precision that the answers were asked for with.</param>
    /// <exception cref="FixtureException">The file is not CSV, or names a number that the fixture does not have, or names one
    /// twice.</exception>
    public static ExpectedEntry Read(ReadOnlySpan<byte> text, string file, Fixture fixture, NumberPrecision precision)
    {
        var csv = new CsvScanner(text, file);
        int zero = text.IndexOf((byte)0);
        if (zero >= 0)
        {
            throw csv.Fault(zero, "a NUL character (U+0000) was found; CSV is text. Delete it, or save the file anew.");
        }

        RequireHeader(csv, csv.Next());
        var address = new AnswerAddress(fixture);
        var offsets = new CsvOffsets();
        var numbers = new TensorSet(fixture.Layout);
        while (csv.Next() is { } fields)
        {
            if (fields.TrueForAll(field => field.Text.Length == 0))
            {
                continue;
            }

            RequireCount(csv, fields);
            (Step step, int index) = address.Find(csv, fields);
            if (!offsets.Note(step, index, fields[AnswerColumns.Value].Offset))
            {
                int first = TextPosition.At(text, offsets.Of(text, step, index)!.Value).Line;
                throw csv.Fault(
                    fields[0].Offset,
                    FormattableString.Invariant($"this number is already in line {first}. Delete one of the two lines."));
            }

            (double[] values, bool[] missing) = Tensor(numbers, step);
            if (fields[AnswerColumns.Value].Text.Length > 0)
            {
                values[index] = Number(csv, fields[AnswerColumns.Value]);
                missing[index] = false;
            }
        }

        if (offsets.Count == 0)
        {
            throw csv.Fault(text.Length, "the file ends without a line of answers under the header line, so there is nothing to grade.");
        }

        return new ExpectedEntry(Path.GetFileNameWithoutExtension(file), EntryKind.Hand, fixture.Loss, precision, numbers)
        {
            Offsets = offsets,
        };
    }

    private static void RequireHeader(in CsvScanner csv, List<CsvField>? fields)
    {
        string[] found = [.. fields?.Select(field => field.Text) ?? []];
        IReadOnlyList<string> names = AnswerColumns.Names;
        int same = 0;
        while (same < found.Length && same < names.Count && found[same] == names[same])
        {
            same++;
        }

        if (same == names.Count && found.Length == names.Count)
        {
            return;
        }

        // Names only the first wrong column, because a whole line would be cut off before it.
        string what = fields is null ? "nothing"
            : same == 0 ? Wording.Quote(string.Join(',', found))
            : same == found.Length ? $"no column after {Wording.Quote(found[^1])}"
            : same == names.Count && found[same..].All(name => name.Length == 0) ? "a comma at the end of the line, with nothing after it"
            : $"the column {Wording.Quote(found[same])}{(same < names.Count ? $" in place of {names[same]}" : " after the last one")}";
        string advice = found is [var only] && only.Contains(';', StringComparison.Ordinal)
            ? " Save the file with commas between the fields, not semicolons."
            : string.Empty;
        throw csv.Fault(
            fields?[Math.Min(same, found.Length - 1)].Offset ?? 0,
            $"found {what}, expected the header line {AnswerColumns.Header}.{advice}");
    }

    private static void RequireCount(in CsvScanner csv, List<CsvField> fields)
    {
        int columns = AnswerColumns.Names.Count;
        if (fields.Count != columns)
        {
            string advice = fields.Count > columns
                && fields.Skip(columns).All(field => field.Text.Length == 0) ? " The line ends with a comma too many. Delete it."
                : fields.Count == columns + 1 ? " A number is written with a decimal point, not a comma."
                : string.Empty;
            throw csv.Fault(
                fields[Math.Min(fields.Count, columns) - 1].Offset,
                $"found {Wording.Count(fields.Count, "field")} in this line, expected {columns}: {AnswerColumns.Header}.{advice}");
        }
    }

    private static double Number(in CsvScanner csv, CsvField field)
        => double.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw csv.Fault(field.Offset, double.IsInfinity(value) && field.Text.Any(char.IsDigit)
                ? $"{Wording.Quote(field.Text)} is beyond the range of double precision (±1.797e308)."
                : $"found {Wording.Quote(field.Text)}, expected a number{Advice(field.Text)}, or nothing where it is not given.");

    private static string Advice(string text) => text.Contains(',', StringComparison.Ordinal) ? " with a decimal point"
        : text.Contains('\u2212', StringComparison.Ordinal) ? " with the minus sign of a keyboard, -"
        : ", for example -0.52";

    /// <summary>The tensor of a number that a line names. Numbers of the tensor that no line gives are left blank.</summary>
    private static (double[] Values, bool[] Missing) Tensor(TensorSet numbers, Step step)
    {
        if (numbers[step] is { } values && numbers.Missing(step) is { } missing)
        {
            return (values, missing);
        }

        (values, missing) = (new double[step.Length], new bool[step.Length]);
        Array.Fill(missing, true);
        numbers.Set(step, values, missing);
        return (values, missing);
    }
}
