using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>Collects what is odd in a file of answers and does not keep it from being graded.</summary>
internal sealed class AnswerNotes
{
    private readonly List<AnswerNote> _notes = [];
    private readonly List<TextPosition> _emptyFields = [];

    /// <summary>Adds the columns that are not read.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="columns">The columns.</param>
    public void AddUnknown(in CsvScanner csv, IReadOnlyList<CsvField> columns)
    {
        if (columns.Count > 0)
        {
            string names = Wording.List([.. columns.Select(column => Wording.Quote(column.Text))]);
            Add(csv.PlaceOf(columns[0].Offset), $"{(columns.Count == 1 ? "the column" : "the columns")} {names} "
                + $"{(columns.Count == 1 ? "is" : "are")} not read.");
        }
    }

    /// <summary>Adds a line that ends with empty fields.</summary>
    /// <param name="place">The first of them.</param>
    public void AddEmptyField(TextPosition place) => _emptyFields.Add(place);

    /// <summary>Adds what was odd in a number, if anything was.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="number">The number.</param>
    public void Add(TextPosition place, AnswerNumber number)
    {
        if ((number.Unreadable ?? number.Warning) is { } text)
        {
            _notes.Add(new AnswerNote(number.Unreadable is not null, place.Line, place.Column, text));
        }
    }

    /// <summary>All of them, in the order of the lines.</summary>
    /// <param name="csv">The file, read to its end.</param>
    public IReadOnlyList<AnswerNote> All(in CsvScanner csv)
    {
        if (_emptyFields.Count > 0)
        {
            bool isOne = _emptyFields.Count == 1;
            Add(_emptyFields[0], $"{AnswerFaults.LinesOf(_emptyFields.Select(place => place.Line))} "
                + $"{(isOne ? "ends with an empty field, which is" : "end with empty fields, which are")} passed over.");
        }

        if (csv.BlankLines is { Count: > 0 } blank)
        {
            var places = new TextPosition[blank.Count];
            for (int i = 0; i < places.Length; i++)
            {
                places[i] = csv.PlaceOf(blank[i]);
            }

            Add(places[0], $"{AnswerFaults.LinesOf(places.Select(place => place.Line))} "
                + $"{(places.Length == 1 ? "is blank and" : "are blank and")} passed over.");
        }

        return [.. _notes.OrderBy(note => note.Line).ThenBy(note => note.Column)];
    }

    private void Add(TextPosition place, string text) => _notes.Add(new AnswerNote(IsUnreadable: false, place.Line, place.Column, text));
}
