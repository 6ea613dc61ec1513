using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>a = Wz + b and z = h(a), layer by layer.</summary>
internal static class ForwardSection
{
    /// <summary>A fraction cannot be broken into lines. With more terms than this in the denominator, it is written on one line.</summary>
    private const int WidestFraction = 3;

    /// <summary>The lines.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Of(TraceContext context)
    {
        for (int l = 0; l < context.Layers.Count; l++)
        {
            Layer layer = context.Layers[l];
            yield return new Block.Heading(3, Invariant($"{context.Notation.Of(l)}: {layer.Units} × {layer.Activation.Symbol}"));
            yield return new Block.Equations([.. Rules(context, l)]);
            if (layer.Activation.Legend is { } legend)
            {
                yield return new Block.Paragraph(legend);
            }

            yield return new Block.Equations([.. Lines(context, l)]);
            if (context.Cut.LeftOut(layer.Units, context.State.Samples) is { } missing)
            {
                yield return new Block.Paragraph(missing);
            }
        }
    }

    /// <summary>a and z of a layer with symbols.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    public static IEnumerable<Formula> Rules(TraceContext context, int l)
    {
        Layer layer = context.Layers[l];
        Formula below = l == 0 ? new Formula.Symbol("x") : Notation.Whole("z", l - 1);
        var product = Formula.Of(Notation.Whole("W", l), Formula.Space, below);
        yield return Formula.Of(
            Notation.Whole("a", l), new Formula.Sign("="), product, layer.HasBias
                ? Formula.Of(new Formula.Sign("+"), Notation.Whole("b", l))
                : Formula.Of());
        if (layer.Activation is Softmax)
        {
            yield return Formula.Of(
                context.Notation.AnyUnit("z", l, "k"),
                new Formula.Sign("="),
                new Formula.Fraction(
                    new Formula.Power(new Formula.Symbol("e"), context.Notation.AnyUnit("a", l, "k")),
                    Formula.Of(
                        new Formula.Symbol("Σ", "j"),
                        Formula.Space,
                        new Formula.Power(new Formula.Symbol("e"), context.Notation.AnyUnit("a", l, "j")))));
            yield break;
        }

        Formula a = Notation.Whole("a", l);
        yield return Formula.Of(
            Notation.Whole("z", l),
            new Formula.Sign("="),
            layer.Activation is Linear ? a : Formula.Applied(new Formula.Name(layer.Activation.Symbol), a));
    }

    private static IEnumerable<Formula> Lines(TraceContext context, int l)
    {
        Layer layer = context.Layers[l];
        for (int i = 0; i < context.Samples * context.Shown(layer.Units); i++)
        {
            (int n, int k) = Math.DivRem(i, context.Shown(layer.Units));
            yield return PreActivationLine(context, l, n, k);
        }

        for (int i = 0; i < context.Samples * context.Shown(layer.Units); i++)
        {
            (int n, int k) = Math.DivRem(i, context.Shown(layer.Units));
            yield return OutputLine(context, l, n, k);
        }
    }

    /// <summary>a of a unit.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="n">The sample, from 0.</param>
    /// <param name="k">The unit, from 0.</param>
    public static Formula PreActivationLine(TraceContext context, int l, int n, int k)
        => context.Line(
            context.Notation.Unit("a", l, n, k),
            PreActivation(context, l, n, k),
            Quantity.PreActivation,
            l,
            (n * context.Layers[l].Units) + k);

    /// <summary>z of a unit.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="n">The sample, from 0.</param>
    /// <param name="k">The unit, from 0.</param>
    public static Formula OutputLine(TraceContext context, int l, int n, int k)
        => context.Line(
            context.Notation.Unit("z", l, n, k), Output(context, l, n, k), Quantity.Output, l, (n * context.Layers[l].Units) + k);

    private static Formula PreActivation(TraceContext context, int l, int n, int k)
    {
        Layer layer = context.Layers[l];
        Formula sum = context.Sum(
            layer.Inputs, m => (context.Calculation.Weight(l, (k * layer.Inputs) + m), context.Calculation.Input(l, n, m)));
        if (!layer.HasBias)
        {
            return sum;
        }

        Formula.Number bias = context.Calculation.Bias(l, k);
        return Formula.Of(sum, new Formula.Sign(bias.IsNegative ? "−" : "+"), bias.Magnitude);
    }

    private static Formula Output(TraceContext context, int l, int n, int k)
    {
        Layer layer = context.Layers[l];
        int row = n * layer.Units;
        Formula.Number A(int unit) => context.Calculation.Operand(Quantity.PreActivation, l, row + unit);
        if (layer.Activation is not ElementwiseActivation activation)
        {
            Formula above = ActivationFormula.Exponential(A(k));
            Formula below = context.Sum(layer.Units, j => (false, ActivationFormula.Exponential(A(j))));
            return layer.Units <= WidestFraction
                ? new Formula.Fraction(above, below)
                : Formula.Of(above, new Formula.Sign("/"), new Formula.Bracket("[", below, "]"));
        }

        return layer.Activation is Linear ? context.Notation.Unit("a", l, n, k)
            : ActivationFormula.Value(
                activation,
                context.Calculation.Value(Quantity.PreActivation, l, row + k),
                A(k));
    }
}
