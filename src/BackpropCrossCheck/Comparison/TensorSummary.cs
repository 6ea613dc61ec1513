using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The summary of one tensor of a comparison, without its numbers.</summary>
/// <param name="Step">The tensor.</param>
/// <param name="Numbers">How many numbers were compared.</param>
/// <param name="Discrepancies">How many of them differ, or are wrong.</param>
/// <param name="Undecidable">How many of them are undecidable.</param>
public sealed record TensorSummary(Step Step, int Numbers, int Discrepancies, int Undecidable)
{
    private const double SmallDefect = 0.01;

    /// <summary>Verdict of the number at <see cref="Place"/>.</summary>
    internal NumberVerdict PlacedVerdict
        => Discrepancies > 0 ? NumberVerdict.Differs : Undecidable > 0 ? NumberVerdict.Undecidable : NumberVerdict.Agrees;

    /// <summary>Where the fixture's file has the first number that differs, or else the first undecidable one; null if there is none or the
    /// file has no place for it.</summary>
    public TextPosition? Place { get; init; }

    /// <summary>The smallest relative defect in the tensor's largest number that would have been noticed, to three digits. Null if none
    /// would have been, and for comparisons without this information: hand calculations, whose numbers may follow from slips, and
    /// baselines.</summary>
    public double? Sees { get; init; }

    /// <summary>Whether no number of the tensor can be distinguished from 0: a tensor of zeros would have passed or been
    /// undecidable.</summary>
    public bool ZeroPasses { get; init; }

    /// <summary>Whether a defect of 1 % would not have been noticed.</summary>
    internal bool MissesSmallDefects => ZeroPasses || Sees > SmallDefect;

    /// <summary>The summary of a tensor, including the smallest defect that would have been noticed.</summary>
    /// <param name="tensor">The tensor, after judging.</param>
    /// <param name="rule">The rule that judged it.</param>
    internal static TensorSummary Of(TensorComparison tensor, AcceptanceRule rule)
    {
        TensorSummary summary = Of(tensor);
        if (summary.Numbers == 0)
        {
            return summary;
        }

        var defect = SmallestDefect.Of(tensor, rule);
        return summary with { Sees = defect.Relative, ZeroPasses = defect.ZeroPasses };
    }

    /// <summary>The summary of a tensor.</summary>
    /// <param name="tensor">The tensor, after judging.</param>
    internal static TensorSummary Of(TensorComparison tensor)
    {
        int numbers = 0;
        int discrepancies = 0;
        int undecidable = 0;
        for (int i = 0; i < tensor.Step.Length; i++)
        {
            if (tensor.IsGiven(i))
            {
                numbers++;
                discrepancies += tensor.Verdicts[i] == NumberVerdict.Differs ? 1 : 0;
                undecidable += tensor.Verdicts[i] == NumberVerdict.Undecidable ? 1 : 0;
            }
        }

        return new TensorSummary(tensor.Step, numbers, discrepancies, undecidable);
    }
}
