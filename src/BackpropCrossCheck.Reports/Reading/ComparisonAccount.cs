using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Works out again what follows from the items and counts of a comparison, and refuses one that says something else.</summary>
/// <param name="element">The comparison as it stands in the report.</param>
/// <param name="read">The comparison as it was read.</param>
/// <param name="isSinceBaseline">Whether it is one with a baseline: then only what has changed is counted.</param>
internal sealed class ComparisonAccount(ReportElement element, ResultComparison read, bool isSinceBaseline)
{
    private const string FromItems = "the items";

    private readonly IReadOnlyList<ComparedNumber> _items = read.Listed!;

    /// <summary>Checks it.</summary>
    /// <exception cref="FormatException">It contradicts itself.</exception>
    public void Check()
    {
        CheckOrder();
        element["numbers"].MustBe(read.Summaries.Sum(summary => (long)summary.Numbers), "the counts of the tensors");
        element["discrepancies"].MustBe(Listed(NumberVerdict.Differs), FromItems);
        element["undecidable"].MustBe(Listed(NumberVerdict.Undecidable), FromItems);
        element["verdict"].MustBe(ReportWords.Of(Verdict()), "its counts");
        CheckNotGiven();
        if (read.Kind == ResultKind.Hand && read.Status == ComparisonStatus.Computed)
        {
            CheckMarks();
        }

        CheckExtremes();
        if (read.Points is { } points && !isSinceBaseline)
        {
            element["plot"]["agreeing"].MustBe(read.Numbers - read.Discrepancies - read.Undecidable, "the counts of the comparison");
            element["plot"]["places"].Count(points.Shown.Count, points.Agreeing);
        }
    }

    private Verdict Verdict() => read.Discrepancies > 0 ? Comparison.Verdict.Fail
        : read.Status != ComparisonStatus.Computed || read.Undecidable > 0 || read.Numbers == 0 || read.Reason is not null ? Comparison.Verdict.Inconclusive
        : Comparison.Verdict.Pass;

    private int Listed(NumberVerdict verdict) => _items.Count(number => number.Verdict == verdict);

    /// <summary>Items stand in the order of the calculation, each once.</summary>
    private void CheckOrder()
    {
        for (int i = 1; i < _items.Count; i++)
        {
            (ComparedNumber before, ComparedNumber number) = (_items[i - 1], _items[i]);
            if ((before.Tensor.Slot.Index, before.Index).CompareTo((number.Tensor.Slot.Index, number.Index)) >= 0)
            {
                throw element["items"].Elements().ElementAt(i).Fault("this number stands twice, or not in the order of the calculation.");
            }
        }
    }

    private void CheckNotGiven()
    {
        int blanks = _items.Count(number => number.Other is null);
        if (blanks > read.NotGiven)
        {
            throw element["notGiven"].Contradiction(FormattableString.Invariant($"at least {blanks}"), FromItems);
        }

        if (read.NotGiven > 0 && read.NotGivenOf.Count == 0)
        {
            throw element.Missing("notGivenOf");
        }
    }

    private void CheckMarks()
    {
        ReportElement marks = element["marks"];
        long all = read.Marks!.Sum(mark => (long)mark.Numbers);
        if (all != (long)read.Numbers + read.NotGiven || Marked(GradeStatus.Wrong) != read.Discrepancies || Marked(GradeStatus.NotGiven) != read.NotGiven)
        {
            throw marks.Contradiction(
                FormattableString.Invariant($"{read.Numbers} marks, {read.Discrepancies} of them wrong, and {read.NotGiven} that are not given,"), "the counts of the comparison");
        }
    }

    private int Marked(GradeStatus status) => read.Marks!.FirstOrDefault(mark => mark.Status == status)?.Numbers ?? 0;

    /// <summary>The first wrong number and the worst one are among the items, where one of these does not agree.</summary>
    private void CheckExtremes()
    {
        MustBe("firstWrong", read.FirstWrong, _items.FirstOrDefault(number => number.Verdict == NumberVerdict.Differs));
        ComparedNumber[] notable = [.. _items.Where(number => number.Verdict != NumberVerdict.Agrees)];
        if (notable.Length > 0 && !isSinceBaseline)
        {
            MustBe("worst", read.Worst, notable.OrderBy(number => number.Verdict == NumberVerdict.Differs ? 0 : 1).ThenByDescending(number => number.Ratio).First());
        }
        else if (read.Worst is { } worst && (notable.Length == 0 ? worst.Verdict != NumberVerdict.Agrees : !notable.Contains(worst, SameNumber.Instance)))
        {
            throw element["worst"].Contradiction("another number", FromItems);
        }
        else if (read.Worst is null && (isSinceBaseline ? notable.Length : read.Numbers) > 0)
        {
            throw element.Missing("worst");
        }
    }

    private void MustBe(string field, ComparedNumber? stated, ComparedNumber? follows)
    {
        if (!SameNumber.Instance.Equals(stated, follows))
        {
            throw element.Optional(field) is { } said ? said.Contradiction(follows is null ? "none" : Address.Of(follows), FromItems) : element.Missing(field);
        }
    }
}
