using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>δ = ∂E/∂a of a layer, with symbols and with numbers.</summary>
internal static class DeltaFormula
{
    /// <summary>Equation (7) for a layer.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    public static Formula Rule(TraceContext context, int l)
    {
        Layer layer = context.Layers[l];
        bool last = l == context.State.Last;
        string index = last ? "k" : "m";
        Formula.Symbol z = context.Notation.AnyUnit("z", l, index);
        Formula s = last
            ? new LossFormula(context)
                .DerivativeRule(context.Notation.AnyUnit("y", l, index) with { Above = null }, context.Notation.AnyLabel(index))
            : Formula.Of(
                new Formula.Symbol("Σ", "k"),
                Formula.Space,
                Notation.AnyWeight(l + 1),
                Formula.Space,
                context.Notation.AnyUnit("δ", l + 1, "k"));
        Formula inner = layer.Activation switch
        {
            Linear => s,
            _ when last && context.State.IsFused => s,
            Softmax => Formula.Of(
                z,
                Formula.Space,
                new Formula.Bracket(
                    "[",
                    Formula.Of(
                        context.OutputGradient(z),
                        new Formula.Sign("−"),
                        new Formula.Symbol("Σ", "j"),
                        Formula.Space,
                        context.Notation.AnyUnit("z", l, "j"),
                        Formula.Space,
                        context.OutputGradient(context.Notation.AnyUnit("z", l, "j"))),
                    "]"),
                new Formula.Sign(","),
                context.OutputGradient(z),
                new Formula.Sign("="),
                context.IsDeltaRule ? Formula.Of(context.Gradient(z), new Formula.Sign("="), s) : s),
            _ => Formula.Of(
                Formula.Applied(new Formula.Name(layer.Activation.Symbol + "'"), context.Notation.AnyUnit("a", l, index)),
                Formula.Space,
                last ? new Formula.Bracket("[", s, "]") : s),
        };
        return Formula.Of(
            context.Notation.AnyUnit("δ", l, index),
            new Formula.Sign("="),
            context.Gradient(context.Notation.AnyUnit("a", l, index)),
            new Formula.Sign("="),
            inner);
    }

    /// <summary>δ of a unit with the numbers filled in.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="n">The sample, from 0.</param>
    /// <param name="k">The unit, from 0.</param>
    public static Formula Value(TraceContext context, int l, int n, int k)
    {
        Layer layer = context.Layers[l];
        int row = n * layer.Units;
        TracedCalculation calculation = context.Calculation;
        if (!calculation.Has(Quantity.OutputGradient, l) || layer.Activation is Linear)
        {
            return OutputGradient(context, l, n, k);
        }

        if (layer.Activation is Softmax)
        {
            Formula.Number S(int j) => calculation.Operand(Quantity.OutputGradient, l, row + j);
            Formula.Number Z(int j) => calculation.Operand(Quantity.Output, l, row + j);
            Formula sum = context.Sum(layer.Units, j => (Z(j), S(j)));
            return Formula.Of(
                Z(k),
                Formula.Space,
                new Formula.Bracket(
                    "[", Formula.Of(S(k), new Formula.Sign("−"), new Formula.Bracket("[", sum, "]")), "]"));
        }

        return Formula.Of(
            DerivativeOf(context, l, row + k),
            Formula.Space,
            new Formula.Bracket("[", OutputGradient(context, l, n, k), "]"));
    }

    /// <summary>h' as a factor: its number. The boxes of the paper have tanh'(0.5) there.</summary>
    private static Formula DerivativeOf(TraceContext context, int l, int index)
        => !PaperExample.Is(context.State.Fixture) ? context.Calculation.Operand(Quantity.Derivative, l, index)
            : Formula.Applied(
                new Formula.Name(context.Layers[l].Activation.Symbol + "'"),
                context.Calculation.Operand(Quantity.PreActivation, l, index));

    /// <summary>∂E/∂z of a unit with the numbers filled in; its δ for a fused cross-entropy.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="n">The sample, from 0.</param>
    /// <param name="k">The unit, from 0.</param>
    public static Formula OutputGradient(TraceContext context, int l, int n, int k)
    {
        if (l == context.State.Last)
        {
            return new LossFormula(context).Derivative((n * context.Layers[l].Units) + k);
        }

        Layer above = context.Layers[l + 1];
        return context.Sum(
            above.Units,
            j => (
                context.Calculation.Weight(l + 1, (j * above.Inputs) + k),
                context.Calculation.Operand(Quantity.Delta, l + 1, (n * above.Units) + j)));
    }
}
