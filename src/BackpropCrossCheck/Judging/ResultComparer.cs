using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis;
using BackpropCrossCheck.Diagnosis.Mistakes;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Relations;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Judging;

/// <summary>Compares the engine's numbers with those of another result.</summary>
public static class ResultComparer
{
    /// <summary>Significant digits that float32 does not have.</summary>
    private const int TooFineForSingle = 10;

    /// <summary>Compares every number that the other result gives.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="other">The other result.</param>
    /// <param name="stated">The convention in which to state all numbers; null for the fixture's.</param>
    /// <param name="tolerance">A fixed rule instead of the default one; null for the fixture's own, or else the default.</param>
    /// <param name="kinks">The choice for the derivative if a pre-activation is exactly 0 on both sides.</param>
    /// <param name="strict">Whether a number that agrees and has lost its digits is a discrepancy.</param>
    /// <exception cref="ArgumentException">A convention is of another family than the fixture's, or the other result gives a tensor that
    /// the engine does not have or that has another shape.</exception>
    public static ResultComparison Compare(
        Reference reference, IndependentResult other, Loss? stated = null, Tolerance? tolerance = null,
            KinkDerivative kinks = KinkDerivative.TensorFlow, bool strict = false)
        => Judge(reference, other, stated, tolerance, kinks, strict).WithEveryNumber();

    /// <summary>Compares every number that the other result gives, and keeps the judged numbers.</summary>
    /// <inheritdoc cref="Compare"/>
    internal static JudgedResult Judge(
        Reference reference, IndependentResult other, Loss? stated = null, Tolerance? tolerance = null,
            KinkDerivative kinks = KinkDerivative.TensorFlow, bool strict = false)
    {
        JudgedResult judged = JudgeAsStated(reference, other, stated, tolerance, kinks, strict);
        return judged.Comparison.Diagnosis is not { } diagnosis ? judged : judged with
        {
            Comparison = judged.Comparison with
            {
                Diagnosis = new Lazy<DiagnosisResult>(() => InSingleToo(reference, other, diagnosis.Value)),
            },
        };
    }

    /// <summary>The same, with causes that explain the numbers as precisely as they are stated only.</summary>
    private static JudgedResult JudgeAsStated(
        Reference reference,
        IndependentResult other,
        Loss? stated = null,
        Tolerance? tolerance = null,
        KinkDerivative kinks = KinkDerivative.TensorFlow,
        bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(other);
        Fixture fixture = reference.Fixture;
        var convention = Convention.Of(reference, stated ?? fixture.Loss, other.Loss);
        AcceptanceRule rule = RuleFor(
            reference, other, convention, StatedTolerance.Of(tolerance, fixture.Tolerance, convention.FromEngine), kinks);
        var tensors = new List<TensorComparison>();
        foreach (Step step in fixture.Layout.Steps)
        {
            if (other.Numbers[step] is { } values)
            {
                double[] engine = EnginesNumbers(reference, step, values.Length);
                TensorComparison tensor = new TensorComparison(
                    step, convention.StateEngine(step, engine), convention.StateOther(step, values), other.Numbers.Missing(step))
                    .WithUnreadable(UnreadableOf(other, step));
                tensor = convention.AddedTo(step) is { } added ? tensor with { Added = [.. added] } : tensor;
                tensors.Add(RuleOf(step, rule, reference, other, convention).Judge(tensor));
            }
        }

        if (other.Kind == ResultKind.Hand)
        {
            return Summarise(
                reference, other, convention, rule, HandGrader.Grade(reference, other, convention, tensors), [], strict);
        }

        (IReadOnlyList<TensorComparison> judged, IReadOnlyList<TensorComparison> recovered) = rule is RoundingRule
            && other.Format is { } format
            ? JudgeSteps(reference, other, format, kinks, convention, tensors)
            : (tensors, []);
        return Summarise(reference, other, convention, rule, HandGrades.None(judged), recovered, strict);
    }

