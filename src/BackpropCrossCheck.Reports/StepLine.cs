using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>All steps of a comparison in a line: "layer 1  a ok  z ok  δ carried │ layer 2  a ok  z ok  δ WRONG".</summary>
internal static class StepLine
{
    /// <summary>The line, or as many lines as are needed; none if no step is wrong, or the numbers are a person's.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="width">How long a line may be; a layer is broken only if it is longer.</param>
    public static IReadOnlyList<string> Of(ResultComparison comparison, int width)
    {
        if (comparison.Kind == ResultKind.Hand || comparison.Origin is null)
        {
            return [];
        }

        StepSummary[] steps = [.. comparison.Steps.OrderBy(step => step.Step.Index)];
        IEnumerable<string> layers = steps.Where(step => step.Step.Layer >= 0).GroupBy(step => step.Step.Layer)
            .OrderBy(layer => layer.Key).Select(layer => Layer(layer.Key, layer.Select(Named)));
        IEnumerable<string> others = steps.Where(step => step.Step.Layer < 0).Select(Named);
        var lines = new List<string>();
        foreach (string part in layers.SelectMany(layer => Broken(layer, width)).Concat(others))
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

    private static string Layer(int layer, IEnumerable<string> steps)
        => FormattableString.Invariant($"layer {layer + 1}  {string.Join("  ", steps)}");

    /// <summary>A layer in as many lines as it needs, the steps of each under those of the first.</summary>
    private static IEnumerable<string> Broken(string layer, int width)
    {
        string indent = new(' ', layer.IndexOf("  ", StringComparison.Ordinal) + 2);
        string left = layer;
        while (left.Length > width && left.LastIndexOf("  ", width, StringComparison.Ordinal) is var end && end > indent.Length)
        {
            yield return left[..end];
            left = indent + left[(end + 2)..];
        }

        yield return left;
    }

    private static string Named(StepSummary step) => $"{step.Step.Quantity.TableSymbol} {Word(step)}";
}
