using System.Globalization;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures.Writing;

/// <summary>Writes numbers that a program calculated as an entry of "expected", a line for each tensor.</summary>
internal static class ExpectedText
{
    /// <summary>The entry. Its numbers round-trip.</summary>
    /// <param name="by">Who calculated the numbers.</param>
    /// <param name="format">The format that they were calculated in.</param>
    /// <param name="numbers">The numbers, in the fixture's own convention.</param>
    /// <param name="indent">The blanks before the entry.</param>
    public static string Of(string by, FloatFormat format, TensorSet numbers, string indent)
    {
        List<string> fields =
        [
            $"\"by\": {JsonString.Of(by)}",
            "\"kind\": \"recorded\"",
            $"\"precision\": \"{ContractWords.Of(format)}\"",
        ];
        foreach (Quantity quantity in Quantity.All.Where(quantity => !quantity.IsBias))
        {
            if (Of(quantity, numbers, indent + "  ") is { } value)
            {
                fields.Add($"\"{quantity.Field}\": {value}");
            }
        }

        return $"{{{string.Join(',', fields.Select(field => $"\n{indent}  {field}"))}\n{indent}}}";
    }

    private static string? Of(Quantity quantity, TensorSet numbers, string indent)
    {
        TensorLayout layout = numbers.Layout;
        if (!quantity.IsOfLayer)
        {
            return Tensor(layout.Find(quantity, -1), numbers);
        }

        Quantity? bias = quantity.IsWeights ? Quantity.All.First(other => other.IsBias && other.Field == quantity.Field) : null;
        string?[] layers =
        [
            .. Enumerable.Range(0, layout.Layers.Count).Select(layer => bias is null
                ? Tensor(layout.Find(quantity, layer), numbers)
                : Parameters(Tensor(layout.Find(quantity, layer), numbers), Tensor(layout.Find(bias, layer), numbers))),
        ];
        return Array.TrueForAll(layers, layer => layer is null) ? null
            : $"[{string.Join(',', layers.Select(layer => $"\n{indent}  {layer ?? "null"}"))}\n{indent}]";
    }

    private static string? Parameters(string? weights, string? bias)
    {
        string?[] parts = [weights is null ? null : $"\"weights\": {weights}", bias is null ? null : $"\"bias\": {bias}"];
        return weights is null && bias is null ? null : $"{{ {string.Join(", ", parts.OfType<string>())} }}";
    }

    private static string? Tensor(Step? step, TensorSet numbers)
    {
        if (step is null || numbers[step] is not { } values)
        {
            return null;
        }

        string[] texts = [.. values.Select((value, i) => numbers.Has(step, i) ? Number(value) : "null")];
        return step.Length == 1 && (step.IsShared || step.Quantity.Rows == Axis.One) ? texts[0]
            : step.IsBias ? Row(texts)
            : $"[{string.Join(", ", texts.Chunk(step.Columns).Select(Row))}]";
    }

    private static string Row(string[] numbers) => $"[{string.Join(", ", numbers)}]";

    private static string Number(double value) => double.IsNaN(value) ? "\"NaN\""
        : double.IsInfinity(value) ? value > 0 ? "\"Infinity\"" : "\"-Infinity\""
        : value.ToString("R", CultureInfo.InvariantCulture);
}
