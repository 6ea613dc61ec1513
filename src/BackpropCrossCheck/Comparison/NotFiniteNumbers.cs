using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Says where numbers that are not finite began: the first step that has any is wrong, and later ones carry it on.</summary>
internal static class NotFiniteNumbers
{
    /// <summary>Adds judgements of the numbers that are not finite and that no step could judge.</summary>
    /// <param name="numbers">The other side's numbers.</param>
    /// <param name="steps">The steps that could be judged, by index.</param>
    public static void AddTo(TensorSet numbers, Dictionary<int, StepJudgement> steps)
    {
        bool hasBegun = false;
        foreach (Step step in numbers.Layout.Steps)
        {
            if (step.IsAfterTraining || numbers[step] is not { } given || Array.TrueForAll(given, double.IsFinite))
            {
                continue;
            }

            int[] places = PlacesIn(numbers, step, given);
            if (places.Length > 0)
            {
                steps.TryGetValue(step.Index, out StepJudgement? judged);
                steps[step.Index] = Amended(judged ?? Unjudged(step, given), given, places, hasBegun);
                hasBegun = true;
            }
        }
    }

    private static int[] PlacesIn(TensorSet numbers, Step step, double[] given)
        => [.. Enumerable.Range(0, given.Length).Where(i => numbers.Has(step, i) && !double.IsFinite(given[i]))];

    private static StepJudgement Unjudged(Step step, double[] given)
        => new(step, [.. given.Select(_ => double.NaN)], [.. given.Select(_ => double.NaN)], new StepVerdict[given.Length]);

    private static StepJudgement Amended(StepJudgement judged, double[] given, int[] places, bool hasBegun)
    {
        StepVerdict[] verdicts = [.. judged.Verdicts];
        double[] expected = [.. judged.Expected];
        foreach (int i in places.Where(i => verdicts[i] is StepVerdict.NoOperands or StepVerdict.Undecidable))
        {
            verdicts[i] = hasBegun ? StepVerdict.Follows : StepVerdict.Wrong;
            expected[i] = hasBegun ? given[i] : expected[i];
        }

        bool isOnlyReason = !hasBegun && judged.IsOpen;
        return judged with
        {
            Verdicts = verdicts,
            Expected = expected,
            From = isOnlyReason
                ? $"finite numbers: {Wording.Count(places.Length, "number is", "numbers are")} not finite, the first in the calculation"
                : judged.From,
        };
    }
}
