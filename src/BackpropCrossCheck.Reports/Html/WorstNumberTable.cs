using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>The table of the worst numbers.</summary>
internal static class WorstNumberTable
{
    private static readonly string[] Columns = ["number", "verdict", "ours", "other", "difference", "allowed", "relative", "ulps"];
    private static readonly string[] HandColumns = ["number", "mark", "true", "given", "difference", "right, given the earlier numbers"];

    /// <summary>Writes the table.</summary>
    /// <param name="notable">Numbers that differ or are undecidable, in the order of the calculation.</param>
    /// <param name="hand">Whether the numbers were calculated by hand.</param>
    /// <param name="writer">Where it is written.</param>
    public static void Write(IReadOnlyCollection<ComparedNumber> notable, bool hand, TextWriter writer)
    {
        ComparedNumber[] worst = WorstNumbers.Of(notable);
        string caption = worst.Length == notable.Count ? "The numbers, the worst first"
            : FormattableString.Invariant($"The {worst.Length} worst of {notable.Count} numbers; the JSON report has all");
        PageTable.Write("numbers", caption, hand ? HandColumns : Columns, worst.Select(number => Cells(number, hand)), writer);
    }

    private static string[] Cells(ComparedNumber number, bool hand)
    {
        string[] both =
        [
            NumberCells.Full(number.Engine),
            number.Verdict == NumberVerdict.Differs ? $"<strong>{NumberCells.Full(number.Other)}</strong>" : NumberCells.Full(number.Other),
            NumberCells.Small(number.Absolute, ShownDigits.All),
        ];
        return hand
            ? [Address.Of(number), ReportWords.Of(number.Status ?? GradeStatus.Wrong), .. both, NumberCells.Full(number.FromOwnNumbers)]
            :
            [
                Address.Of(number),
                number.IsCarried ? "carried on" : ReportWords.Of(number.Verdict),
                .. both,
                NumberCells.Small(number.Allowed, ShownDigits.All),
                NumberCells.Small(number.Relative, ShownDigits.All),
                number.Ulps is { } ulps ? NumberCells.Small(ulps, ShownDigits.All) : "–",
            ];
    }
}
