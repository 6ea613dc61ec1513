using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>The other side's calculation as its own numbers show it: each step is worked out of its own earlier numbers, and of what
/// follows from them where it gives none. A mistake in one step changes that step alone.</summary>
internal sealed class OwnSteps
{
    private readonly OperandErrors _errors;
    private readonly OperandMarks _operands;
    private readonly Dictionary<CalculationState, (Variation Variation, TensorSet Followed)> _trained = [];

    private OwnSteps(Evidence evidence, Fixture fixture, TensorSet given)
    {
        Evidence = evidence;
        Fixture = fixture;
        Given = given;
        _operands = new OperandMarks(fixture, ofMissing: false);
        State = WorkedCalculation.Of(fixture, evidence.Loss, new WrittenSteps(fromOutputs: false), new GivenForm(given)).State;
        _errors = new OperandErrors(this);
    }

    /// <summary>What is to be explained.</summary>
    public Evidence Evidence { get; }

    /// <summary>The fixture with its numbers as the other side's format holds them.</summary>
    public Fixture Fixture { get; }

    /// <summary>The calculation with the other side's numbers in their places, in its convention.</summary>
    public CalculationState State { get; }

    /// <summary>The numbers that others can be worked out of, in its convention.</summary>
    public TensorSet Given { get; }

    /// <summary>Every step that is given, in the order of the calculation.</summary>
    public IReadOnlyList<OwnStep> All { get; private set; } = [];

    /// <summary>The steps that do not follow from the other side's own earlier numbers. Of numbers with all their digits those that have
    /// all their operands; a calculation by hand is followed over what it leaves out.</summary>
    public IReadOnlyList<OwnStep> Wrong { get; private set; } = [];

    /// <summary>Whether a step is wrong that does not have all its operands: the mistake may have been made in what is not given.</summary>
    public bool HasOpen { get; private set; }

    /// <summary>Whether the other side gives numbers that others follow from, and not its gradients alone.</summary>
    public bool GivesOperands { get; private init; }

    /// <summary>Whether δ were recovered from the gradients.</summary>
    private bool IsRecovered { get; init; }

    /// <summary>Works out what follows from the other side's numbers.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="tensors">All its tensors, as they were judged, step by step where that was possible.</param>
    /// <param name="recovered">δ that were recovered from its gradients.</param>
    /// <returns>Null where its format cannot hold the fixture's numbers, or the loss is not defined for an output.</returns>
    public static OwnSteps? Of(
        Evidence evidence, IReadOnlyList<TensorComparison> tensors, IReadOnlyList<TensorComparison> recovered)
    {
        Fixture? rounded = evidence.Other.Format is { } format ? OwnCalculation.InFormat(evidence.Fixture, format) : evidence.Fixture;
        if (rounded is null)
        {
            return null;
        }

        Fixture fixture = rounded with { Training = evidence.Fixture.Training };
        TensorComparison[] all = [.. tensors.Concat(recovered).Where(tensor => evidence.Explains(tensor.Step))
            .OrderBy(tensor => tensor.Step.Index)];
        var given = new TensorSet(fixture.Layout);
        foreach (TensorComparison tensor in all)
        {
            given.Set(tensor.Step, Own(evidence, tensor), Unusable(evidence, fixture, tensor));
        }

        try
        {
            var own = new OwnSteps(evidence, fixture, given)
            {
                IsRecovered = recovered.Count > 0,
                GivesOperands = tensors.Any(
                    tensor => tensor.Step.Quantity.IsIntermediate && evidence.Other.Numbers[tensor.Step] is not null),
            };
            own.All = [.. all.Select(own.Judged).OfType<OwnStep>()];
            own.HasOpen = own.All.Any(step => step is { IsWrong: true, IsOpen: true });
            own.Wrong = [.. own.All.Where(step => step.IsWrong && (!step.IsOpen || evidence.Other.Format is null))];
            return own;
        }
        catch (UndefinedLossException)
        {
            return null;
        }
    }

    /// <summary>What a step gives with a mistake, from the other side's own numbers.</summary>
    /// <param name="variation">How the calculation is done.</param>
    /// <param name="step">The step.</param>
    /// <returns>Null where the mistaken calculation does not give the step.</returns>
    public double[]? Calculated(Variation variation, Step step) => Calculated(variation, step, State, Given);

    /// <summary>How far a step with a mistake may be from the other side's numbers: through the rounding of its operands, and its
    /// own.</summary>
    /// <param name="variation">How the calculation is done.</param>
    /// <param name="step">The step.</param>
    /// <param name="mistaken">What it gives with the mistake.</param>
    public double[]? Allowed(Variation variation, Step step, double[] mistaken) => _errors.Allowed(variation, step, mistaken);

