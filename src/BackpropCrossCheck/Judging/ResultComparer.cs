using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Judging;

/// <summary>Holds the engine's numbers against another result's.</summary>
public static class ResultComparer
{
    /// <summary>Compares every number that the other result gives.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="other">The other result.</param>
    /// <param name="stated">The convention to state all numbers in; null for the fixture's.</param>
    /// <param name="tolerance">A fixed rule instead of the default one; null for the fixture's own, or the default.</param>
    /// <param name="kinks">What the derivative may be where a pre-activation is exactly 0 on both sides.</param>
    /// <exception cref="ArgumentException">A convention is of another family than the fixture's, or the other result gives a tensor that the engine does not
    /// or that has another shape there.</exception>
    public static ResultComparison Compare(
        Reference reference, IndependentResult other, Loss? stated = null, Tolerance? tolerance = null, KinkDerivative kinks = KinkDerivative.TensorFlow)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(other);
        Fixture fixture = reference.Fixture;
        var convention = Convention.Of(fixture.Loss, stated ?? fixture.Loss, other.Loss, fixture.Layout);
        AcceptanceRule rule = RuleFor(reference, other, convention, StatedTolerance.Of(tolerance, fixture.Tolerance, convention.FromEngine), kinks);
        var tensors = new List<TensorComparison>();
        foreach (TensorSlot slot in fixture.Layout.Slots)
        {
            if (other.Numbers[slot] is { } values)
            {
                double[] engine = EnginesNumbers(reference, slot, values.Length);
                var tensor = new TensorComparison(
                    slot, convention.StateEngine(slot, engine), convention.StateOther(slot, values), other.Numbers.Missing(slot));
                rule.Judge(tensor);
                tensor.ForgetMissing();
                tensors.Add(tensor);
            }
        }

