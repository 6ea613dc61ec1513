using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>A place in a file, in the JSON report.</summary>
internal sealed record JsonPlace
{
    /// <summary>The line, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The column, from 1.</summary>
    public int? Column { get; init; }

    /// <summary>The place in the form of the report.</summary>
    /// <param name="place">The place, or null.</param>
    public static JsonPlace? Of(TextPosition? place) => place is { } at ? new JsonPlace { Line = at.Line, Column = at.Column } : null;
}
