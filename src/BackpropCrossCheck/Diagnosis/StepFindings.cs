using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>What explains the wrong steps, and what is left.</summary>
internal sealed class StepFindings
{
    /// <summary>Describes the explanations.</summary>
    /// <param name="own">The other side's calculation.</param>
    /// <param name="explanations">What was found.</param>
    public StepFindings(OwnSteps own, IReadOnlyList<StepExplanation> explanations)
    {
        var ofSteps = new Dictionary<int, List<Finding>>();
        var findings = new List<Finding>();
        var explained = explanations.SelectMany(explanation => explanation.Steps).ToHashSet();
        double differing = Math.Max(1, own.Evidence.Differing);
        double left = own.All.Where(step => step.IsWrong && !explained.Contains(step)).Sum(step => step.WrongCount);
        double wrong = explained.Sum(step => step.WrongCount);
        foreach (StepExplanation explanation in explanations)
        {
            Suspicion suspicion = explanation.Suspicion;
            double share = Math.Max(0, differing - left) / differing * explanation.Steps.Sum(step => step.WrongCount) / wrong;
            string rest = left == 0 ? string.Empty : FormattableString.Invariant(
                $" This explains {Math.Floor(100 * share)} % of the numbers that differ; the others have another cause.");
            string text = suspicion.Mistake.TextOf(suspicion, own.Evidence) + rest;
            var finding = new Finding(
                suspicion.Mistake.Cause,
                suspicion.Layer + 1,
                suspicion.Argument,
                share,
                text);
            findings.Add(finding);
            foreach (OwnStep step in explanation.Steps)
            {
                if (!ofSteps.TryGetValue(step.Step.Index, out List<Finding>? known))
                {
                    ofSteps.Add(step.Step.Index, known = []);
                }

                known.Add(finding);
            }
        }

        IsLastResort = explanations.Count > 0 && explanations.All(explanation => explanation.Suspicion.Mistake.IsLastResort);
        HasLastResort = explanations.Any(explanation => explanation.Suspicion.Mistake.IsLastResort);
        Left = [.. own.All.Where(step => step.IsWrong && !ofSteps.ContainsKey(step.Step.Index))];
        Findings = findings;
        IsComplete = findings.Count > 0 && left == 0;
        IsFitted = explanations.All(explanation => explanation.Suspicion.IsFitted);
        OfSteps = ofSteps.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Finding>)pair.Value);
    }

    /// <summary>The causes, the one that explains most first.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The causes of each step, by its index.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Finding>> OfSteps { get; }

    /// <summary>The wrong steps that nothing explains.</summary>
    public IReadOnlyList<OwnStep> Left { get; }

    /// <summary>Whether every cause has a fitted parameter.</summary>
    public bool IsFitted { get; }

    /// <summary>Whether the causes say only what the numbers look like.</summary>
    public bool IsLastResort { get; }

    /// <summary>Whether a cause says only what the numbers look like.</summary>
    public bool HasLastResort { get; }

    /// <summary>Whether every wrong step is explained, and there is one.</summary>
    public bool IsComplete { get; }
}
