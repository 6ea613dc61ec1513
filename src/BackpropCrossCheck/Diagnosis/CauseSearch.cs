using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis.Mistakes;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Looks for mistakes that produce the other side's numbers.</summary>
/// <param name="evidence">The numbers to be explained.</param>
/// <param name="rule">The rule that judged them.</param>
internal sealed class CauseSearch(Evidence evidence, AcceptanceRule rule)
{
    /// <summary>A mistake that does not explain all differing numbers is named only if it explains at least this share of them.</summary>
    private const double LeastShare = 2.0 / 3;

    private const string OfStepsOnly =
        "Against our numbers these are within what rounding allows; only the other side's own numbers show that they are wrong.";

    /// <summary>What is not looked for after a training of many steps.</summary>
    public static string OfFewTried { get; } = FormattableString.Invariant(
        $"After more than {Evidence.MostTracedSteps} steps of training, mistakes are looked for in the first pass and in the kind of ")
            + "update only, since each that is tried repeats every step.";

    private readonly Trial _trial = new(evidence, rule);
    private readonly List<Suspicion> _whole = [];
    private readonly List<(Suspicion Suspicion, double Share)> _partly = [];

    /// <summary>Looks for mistakes. If there are none, says what is known all the same.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="rule">The rule that judged them.</param>
    /// <param name="own">The other side's calculation, step by step; null where it cannot be followed.</param>
    /// <param name="recovered">The same with the δ that were recovered from its gradients; null where there are none. It is asked for only
    /// where nothing else explains the numbers.</param>
    public static DiagnosisResult Diagnose(
        Reference reference, Evidence evidence, AcceptanceRule rule, OwnSteps? own, Lazy<OwnSteps?> recovered)
    {
        if (OfNumbers(reference, evidence, own, isFirst: true) is { } notFinite)
        {
            StepFindings? besides = own is { Wrong.Count: > 0 } ? StepSearch.Find(own) : null;
            return new DiagnosisResult([notFinite, .. besides?.Findings ?? []], null);
        }

        bool isFollowed = own is { Wrong.Count: > 0 } && (own.GivesOperands || evidence.Other.Kind == ResultKind.Hand);
        StepFindings? ofSteps = isFollowed ? StepSearch.Find(own!) : null;
        SlipFindings slips = ofSteps is null ? SlipFindings.None : SlipFindings.Of(own!, ofSteps);
        if (ofSteps is { IsComplete: true } && own!.GivesOperands && !(ofSteps.IsLastResort && slips.IsComplete))
        {
            IReadOnlyList<Finding> simpler = ofSteps.IsFitted && OfNumbers(reference, evidence, own, isFirst: false) is { } ofNumbers
                ? [ofNumbers]
                : [];
            return new DiagnosisResult([.. simpler, .. ofSteps.Findings], null) { OfSteps = ofSteps.OfSteps };
        }

        if (slips is { IsComplete: true, Count: 1 })
        {
            return slips.Result;
        }

        if (!evidence.Tensors.Any(tensor => tensor.HasDiffering))
        {
            ofSteps ??= own is { Wrong.Count: > 0 } ? StepSearch.Find(own) : null;
            return ofSteps is { Findings.Count: > 0 } ? new DiagnosisResult(ofSteps.Findings, null) { OfSteps = ofSteps.OfSteps }
                : new DiagnosisResult([], evidence.IsIncomplete ? RemainingKnowledge.Of(evidence, own) : OfStepsOnly);
        }

        var search = new CauseSearch(evidence, rule);
        search.Try(isFollowed: own is { GivesOperands: true } && ofSteps is { Findings.Count: > 0 });
        search.KeepOnlyWhatStepsShow(own);
        Finding[] numbers = OfNumbers(reference, evidence, own, isFirst: false) is { } number
            && (search._whole.Count == 0 || !PrintedWithFewDigits.Is(number))
            && !search._whole.Exists(suspicion => suspicion.Mistake.Cause == number.Cause) ? [number] : [];
        if (numbers.Length > 0 || search._whole.Count > 0)
        {
            // A cause without a parameter is simpler than one with a parameter.
            bool isFirst = search._whole.TrueForAll(suspicion => suspicion.IsFitted);
            return new DiagnosisResult(isFirst ? [.. numbers, .. search.Whole] : [.. search.Whole, .. numbers], null);
        }

        ofSteps ??= own is { Wrong.Count: > 0 } ? StepSearch.Find(own) : null;
        if (ofSteps is not { IsComplete: true } && recovered.Value is { Wrong.Count: > 0 } ofRecovered
            && StepSearch.Find(ofRecovered) is { IsComplete: true, HasLastResort: false } more)
        {
            ofSteps = more;
        }

        if (slips.IsLikely)
        {
            return slips.Result;
        }

        if (ofSteps is { Findings.Count: > 0 } && (own!.GivesOperands || ofSteps.IsComplete))
        {
            return new DiagnosisResult(ofSteps.Findings, RemainingKnowledge.OfLeft(own, ofSteps.Left)) { OfSteps = ofSteps.OfSteps };
        }

        if (OfLossAfterTraining(evidence, rule) is { } ofLoss)
        {
            return ofLoss;
        }

        if (own is not null && FaintEvidence.Find(own) is { Count: > 0 } common)
        {
            return new DiagnosisResult(common, null);
        }

        IReadOnlyList<Finding> partly = own is { GivesOperands: true, HasOpen: false } ? [] : search.Partly;
        Finding? copied = own is null ? null : KnownMistakes.All.OfType<KeyCopied>().First().Find(own);
        return copied is not null ? new DiagnosisResult([.. partly, copied], RemainingKnowledge.Besides(evidence, own!))
            : new DiagnosisResult(partly, partly.Count == 0 ? RemainingKnowledge.Of(evidence, own) : null);
    }

