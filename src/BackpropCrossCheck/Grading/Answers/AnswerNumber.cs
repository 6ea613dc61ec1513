using System.Globalization;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>A number as people and spreadsheets write it.</summary>
/// <param name="Value">The number; null if it is not given, or cannot be read.</param>
/// <param name="Unreadable">Why it cannot be read, and how to write it; null if it can be.</param>
/// <param name="Warning">What was taken for a blank; null if nothing was.</param>
internal sealed partial record AnswerNumber(double? Value, string? Unreadable = null, string? Warning = null)
{
    /// <summary>What spreadsheets and phones write for a minus.</summary>
    private const char Minus = '\u2212';

    /// <summary>What word processors make of a hyphen.</summary>
    private const char Dash = '\u2013';

    private static readonly string[] MarksOfBlanks = ["-", "\u2212", "\u2013", "\u2014", "?", "n/a"];

    /// <summary>Reads a number. White space around it is nothing; the decimal sign is a point or a comma.</summary>
    /// <param name="written">The field.</param>
    public static AnswerNumber Read(string written)
    {
        string text = written.Trim();
        return text.Length == 0 ? new AnswerNumber(Value: null)
            : MarksOfBlanks.Contains(text.ToLowerInvariant())
                ? new AnswerNumber(null, Warning: $"{Wording.Quote(text)} counts as not given. Leave the field empty.")
            : Parse(text) is not { } value ? Refused(text, "expected a number. " + HowToWrite(text))
            : double.IsFinite(value) ? new AnswerNumber(value)
            : text.Any(char.IsDigit) ? Refused(text, "which is beyond the range of double precision (±1.797e308).")
            : Refused(text, "expected a number, for example -0.52, or nothing where it is not given.");
    }

    private static double? Parse(string text)
    {
        string plain = text.Replace(Minus, '-').Replace(Dash, '-').Replace(',', '.');
        return !(text.Contains(',', StringComparison.Ordinal) && text.Contains('.', StringComparison.Ordinal))
            && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    private static AnswerNumber Refused(string text, string advice) => new(null, Unreadable: $"found {Wording.Quote(text)}, {advice}");

    private static string HowToWrite(string text)
        => Fraction().IsMatch(text) ? "Write a fraction as a decimal number, for example 0.52."
            : Date().IsMatch(text)
                ? "A spreadsheet may have made a date of it: format the column as text, and write the number again."
            : text.EndsWith('%') ? "Write a percentage as a decimal number: 0.52 for 52%."
            : text[0] is '=' or '≈' or '~' or '≃' or '≅' ? "Write the number alone, without a sign before it."
            : text.Any(char.IsWhiteSpace) && Parse(string.Concat(text.Where(unit => !char.IsWhiteSpace(unit)))) is not null
                ? "Write it without spaces."
            : text.Contains(',', StringComparison.Ordinal) && text.Any(char.IsDigit)
                ? "Write one decimal sign, and nothing between the thousands."
            : "Write it like -0.52, or leave the field empty.";

    [GeneratedRegex(@"^[-+−]?[0-9.,]+\s*/\s*[-+−]?[0-9.,]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex(
        @"^([0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}|[0-9]{1,2}[-. ]+[A-Za-z]{3}[a-z]*\.?|[A-Za-z]{3}[a-z]*\.?[-. ]+[0-9]{1,4})$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
