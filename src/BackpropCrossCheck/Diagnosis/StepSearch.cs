using BackpropCrossCheck.Diagnosis.Mistakes;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Explains each step that does not follow from the other side's own numbers. Two mistakes in two steps are two findings; one
/// mistake in several steps is one.</summary>
internal sealed class StepSearch
{
    private readonly OwnSteps _own;
    private readonly StepTrial _trial;
    private readonly List<StepExplanation> _possible = [];

    private StepSearch(OwnSteps own)
    {
        _own = own;
        _trial = new StepTrial(own);
    }

    /// <summary>The mistakes that explain the wrong steps, the one that explains most first.</summary>
    /// <param name="own">The other side's calculation.</param>
    public static StepFindings Find(OwnSteps own)
    {
        var search = new StepSearch(own);
        search.Collect();
        List<StepExplanation> chosen = search.Choose();
        chosen.RemoveAll(one => one.Suspicion.Mistake is LossValueOnly && chosen.Exists(other => IsFactorOfBoth(one, other)));
        var found = new StepFindings(own, Merged(chosen));
        // Beside something else that is wrong, a cause needs twice the evidence, and a mere factor or zeros say nothing.
        return found.Left.Count == 0 && !own.HasOpen ? found : new StepFindings(own, Merged([.. chosen.Where(one
            => one.Bits >= 2 * one.Suspicion.EnoughBits && one.Steps.Any(step => step.IsMoreThanZeros)
                && !one.Suspicion.Mistake.IsOnlyWhole(one.Suspicion, own.Evidence)
                && !(one.Suspicion.IsIndirect && one.Steps.Any(step => step.IsOpen)))]));
    }

    /// <summary>Whether the gradients have the factor of the loss, but for its sign. Then it is not in the loss alone.</summary>
    private static bool IsFactorOfBoth(StepExplanation ofLoss, StepExplanation other)
        => other.Suspicion.Mistake is UniformFactor
            && Math.Abs(Math.Abs(other.Suspicion.Number / ofLoss.Suspicion.Number) - 1) < 1e-3;

    private void Collect()
    {
        for (int rank = 0; rank < KnownMistakes.All.Count; rank++)
        {
            foreach (Suspicion suspicion in KnownMistakes.All[rank].SuspicionsIn(_own))
            {
                (IReadOnlyList<OwnStep> steps, double bits) = _trial.Explained(suspicion);
                if (steps.Count > 0)
                {
                    Suspicion simple = suspicion.IsFitted
                        ? FewDigits.Of(suspicion, candidate => _trial.Explained(candidate).Steps.Count >= steps.Count)
                        : suspicion;
                    _possible.Add(new StepExplanation(simple, steps, bits, rank));
                }
            }
        }
    }

    /// <summary>Explanations until every step that can be explained is. Where others explain the same steps as well, they follow.</summary>
    private List<StepExplanation> Choose()
    {
        var chosen = new List<StepExplanation>();
        var left = _own.Wrong.Select(step => step.Step.Index).ToHashSet();
        while (_possible.Where(one => Count(one) > 0).OrderByDescending(Count)
            .ThenBy(one => one.Suspicion.Mistake.IsLastResort)
            .ThenBy(one => one.Suspicion.IsFitted)
            .ThenBy(one => one.Suspicion.IsIndirect)
            .ThenBy(one => one.Rank)
            .FirstOrDefault() is { } best)
        {
            chosen.Add(best);
            if (!IsRareOfAPerson(best))
            {
                chosen.AddRange(_possible.Where(one => IsEqual(one, best)).DistinctBy(one => one.Suspicion.Mistake));
            }

            left.ExceptWith(best.Steps.Select(step => step.Step.Index));
        }

        return chosen;

        int Count(StepExplanation explanation) => explanation.Steps.Count(step => left.Contains(step.Step.Index));
    }

    /// <summary>Of the rarer mistakes that give a person's few digits all alike, the simplest is enough.</summary>
    private bool IsRareOfAPerson(StepExplanation best)
        => best.Suspicion.IsIndirect && _own.Evidence.IsByHand;

    /// <summary>Whether another mistake, as simple, explains the same steps.</summary>
    private static bool IsEqual(StepExplanation one, StepExplanation best)
        => one.Suspicion.Mistake != best.Suspicion.Mistake && !one.Suspicion.Mistake.IsLastResort
            && one.Suspicion.IsFitted == best.Suspicion.IsFitted && one.Suspicion.IsIndirect == best.Suspicion.IsIndirect
            && one.Steps.SequenceEqual(best.Steps);

    /// <summary>The same mistake in several layers, said once.</summary>
    private static List<StepExplanation> Merged(List<StepExplanation> chosen)
    {
        var merged = new List<StepExplanation>();
        foreach (StepExplanation one in chosen)
        {
            int same = merged.FindIndex(one.IsSameMistake);
            if (same < 0)
            {
                merged.Add(one);
                continue;
            }

            StepExplanation first = merged[same];
            int?[] layers = [.. LayersOf(first.Suspicion), .. LayersOf(one.Suspicion)];
            int[] known = [.. layers.OfType<int>().Distinct().Order()];
            merged[same] = first with
            {
                Suspicion = first.Suspicion with { Layer = known.Length == 1 ? known[0] : null, Layers = known },
                Steps = [.. first.Steps.Concat(one.Steps).Distinct().OrderBy(step => step.Step.Index)],
            };
        }

        return merged;
    }

    private static IEnumerable<int?> LayersOf(Suspicion suspicion)
        => suspicion.Layers.Count > 0 ? suspicion.Layers.Select(layer => (int?)layer) : [suspicion.Layer];
}
