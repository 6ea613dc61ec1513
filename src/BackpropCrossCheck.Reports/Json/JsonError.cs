using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>Why a fixture could not be checked, in the JSON report.</summary>
internal sealed record JsonError
{
    /// <summary>The message for people.</summary>
    public string? Message { get; init; }

    /// <summary>The line of the file, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The column, from 1.</summary>
    public int? Column { get; init; }

    /// <summary>The JSON pointer of the faulty value.</summary>
    public string? Pointer { get; init; }

    /// <summary>The error in the form of the report.</summary>
    /// <param name="error">The error.</param>
    public static JsonError Of(FixtureError error) =>
        new() { Message = error.Message, Line = error.Line, Column = error.Column, Pointer = error.Pointer };
}