    /// <summary>Looks for what explains the parameters after a training of many steps, where the first pass is right: another update, as
    /// far as nothing has to be fitted.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="rule">The rule that judged them.</param>
    public static DiagnosisResult OfLongTraining(Evidence evidence, AcceptanceRule rule)
    {
        var search = new CauseSearch(evidence, rule);
        foreach (Suspicion suspicion in KnownMistakes.All.OfType<OtherTraining>().Where(mistake => !mistake.IsFittedToTraining)
            .SelectMany(mistake => mistake.SuspicionsIn(evidence)))
        {
            if (!search._whole.Exists(other => IsSaid(other, suspicion)) && search._trial.Share(suspicion) == 1)
            {
                search._whole.Add(suspicion);
            }
        }

        return new DiagnosisResult(search.Whole, search._whole.Count > 0 ? null : $"No known mistake explains these numbers. {OfFewTried}");
    }

    /// <summary>A mistake that shows in the numbers themselves.</summary>
    private static Finding? OfNumbers(Reference reference, Evidence evidence, OwnSteps? own, bool isFirst)
        => KnownMistakes.All.OfType<NumberMistake>().Where(mistake => mistake.IsFirst == isFirst)
            .Select(mistake => mistake.FindingIn(reference, evidence, own)).FirstOrDefault(finding => finding is not null);

    /// <summary>Leaves out unusual mistakes whose evidence is that everything follows from one wrong number. In a calculation by hand
    /// that gives its steps, whatever is wrong in a number is wrong in all that come after it. A step whose operands are not given does not
    /// show a mistake in them.</summary>
    private void KeepOnlyWhatStepsShow(OwnSteps? own)
    {
        if (own is { GivesOperands: true, Wrong.Count: > 0 } && evidence.Other.Format is null)
        {
            var steps = new StepTrial(own);
            _whole.RemoveAll(suspicion => (suspicion.Mistake.IsUnusual || suspicion.Mistake.IsLastResort)
                && !IsOutOfSight(suspicion, own) && steps.Explained(suspicion).Steps.Count == 0);
        }
    }

    /// <summary>Whether a mistake is in a factor of δ, and the first step that is wrong has operands that are not given, δ of that layer
    /// among them.</summary>
    private static bool IsOutOfSight(Suspicion suspicion, OwnSteps own)
        => suspicion.First.Quantity == Quantity.Derivative && own.Wrong[0].IsOpen
            && own.Given[own.Fixture.Layout.Delta(suspicion.First.Layer)] is null;

