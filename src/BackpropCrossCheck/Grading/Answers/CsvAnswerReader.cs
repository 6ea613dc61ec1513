using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Reads one person's answers from CSV: a header line, then a line for each number. The header line tells the separator: comma,
/// semicolon or tab.</summary>
internal static class CsvAnswerReader
{
    /// <summary>Reads the answers.</summary>
    /// <param name="text">Valid UTF-8 without a byte order mark.</param>
    /// <param name="file">The file, for errors. Its name says whose answers they are.</param>
    /// <param name="fixture">The fixture.</param>
    /// <param name="precision">The precision that the answers were asked for with.</param>
    /// <exception cref="FixtureException">The file is not CSV, or names a number that the fixture does not have, or names one
    /// twice.</exception>
    public static ReadAnswer Read(ReadOnlySpan<byte> text, string file, Fixture fixture, NumberPrecision precision)
    {
        var csv = new CsvScanner(text, file, AnswerHeader.SeparatorOf(text));
        int zero = text.IndexOf((byte)0);
        if (zero >= 0)
        {
            throw csv.Fault(zero, "a NUL character (U+0000) was found; CSV is text. Delete it, or save the file anew.");
        }

        var header = AnswerHeader.Of(csv, csv.Next());
        var notes = new AnswerNotes();
        notes.AddUnknown(csv, header.Unknown);
        var address = new AnswerAddress(fixture);
        var offsets = new CsvOffsets();
        var unreadable = new HashSet<(Step Step, int Index)>();
        var numbers = new TensorSet(fixture.Layout);
        var faults = new AnswerFaults(file);
        while (csv.Next() is { } fields)
        {
            try
            {
                if (header.RequireCount(csv, fields))
                {
                    notes.AddEmptyField(csv.PlaceOf(fields[header.Columns].Offset));
                }

                CsvField[] ordered = header.Ordered(fields);
                (Step Step, int Index) place = address.Find(csv, ordered);
                CsvField written = ordered[AnswerColumns.Value];
                if (!offsets.Note(place.Step, place.Index, written.Offset))
                {
                    int first = csv.PlaceOf(offsets.Of(text, place.Step, place.Index)!.Value).Line;
                    throw csv.Fault(
                        fields[0].Offset,
                        FormattableString.Invariant($"this number is already in line {first}. Delete one of the two lines."));
                }

                var number = AnswerNumber.Read(written.Text);
                (double[] values, bool[] missing) = Tensor(numbers, place.Step);
                (values[place.Index], missing[place.Index]) = (number.Value ?? 0, number.Value is null);
                if (number.Unreadable is not null)
                {
                    unreadable.Add(place);
                }

                if ((number.Unreadable ?? number.Warning) is not null)
                {
                    notes.Add(csv.PlaceOf(written.Offset), number);
                }
            }
            catch (FixtureException fault)
            {
                faults.Add(fault);
            }
        }

        faults.Throw();
        if (offsets.Count == 0)
        {
            throw csv.Fault(text.Length, "the file ends without a line of answers under the header line, so there is nothing to grade.");
        }

        var entry = new ExpectedEntry(Path.GetFileNameWithoutExtension(file), EntryKind.Hand, fixture.Loss, precision, numbers)
        {
            Offsets = offsets,
        };
        return new ReadAnswer(entry) { Notes = notes.All(csv), Unreadable = unreadable, Named = offsets.Numbers };
    }

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
