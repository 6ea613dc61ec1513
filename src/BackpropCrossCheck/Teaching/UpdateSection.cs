using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Teaching;

/// <summary>The first step of gradient descent, w ← w − η ∂E/∂w.</summary>
internal static class UpdateSection
{
    /// <summary>The lines.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="training">The training.</param>
    public static IEnumerable<Block> Of(TraceContext context, Training training)
    {
        yield return new Block.Equations([Rule(context, training)]);
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

    private static Formula Rule(TraceContext context, Training training)
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
            new Formula.Number(context.Calculation.Given(training.LearningRate)));
    }

    private static IEnumerable<Formula> Lines(TraceContext context, Training training, int l)
    {
        Layer layer = context.Layers[l];
        string rate = context.Calculation.Given(training.LearningRate);
        for (int i = 0; i < context.Shown(layer.Units) * context.Shown(layer.Inputs); i++)
        {
            (int k, int m) = Math.DivRem(i, context.Shown(layer.Inputs));
            int index = (k * layer.Inputs) + m;
            yield return Line(context, Notation.Weight(l, k, m), layer.Weights[index], rate, (CalculationStep.WeightGradient, CalculationStep.UpdatedWeights), l, index);
        }

        for (int k = 0; layer.HasBias && training.Biases && k < context.Shown(layer.Units); k++)
        {
            yield return Line(context, Notation.Bias(l, k), layer.Bias[k], rate, (CalculationStep.BiasGradient, CalculationStep.UpdatedBias), l, k);
        }
    }

    private static Formula Line(
        TraceContext context, Formula.Symbol symbol, double parameter, string rate, (CalculationStep Gradient, CalculationStep Updated) steps, int l, int index)
        => context.Line(
            symbol,
            Formula.Of(
                new Formula.Number(context.Calculation.Given(parameter)),
                new Formula.Sign("−"),
                Formula.Product(Formula.Enclosed(rate), new Formula.Number(context.Calculation.Text(steps.Gradient, l, index)))),
            steps.Updated,
            l,
            index,
            "←");
}
