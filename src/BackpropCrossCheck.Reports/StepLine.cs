using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports;

/// <summary>All steps of a comparison in a line: "layer 1  a ok  z ok  δ carried │ layer 2  a ok  z ok  δ WRONG".</summary>
internal static class StepLine
{
    /// <summary>The steps of a layer, and their letters in a line.</summary>
    public static IReadOnlyList<(Quantity Quantity, string Symbol)> OfLayer { get; } =
    [
        (Quantity.PreActivation, "a"), (Quantity.Output, "z"), (Quantity.Delta, "δ"), (Quantity.WeightGradient, "dW"),
        (Quantity.BiasGradient, "db"),
    ];

    /// <summary>The line, or as many lines as are needed; none if no step is wrong, or the numbers are a person's.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="width">How long a line may be; a layer is not broken.</param>
    public static IReadOnlyList<string> Of(ResultComparison comparison, int width)
    {
        if (comparison.Kind == ResultKind.Hand || comparison.Origin is null)
        {
            return [];
        }

        IEnumerable<string> layers = comparison.Steps.Where(step => step.Step.Layer >= 0).GroupBy(step => step.Step.Layer)
            .OrderBy(layer => layer.Key).Select(layer => Layer(layer.Key, [.. layer]));
        IEnumerable<string> loss = comparison.Steps.Where(step => step.Step.Quantity == Quantity.Loss).Select(step => $"loss {Word(step)}");
        var lines = new List<string>();
        foreach (string part in layers.Concat(loss))
        {
            string longer = lines.Count == 0 ? part : $"{lines[^1]} │ {part}";
            if (lines.Count > 0 && longer.Length <= width)
            {
                lines[^1] = longer;
            }
            else
            {
                lines.Add(part);
            }
        }

        return lines;
    }

    /// <summary>What became of a step, in a word.</summary>
    /// <param name="step">The step.</param>
    public static string Word(StepSummary step) => step.Verdict switch
    {
        StepVerdict.Wrong => "WRONG",
        StepVerdict.Follows => step.Carried > 0 ? "carried" : "ok",
        StepVerdict.Undecidable => "unclear",
        StepVerdict.NoOperands => "-",
    };

    private static string Layer(int layer, StepSummary[] steps)
    {
        IEnumerable<string> words = from known in OfLayer
                                    from step in steps
                                    where step.Step.Quantity == known.Quantity
                                    select $"{known.Symbol} {Word(step)}";
        return FormattableString.Invariant($"layer {layer + 1}  {string.Join("  ", words)}");
    }
}
