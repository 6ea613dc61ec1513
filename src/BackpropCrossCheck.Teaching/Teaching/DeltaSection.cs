using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>h' and δ, from the last layer back to the first: equations (3) and (7) of the paper.</summary>
internal static class DeltaSection
{
    /// <summary>The lines.</summary>
    /// <param name="context">The calculation.</param>
    public static IEnumerable<Block> Of(TraceContext context)
    {
        for (int l = context.State.Last; l >= 0; l--)
        {
            yield return new Block.Heading(3, context.Notation.Of(l));
            yield return new Block.Equations([DeltaFormula.Rule(context, l)]);
            yield return new Block.Equations(Lines(context, l));
            if (context.Cut.LeftOut(context.Layers[l].Units, context.State.Samples) is { } missing)
            {
                yield return new Block.Paragraph(missing);
            }
        }
    }

    private static List<Formula> Lines(TraceContext context, int l)
    {
        int units = context.Layers[l].Units;
        (int N, int K)[] places =
            [.. Enumerable.Range(0, context.Samples * context.Shown(units)).Select(i => Math.DivRem(i, context.Shown(units)))];
        return [
            .. places.Select(place => Preparation(context, l, place.N, place.K)).OfType<Formula>(),
            .. places.Select(place => Line(context, l, place.N, place.K)),
        ];
    }

    /// <summary>δ of a unit.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="n">The sample, from 0.</param>
    /// <param name="k">The unit, from 0.</param>
    public static Formula Line(TraceContext context, int l, int n, int k)
        => context.Line(
            context.Notation.Unit("δ", l, n, k),
            DeltaFormula.Value(context, l, n, k),
            Quantity.Delta,
            l,
            (n * context.Layers[l].Units) + k);

    /// <summary>The line from which δ is calculated: h', or ∂E/∂z before a softmax; null if the line for δ is enough.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="n">The sample, from 0.</param>
    /// <param name="k">The unit, from 0.</param>
    public static Formula? Preparation(TraceContext context, int l, int n, int k)
    {
        Layer layer = context.Layers[l];
        int index = (n * layer.Units) + k;
        if (layer.Activation is not ElementwiseActivation activation)
        {
            return !context.Calculation.Has(Quantity.OutputGradient, l) ? null : context.Line(
                context.OutputGradient(
                    context.Notation.Unit("z", l, n, k)), DeltaFormula.OutputGradient(context, l, n, k), Quantity.OutputGradient, l, index);
        }

        if (activation is Linear || !context.Calculation.Has(Quantity.Derivative, l))
        {
            return null;
        }

        // An exercise does not reveal the number.
        Formula.Number a = context.Calculation.Operand(Quantity.PreActivation, l, index);
        Formula argument = context.HasBlanks ? context.Notation.Unit("a", l, n, k) : a;
        return context.Line(
            Formula.Applied(new Formula.Name(layer.Activation.Symbol + "'"), argument),
            ActivationFormula.Derivative(
                activation,
                context.Calculation.Value(Quantity.PreActivation, l, index),
                a,
                context.Calculation.Operand(Quantity.Output, l, index)),
            Quantity.Derivative,
            l,
            index);
    }
}
