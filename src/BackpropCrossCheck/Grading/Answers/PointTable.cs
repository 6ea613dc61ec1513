using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>How many points each number of an exercise is worth.</summary>
/// <param name="Points">The points of the numbers that are asked for; others are worth none.</param>
internal sealed record PointTable(IReadOnlyDictionary<(Step Step, int Index), double> Points)
{
    private const string Column = "points";

    /// <summary>Reads a table from CSV: the columns of an address, and points.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file, for errors.</param>
    /// <param name="fixture">The exercise.</param>
    /// <exception cref="FixtureException">The file is no such table, or names a number that the exercise does not have.</exception>
    public static PointTable Read(ReadOnlySpan<byte> bytes, string file, Fixture fixture)
    {
        ReadOnlySpan<byte> text = AnswerText.Of(bytes, file);
        var csv = new CsvScanner(text, file, AnswerHeader.SeparatorOf(text));
        var header = AnswerHeader.Of(csv, csv.Next(), Column);
        var address = new AnswerAddress(fixture);
        var points = new Dictionary<(Step Step, int Index), double>();
        var faults = new AnswerFaults(file);
        while (csv.Next() is { } fields)
        {
            try
            {
                header.RequireCount(csv, fields);
                CsvField[] ordered = header.Ordered(fields);
                (Step Step, int Index) place = address.Find(csv, ordered);
                CsvField written = ordered[AnswerColumns.Value];
                double worth = AnswerNumber.Read(written.Text) is { Value: >= 0 and var value }
                    ? value
                    : throw csv.Fault(written.Offset, $"found {Wording.Quote(written.Text)}, expected points: a number of at least 0.");
                if (!points.TryAdd(place, worth))
                {
                    throw csv.Fault(fields[0].Offset, "this number has its points already. Delete one of the two lines.");
                }
            }
            catch (FixtureException fault)
            {
                faults.Add(fault);
            }
        }

        faults.Throw();
        return points.Values.Sum() > 0
            ? new PointTable(points)
            : throw csv.Fault(text.Length, "no number is worth any points. Write a line for each number that is.");
    }
}