    /// <summary>The tensors, judged from the other side's own numbers as well, and the δ that could be recovered where it gives
    /// none.</summary>
    private static (IReadOnlyList<TensorComparison> Judged, IReadOnlyList<TensorComparison> Recovered) JudgeSteps(
        Reference reference,
        IndependentResult given,
        FloatFormat format,
        KinkDerivative kinks,
        Convention convention,
        List<TensorComparison> tensors)
    {
        IndependentResult other = given.InFormat();
        Lazy<PrintedError> printed = PrintedDigits.Of(other, format);
        Dictionary<int, StepJudgement> steps = StepRule.Judge(reference, other, format, kinks, printed);
        GradientRelations.AddTo(reference, other, format, printed, convention, tensors, steps);
        NotFiniteNumbers.AddTo(other.Numbers, steps);
        // Recovered δ are no numbers of the other side's: they only tell where a difference began. That cannot be told from our a and z if
        // its own are others.
        IReadOnlyList<TensorComparison> recovered = tensors.Exists(IsWrongGradient) && !tensors.Exists(IsWrongForward)
            ? RecoveredDeltas.Of(reference, other, format, printed.Value, convention, steps)
            : [];
        IReadOnlyList<TensorComparison> judged = steps.Count == 0 ? tensors
            : StepByStep.Merge(reference.Fixture, convention, tensors, steps);
        return (
            LossyNumbers.Mark(
                judged,
                new Lazy<RoundingRule>(() => RoundingRule.Of(
                    reference.CarefullyAllowedAgainst(format), other.Numbers, kinks, reference.HasDiverged, convention))),
            recovered);
    }

    private static int[] UnreadableOf(IndependentResult other, Step step) => other.Unreadable.Count == 0 ? []
        : [.. other.Unreadable.Where(number => number.Step == step).Select(number => number.Index)];

    private static bool IsWrongGradient(TensorComparison tensor)
        => tensor.Step.IsGradient && tensor.HasDiffering;

    private static bool IsWrongForward(TensorComparison tensor)
        => tensor.Step.Quantity.Pass == CalculationPass.Forward && tensor.Step.RowsAreSamples && tensor.HasDiffering;

    /// <summary>The tensors, and those that the other side leaves blank as a whole, in the order of the calculation.</summary>
    private static IReadOnlyList<TensorComparison> WithBlanks(
        Reference reference, IndependentResult other, Convention convention, IReadOnlyList<TensorComparison> tensors)
    {
        List<TensorComparison>? all = null;
        foreach (Step step in reference.Fixture.Layout.Steps)
        {
            if (other.Numbers.IsBlank(step) && reference.Numbers[step] is { } engine)
            {
                (all ??= [.. tensors]).Add(
                    TensorComparison.Blank(step, convention.StateEngine(step, engine), other.Kind == ResultKind.Hand));
            }
        }

        all?.Sort((left, right) => left.Step.Index.CompareTo(right.Step.Index));
        return all ?? tensors;
    }

    /// <summary>The engine's numbers of a tensor. Their count must equal the other side's, so that none is skipped.</summary>
    private static double[] EnginesNumbers(Reference reference, Step step, int length)
        => reference.Numbers[step] is { } engine && engine.Length == length
            ? engine
            : throw new ArgumentException(
                $"The other side gives {length} numbers of {step}; the engine gives {reference.Numbers[step]?.Length ?? 0}.");

    private static AcceptanceRule RuleFor(
        Reference reference, IndependentResult other, Convention convention, StatedTolerance? tolerance, KinkDerivative kinks)
        => other.Format switch
        {
            { } when other.Errors is { } errors => new EstimatedRule(errors, reference, convention),
            { } when tolerance is not null => new ToleranceRule(tolerance),
            { } format => RoundingRule.Of(reference.AllowedAgainst(format), other.Numbers, kinks, reference.HasDiverged, convention),
            null => DigitsRuleOf(reference, other, convention),
        };

    /// <summary>The rule for a step: that of its digits if a program prints it with few of them.</summary>
    private static AcceptanceRule RuleOf(
        Step step, AcceptanceRule rule, Reference reference, IndependentResult other, Convention convention)
        => rule is RoundingRule && other.HasDigits(step) ? DigitsRuleOf(reference, other, convention) : rule;

    private static DigitsRule DigitsRuleOf(Reference reference, IndependentResult other, Convention convention)
        => new(other, reference.AllowedAgainst(FloatFormat.Float64).OwnSide, convention);