    /// <summary>What a step gives with a mistake, from the numbers of a calculation.</summary>
    /// <param name="variation">How the calculation is done.</param>
    /// <param name="step">The step.</param>
    /// <param name="from">The calculation.</param>
    /// <param name="given">Those of its numbers that the other side gives.</param>
    internal double[]? Calculated(Variation variation, Step step, CalculationState from, TensorSet given)
    {
        Fixture fixture = variation.Change?.Invoke(from.Fixture) ?? from.Fixture;
        try
        {
            if (step.IsAfterTraining)
            {
                return AfterTraining(variation, fixture, from, given)[step];
            }

            TensorSet numbers = ReferenceEquals(fixture, from.Fixture) ? from.Numbers.Copy() : InLayoutOf(fixture, from.Numbers);
            var state = new CalculationState(fixture, fixture.Network, variation.Convention ?? from.Loss, numbers);
            double[]? values = StepCalculation.Of(state, variation.Steps, step);
            return values is null || variation.Form == ResultForm.Exact ? values
                : variation.Form is Mistakes.RoundedForm rounded && Given[step] is { } printed
                    ? rounded.Toward(step.Quantity, values, printed)
                : variation.Form.Of(step, [.. values]);
        }
        catch (UndefinedLossException)
        {
            return null;
        }
    }

    /// <summary>The numbers of the tensors that another fixture has, too.</summary>
    private static TensorSet InLayoutOf(Fixture fixture, TensorSet numbers)
    {
        var others = new TensorSet(fixture.Layout);
        foreach (Step step in fixture.Layout.Steps.Where(step => numbers[step] is not null))
        {
            others.Set(step, numbers[step]!);
        }

        return others;
    }

    /// <summary>What follows from the given numbers after training. Several steps of one mistake are asked for one after the
    /// other.</summary>
    private TensorSet AfterTraining(Variation variation, Fixture fixture, CalculationState from, TensorSet given)
    {
        if (!_trained.TryGetValue(from, out (Variation Variation, TensorSet Followed) known)
            || !ReferenceEquals(known.Variation, variation))
        {
            TensorSet followed = FollowedForm.Of(
                fixture, variation.Convention ?? from.Loss, given, variation.Steps, ResultForm.Exact).Calculated;
            _trained[from] = known = (variation, followed);
        }

        return known.Followed;
    }

    private static double[] Own(Evidence evidence, TensorComparison tensor)
    {
        double[] given = evidence.Other.Numbers[tensor.Step]
            ?? [.. tensor.Other.Select(value => value * evidence.Restated(tensor.Step))];
        return evidence.Other.Format is { } format ? Array.ConvertAll(given, value => format.Nearest(value)) : given;
    }

    /// <summary>Numbers that nothing can be worked out of: missing, not finite, or outside the domain of the loss.</summary>
    private static bool[]? Unusable(Evidence evidence, Fixture fixture, TensorComparison tensor)
    {
        double[] given = Own(evidence, tensor);
        bool isOutput = tensor.Step == fixture.Layout.Output(fixture.Network.Layers.Count - 1);
        bool[] unusable = [.. given.Select((value, i) => !tensor.IsGiven(i) || !double.IsFinite(value)
            || (isOutput && !fixture.Loss.Term.IsDefinedFor(value)))];
        return Array.IndexOf(unusable, true) < 0 ? null : unusable;
    }

    private OwnStep? Judged(TensorComparison tensor)
    {
        Step step = tensor.Step;
        double[] given = Own(Evidence, tensor);
        if ((Calculated(Variation.Correct, step) ?? Evidence.CorrectNumbers(tensor)) is not { } expected)
        {
            return null;
        }

        bool[] counts = [.. given.Select((value, i) => tensor.IsGiven(i) && double.IsFinite(value) && double.IsFinite(expected[i])
            && tensor.StepVerdicts?[i] != StepVerdict.Undecidable)];
        bool[] has = [.. given.Select((_, i) => Given.Has(step, i))];
        bool isOpen = GivesOperands && !step.IsAfterTraining && _operands.OfOperands(step).Where((_, i) => counts[i]).Contains(false);
        _operands.Set(step, has);
        double[] allowed;
        bool[] wrong;
        if (!tensor.IsOfEachOther && tensor.StepVerdicts is { } verdicts && tensor.StepAllowed is { } judged && verdicts.Any(IsJudged))
        {
            double restated = Evidence.Restated(step);
            allowed = [.. judged.Select(value => value * restated)];
            wrong = [.. verdicts.Select((verdict, i) => verdict == StepVerdict.Wrong && counts[i])];
        }
        else
        {
            double[] roundings = Allowed(Variation.Correct, step, expected) ?? new double[given.Length];
            allowed = [.. given.Select((value, i) => roundings[i] + Evidence.LastDigit(step, value, expected[i]))];
            // A bias gradient may be right beside δ that were recovered from wrong weights' gradients; then they are not the δ.
            bool isContradiction = IsRecovered && step.IsBias;
            wrong = [.. given.Select((value, i) => counts[i] && (tensor.Verdicts[i] == NumberVerdict.Differs || isContradiction)
                && Math.Abs(value - expected[i]) > allowed[i])];
        }

        return new OwnStep(step, given, expected, allowed, counts) { Wrong = wrong, IsOpen = isOpen };
    }

    private static bool IsJudged(StepVerdict verdict) => verdict is StepVerdict.Follows or StepVerdict.Wrong;

    /// <summary>The other side's numbers in the place of the calculated ones.</summary>
    private sealed class GivenForm(TensorSet given) : ResultForm
    {
        public override bool DescendsOnStated => true;

        public override ResultForm BetweenSteps => Exact;

        public override double[] Of(Step step, double[] values)
            => given[step] is not { } numbers ? values : [.. values.Select((value, i) => given.Has(step, i) ? numbers[i] : value)];

        public override double[] OfUnchanged(Step step, double[] values) => Of(step, values);
    }
}
