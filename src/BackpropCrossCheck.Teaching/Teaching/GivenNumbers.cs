using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>The numbers that a calculation starts with: samples with their labels, weights and biases.</summary>
internal static class GivenNumbers
{
    /// <summary>The tables.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Of(TraceContext context)
    {
        yield return Samples(context);
        if (context.Cut.LeftOut(0, context.State.Samples) is { } missing)
        {
            yield return new Block.Paragraph(missing);
        }

        for (int l = 0; l < context.Layers.Count; l++)
        {
            Layer layer = context.Layers[l];
            yield return Parameters(context, l);
            if (context.Cut.LeftOutOfMatrix(layer.Units, layer.Inputs) is { } left)
            {
                yield return new Block.Paragraph(left);
            }
        }

        if (new RegularizationFormula(context).Given() is { } regularization)
        {
            yield return new Block.Paragraph(regularization);
        }
    }

    private static Block.Table Samples(TraceContext context)
    {
        Batch batch = context.State.Fixture.Batch;
        int inputs = context.Shown(batch.InputWidth);
        int labels = context.Shown(batch.LabelWidth);
        Formula[] header =
        [
            new Formula.Words("sample"),
            .. Enumerable.Range(1, inputs).Select(m => new Formula.Symbol("x", Invariant($"{m}"))),
            .. Enumerable.Range(1, labels).Select(k => new Formula.Symbol("t", Invariant($"{k}"))),
        ];
        Formula[][] rows = [.. Enumerable.Range(0, context.Samples).Select(n => (Formula[])
        [
            new Formula.Words(Invariant($"{n + 1}")),
            .. Enumerable.Range(0, inputs).Select(m => NumberText.Given(batch.Inputs[(n * batch.InputWidth) + m])),
            .. Enumerable.Range(0, labels).Select(k => NumberText.Given(batch.Labels[(n * batch.LabelWidth) + k])),
        ])];
        return new Block.Table("Inputs x and labels t", header, rows);
    }

    private static Block.Table Parameters(TraceContext context, int l)
    {
        Layer layer = context.Layers[l];
        int columns = context.Shown(layer.Inputs);
        string bias = layer.SharesBias ? " and one bias b for all units" : layer.HasBias ? " and bias b" : ", no bias";
        string alpha = layer.Activation.Alpha is { } parameter ? $", α = {NumberText.Given(parameter).Digits}" : string.Empty;
        Formula[] header =
        [
            new Formula.Words("unit k"),
            .. Enumerable.Range(1, columns).Select(m => new Formula.Symbol("w", Invariant($"k,{m}"))),
            .. layer.HasBias ? [new Formula.Symbol("b", layer.SharesBias ? null : "k")] : Array.Empty<Formula>(),
        ];
        Formula[][] rows = [.. Enumerable.Range(0, context.Shown(layer.Units)).Select(k => (Formula[])
        [
            new Formula.Words(Invariant($"{k + 1}")),
            .. Enumerable.Range(0, columns).Select(m => context.Calculation.Weight(l, (k * layer.Inputs) + m)),
            .. layer.HasBias ? [context.Calculation.Bias(l, k)] : Array.Empty<Formula>(),
        ])];
        return new Block.Table(
            $"{context.Notation.Of(l)}: {layer.Activation.Name}{alpha}; weights w{bias}",
            header,
            rows);
    }
}