    private static JudgedResult Summarise(
        Reference reference,
        IndependentResult other,
        Convention convention,
        AcceptanceRule rule,
        HandGrades grades,
        IReadOnlyList<TensorComparison> recovered,
        bool strict)
    {
        IReadOnlyList<TensorComparison> judgedTensors = grades.Tensors;
        (int lossy, ComparedNumber? firstLossy) = LossyNumbers.Count(judgedTensors, other.Format);
        string? careless = firstLossy is null ? null : CarelessFormulas.Of(reference, other.Format!.Value, firstLossy)?.ToString();
        IReadOnlyList<TensorComparison> tensors = strict && lossy > 0 ? LossyNumbers.Refuse(judgedTensors) : judgedTensors;
        IReadOnlyList<TensorComparison> all = WithBlanks(reference, other, convention, tensors);
        var summaries = new TensorSummary[all.Count];
        (int numbers, int discrepancies, int undecidable) = (0, 0, 0);
        for (int i = 0; i < summaries.Length; i++)
        {
            TensorSummary summary = other.Kind == ResultKind.Hand ? TensorSummary.Of(all[i])
                : TensorSummary.Of(all[i], RuleOf(all[i].Step, rule, reference, other, convention));
            summaries[i] = summary;
            numbers += summary.Numbers;
            discrepancies += summary.Discrepancies;
            undecidable += summary.Undecidable;
        }

        (int notGiven, IReadOnlyList<string> notGivenOf) = TensorComparison.NotGiven(all);
        var judged = new JudgedNumbers(all, other.Format, rule as RoundingRule) { Recovered = recovered };
        (ComparedNumber? worst, ComparedNumber? first) = judged.Extremes();
        bool hasNotable = discrepancies + undecidable > 0;
        IReadOnlyList<TensorComparison> readable = other.Unreadable.Count == 0 ? tensors
            : [.. tensors.Select(tensor => tensor.WithoutUnreadable())];
        var scale = ScaleFit.Of(reference, other, convention, readable);
        // A person who was asked for zeros and gave them has answered. A program that gives them may have calculated something else.
        bool nothingShown = scale.IsVacuous && discrepancies == 0 && other.Kind != ResultKind.Hand;
        var comparison = new ResultComparison
        {
            Against = other.By,
            Kind = other.Kind,
            Precision = other.Precision,
            StatedIn = other.Loss,
            DeclaredScale = convention.Declared,
            FittedScale = scale.Fitted,
            FittedScaleError = scale.StandardError,
            IsScaled = scale.Fits,
            ScaleNote = scale.Note,
            Rule = other.Kind == ResultKind.Hand ? HandGrader.Rule : rule.Text,
            HasNegativeDeltas = other.HasNegativeDeltas,
            HasFixedRule = other.Kind != ResultKind.Hand && rule is ToleranceRule,
            NotCompared = NotCompared(reference, summaries),
            Intermediates = grades.Intermediates,
            TrivialFrom = grades.TrivialFrom,
            Summaries = summaries,
            Steps = StepsOf(reference, other, rule, tensors, recovered),
            Marks = other.Kind == ResultKind.Hand ? MarkCount.Of(all) : null,
            Numbers = numbers,
            Discrepancies = discrepancies,
            Undecidable = undecidable,
            Lossy = lossy,
            FirstLossy = LossyNumbers.Count(tensors, other.Format).First,
            CarelessFormula = careless,
            NotGiven = notGiven,
            NotGivenOf = notGivenOf,
            Items = hasNotable ? [.. judged.Notable()] : [],
            Points = hasNotable ? judged.Plot() : null,
            Worst = worst,
            FirstWrong = first,
            Reason = numbers == 0 ? "no number is given" : nothingShown ? ScaleFit.VacuousReason : null,
            Verdict = discrepancies > 0 ? Verdict.Fail : undecidable > 0 || numbers == 0
                || nothingShown ? Verdict.Inconclusive : Verdict.Pass,
            // A number that only lost its digits is no mistake in the calculation.
            Diagnosis = discrepancies - other.Unreadable.Count > (strict ? lossy : 0)
                ? new Lazy<DiagnosisResult>(
                    () => Diagnosed(
                        reference, other, convention, rule, other.Unreadable.Count > 0 ? readable : judgedTensors, recovered))
                : null,
        };
        return new JudgedResult(comparison, judged);
    }

