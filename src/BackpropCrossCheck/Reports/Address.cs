using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports;

/// <summary>The address of a number in words, counted from 1.</summary>
internal static class Address
{
    /// <summary>"gradient, layer 2, weights, row 1, column 3".</summary>
    public static string Of(ComparedNumber number)
    {
        string text = ContractNames.Of(number.Quantity);
        text += number.Layer is { } layer ? FormattableString.Invariant($", layer {layer}") : string.Empty;
        text += number.Parameter == ParameterTensor.None ? string.Empty : $", {Words.Of(number.Parameter)}";
        text += number.Sample is { } sample ? FormattableString.Invariant($", sample {sample}") : string.Empty;
        text += number.Row is { } row ? FormattableString.Invariant($", {(number.Sample is null ? "row" : "unit")} {row}") : string.Empty;
        return text + (number.Column is { } column ? FormattableString.Invariant($", column {column}") : string.Empty);
    }
}
