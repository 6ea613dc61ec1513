using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>The first step of gradient descent, w ← w − η ∂E/∂w.</summary>
internal static class UpdateSection
{
    /// <summary>The lines.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="training">The training.</param>
    public static IEnumerable<Block> Of(TraceContext context, Training training)
    {
        yield return new Block.Equations([Rule(training)]);
        if (!training.Biases && context.Layers.Any(layer => layer.HasBias))
        {
            yield return new Block.Paragraph("The biases stay as they are.");
        }

        for (int l = 0; l <= context.State.Last; l++)
        {
            Layer layer = context.Layers[l];
            yield return new Block.Heading(3, context.Notation.Of(l));
            yield return new Block.Equations([.. Lines(context, training, l)]);
            if (context.Cut.LeftOutOfMatrix(layer.Units, layer.Inputs) is { } missing)
            {
                yield return new Block.Paragraph(missing);
            }
        }
    }

    /// <summary>The step with symbols.</summary>
    /// <param name="training">The training.</param>
    public static Formula Rule(Training training)
    {
        var w = new Formula.Symbol("w");
        var eta = new Formula.Symbol("η");
        return Formula.Of(
            w,
            new Formula.Sign("←"),
            w,
            new Formula.Sign("−"),
            eta,
            Formula.Space,
            Formula.Derivative(w),
            new Formula.Sign(","),
            eta,
            new Formula.Sign("="),
            NumberText.Given(training.LearningRate));
    }

    private static IEnumerable<Formula> Lines(TraceContext context, Training training, int l)
    {
        Layer layer = context.Layers[l];
        for (int i = 0; i < context.Shown(layer.Units) * context.Shown(layer.Inputs); i++)
        {
            (int k, int m) = Math.DivRem(i, context.Shown(layer.Inputs));
            yield return WeightLine(context, training, l, k, m);
        }

        for (int k = 0; training.Biases && k < context.ShownBiases(layer); k++)
        {
            yield return BiasLine(context, training, l, k);
        }
    }

    /// <summary>The step of a weight.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="training">The training.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="k">The row, from 0.</param>
    /// <param name="m">The column, from 0.</param>
    public static Formula WeightLine(TraceContext context, Training training, int l, int k, int m)
    {
        int index = (k * context.Layers[l].Inputs) + m;
        return Line(
            context,
            training,
            Notation.Weight(l, k, m),
            context.Calculation.Weight(l, index),
            (Quantity.WeightGradient, Quantity.UpdatedWeights),
            l,
            index);
    }

    /// <summary>The step of a bias.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="training">The training.</param>
    /// <param name="l">The layer, from 0.</param>
    /// <param name="k">The row, from 0.</param>
    public static Formula BiasLine(TraceContext context, Training training, int l, int k)
        => Line(
            context,
            training,
            Notation.Bias(l, k, context.Layers[l].SharesBias),
            context.Calculation.Bias(l, k),
            (Quantity.BiasGradient, Quantity.UpdatedBias),
            l,
            k);

    private static Formula Line(
        TraceContext context,
        Training training,
        Formula.Symbol symbol,
        Formula.Number parameter,
        (Quantity Gradient, Quantity Updated) steps,
        int l,
        int index)
        => context.Line(
            symbol,
            Formula.Of(
                parameter,
                new Formula.Sign("−"),
                Formula.Product(
                    Formula.Enclosed(NumberText.Given(training.LearningRate)),
                    context.Calculation.Operand(steps.Gradient, l, index))),
            steps.Updated,
            l,
            index,
            "←");
}
