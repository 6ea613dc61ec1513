using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>∂E/∂w = Σ_n δ z and ∂E/∂b = Σ_n δ, last layer first as in the paper.</summary>
internal static class GradientSection
{
    /// <summary>The lines.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Of(TraceContext context)
    {
        for (int l = context.State.Last; l >= 0; l--)
        {
            Layer layer = context.Layers[l];
            yield return new Block.Heading(3, context.Notation.Of(l));
            yield return new Block.Equations([.. Rules(context, l)]);
            yield return new Block.Equations([.. Lines(context, l)]);
            if (context.Cut.LeftOutOfMatrix(layer.Units, layer.Inputs) is { } missing)
            {
                yield return new Block.Paragraph(missing);
            }
        }
    }

    /// <summary>The gradients of a layer with symbols.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    public static IEnumerable<Formula> Rules(TraceContext context, int l)
    {
        var added = new RegularizationFormula(context);
        yield return Formula.Of(
            context.Gradient(Notation.AnyWeight(l)),
            new Formula.Sign("="),
            added.OfGradient(OfWeight(context, l), Notation.AnyWeight(l), isBias: false));
        if (context.Layers[l].HasBias)
        {
            Formula.Symbol bias = Notation.AnyBias(l, context.Layers[l].SharesBias);
            yield return Formula.Of(
                context.Gradient(bias), new Formula.Sign("="), added.OfGradient(OfBias(context, l), bias, isBias: true));
        }
    }

    /// <summary>Σ_n δ z with symbols.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    public static Formula OfWeight(TraceContext context, int l)
        => Formula.Of(
            OverSamples(context),
            context.Notation.AnyUnit("δ", l, "k"),
            Formula.Space,
            l == 0 ? context.Notation.AnyUnit("x", -1, "m") with { Above = null } : context.Notation.AnyUnit("z", l - 1, "m"));

    /// <summary>Σ_n δ with symbols.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    public static Formula OfBias(TraceContext context, int l)
        => Formula.Of(
            OverSamples(context),
            context.Layers[l].SharesBias ? Formula.Of(new Formula.Symbol("Σ", "k"), Formula.Space) : Formula.Of(),
            context.Notation.AnyUnit("δ", l, "k"));

    private static Formula OverSamples(TraceContext context)
        => context.State.Samples == 1 ? Formula.Of() : Formula.Of(new Formula.Symbol("Σ", "n"), Formula.Space);

    private static IEnumerable<Formula> Lines(TraceContext context, int l)
    {
        Layer layer = context.Layers[l];
        for (int i = 0; i < context.Shown(layer.Units) * context.Shown(layer.Inputs); i++)
        {
            (int k, int m) = Math.DivRem(i, context.Shown(layer.Inputs));
            yield return WeightLine(context, l, k, m);
        }

        for (int k = 0; k < context.ShownBiases(layer); k++)
        {
            yield return BiasLine(context, l, k);
        }
    }

    /// <summary>∂E/∂w.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="k">The row, from 0.</param>
    /// <param name="m">The column, from 0.</param>
    public static Formula WeightLine(TraceContext context, int l, int k, int m) => context.Line(
        context.Gradient(Notation.Weight(l, k, m)),
        new RegularizationFormula(context).OfGradientValue(
            WeightSum(context, l, k, m),
            context.Calculation.Weight(l, (k * context.Layers[l].Inputs) + m),
            context.Layers[l].Weights[(k * context.Layers[l].Inputs) + m],
            isBias: false),
        Quantity.WeightGradient,
        l,
        (k * context.Layers[l].Inputs) + m);

    /// <summary>∂E/∂b.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="k">The row, from 0.</param>
    public static Formula BiasLine(TraceContext context, int l, int k) => context.Line(
        context.Gradient(Notation.Bias(l, k, context.Layers[l].SharesBias)),
        new RegularizationFormula(context).OfGradientValue(
            BiasSum(context, l, k), context.Calculation.Bias(l, k), context.Layers[l].Bias[k], isBias: true),
        Quantity.BiasGradient,
        l,
        k);

    /// <summary>Σ_n δ z with the numbers filled in.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="k">The row, from 0.</param>
    /// <param name="m">The column, from 0.</param>
    public static Formula WeightSum(TraceContext context, int l, int k, int m)
        => context.Sum(context.State.Samples, n => (Delta(context, l, n, k), context.Calculation.Input(l, n, m)));

    /// <summary>Σ_n δ with the numbers filled in.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="k">The row, from 0.</param>
    public static Formula BiasSum(TraceContext context, int l, int k)
    {
        int units = context.Layers[l].SharesBias ? context.Layers[l].Units : 1;
        return context.Sum(
            context.State.Samples * units,
            i => (Delta(context, l, i / units, k + (i % units)).IsNegative, Delta(context, l, i / units, k + (i % units)).Magnitude));
    }

    private static Formula.Number Delta(TraceContext context, int l, int n, int k)
        => context.Calculation.Operand(Quantity.Delta, l, (n * context.Layers[l].Units) + k);
}
