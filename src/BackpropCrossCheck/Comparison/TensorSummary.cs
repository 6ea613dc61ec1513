using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>What a comparison says of one tensor, without its numbers.</summary>
/// <param name="Step">Which tensor.</param>
/// <param name="Numbers">The numbers compared.</param>
/// <param name="Discrepancies">Those that differ, or are wrong.</param>
/// <param name="Undecidable">Those that cannot be told.</param>
public sealed record TensorSummary(Step Step, int Numbers, int Discrepancies, int Undecidable)
{
    /// <summary>The verdict of the number that <see cref="Place"/> is the place of.</summary>
    internal NumberVerdict PlacedVerdict
        => Discrepancies > 0 ? NumberVerdict.Differs : Undecidable > 0 ? NumberVerdict.Undecidable : NumberVerdict.Agrees;

    /// <summary>Where the fixture's file has the first number that differs, or else is undecidable; null where none does or the file has no
    /// place for it.</summary>
    public TextPosition? Place { get; init; }

    /// <summary>The smallest relative defect in the largest of the tensor's numbers that would have been seen, to three digits; null where
    /// none would have been, and where the comparison says nothing of it: of a hand calculation, whose numbers may follow from slips, and
    /// of a baseline.</summary>
    public double? Sees { get; init; }

    /// <summary>Whether no number of the tensor could be told from 0: a tensor of zeros would have passed, or have been
    /// undecidable.</summary>
    public bool ZeroPasses { get; init; }

    /// <summary>What a tensor's numbers come to, and the smallest defect that would have been seen in them.</summary>
    /// <param name="tensor">The tensor, judged.</param>
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

    /// <summary>What a tensor's numbers come to.</summary>
    /// <param name="tensor">The tensor, judged.</param>
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
