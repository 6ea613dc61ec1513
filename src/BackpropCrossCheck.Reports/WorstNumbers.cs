using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;

namespace BackpropCrossCheck.Reports;

/// <summary>The numbers that a report shows of many: those that are wrong by themselves before those that only carry on what was wrong
/// before, then those that are undecidable; among these by how far they are beyond what is allowed.</summary>
internal static class WorstNumbers
{
    /// <summary>How many are shown.</summary>
    public const int Shown = 10;

    /// <summary>The worst numbers.</summary>
    /// <param name="notable">Numbers that differ or are undecidable, in the order of the calculation.</param>
    public static ComparedNumber[] Of(IEnumerable<ComparedNumber> notable)
        =>
        [
            .. notable.OrderBy(number => number.Verdict)
                .ThenBy(number => number.IsCarried)
                .ThenByDescending(number => number.Ratio)
                .Take(Shown),
        ];

    /// <summary>A table of the worst numbers, and a count of the others.</summary>
    /// <param name="notable">Numbers that differ or are undecidable, in the order of the calculation.</param>
    /// <param name="hand">Whether the numbers were calculated by hand.</param>
    public static string Table(IReadOnlyCollection<ComparedNumber> notable, bool hand)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        NumberTable.Write(new ConsoleStyle(writer, colour: false), Of(notable), hand);
        return writer + (notable.Count > Shown ? FormattableString.Invariant($"  and {notable.Count - Shown} more\n") : string.Empty);
    }
}
