using System.Globalization;
using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports;

/// <summary>A table of compared numbers, at most 80 columns wide as long as layers, rows and columns have three digits.</summary>
internal static class NumberTable
{
    private const int EngineColumn = 5;
    private static readonly string[] Header = ["", "layer", "tensor", "row", "col", "engine", "other", "abs", "rel", "ulps", "allowed"];
    private static readonly string[] BaselineHeader = ["", "layer", "tensor", "row", "col", "now", "baseline", "abs", "rel", "ulps", "allowed"];
    private static readonly string[] Blank = [string.Empty, string.Empty, string.Empty];
    private static readonly string[] HandHeader = ["", "layer", "tensor", "row", "col", "true", "given", "abs", "status"];

    /// <summary>From many digits to few; the first that fits is taken.</summary>
    private static readonly Digits[] Densities = [new(11, "G3", "0.0E+0"), new(9, "G3", "0.0E+0"), new(9, "0E+0", "0E+0")];

    /// <summary>Writes the table. The first column is ! for a number that differs and ? for one that is undecidable. Where the digits that fit into the columns
    /// are the same on both sides of such a number, or of one that has changed since a baseline, a second line has them all.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="hand">Whether they are those of a calculation by hand.</param>
    /// <param name="since">Whether they are those of now and of a baseline, in place of engine and other.</param>
    public static void Write(ConsoleStyle console, IEnumerable<ComparedNumber> numbers, bool hand, bool since = false)
    {
        ComparedNumber[] all = [.. numbers];
        string[][] rows = [];
        int[] widths = [];
        foreach (Digits digits in Densities)
        {
            rows = [hand ? HandHeader : since ? BaselineHeader : Header, .. all.Select(number => Row(number, hand, digits))];
            widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
            if (widths.Sum() + widths.Length - 1 <= ConsoleStyle.Width)
            {
                break;
            }
        }

        for (int i = 0; i < rows.Length; i++)
        {
            IEnumerable<string> cells = rows[i].Select((cell, column) => IsText(column, hand) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            console.Line(string.Join(' ', cells).TrimEnd());
            if (i > 0 && rows[i][EngineColumn] == rows[i][EngineColumn + 1] && IsNotable(all[i - 1], since))
            {
                console.Line($"        in full: {Full(all[i - 1].Engine)} and {Full(all[i - 1].Other)}");
            }
        }
    }

    private static bool IsNotable(ComparedNumber number, bool since)
        => number.Verdict != NumberVerdict.Agrees || (since && BaselineRule.HasChanged(number.Tensor, number.Index));

    private static bool IsText(int column, bool hand) => column is 0 or 2 || (hand && column == 8);

    private static string[] Row(ComparedNumber number, bool hand, Digits digits)
    {
        string mark = number.Other is null ? "-" : number.Verdict switch
        {
            NumberVerdict.Differs => "!",
            NumberVerdict.Undecidable => "?",
            _ => string.Empty,
        };
        string[] address = [mark, Integer(number.Layer), Tensor(number), Integer(number.Row), Integer(number.Column), Value(number.Engine, digits), Value(number.Other, digits)];
        string absolute = number.Other is null ? string.Empty : Small(number.Absolute, digits);
        return hand
            ? [.. address, absolute, number.Status is { } status ? Words.Of(status) : string.Empty]
            : [.. address, absolute, .. number.Other is null ? Blank : [Small(number.Relative, digits), Ulps(number, digits), Small(number.Allowed, digits)]];
    }

    private static string Ulps(ComparedNumber number, Digits digits) => number.Ulps is { } ulps ? Small(ulps, digits) : "-";

    private static string Tensor(ComparedNumber number) => number.Quantity switch
    {
        Quantity.PreActivation => Sampled("a", number),
        Quantity.Output => Sampled("z", number),
        Quantity.Delta => Sampled("delta", number),
        Quantity.Loss => "loss",
        Quantity.UpdatedLoss => "new loss",
        Quantity.Gradient => number.Parameter == ParameterTensor.Weights ? "dL/dW" : "dL/db",
        _ => number.Parameter == ParameterTensor.Weights ? "new W" : "new b",
    };

    private static string Sampled(string symbol, ComparedNumber number) => FormattableString.Invariant($"{symbol} n={number.Sample}");

    private static string Integer(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>As many digits as fit.</summary>
    private static string Value(double? value, Digits density)
    {
        if (value is not { } number)
        {
            return string.Empty;
        }

        string text = Full(number);
        for (int digits = 10; text.Length > density.ValueWidth && digits > 1; digits--)
        {
            text = Shorten(number.ToString(FormattableString.Invariant($"G{digits}"), CultureInfo.InvariantCulture));
        }

        return text;
    }

    private static string Full(double? value) => Shorten($"{value?.ToString("R", CultureInfo.InvariantCulture)}");

    private static string Small(double value, Digits density) => Shorten(value switch
    {
        0 => "0",
        >= 999.5 and < 9999.5 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 0.001 and < 999.5 => value.ToString(density.Moderate, CultureInfo.InvariantCulture),
        _ => value.ToString(density.Extreme, CultureInfo.InvariantCulture),
    });

    private static string Shorten(string text) => text.Replace("E", "e", StringComparison.Ordinal).Replace("e+", "e", StringComparison.Ordinal) switch
    {
        "Infinity" => "inf",
        "-Infinity" => "-inf",
        string other => other,
    };

    /// <summary>How many digits are shown.</summary>
    /// <param name="ValueWidth">The characters of a number.</param>
    /// <param name="Moderate">The format of distances of moderate size.</param>
    /// <param name="Extreme">The format of the others.</param>
    private sealed record Digits(int ValueWidth, string Moderate, string Extreme);
}
