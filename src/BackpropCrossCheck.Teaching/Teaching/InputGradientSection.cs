using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>∂E/∂x = Σ_k w_km δ_k, where somebody states it.</summary>
internal static class InputGradientSection
{
    /// <summary>The lines.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Of(TraceContext context)
    {
        Layer first = context.Layers[0];
        yield return new Block.Equations([Rule(context)]);
        yield return new Block.Equations(
        [
            .. Enumerable.Range(0, context.Samples).SelectMany(n => Enumerable.Range(0, context.Shown(first.Inputs))
                .Select(m => Line(context, n, m))),
        ]);
        if (context.Cut.LeftOutOfMatrix(context.State.Samples, first.Inputs) is { } missing)
        {
            yield return new Block.Paragraph(missing);
        }
    }

    /// <summary>∂E/∂x with symbols.</summary>
    /// <param name="context">The calculation.</param>
    public static Formula Rule(TraceContext context)
        => Formula.Of(
            context.Gradient(context.Notation.AnyUnit("x", -1, "m") with { Above = null }),
            new Formula.Sign("="),
            new Formula.Symbol("Σ", "k"),
            Formula.Space,
            Notation.AnyWeight(0),
            Formula.Space,
            context.Notation.AnyUnit("δ", 0, "k"));

    /// <summary>∂E/∂x of an input.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="n">The sample, from 0.</param>
    /// <param name="m">The input, from 0.</param>
    public static Formula Line(TraceContext context, int n, int m)
    {
        Layer first = context.Layers[0];
        return context.Line(
            context.Gradient(context.Notation.Unit("x", -1, n, m) with { Above = null }),
            context.Sum(
                first.Units,
                k => (context.Calculation.Weight(0, (k * first.Inputs) + m), context.Calculation.Operand(
                    Quantity.Delta, 0, (n * first.Units) + k))),
            Quantity.InputGradient,
            -1,
            (n * first.Inputs) + m);
    }
}
