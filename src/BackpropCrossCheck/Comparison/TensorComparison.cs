using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>One tensor of a comparison, number by number, row-major, with both sides stated in one convention. It is immutable: a rule, or
/// the grading of a hand calculation, makes a new one from it.</summary>
internal sealed record TensorComparison
{
    /// <summary>A tensor before judging: every number agrees, and nothing is allowed.</summary>
    /// <param name="step">The tensor.</param>
    /// <param name="engine">The engine's numbers; the array must not change any more.</param>
    /// <param name="other">The other side's numbers, just as many; the array must not change any more.</param>
    /// <param name="missing">Which numbers the other side did not give; null if it gave all.</param>
    public TensorComparison(Step step, double[] engine, double[] other, bool[]? missing)
    {
        Step = step;
        Engine = ImmutableCollectionsMarshal.AsImmutableArray(engine);
        Other = ImmutableCollectionsMarshal.AsImmutableArray(other);
        Missing = missing is null ? null : ImmutableCollectionsMarshal.AsImmutableArray(missing);
    }

    /// <summary>The tensor.</summary>
    public Step Step { get; }

    /// <summary>The engine's numbers.</summary>
    public ImmutableArray<double> Engine { get; }

    /// <summary>The other side's numbers.</summary>
    public ImmutableArray<double> Other { get; }

    /// <summary>Which numbers the other side did not give; null if it gave all.</summary>
    public ImmutableArray<bool>? Missing { get; }

    /// <summary>The largest |engine − other| that counts as agreement; infinite if nothing can be decided.</summary>
    public ImmutableArray<double> Allowed
    {
        get => field.IsDefault ? field = ImmutableCollectionsMarshal.AsImmutableArray(new double[Engine.Length]) : field;
        init;
    }

    /// <summary>The verdicts. A number that is not given agrees.</summary>
    public ImmutableArray<NumberVerdict> Verdicts
    {
        get => field.IsDefault ? field = ImmutableCollectionsMarshal.AsImmutableArray(new NumberVerdict[Engine.Length]) : field;
        init;
    }

    /// <summary>Why numbers are undecidable; null if none are.</summary>
    public ImmutableArray<UndecidableCause>? Causes { get; init; }

    /// <summary>The marks in a hand calculation; null for other results.</summary>
    public ImmutableArray<GradeStatus>? Statuses { get; init; }

    /// <summary>What follows from the other side's own earlier numbers, where numbers were judged so; of a hand calculation that of the
    /// wrong ones, not rounded. Null for all others.</summary>
    public ImmutableArray<double?>? FromOwnNumbers { get; init; }

    /// <summary>Whether numbers follow from the other side's own earlier ones; null where none was judged so.</summary>
    public ImmutableArray<StepVerdict>? StepVerdicts { get; init; }

    /// <summary>The largest |other − what follows| that follows, where <see cref="StepVerdicts"/> are judged; null where none is.</summary>
    public ImmutableArray<double>? StepAllowed { get; init; }

    /// <summary>What the numbers should follow from, in words; null for the operands of the step.</summary>
    public string? StepFrom { get; init; }

    /// <summary>Whether the numbers were judged from each other, not from operands.</summary>
    public bool IsOfEachOther { get; init; }

    /// <summary>How many rows of a large gradient were judged from each other; null if all were.</summary>
    public int? StepRows { get; init; }

    /// <summary>Which numbers agree by their steps, where the engine's alone could not tell; null where none does.</summary>
    public ImmutableArray<bool>? BySteps { get; init; }

    /// <summary>What a regularization adds to each number in every convention; null where nothing is converted.</summary>
    public ImmutableArray<double>? Added { get; init; }

    /// <summary>Which numbers agree, or would without <c>--strict</c>, and have lost their digits; null where none has.</summary>
    public ImmutableArray<bool>? Lossy { get; init; }

    /// <summary>A tensor that the other side leaves blank.</summary>
    /// <param name="step">Which tensor.</param>
    /// <param name="engine">The engine's numbers.</param>
    /// <param name="isGraded">Whether it belongs to a hand calculation.</param>
    public static TensorComparison Blank(Step step, double[] engine, bool isGraded)
    {
        bool[] missing = new bool[step.Length];
        Array.Fill(missing, true);
        return new TensorComparison(step, engine, new double[step.Length], missing)
        {
            Statuses = isGraded ? NoneGiven(step.Length) : null,
        };
    }

    private static ImmutableArray<GradeStatus> NoneGiven(int count)
    {
        var marks = new GradeStatus[count];
        Array.Fill(marks, GradeStatus.NotGiven);
        return ImmutableCollectionsMarshal.AsImmutableArray(marks);
    }

    /// <summary>The tensor with some of its numbers given, and NaN: a person wrote them, and nobody can read them.</summary>
    /// <param name="unreadable">The row-major indices; the numbers are missing so far.</param>
    public TensorComparison WithUnreadable(IReadOnlyCollection<int> unreadable)
    {
        if (unreadable.Count == 0 || Missing is not { } missing)
        {
            return this;
        }

        double[] other = [.. Other.Select((value, i) => unreadable.Contains(i) ? double.NaN : value)];
        return new TensorComparison(Step, [.. Engine], other, [.. missing.Select((isMissing, i) => isMissing && !unreadable.Contains(i))]);
    }

