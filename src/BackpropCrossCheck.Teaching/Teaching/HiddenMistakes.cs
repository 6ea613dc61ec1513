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
        if (!SampleUpdates.AreWorkedOut(exercise))
        {
            return OfWhole(exercise, decimals);
        }

        // A mistake that does not show in an update leaves the right parameters to the next one.
        IEnumerable<string>? hidden = null;
        foreach (TracedCalculation update in SampleUpdates.Calculations(
            exercise, new TraceOptions(decimals, decimals), exercise.Batch.Samples))
        {
            IReadOnlyList<string> here = OfWhole(update.State.Fixture, decimals);
            hidden = hidden?.Intersect(here, StringComparer.Ordinal) ?? here;
        }

        return [.. hidden ?? []];
    }

    private static IReadOnlyList<string> OfWhole(Fixture exercise, int decimals)
    {
        TensorSet right = LikelyMistakes.Right(exercise, decimals);
        return
        [
            .. LikelyMistakes.Of(exercise, right, decimals)
                .Where(mistake => mistake.IsAlwaysDefined && mistake.Results.All(
                    mistaken => right.Layout.Steps.All(step => AreEqual(right[step], mistaken[step]))))
                .Select(mistake => mistake.Clause),
        ];
    }

    private static bool AreEqual(double[]? right, double[]? mistaken)
        => right is null ? mistaken is null : mistaken is not null && right.AsSpan().SequenceEqual(mistaken);
}
