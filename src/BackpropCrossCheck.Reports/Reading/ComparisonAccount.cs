using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Recalculates what follows from a comparison's items and counts, and rejects a comparison that says something else.</summary>
/// <param name="stated">The comparison as stated in the report.</param>
/// <param name="at">Its place.</param>
/// <param name="read">The comparison as it was read.</param>
/// <param name="isSinceBaseline">Whether it is a comparison with a baseline. Then only changes are counted.</param>
internal sealed class ComparisonAccount(JsonComparison stated, ReportPlace at, ResultComparison read, bool isSinceBaseline)
{
    private const string FromItems = "the items";

    private readonly IReadOnlyList<ComparedNumber> _items = read.Items;

    /// <summary>Checks the comparison.</summary>
    /// <exception cref="FormatException">It contradicts itself.</exception>
    public void Check()
    {
        CheckOrder();
        at.MustBe("numbers", stated.Numbers, read.Summaries.Sum(summary => (long)summary.Numbers), "the counts of the tensors");
        at.MustBe("discrepancies", stated.Discrepancies, Listed(NumberVerdict.Differs), FromItems);
        at.MustBe("undecidable", stated.Undecidable, Listed(NumberVerdict.Undecidable), FromItems);
        at.MustBe("verdict", stated.Verdict, ReportWords.Of(Verdict()), "its counts");
        CheckNotGiven();
        if (read.Kind == ResultKind.Hand && read.Status == ComparisonStatus.Computed)
        {
            CheckMarks();
        }

        CheckExtremes();
        CheckLossy();
        if (stated.Plot is { } plot && read.Points is { Value: var points } && !isSinceBaseline)
        {
            at["plot"].MustBe("agreeing", plot.Agreeing,
                read.Numbers - read.Discrepancies - read.Undecidable, "the counts of the comparison");
            at["plot"].Count("places", plot.Places, points.Shown.Count, points.Agreeing);
            CheckStepPlot(plot.Steps, points.Steps);
        }
    }

    private void CheckStepPlot(JsonStepPlot? plot, StepPoints? points)
    {
        if (plot is null || points is null)
        {
            return;
        }

        ReportPlace place = at["plot"]["steps"];
        int wrong = read.Steps.Sum(step => step.Wrong);
        place.Count("wrong", plot.Wrong, 0, wrong);
        place.Count("following", plot.Following, 0, read.Steps.Sum(step => step.Judged) - wrong);
        place.Count("places", plot.Places, points.Following.Shown.Count, points.Following.Numbers);
        place.Count("wrongPlaces", plot.WrongPlaces, points.Wrong.Shown.Count, points.Wrong.Numbers);
    }

    private void CheckLossy()
    {
        at.Count("lossy", stated.Lossy ?? 0, 0, read.Numbers);
        if (read.Lossy > 0 && read.FirstLossy is null)
        {
            throw at.Missing("firstLossy");
        }

        if (read.Lossy == 0 && (read.FirstLossy is not null || read.CarelessFormula is not null))
        {
            throw at["lossy"].Contradiction("another count", "firstLossy and lossyFormula");
        }
    }

    private Verdict Verdict() => read.Discrepancies > 0 ? Comparison.Verdict.Fail
        : read.Status != ComparisonStatus.Computed || read.Undecidable > 0 || read.Numbers == 0
            || read.Reason is not null ? Comparison.Verdict.Inconclusive
        : Comparison.Verdict.Pass;

    private int Listed(NumberVerdict verdict) => _items.Count(number => number.Verdict == verdict);

    /// <summary>Items must be in the order of the calculation, without duplicates; or in the stored order of tensors, as in the first
    /// reports.</summary>
    private void CheckOrder()
    {
        int wrong = FirstOutOfOrder(step => (0, 0, step.Index));
        if (wrong >= 0 && FirstOutOfOrder(step => step.StoredOrder) >= 0)
        {
            throw at["items"][wrong].Fault("this number occurs twice, or not in the order of the calculation.");
        }
    }

    private int FirstOutOfOrder(Func<Step, (int Part, int Layer, int Index)> place)
    {
        for (int i = 1; i < _items.Count; i++)
        {
            (ComparedNumber before, ComparedNumber number) = (_items[i - 1], _items[i]);
            if ((place(before.Step), before.Index).CompareTo((place(number.Step), number.Index)) >= 0)
            {
                return i;
            }
        }

        return -1;
    }

    private void CheckNotGiven()
    {
        int blanks = _items.Count(number => number.Other is null);
        if (blanks > read.NotGiven)
        {
            throw at["notGiven"].Contradiction(FormattableString.Invariant($"at least {blanks}"), FromItems);
        }

        if (read.NotGiven > 0 && read.NotGivenOf.Count == 0)
        {
            throw at.Missing("notGivenOf");
        }
    }

    private void CheckMarks()
    {
        IReadOnlyList<MarkCount> marks = read.Marks ?? throw at.Missing("marks");
        long all = marks.Sum(mark => (long)mark.Numbers);
        if (all != (long)read.Numbers + read.NotGiven
            || Marked(marks, GradeStatus.Wrong) + Marked(marks, GradeStatus.Unreadable) != read.Discrepancies
            || Marked(marks, GradeStatus.NotGiven) != read.NotGiven)
        {
            throw at["marks"].Contradiction(
                FormattableString.Invariant(
                    $"{read.Numbers} marks, {read.Discrepancies} of them wrong, and {read.NotGiven} that are not given,"),
                "the counts of the comparison");
        }
    }

    private static int Marked(IReadOnlyList<MarkCount> marks, GradeStatus status)
        => marks.FirstOrDefault(mark => mark.Status == status)?.Numbers ?? 0;

    /// <summary>The first wrong number and the worst one must be among the items if they do not agree.</summary>
    private void CheckExtremes()
    {
        MustBe("firstWrong", read.FirstWrong, _items.FirstOrDefault(number => number.Verdict == NumberVerdict.Differs));
        ComparedNumber[] notable = [.. _items.Where(number => number.Verdict != NumberVerdict.Agrees)];
        if (notable.Length > 0 && !isSinceBaseline)
        {
            MustBe(
                "worst",
                read.Worst,
                notable
                    .OrderBy(number => number.Verdict == NumberVerdict.Differs ? 0 : 1)
                    .ThenByDescending(number => number.Ratio)
                    .First());
        }
        else if (read.Worst is { } worst
            && (notable.Length == 0 ? worst.Verdict != NumberVerdict.Agrees : !notable.Contains(worst, SameNumber.Instance)))
        {
            throw at["worst"].Contradiction("another number", FromItems);
        }
        else if (read.Worst is null && (isSinceBaseline ? notable.Length : read.Numbers) > 0)
        {
            throw at.Missing("worst");
        }
    }

    private void MustBe(string field, ComparedNumber? said, ComparedNumber? follows)
    {
        if (!SameNumber.Instance.Equals(said, follows))
        {
            throw said is null ? at.Missing(field) : at[field].Contradiction(follows is null ? "none" : Address.Of(follows), FromItems);
        }
    }
}