    /// <summary>The tensor as if its numbers that nobody can read were left blank.</summary>
    public TensorComparison WithoutUnreadable()
    {
        if (CountOf(GradeStatus.Unreadable) == 0)
        {
            return this;
        }

        ImmutableArray<GradeStatus> marks = Statuses!.Value;
        bool[] missing = [.. marks.Select((mark, i) => mark == GradeStatus.Unreadable || !IsGiven(i))];
        return new TensorComparison(Step, [.. Engine], [.. Other.Select((value, i) => missing[i] ? 0 : value)], missing)
        {
            Added = Added,
            Allowed = Allowed,
            Verdicts = [.. Verdicts.Select((verdict, i) => missing[i] ? NumberVerdict.Agrees : verdict)],
            Causes = Causes,
            Statuses = [.. marks.Select(mark => mark == GradeStatus.Unreadable ? GradeStatus.NotGiven : mark)],
            FromOwnNumbers = FromOwnNumbers,
        };
    }

    /// <summary>Whether a number differs.</summary>
    public bool HasDiffering
    {
        get
        {
            foreach (NumberVerdict verdict in Verdicts)
            {
                if (verdict == NumberVerdict.Differs)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether the other side gave a number.</summary>
    /// <param name="index">Its row-major index.</param>
    public bool IsGiven(int index) => Missing is not { } missing || !missing[index];

    /// <summary>How many numbers the other side did not give.</summary>
    public int MissingCount => Missing is { } missing ? missing.AsSpan().Count(true) : 0;

    /// <summary>How many numbers have a particular mark.</summary>
    /// <param name="status">The mark.</param>
    public int CountOf(GradeStatus status)
    {
        int count = 0;
        if (Statuses is { } marks)
        {
            foreach (GradeStatus mark in marks)
            {
                count += mark == status ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>How many numbers of a comparison are not given, and their quantities in the contract's words.</summary>
    /// <param name="tensors">Its tensors, in the order of the calculation.</param>
    public static (int Numbers, IReadOnlyList<string> Quantities) NotGiven(IReadOnlyList<TensorComparison> tensors)
    {
        int numbers = 0;
        List<string> quantities = [];
        foreach (TensorComparison tensor in tensors)
        {
            int missing = tensor.MissingCount;
            numbers += missing;
            if (missing > 0 && !quantities.Contains(ContractWords.Of(tensor.Step.Quantity)))
            {
                quantities.Add(ContractWords.Of(tensor.Step.Quantity));
            }
        }

        return (numbers, quantities);
    }

    /// <summary>|engine − other|; 0 for equal infinities.</summary>
    /// <param name="index">The row-major index.</param>
    public double Difference(int index) => Engine[index] == Other[index] ? 0 : Math.Abs(Engine[index] - Other[index]);

    /// <summary>|engine − other| / allowed, by which numbers are ordered; NaN counts as infinite.</summary>
    /// <param name="index">The row-major index.</param>
    public double Ratio(int index) => ComparedNumber.RatioOf(Difference(index), Allowed[index]);

    /// <summary>Whether only its step shows that a number is wrong: against the engine's it is within what rounding allows.</summary>
    /// <param name="index">The row-major index.</param>
    public bool IsWrongByStepOnly(int index)
        => Verdicts[index] == NumberVerdict.Differs && StepVerdicts?[index] == StepVerdict.Wrong && Difference(index) <= Allowed[index];

    /// <summary>Whether rounding explains a number: it agrees, or it differs only because its digits are lost.</summary>
    /// <param name="index">The row-major index.</param>
    public bool IsExplained(int index) => Verdicts[index] == NumberVerdict.Agrees || Lossy?[index] == true;

    /// <summary>The tensor as the engine's numbers alone judge it: a number that only its step shows to be wrong is undecidable.</summary>
    public TensorComparison ByValue()
        => StepVerdicts is null ? this : this with
        {
            Verdicts = [.. Verdicts.Select((verdict, i) => IsWrongByStepOnly(i) ? NumberVerdict.Undecidable : verdict)],
        };

    /// <summary>Whether a number tells what it should be. One that follows from a person's earlier ones, or from intermediate results that
    /// were rounded, is excused; it is not the engine's and tells nothing.</summary>
    /// <param name="index">The row-major index.</param>
    public bool Settles(int index) => IsGiven(index)
        && Verdicts[index] != NumberVerdict.Undecidable
        && Statuses?[index] is not (GradeStatus.Follows or GradeStatus.RoundedIntermediates or GradeStatus.Trivial);

    /// <summary>One number, as reports need it.</summary>
    /// <param name="index">The row-major index.</param>
    /// <param name="format">The format whose ulps distances are counted in; null if the other side's numbers are rounded to digits.</param>
    public ComparedNumber Number(int index, FloatFormat? format)
        => new(Step, index, format, Engine[index], IsGiven(index) ? Other[index] : null)
        {
            Added = Added?[index] ?? 0,
            Allowed = Allowed[index],
            Verdict = Verdicts[index],
            Cause = Causes?[index] ?? UndecidableCause.None,
            Status = Statuses?[index],
            FromOwnNumbers = FromOwnNumbers?[index],
            StepVerdict = StepVerdicts?[index] ?? StepVerdict.NoOperands,
        };
}
