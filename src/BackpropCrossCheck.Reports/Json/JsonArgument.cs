using System.Text.Json.Serialization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Json;

/// <summary>The parameter of a cause in the JSON report: a number, words, or a function.</summary>
[JsonConverter(typeof(ArgumentConverter))]
internal sealed record JsonArgument
{
    /// <summary>The number; null if the parameter is none.</summary>
    public double? Number { get; init; }

    /// <summary>The words; null if the parameter is none.</summary>
    public string? Words { get; init; }

    /// <summary>The function; null if the parameter is none.</summary>
    public JsonFunction? Function { get; init; }

    /// <summary>The parameter in the form of the report.</summary>
    /// <param name="argument">The parameter, or null.</param>
    public static JsonArgument? Of(FindingArgument? argument) => argument switch
    {
        FindingArgument.Number number => new JsonArgument { Number = number.Value },
        FindingArgument.Words words => new JsonArgument { Words = words.Value },
        FindingArgument.Function { Activation: var activation } => new JsonArgument
        {
            Function = new JsonFunction
            {
                Activation = activation.Name,
                Alpha = activation.Alpha,
            },
        },
        null => null,
        _ => throw new ArgumentException("The parameter is neither a number nor words nor a function.", nameof(argument)),
    };
}
