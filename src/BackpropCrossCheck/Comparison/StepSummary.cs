using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Whether one of the other side's steps follows from its own earlier numbers.</summary>
/// <param name="Step">The step.</param>
/// <param name="Verdict">Wrong if one of its numbers is; else follows if one does.</param>
/// <param name="Numbers">The numbers that are given.</param>
/// <param name="Judged">Those that could be judged.</param>
/// <param name="Wrong">Those that do not follow.</param>
/// <param name="First">The first of these; null if there is none.</param>
/// <param name="From">What a wrong step should follow from, in words: "its own δ of layer 3 and its own a"; empty if it is not
/// wrong.</param>
public sealed record StepSummary(
    Step Step, StepVerdict Verdict, int Numbers, int Judged, int Wrong, ComparedNumber? First, string From)
{
    /// <summary>How many numbers differ only because an earlier step was wrong; of a hand calculation, how many are excused for
    /// that.</summary>
    public int Carried { get; init; }

    /// <summary>Whether the other side does not give the numbers, and they were recovered from its gradients.</summary>
    public bool IsRecovered { get; init; }

    /// <summary>How many rows of a large gradient were judged from each other, 0 if it is too large for that; null if all were.</summary>
    public int? Rows { get; init; }

    /// <summary>What a tensor's numbers come to as a step; those of a hand calculation by their marks.</summary>
    /// <param name="tensor">The tensor, judged.</param>
    /// <param name="format">The format in which distances are counted in ulps; null where the other side's numbers have digits.</param>
    /// <param name="fixture">The fixture.</param>
    internal static StepSummary Of(TensorComparison tensor, FloatFormat? format, Fixture fixture)
    {
        (int given, int wrong, int follows, int open, int carried) = (0, 0, 0, 0, 0);
        int? first = null;
        for (int i = 0; i < tensor.Step.Length; i++)
        {
            if (tensor.IsGiven(i))
            {
                StepVerdict verdict = VerdictOf(tensor, i);
                given++;
                wrong += verdict == StepVerdict.Wrong ? 1 : 0;
                follows += verdict == StepVerdict.Follows ? 1 : 0;
                open += verdict == StepVerdict.Undecidable ? 1 : 0;
                first ??= verdict == StepVerdict.Wrong ? i : null;
                carried += verdict == StepVerdict.Follows && CarriesOn(tensor, i) ? 1 : 0;
            }
        }

        StepVerdict whole = wrong > 0 ? StepVerdict.Wrong
            : follows > 0 ? StepVerdict.Follows
            : open > 0 ? StepVerdict.Undecidable
            : StepVerdict.NoOperands;
        ComparedNumber? number = first is { } index ? tensor.Number(index, format) : null;
        string from = wrong > 0 ? tensor.StepFrom ?? StepOperands.Of(fixture, tensor.Step) : string.Empty;
        return new StepSummary(tensor.Step, whole, given, wrong + follows, wrong, number, from)
        {
            Carried = carried,
            Rows = tensor.StepRows,
        };
    }

    private static bool CarriesOn(TensorComparison tensor, int index)
        => tensor.Verdicts[index] == NumberVerdict.Differs || tensor.Statuses?[index] is GradeStatus.Follows or GradeStatus.Trivial;

    private static StepVerdict VerdictOf(TensorComparison tensor, int index)
        => tensor.Statuses is { } marks
            ? VerdictOf(marks[index], tensor.Verdicts[index])
            : tensor.StepVerdicts?[index] ?? StepVerdict.NoOperands;

    private static StepVerdict VerdictOf(GradeStatus mark, NumberVerdict verdict) => mark switch
    {
        GradeStatus.Wrong => StepVerdict.Wrong,
        GradeStatus.Unreadable or GradeStatus.NotGiven => StepVerdict.NoOperands,
        GradeStatus.Correct or GradeStatus.Truncated or GradeStatus.Follows or GradeStatus.RoundedIntermediates or GradeStatus.Trivial
            => verdict == NumberVerdict.Undecidable ? StepVerdict.Undecidable : StepVerdict.Follows,
    };
}