    /// <summary>What explains the loss after training if only that differs. It may have been worked out with other new parameters than
    /// those that are given and right.</summary>
    private static DiagnosisResult? OfLossAfterTraining(Evidence evidence, AcceptanceRule rule)
    {
        if (evidence.OfLossAfterTraining is not { } alone)
        {
            return null;
        }

        var search = new CauseSearch(alone, rule);
        foreach (Suspicion suspicion in KnownMistakes.All.SelectMany(mistake => mistake.SuspicionsIn(alone))
            .Where(suspicion => !suspicion.IsFitted && suspicion.Form == ResultForm.Exact))
        {
            if (!search._whole.Exists(other => IsSaid(other, suspicion)) && search._trial.Share(suspicion) == 1)
            {
                search._whole.Add(suspicion);
            }
        }

        return search._whole.Count == 0 ? null
            : new DiagnosisResult(
                [.. search.Whole.Select(finding => finding with { Text = $"In the loss after the step only: {finding.Text}" })], null);
    }

    /// <summary>The mistakes that explain every number, those without a fitted parameter first. Where a mistake in the update does, what
    /// was fitted to the new parameters as well says nothing more.</summary>
    private IReadOnlyList<Finding> Whole
    {
        get
        {
            Suspicion? update = _whole.OrderBy(suspicion => suspicion.IsFitted)
                .FirstOrDefault(suspicion => suspicion.Mistake is OtherTraining);
            bool isDirect = _whole.Exists(suspicion => !suspicion.IsIndirect && !suspicion.Mistake.IsLastResort);
            bool isKnown = _whole.Exists(
                suspicion => !suspicion.IsFitted && !suspicion.IsIndirect && !suspicion.Mistake.IsLastResort);
            return
            [
                .. _whole.Where(suspicion => !(isDirect && suspicion.IsIndirect) && !(isKnown && suspicion.Mistake.IsLastResort)
                        && (update is null || !suspicion.IsFitted || suspicion == update))
                    .OrderBy(suspicion => suspicion.IsFitted).ThenBy(suspicion => suspicion.IsIndirect)
                    .Select(suspicion => FindingOf(suspicion, 1)),
            ];
        }
    }

    /// <summary>The mistake that explains the first tensor with a differing number and most of what follows; none if there are several of
    /// those, since it cannot be decided which one it was.</summary>
    private IReadOnlyList<Finding> Partly
    {
        get
        {
            var direct = _partly.FindAll(one => !one.Suspicion.IsIndirect);
            List<(Suspicion Suspicion, double Share)> best = direct.Count > 0 ? direct : _partly;
            return best.Count == 1 ? [FindingOf(best[0].Suspicion, best[0].Share)] : [];
        }
    }

    /// <summary>Tries every mistake in the whole calculation.</summary>
    /// <param name="isFollowed">Whether a step was explained by itself, so that a mere factor says nothing.</param>
    private void Try(bool isFollowed)
    {
        // Zeros alone reveal no parameter: many values of many mistakes produce them.
        bool allZero = evidence.HasOnlyZeroGradients;
        foreach (Suspicion suspicion in KnownMistakes.All.Where(mistake => !isFollowed || !mistake.IsLastResort)
            .SelectMany(mistake => mistake.SuspicionsIn(evidence)))
        {
            if ((allZero && suspicion.Argument is not null) || _whole.Exists(other => IsSaid(other, suspicion)))
            {
                continue;
            }

            double share = _trial.Share(suspicion);
            if (share == 1)
            {
                _whole.Add(suspicion.IsFitted ? FewDigits.Of(suspicion, candidate => _trial.Share(candidate) == 1) : suspicion);
            }
            else if (share >= LeastShare && !suspicion.Mistake.IsOnlyWhole(suspicion, evidence)
                && !_partly.Exists(other => IsSaid(other.Suspicion, suspicion)))
            {
                _partly.Add((suspicion, share));
            }
        }
    }

    /// <summary>Whether a suspicion adds nothing: the same mistake at the same place has been found, in another variant or without fitting
    /// a parameter.</summary>
    private static bool IsSaid(Suspicion found, Suspicion suspicion)
        => found.Mistake == suspicion.Mistake && found.Layer == suspicion.Layer
            && (suspicion.IsFitted || found.Argument == suspicion.Argument);

    private Finding FindingOf(Suspicion suspicion, double share)
    {
        string text = suspicion.Mistake.TextOf(suspicion, evidence);
        string rest = share == 1 ? string.Empty
            : FormattableString.Invariant(
                $" This explains {Math.Floor(100 * share)} % of the numbers that differ; what is wrong with the others is not known.");
        return new Finding(suspicion.Mistake.Cause, suspicion.Layer + 1, suspicion.Argument, share, text + rest);
    }
}
