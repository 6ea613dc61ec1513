using System.Globalization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>A compared number as the cells of a table.</summary>
internal static class NumberCells
{
    /// <summary>The columns with the engine's number and the other side's.</summary>
    public const int EngineColumn = 5;

    private static readonly string[] Columns = ["", "layer", "tensor", "row", "col", "ours", "other", "abs", "rel", "ulps", "allowed"];
    private static readonly string[] BaselineColumns =
        ["", "layer", "tensor", "row", "col", "now", "baseline", "abs", "rel", "ulps", "allowed"];
    private static readonly string[] HandColumns = ["", "layer", "tensor", "row", "col", "true", "given", "own", "status"];
    private static readonly string[] Blank = [string.Empty, string.Empty, string.Empty];

    /// <summary>The columns' names.</summary>
    /// <param name="hand">Whether the numbers were calculated by hand.</param>
    /// <param name="since">Whether they are the numbers of now and of a baseline.</param>
    public static IReadOnlyList<string> Header(bool hand, bool since = false) => hand ? HandColumns : since ? BaselineColumns : Columns;

    /// <summary>The cells. The first is ! for a number that differs, > for one that differs only because an earlier step was wrong, ? for
    /// an undecidable one, - for one that is not given.</summary>
    /// <param name="number">The number.</param>
    /// <param name="hand">Whether it was calculated by hand.</param>
    /// <param name="digits">How many digits are shown.</param>
    public static string[] Of(ComparedNumber number, bool hand, ShownDigits digits)
    {
        string mark = number.Other is null ? "-" : number.Verdict switch
        {
            NumberVerdict.Differs => number.IsCarried ? ">" : "!",
            NumberVerdict.Undecidable => "?",
            NumberVerdict.Agrees => string.Empty,
        };
        string[] address =
        [
            mark,
            Integer(number.Layer),
            Tensor(number),
            Integer(number.Row),
            Integer(number.Column),
            Value(number.Engine, digits),
            number.Status == GradeStatus.Unreadable ? "?" : Value(number.Other, digits),
        ];
        string absolute = number.Other is null ? string.Empty : Small(number.Absolute, digits);
        return hand
            ? [.. address, Value(number.FromOwnNumbers, digits), number.Status is { } status ? ReportWords.Of(status) : string.Empty]
            : number.Other is null ? [.. address, absolute, .. Blank]
            : [.. address, absolute, Small(number.Relative, digits), Ulps(number, digits), Small(number.Allowed, digits)];
    }

    /// <summary>A number with all its digits.</summary>
    public static string Full(double? value) => Shorten($"{value?.ToString("R", CultureInfo.InvariantCulture)}");

    /// <summary>A distance with few digits.</summary>
    public static string Small(double value, ShownDigits digits) => Shorten(value switch
    {
        0 => "0",
        >= 999.5 and < 9999.5 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 0.001 and < 999.5 => value.ToString(digits.Moderate, CultureInfo.InvariantCulture),
        _ => value.ToString(digits.Extreme, CultureInfo.InvariantCulture),
    });

    private static string Ulps(ComparedNumber number, ShownDigits digits) => number.Ulps is { } ulps ? Small(ulps, digits) : "-";

    private static string Tensor(ComparedNumber number) => number.Sample is { } sample
        ? FormattableString.Invariant($"{number.Quantity.TableSymbol} n={sample}")
        : number.Quantity.TableSymbol;

    private static string Integer(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The number with as many digits as fit.</summary>
    private static string Value(double? value, ShownDigits digits)
    {
        if (value is not { } number)
        {
            return string.Empty;
        }

        string text = Full(number);
        for (int count = 10; text.Length > digits.ValueWidth && count > 1; count--)
        {
            text = Shorten(number.ToString(FormattableString.Invariant($"G{count}"), CultureInfo.InvariantCulture));
        }

        return text;
    }

    private static string Shorten(string text)
        => text.Replace("E", "e", StringComparison.Ordinal).Replace("e+", "e", StringComparison.Ordinal) switch
        {
            "Infinity" => "inf",
            "-Infinity" => "-inf",
            string other => other,
        };
}
