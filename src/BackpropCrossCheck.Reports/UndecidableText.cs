using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports;

/// <summary>Why numbers are undecidable, in words.</summary>
internal static class UndecidableText
{
    /// <summary>The reasons of the undecidable numbers among these, one for each.</summary>
    /// <param name="notable">Numbers that differ or are undecidable.</param>
    public static IEnumerable<string> Reasons(IEnumerable<ComparedNumber> notable)
        => notable.Where(number => number.Verdict == NumberVerdict.Undecidable).Select(number => number.Reason).OfType<string>();
}
