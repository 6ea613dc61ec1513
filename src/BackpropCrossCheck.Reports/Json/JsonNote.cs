using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Something odd in a file of answers, in the JSON report.</summary>
internal sealed record JsonNote
{
    /// <summary>"unreadable" for a number that counts as wrong, "warning" for everything else.</summary>
    public string? Kind { get; init; }

    /// <summary>The line, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The column, from 1.</summary>
    public int? Column { get; init; }

    /// <summary>What was found, and what was done with it or what to write instead.</summary>
    public string? Text { get; init; }

    /// <summary>The note in the form of the report.</summary>
    /// <param name="note">The note.</param>
    public static JsonNote Of(AnswerNote note)
        => new() { Kind = ReportWords.Of(note), Line = note.Line, Column = note.Column, Text = note.Text };
}