        NumberRounding? intermediates = other.Kind == ResultKind.Hand ? HandGrader.Grade(reference, other, convention, tensors) : null;
        return Summarise(reference, other, convention, rule, tensors, Blanks(reference, other, convention), intermediates);
    }

    /// <summary>The tensors that the other side leaves blank as a whole.</summary>
    private static TensorComparison[] Blanks(Reference reference, IndependentResult other, Convention convention)
        => [.. reference.Fixture.Layout.Slots.Where(slot => other.Numbers.IsBlank(slot) && reference.Numbers[slot] is not null)
            .Select(slot => TensorComparison.Blank(slot, convention.StateEngine(slot, reference.Numbers[slot]!), other.Kind == ResultKind.Hand))];

    /// <summary>The engine's numbers of a tensor; never fewer or more than the other side's, so that none is passed over.</summary>
    private static double[] EnginesNumbers(Reference reference, TensorSlot slot, int length)
        => reference.Numbers[slot] is { } engine && engine.Length == length
            ? engine
            : throw new ArgumentException($"The other side gives {length} numbers of {slot}; the engine gives {reference.Numbers[slot]?.Length ?? 0}.");

    private static AcceptanceRule RuleFor(
        Reference reference, IndependentResult other, Convention convention, StatedTolerance? tolerance, KinkDerivative kinks)
        => other.Format switch
        {
            { } when other.Errors is { } errors => new EstimatedRule(errors, reference, convention),
            { } when tolerance is not null => new ToleranceRule(tolerance),
            { } format => RoundingRule.Of(reference.AllowedAgainst(format), other.Numbers, kinks, reference.HasDiverged, convention),
            null => new DigitsRule(other, reference.AllowedAgainst(FloatFormat.Float64).OwnSide, convention),
        };

    private static ResultComparison Summarise(
        Reference reference,
        IndependentResult other,
        Convention convention,
        AcceptanceRule rule,
        List<TensorComparison> tensors,
        TensorComparison[] blanks,
        NumberRounding? intermediates)
    {
        List<TensorComparison> all = [.. tensors, .. blanks];
        all.Sort((left, right) => left.Slot.Index.CompareTo(right.Slot.Index));
        TensorSummary[] summaries = [.. all.Select(tensor => other.Kind == ResultKind.Hand ? TensorSummary.Of(tensor) : TensorSummary.Of(tensor, rule))];
        (int numbers, int discrepancies, int undecidable) = (0, 0, 0);
        foreach (TensorSummary summary in summaries)
        {
            numbers += summary.Numbers;
            discrepancies += summary.Discrepancies;
            undecidable += summary.Undecidable;
        }

        (int notGiven, IReadOnlyList<string> notGivenOf) = TensorComparison.NotGiven(all);
        (ComparedNumber? worst, ComparedNumber? first) = Extremes(tensors, other.Format);
        var scale = ScaleFit.Of(reference, other, convention, tensors);
        // A person who was asked for zeros and gave them has answered; a program that gives them may calculate something else.
        bool nothingShown = scale.IsVacuous && discrepancies == 0 && other.Kind != ResultKind.Hand;
        return new ResultComparison
        {
            Against = other.By,
            Kind = other.Kind,
            Precision = other.Precision,
            StatedIn = other.Loss,
            DeclaredScale = convention.Declared,
            FittedScale = scale.Fitted,
            IsScaled = scale.Fits,
            ScaleNote = scale.Note,
            Tensors = all,
            RoundingRule = rule as RoundingRule,
            Rule = other.Kind == ResultKind.Hand ? HandGrader.Rule : rule.Text,
            HasFixedRule = other.Kind != ResultKind.Hand && rule is ToleranceRule,
            NotCompared = NotCompared(reference, summaries),
            Intermediates = intermediates,
            Summaries = summaries,
            Marks = other.Kind == ResultKind.Hand ? MarkCount.Of(all) : null,
            Numbers = numbers,
            Discrepancies = discrepancies,
            Undecidable = undecidable,
            NotGiven = notGiven,
            NotGivenOf = notGivenOf,
            Worst = worst,
            FirstWrong = first,
            Reason = numbers == 0 ? "no number is given" : nothingShown ? ScaleFit.VacuousReason : null,
            Verdict = discrepancies > 0 ? Verdict.Fail : undecidable > 0 || numbers == 0 || nothingShown ? Verdict.Inconclusive : Verdict.Pass,
            Diagnosis = discrepancies > 0
                ? new Lazy<DiagnosisResult>(() => CauseSearch.Diagnose(reference, new Evidence(reference.Fixture, other, convention, tensors), rule))
                : null,
        };
    }

    private static IReadOnlyList<QuantityCount> NotCompared(Reference reference, TensorSummary[] summaries)
    {
        var given = summaries.ToDictionary(summary => summary.Slot.Index, summary => summary.Numbers);
        return QuantityCount.Sum(reference.Fixture.Layout.Slots.Where(slot => reference.Numbers[slot] is not null)
            .Select(slot => (slot.Quantity, slot.Length - given.GetValueOrDefault(slot.Index))));
    }

    /// <summary>The worst number, differing ones before undecidable ones before those that agree, then by the ratio to what is allowed; and the first that differs.</summary>
    private static (ComparedNumber? Worst, ComparedNumber? First) Extremes(List<TensorComparison> tensors, FloatFormat? format)
    {
        TensorComparison? worst = null;
        TensorComparison? first = null;
        int worstIndex = 0;
        int firstIndex = 0;
        foreach (TensorComparison tensor in tensors)
        {
            for (int i = 0; i < tensor.Slot.Length; i++)
            {
                if (!tensor.IsGiven(i))
                {
                    continue;
                }

                if (first is null && tensor.Verdicts[i] == NumberVerdict.Differs)
                {
                    (first, firstIndex) = (tensor, i);
                }

                if (worst is null || IsWorse(tensor, i, worst, worstIndex))
                {
                    (worst, worstIndex) = (tensor, i);
                }
            }
        }

        return (
            worst is null ? null : new ComparedNumber(worst, worstIndex, format),
            first is null ? null : new ComparedNumber(first, firstIndex, format));
    }

    private static bool IsWorse(TensorComparison tensor, int i, TensorComparison worst, int j) => tensor.Verdicts[i] == worst.Verdicts[j]
        ? tensor.Ratio(i) > worst.Ratio(j)
        : Rank(tensor.Verdicts[i]) > Rank(worst.Verdicts[j]);

    private static int Rank(NumberVerdict verdict) => verdict switch
    {
        NumberVerdict.Differs => 2,
        NumberVerdict.Undecidable => 1,
        _ => 0,
    };
}
