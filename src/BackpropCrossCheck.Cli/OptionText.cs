using System.CommandLine;
using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Cli;

/// <summary>Creates options with a value, and interprets their values.</summary>
internal static class OptionText
{
    /// <summary>An option with one value.</summary>
    public static Option<string> Option(string name, string value, string description)
        => new(name) { HelpName = value, Description = description };

    /// <summary>A finite number that is at least 0.</summary>
    /// <exception cref="UsageException">The value is no such number.</exception>
    public static double? NotNegative(string option, string? text) => text is null ? null
        : TryNumber(text, out double value) && value >= 0 ? value
        : throw new UsageException($"{option} {Wording.Quote(text)}: a number of at least 0 is expected, for example 1e-6.");

    /// <summary>A time in seconds, from one millisecond to one day.</summary>
    /// <exception cref="UsageException">The value is no such time.</exception>
    public static TimeSpan? Seconds(string option, string? text) => text is null ? null
        : TryNumber(text, out double value) && value is >= 0.001 and <= 86400 ? TimeSpan.FromSeconds(value)
        : throw new UsageException($"{option} {Wording.Quote(text)}: seconds are expected, from 0.001 to 86400, for example 60.");

    /// <summary>A whole number that is at least 1.</summary>
    /// <exception cref="UsageException">The value is no such number.</exception>
    public static int? Count(string option, string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= 1024 ? value
        : throw new UsageException($"{option} {Wording.Quote(text)}: a whole number from 1 to 1024 is expected.");

    /// <summary>A number of decimals.</summary>
    /// <exception cref="UsageException">The value is no such number.</exception>
    public static int? Decimals(string option, string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value <= DecimalRounding.MostDecimals ? value
        : throw new UsageException($"{option} {Wording.Quote(text)}: a whole number from 0 to {DecimalRounding.MostDecimals} is expected.");

    /// <summary>A floating-point format.</summary>
    /// <exception cref="UsageException">There is no such format.</exception>
    public static FloatFormat? Format(string option, string? text) => text is null ? null
        : ContractWords.ParseFormat(text) ?? throw new UsageException($"{option} {Wording.Quote(text)}: float32 or float64 is expected.");

    /// <summary>The choice for the derivative at a kink; TensorFlow's if the option is not given.</summary>
    /// <exception cref="UsageException">There is no such choice.</exception>
    public static KinkDerivative Kinks(string option, string? text) => text switch
    {
        null or "tensorflow" => KinkDerivative.TensorFlow,
        "any" => KinkDerivative.Any,
        _ => throw new UsageException($"{option} {Wording.Quote(text)}: tensorflow or any is expected."),
    };

    /// <summary>A loss convention: either a short form, or a kind and a reduction joined by a colon.</summary>
    /// <exception cref="UsageException">There is no such convention.</exception>
    public static Loss? Convention(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (ContractNames.ParseShortLoss(text) is { } loss)
        {
            return loss;
        }

        string[] parts = text.Split(':', ',', '/');
        return parts.Length == 2 && LossTerm.Named(parts[0].Trim()) is { } kind
            && ContractNames.ParseReduction(parts[1].Trim()) is { } reduction
            ? new Loss(kind, reduction)
            : throw new UsageException(
                $"{option} {Wording.Quote(text)}: a convention is expected, {string.Join(" or ", ContractNames.ShortLosses)}, "
                    + $"or KIND:REDUCTION with KIND one of {Wording.List(ContractNames.LossKinds)} "
                    + $"and REDUCTION one of {Wording.List(ContractNames.Reductions)}.");
    }

    /// <summary>Those of the options that are given, as one would type them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">Options with a value.</param>
    public static IEnumerable<string> Given(ParseResult parsed, params IEnumerable<Option<string>> options)
        => options.SelectMany(option => parsed.GetValue(option) is { } value ? new[] { option.Name, value } : []);

    private static bool TryNumber(string text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
