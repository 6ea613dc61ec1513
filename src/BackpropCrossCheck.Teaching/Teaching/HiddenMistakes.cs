using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis;
using BackpropCrossCheck.Diagnosis.Mistakes;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>The known mistakes that an exercise does not show: whoever makes one gets the right numbers all the same, once they are
/// rounded.</summary>
internal static class HiddenMistakes
{
    /// <summary>The mistakes, as clauses: "h'(a) is left out of δ, in layer 1".</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="decimals">How many decimals results are rounded to.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static IReadOnlyList<string> Of(Fixture exercise, int decimals)
    {
        TensorSet right = Rounded(exercise, Variation.Correct with { Steps = CalculationSteps.Correct }, decimals)
            ?? TracedCalculation.Of(exercise, exercise.Loss, new TraceOptions(decimals, decimals)).Numbers;
        Evidence evidence = AllDiffering(exercise, right, decimals);
        return
        [
            .. KnownMistakes.All
                .Where(IsMadeByHand)
                .SelectMany(mistake => mistake.SuspicionsIn(evidence))
                .Where(suspicion => !suspicion.IsFitted && !suspicion.IsIndirect && suspicion.Form == ResultForm.Exact)
                .GroupBy(suspicion => Clause(suspicion, evidence), StringComparer.Ordinal)
                .Where(variants => variants.All(variant => IsHidden(exercise, variant, right, decimals)))
                .Select(variants => variants.Key),
        ];
    }

    /// <summary>Whether a mistake is one that people make: in a step of a layer, in a sign, in the loss, in the sum over the
    /// samples.</summary>
    private static bool IsMadeByHand(Mistake mistake)
        => !mistake.IsUnusual && !mistake.IsLastResort
            && mistake is LayerMistake or SignFlipped or LossConvention or SingleSample or GradientAscent;

    private static string Clause(Suspicion suspicion, Evidence evidence)
    {
        string factor = suspicion.Mistake is LossConvention
            ? FormattableString.Invariant($" ({suspicion.Number:0.####} times)")
            : string.Empty;
        return suspicion.Mistake.Sentence + factor
            + (LayersText.Of(suspicion, evidence) is { Length: > 0 } layers ? $", in {layers}" : string.Empty);
    }

    private static bool IsHidden(Fixture exercise, Suspicion suspicion, TensorSet right, int decimals)
        => Rounded(exercise, suspicion, decimals) is { } mistaken
            && right.Layout.Steps.Where(step => step.Quantity.IsStated).All(step => AreEqual(right[step], mistaken[step]));

    private static bool AreEqual(double[]? right, double[]? mistaken)
        => right is null ? mistaken is null : mistaken is not null && right.AsSpan().SequenceEqual(mistaken);

    /// <summary>The results of a way to calculate, each rounded before it is used further; null if the loss is not defined for its
    /// outputs, which shows.</summary>
    private static TensorSet? Rounded(Fixture exercise, Variation variation, int decimals)
    {
        Fixture changed = variation.Change?.Invoke(exercise) ?? exercise;
        var form = new HandRoundedForm(
            DecimalRounding.Of(decimals), changed.Network, RoundedSteps.Written | RoundedSteps.Derivatives);
        try
        {
            return WorkedCalculation.Of(changed, variation.Convention ?? exercise.Loss, variation.Steps, form).Numbers;
        }
        catch (UndefinedLossException)
        {
            return null;
        }
    }

    /// <summary>Evidence in which every number differs, so that every mistake is suspected.</summary>
    private static Evidence AllDiffering(Fixture exercise, TensorSet right, int decimals)
    {
        TensorComparison[] tensors =
        [
            .. exercise.Layout.Steps
                .Where(step => step.Quantity.IsStated && right[step] is not null)
                .Select(step => new TensorComparison(step, right[step]!, right[step]!, missing: null)
                {
                    Verdicts = [.. Enumerable.Repeat(NumberVerdict.Differs, step.Length)],
                }),
        ];
        return new Evidence(
            exercise,
            new IndependentResult("the key", ResultKind.Hand, new NumberPrecision.Decimals(decimals), exercise.Loss, right),
            Convention.Of(exercise.Loss, exercise.Loss, exercise.Loss, exercise.Layout),
            tensors);
    }
}
