using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>The drawing of a calculation's network, with the numbers of its first sample.</summary>
internal static class NetworkOf
{
    /// <summary>The drawing. In an exercise it has no results.</summary>
    /// <param name="context">The calculation.</param>
    public static NetworkDrawing Drawing(TraceContext context)
    {
        Batch batch = context.State.Fixture.Batch;
        var inputs = new DrawnColumn("input", [.. Enumerable.Range(0, batch.InputWidth).Select(Input)], []);
        return new NetworkDrawing(
            $"The network of {context.State.Fixture.Name}",
            [inputs, .. Enumerable.Range(0, context.Layers.Count).Select(l => Column(context, l))],
            Legend(context));

        DrawnUnit Input(int m) => new(Invariant($"x{Lowered(m + 1)} = {NumberText.Given(batch.Inputs[m]).Digits}"), []);
    }

    private static DrawnColumn Column(TraceContext context, int l)
    {
        Layer layer = context.Layers[l];
        var weights = new List<string[]>();
        for (int k = 0; k < layer.Units; k++)
        {
            weights.Add([.. Enumerable.Range(k * layer.Inputs, layer.Inputs).Select(i => context.Calculation.Weight(l, i).Digits)]);
        }

        return new DrawnColumn(
            Invariant($"layer {l + 1}: {layer.Activation.Name}"),
            [.. Enumerable.Range(0, layer.Units).Select(k => Unit(context, l, k))],
            weights);
    }

    private static DrawnUnit Unit(TraceContext context, int l, int k)
    {
        Layer layer = context.Layers[l];
        var notes = new List<string>();
        if (layer.HasBias)
        {
            notes.Add($"b = {context.Calculation.Bias(l, k).Digits}");
        }

        if (!context.HasBlanks)
        {
            notes.Add($"a = {context.Calculation.Operand(Quantity.PreActivation, l, k).Digits}");
            notes.Add($"δ = {context.Calculation.Operand(Quantity.Delta, l, k).Digits}");
        }

        if (l == context.State.Last)
        {
            notes.Add($"t = {NumberText.Given(context.State.Fixture.Batch.Labels[k]).Digits}");
        }

        string name = "z" + Lowered(k + 1);
        return new DrawnUnit(context.HasBlanks ? name : $"{name} = {context.Calculation.Operand(Quantity.Output, l, k).Digits}", notes);
    }

    private static string Legend(TraceContext context)
    {
        string sample = context.State.Samples == 1
            ? string.Empty
            : Invariant($" The numbers are those of sample 1 of {context.State.Samples}.");
        return (context.HasBlanks ? "The weights are at the connections or as w at the unit they lead to; b is a bias, t a label."
            : $"z is a unit's output, a its pre-activation, δ = {(context.IsDeltaRule ? "−∂E/∂a" : "∂E/∂a")}; the weights are at the "
                + "connections or as w at the unit they lead to; b is a bias, t a label.") + sample;
    }

    /// <summary>A number as a lower index.</summary>
    /// <param name="number">The number, not negative.</param>
    public static string Lowered(int number) => string.Concat(Invariant($"{number}").Select(digit => (char)('₀' + (digit - '0'))));
}
