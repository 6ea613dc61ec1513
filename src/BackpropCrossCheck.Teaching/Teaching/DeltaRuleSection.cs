using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>The first step of gradient descent as the delta rule has it: Δw = η δ z, and w ← w + Δw.</summary>
internal static class DeltaRuleSection
{
    /// <summary>The lines: Δw from the last layer back to the first, then the new parameters.</summary>
    /// <param name="context">The calculation.</param>
    /// <param name="training">The training.</param>
    public static IEnumerable<Block> Of(TraceContext context, Training training)
    {
        for (int l = context.State.Last; l >= 0; l--)
        {
            yield return new Block.Heading(3, context.Notation.Of(l));
            yield return new Block.Equations([.. Rules(context, training, l)]);
            yield return new Block.Equations([.. Updates(context, training, l)]);
            if (LeftOut(context, l) is { } missing)
            {
                yield return missing;
            }
        }

        yield return new Block.Heading(2, "New parameters");
        var w = new Formula.Symbol("w");
        yield return new Block.Equations(
            [Formula.Of(w, new Formula.Sign("←"), w, new Formula.Sign("+"), new Formula.Symbol("Δw"))]);
        if (!training.Biases && context.Layers.Any(layer => layer.HasBias))
        {
            yield return new Block.Paragraph("The biases stay as they are.");
        }

        for (int l = 0; l <= context.State.Last; l++)
        {
            yield return new Block.Heading(3, context.Notation.Of(l));
            yield return new Block.Equations([.. NewParameters(context, training, l)]);
            if (LeftOut(context, l) is { } missing)
            {
                yield return missing;
            }
        }
    }

    private static Block.Paragraph? LeftOut(TraceContext context, int l)
        => context.Cut.LeftOutOfMatrix(context.Layers[l].Units, context.Layers[l].Inputs) is { } missing
            ? new Block.Paragraph(missing)
            : null;

    private static IEnumerable<Formula> Rules(TraceContext context, Training training, int l)
    {
        var eta = new Formula.Symbol("η");
        yield return Formula.Of(
            Change(Notation.AnyWeight(l)),
            new Formula.Sign("="),
            eta,
            Formula.Space,
            GradientSection.OfWeight(context, l),
            new Formula.Sign(","),
            eta,
            new Formula.Sign("="),
            NumberText.Given(training.LearningRate));
        if (training.Biases && context.Layers[l].HasBias)
        {
            Formula.Symbol bias = Notation.AnyBias(l, context.Layers[l].SharesBias);
            yield return Formula.Of(Change(bias), new Formula.Sign("="), eta, Formula.Space, GradientSection.OfBias(context, l));
        }
    }

    private static IEnumerable<Formula> Updates(TraceContext context, Training training, int l)
    {
        Layer layer = context.Layers[l];
        foreach ((int k, int m) in Places(context, layer))
        {
            yield return Line(
                Change(Notation.Weight(l, k, m)),
                GradientSection.WeightSum(context, l, k, m),
                Quantity.UpdatedWeights,
                (k * layer.Inputs) + m);
        }

        for (int k = 0; training.Biases && k < context.ShownBiases(layer); k++)
        {
            Formula.Symbol bias = Notation.Bias(l, k, layer.SharesBias);
            yield return Line(Change(bias), GradientSection.BiasSum(context, l, k), Quantity.UpdatedBias, k);
        }

        Formula Line(Formula.Symbol symbol, Formula sum, Quantity updated, int index)
        {
            var product = Formula.Of(NumberText.Given(training.LearningRate), Formula.Space, new Formula.Bracket("[", sum, "]"));
            return Formula.Of(
                symbol,
                new Formula.Sign("="),
                product,
                context.Calculation.UpdateResult(updated, l, index, product.IsExact));
        }
    }

    private static IEnumerable<Formula> NewParameters(TraceContext context, Training training, int l)
    {
        Layer layer = context.Layers[l];
        foreach ((int k, int m) in Places(context, layer))
        {
            int index = (k * layer.Inputs) + m;
            yield return Line(Notation.Weight(l, k, m), context.Calculation.Weight(l, index), Quantity.UpdatedWeights, index);
        }

        for (int k = 0; training.Biases && k < context.ShownBiases(layer); k++)
        {
            yield return Line(Notation.Bias(l, k, layer.SharesBias), context.Calculation.Bias(l, k), Quantity.UpdatedBias, k);
        }

        Formula Line(Formula.Symbol symbol, Formula.Number parameter, Quantity updated, int index)
        {
            Formula.Number update = context.Calculation.Update(updated, l, index);
            return context.Line(
                symbol,
                Formula.Of(
                    parameter, new Formula.Sign(update.IsNegative ? "−" : "+"), update.Magnitude),
                updated,
                l,
                index,
                "←");
        }
    }

    private static IEnumerable<(int K, int M)> Places(TraceContext context, Layer layer)
        => Enumerable.Range(0, context.Shown(layer.Units) * context.Shown(layer.Inputs))
            .Select(i => Math.DivRem(i, context.Shown(layer.Inputs)));

    private static Formula.Symbol Change(Formula.Symbol of) => of with { Letter = "Δ" + of.Letter };
}
