using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>The causes that several fixtures share, in words.</summary>
internal static class SharedCauseText
{
    /// <summary>The heading of their table.</summary>
    public const string Heading = "Causes that several fixtures share";

    /// <summary>"missing-activation-derivative, layer 2: 8 fixtures, first deep-sigmoid".</summary>
    /// <param name="cause">The cause.</param>
    public static string Of(SharedCause cause)
    {
        string argument = Argument(cause.Finding.Argument) is { } text ? $" ({text})" : string.Empty;
        string layer = cause.Finding.Layer is { } number ? FormattableString.Invariant($", layer {number}") : string.Empty;
        return $"{cause.Finding.Cause}{argument}{layer}: {Wording.Count(cause.Fixtures, "fixture")}, first {cause.FirstName}";
    }

    /// <summary>The parameter of a cause; null if it has none.</summary>
    /// <param name="argument">The parameter.</param>
    public static string? Argument(FindingArgument? argument) => argument switch
    {
        FindingArgument.Number number => number.Value.ToString("G6", CultureInfo.InvariantCulture),
        FindingArgument.Words words => words.Value,
        FindingArgument.Function { Activation: var activation } => Named(activation),
        null => null,
        _ => throw new ArgumentException("The parameter is neither a number nor words nor a function.", nameof(argument)),
    };

    private static string Named(Activation activation)
        => activation.Alpha is { } alpha ? FormattableString.Invariant($"{activation.Name}, α {alpha:G6}") : activation.Name;
}