    /// <summary>Where nothing explains numbers that are stated more finely, a mistake in a calculation in float32 may.</summary>
    private static DiagnosisResult InSingleToo(Reference reference, IndependentResult other, DiagnosisResult diagnosis)
    {
        if (diagnosis.Findings.Count > 0 || other.Kind == ResultKind.Hand || !SinglePrecision.MayHideIn(other.Precision))
        {
            return diagnosis;
        }

        ResultComparison inSingle = In(NumberPrecision.Float32);
        return inSingle.Findings.Count > 0 && inSingle.Undiagnosed is null
            && inSingle.Findings.All(finding => finding.Explains == 1) && !IsFiner()
            ? new DiagnosisResult([.. inSingle.Findings, SinglePrecision.Besides], null)
            : diagnosis;

        // What explains the numbers to ten digits as well is off by something else than the rounding of float32.
        bool IsFiner() => other.Format is not null && In(new NumberPrecision.Significant(TooFineForSingle)).Findings.Count > 0;

        ResultComparison In(NumberPrecision precision) => JudgeAsStated(reference, other with { Precision = precision }).Comparison;
    }

    private static DiagnosisResult Diagnosed(
        Reference reference,
        IndependentResult other,
        Convention convention,
        AcceptanceRule rule,
        IReadOnlyList<TensorComparison> judged,
        IReadOnlyList<TensorComparison> recovered)
    {
        var evidence = new Evidence(reference.Fixture, other, convention, [.. judged.Select(tensor => tensor.ByValue())]);
        if (evidence.IsLongTrainingWrong)
        {
            TensorComparison[] first = [.. judged.Where(tensor => !tensor.Step.IsAfterTraining)];
            if (!Array.Exists(first, tensor => tensor.HasDiffering))
            {
                return CauseSearch.OfLongTraining(evidence, rule);
            }

            DiagnosisResult ofFirst = Diagnosed(reference, other, convention, rule, first, recovered);
            return ofFirst with { Undiagnosed = string.Join(' ', new[] { ofFirst.Undiagnosed, CauseSearch.OfFewTried }.OfType<string>()) };
        }

        bool isFollowed = rule is RoundingRule or DigitsRule;
        OwnSteps? own = isFollowed ? OwnSteps.Of(evidence, judged, []) : null;
        var withRecovered = new Lazy<OwnSteps?>(
            () => isFollowed && recovered.Count > 0 ? OwnSteps.Of(evidence, judged, recovered) : null);
        return CauseSearch.Diagnose(reference, evidence, rule, own, withRecovered);
    }

    /// <summary>The steps that are given, and the recovered ones among them; those after training are judged as a whole. A fixed rule and
    /// an estimate say nothing of them.</summary>
    private static StepSummary[] StepsOf(
        Reference reference,
        IndependentResult other,
        AcceptanceRule rule,
        IReadOnlyList<TensorComparison> tensors,
        IReadOnlyList<TensorComparison> recovered)
    {
        if (other.Kind != ResultKind.Hand && rule is ToleranceRule or EstimatedRule)
        {
            return [];
        }

        var steps = new List<StepSummary>(tensors.Count + recovered.Count);
        foreach (TensorComparison tensor in tensors)
        {
            if (!tensor.Step.IsAfterTraining || other.Kind == ResultKind.Hand)
            {
                steps.Add(StepSummary.Of(tensor, other.Format, reference.Fixture));
            }
        }

        steps.AddRange(recovered.Select(
            tensor => StepSummary.Of(tensor, other.Format, reference.Fixture) with { IsRecovered = true }));
        return recovered.Count == 0 ? [.. steps] : [.. steps.OrderBy(step => step.Step.Index)];
    }

    private static IReadOnlyList<QuantityCount> NotCompared(Reference reference, TensorSummary[] summaries)
    {
        TensorLayout layout = reference.Fixture.Layout;
        int[] given = new int[layout.Capacity];
        foreach (TensorSummary summary in summaries)
        {
            given[summary.Step.Index] = summary.Numbers;
        }

        var sums = new QuantitySums();
        foreach (Step step in layout.Steps)
        {
            if (reference.Numbers[step] is not null && !step.Quantity.IsOptional)
            {
                sums.Add(ContractWords.Of(step.Quantity), step.Length - given[step.Index]);
            }
        }

        return sums.Counts();
    }
}
