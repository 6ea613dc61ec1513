using System.Text.Json;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Checking;

/// <summary>Why a fixture could not be checked.</summary>
/// <param name="Message">What was found, what was expected, and what to do.</param>
/// <param name="Line">The line in its file, from 1, or null.</param>
/// <param name="Column">The column, from 1, or null.</param>
/// <param name="Pointer">The JSON pointer of the faulty value, or null.</param>
public sealed record FixtureError(string Message, int? Line = null, int? Column = null, string? Pointer = null)
{
    private const string Internal = "internal error: ";

    /// <summary>Whether the program is at fault, not the fixture.</summary>
    internal bool IsInternal => Message.StartsWith(Internal, StringComparison.Ordinal);

    internal static FixtureError Of(FixtureException fault) => new(fault.Problem, fault.Line, fault.Column, fault.Pointer);

    /// <summary>The error for a fault of the program that one fixture revealed.</summary>
    /// <param name="fault">The fault.</param>
    internal static FixtureError OfInternal(Exception fault)
    {
        // The first line of the stack trace names the method. The folder of the sources at build time must not be shown.
        string? method = fault.StackTrace?.Split('\n')[0].Trim().Split(" in ")[0];
        return new FixtureError(
            $"{Internal}{fault.GetType().Name}: {fault.Message}{(method is null ? string.Empty : $" ({method})")} "
                + "Please report it with the fixture.");
    }

    internal static FixtureError Of(UndefinedLossException fault)
    {
        string activation = fault.Term is CrossEntropy term
            ? $"Give the last layer the activation {term.FusedWith.Name}"
            : "Change the last layer";
        string where = fault.Steps switch
        {
            0 => "here",
            1 => "after the first step of the training",
            _ => FormattableString.Invariant($"after {fault.Steps} steps of the training"),
        };
        string remedy = fault.Steps == 0 ? "or choose another loss" : "or choose another loss or a smaller learning rate";
        return new FixtureError(
            FormattableString.Invariant(
                $"{fault.Term.Name} is not defined {where}: output {fault.Output + 1} of sample {fault.Sample + 1} is {fault.Value}; ")
            + $"it must be {fault.Term.Domain}. {activation}, {remedy}.",
            Pointer: "/loss");
    }

    /// <summary>The error with the line and column of its pointer.</summary>
    internal FixtureError Locate(ReadOnlySpan<byte> bytes, string file)
        => Pointer is { } pointer && JsonPlaces.Find(FixtureText.Of(bytes, file), pointer) is { } place
            ? this with { Line = place.Line, Column = place.Column }
            : this;

    /// <summary>The error for a name that an earlier fixture of the run has.</summary>
    /// <param name="name">The name.</param>
    /// <param name="first">The file of the earlier fixture.</param>
    /// <param name="later">The later fixture. Line and column are omitted if its file is gone or has changed, which can happen when shards
    /// are merged.</param>
    internal static FixtureError OfDuplicate(string name, string first, FixtureReport later)
    {
        var error = new FixtureError(
            $"the name \"{name}\" is taken by {first} already; names identify fixtures in reports. Rename one of the two.",
            Pointer: "/name");
        try
        {
            return error.Locate(later.Calculated is { } calculated ? calculated.Bytes.Span : InputFile.Read(later.File), later.File);
        }
        catch (Exception fault) when (fault is FixtureException or JsonException)
        {
            return error;
        }
    }

    internal static FixtureError OfConvention(Loss fixture, Loss stated)
        => new($"its numbers are those of {fixture.Term} and cannot be stated as {stated.Term}: "
            + "no factor leads from one to the other. Leave this fixture out, or choose another convention for --loss.",
            Pointer: "/loss");
}
