using System.Globalization;
using System.Text;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;
using static System.FormattableString;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>Every number of a comparison as a point, with the allowed difference and the actual one. A point above the diagonal exceeds
/// what is allowed. A second panel with the same axes shows the numbers that were judged by their steps.</summary>
internal sealed class ErrorPlot
{
    private readonly ResultComparison _comparison;
    private readonly ErrorPoints _points;

    private ErrorPlot(ResultComparison comparison)
    {
        _comparison = comparison;
        _points = comparison.Points!.Value;
    }

    /// <summary>The plot of a comparison.</summary>
    /// <param name="comparison">The comparison. At least one of its numbers differs or is undecidable.</param>
    public static ErrorPlot Of(ResultComparison comparison) => new(comparison);

    /// <summary>Writes the plot and its description.</summary>
    /// <param name="id">An id that is unique on the page.</param>
    /// <param name="writer">Where it is written.</param>
    public void Write(string id, TextWriter writer)
    {
        (LogRange allowed, LogRange error) = _points.Steps is { } others
            ? (_points.Allowed.With(others.Allowed), _points.Error.With(others.Error))
            : (_points.Allowed, _points.Error);
        writer.WriteLine("<figure class=\"panels\" tabindex=\"0\">");
        new PlotPanel(allowed, error)
        {
            Title = $"Error against allowed error, {_comparison.Against}",
            Description = Description(),
            Vertical = "error, |engine − other|",
            Horizontal = "allowed error",
            Agreeing = _points.Shown,
            Doubtful = Notable(NumberVerdict.Undecidable),
            Wrong = Notable(NumberVerdict.Differs),
        }.Write(id, writer);
        if (_points.Steps is { } steps)
        {
            new PlotPanel(allowed, error)
            {
                Title = $"Error of each step against what the step allows, {_comparison.Against}",
                Description = Description(steps),
                Vertical = "error of the step, |own − what follows|",
                Horizontal = "what the step allows",
                Agreeing = steps.Following.Shown,
                Wrong = steps.Wrong.Shown,
            }.Write($"{id}-steps", writer);
        }

        writer.WriteLine($"<figcaption>{PageText.Of(Caption())}</figcaption>");
        writer.WriteLine("</figure>");
    }

    private IEnumerable<ErrorPoint> Notable(NumberVerdict verdict)
        => _comparison.Notable.Where(number => number.Verdict == verdict).Select(number => new ErrorPoint(number.Allowed, number.Absolute));

    private string Description()
    {
        string worst = _comparison.Worst is { } number
            ? $" The largest error in proportion is that of {Address.Of(number)}: {NumberCells.Small(number.Absolute, ShownDigits.All)} "
                + $"where {NumberCells.Small(number.Allowed, ShownDigits.All)} is allowed."
            : string.Empty;
        return ComparisonSentence.Counts(_comparison.Numbers, _comparison.Discrepancies, _comparison.Undecidable) + "." + worst;
    }

    private string Description(StepPoints steps)
    {
        string first = _comparison.Origin is { } origin
            ? $" The first step that does not follow is {StepText.Name(origin.Step)}." : string.Empty;
        string judged = Wording.Count(steps.Following.Numbers + steps.Wrong.Numbers, "number");
        return Invariant($"Judged by their steps: {judged}; wrong: {steps.Wrong.Numbers}.") + first;
    }

    private string Caption()
    {
        var caption = new StringBuilder(
            "Each number is a point. In the shaded part, above the line, the error is larger than what is allowed.");
        caption.Append(CultureInfo.InvariantCulture, $" ✗ differs ({_comparison.Discrepancies})");
        caption.Append(_comparison.Undecidable > 0 ? Invariant($", ◇ undecidable ({_comparison.Undecidable})") : string.Empty);
        caption.Append(_points.Agreeing > 0 ? Invariant($", ● agrees ({_points.Agreeing})") : string.Empty).Append('.');
        if (_points.Shown.Count < _points.Places)
        {
            caption.Append(
                CultureInfo.InvariantCulture,
                $" Of {_points.Places} places where numbers agree, {_points.Shown.Count} are drawn; "
                    + $"every number that differs or is undecidable is.");
        }

        if (_points.AgreeBeyond)
        {
            caption.Append(
                " A number of a calculation by hand that is cut off, or follows from an earlier slip, is above the line, "
                    + "but not wrong.");
        }

        if (_points.Steps is { } steps)
        {
            AppendSteps(caption, steps);
        }

        return caption.ToString();
    }

    private static void AppendSteps(StringBuilder caption, StepPoints steps)
    {
        caption.Append(" The second panel has the same axes. Its numbers are judged by their steps: each is compared with what follows "
            + "from the other side’s own earlier numbers.");
        caption.Append(
            CultureInfo.InvariantCulture,
            $" ✗ does not follow ({steps.Wrong.Numbers}), ● follows ({steps.Following.Numbers}).");
        foreach ((PointSelection selection, string what) in new[] { (steps.Following, "follow"), (steps.Wrong, "do not") })
        {
            if (selection.Shown.Count < selection.Places)
            {
                caption.Append(
                    CultureInfo.InvariantCulture,
                    $" Of {selection.Places} places where numbers {what}, {selection.Shown.Count} are drawn.");
            }
        }
    }
}
