using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports;

/// <summary>The address of a number in words, counting from 1.</summary>
internal static class Address
{
    /// <summary>"gradient, layer 2, weights, row 1, column 3".</summary>
    public static string Of(ComparedNumber number)
    {
        string within = WithinTensor(number);
        return within.Length == 0 ? OfTensor(number.Step) : $"{OfTensor(number.Step)}, {within}";
    }

    /// <summary>"gradient, layer 2, weights".</summary>
    public static string OfTensor(Step step)
    {
        string text = ContractWords.Of(step.Quantity);
        text += step.Layer < 0 ? string.Empty : FormattableString.Invariant($", layer {step.Layer + 1}");
        return text + (ContractWords.TensorOf(step.Quantity) is { } tensor ? $", {tensor}" : string.Empty);
    }

    /// <summary>"row 1, column 3"; empty for a loss.</summary>
    public static string WithinTensor(ComparedNumber number)
    {
        string unit = number.Sample is null ? "row" : Wording.Word(number.Quantity.Columns);
        string?[] parts =
        [
            number.Sample is { } sample ? FormattableString.Invariant($"sample {sample}") : null,
            number.Row is { } row ? FormattableString.Invariant($"{unit} {row}") : null,
            number.Column is { } column ? FormattableString.Invariant($"column {column}") : null,
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }
}
