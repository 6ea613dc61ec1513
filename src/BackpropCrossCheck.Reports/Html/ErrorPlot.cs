using System.Globalization;
using System.Text;
using BackpropCrossCheck.Comparison;
using static System.FormattableString;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>Every number of a comparison as a point, in SVG. The horizontal axis shows the allowed difference, the vertical axis the actual
/// one, both in powers of ten. A point above the diagonal exceeds what is allowed.</summary>
internal sealed class ErrorPlot
{
    private const double Width = 480;
    private const double Height = 356;
    private const double Left = 58;
    private const double Right = 456;
    private const double Top = 32;
    private const double Bottom = 300;
    private const string Dot = "h0";
    private const string Cross = "m-5-5l10 10m0-10l-10 10";
    private const string Diamond = "m0-5l5 5l-5 5l-5-5z";

    private readonly ResultComparison _comparison;
    private readonly ErrorPoints _points;
    private readonly LogAxis _x;
    private readonly LogAxis _y;

    private ErrorPlot(ResultComparison comparison)
    {
        _comparison = comparison;
        _points = comparison.Points!.Value;
        _x = new LogAxis(_points.Allowed, Left, Right);
        _y = new LogAxis(_points.Error, Bottom, Top);
    }

    /// <summary>The plot of a comparison.</summary>
    /// <param name="comparison">The comparison. At least one of its numbers differs or is undecidable.</param>
    public static ErrorPlot Of(ResultComparison comparison) => new(comparison);

    /// <summary>Writes the plot and its description.</summary>
    /// <param name="id">An id that is unique on the page.</param>
    /// <param name="writer">Where it is written.</param>
    public void Write(string id, TextWriter writer)
    {
        writer.WriteLine("<figure tabindex=\"0\">");
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<svg class=\"plot\" style=\"--natural: {Width}px\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" "
                    + $"height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-labelledby=\"{id}-title "
                    + $"{id}-description\">"));
        writer.WriteLine($"<title id=\"{id}-title\">Error against allowed error, {PageText.Of(_comparison.Against)}</title>");
        writer.WriteLine($"<desc id=\"{id}-description\">{PageText.Of(Description())}</desc>");
        WriteAxes(writer);
        writer.WriteLine($"<path class=\"agreeing\" d=\"{Points(_points.Shown, Dot)}\"/>");
        writer.WriteLine($"<path class=\"doubtful\" d=\"{Points(Notable(NumberVerdict.Undecidable), Diamond)}\"/>");
        writer.WriteLine($"<path class=\"wrong\" d=\"{Points(Notable(NumberVerdict.Differs), Cross)}\"/>");
        writer.WriteLine("</svg>");
        writer.WriteLine($"<figcaption>{PageText.Of(Caption())}</figcaption>");
        writer.WriteLine("</figure>");
    }

    private void WriteAxes(TextWriter writer)
    {
        double from = Math.Pow(10, Math.Max(_points.Allowed.Low, _points.Error.Low));
        double to = Math.Pow(10, Math.Min(_points.Allowed.High, _points.Error.High));
        string limit = $"M{Length(_x.Place(from))} {Length(_y.Place(from))}L{Length(_x.Place(to))} {Length(_y.Place(to))}";
        writer.WriteLine($"<path class=\"beyond\" d=\"{limit}V{Length(Top)}H{Length(Left)}V{Length(_y.Place(from))}Z\"/>");
        foreach ((double place, string name) in _x.Ticks(6))
        {
            writer.WriteLine(
                $"<path class=\"grid\" d=\"M{Length(place)} {Length(Top)}V{Length(Bottom)}\"/><text x=\"{Length(place)}\" "
                    + $"y=\"{Length(Bottom + 20)}\">{name}</text>");
        }

        foreach ((double place, string name) in _y.Ticks(8))
        {
            writer.WriteLine(
                $"<path class=\"grid\" d=\"M{Length(Left)} {Length(place)}H{Length(Right)}\"/><text class=\"end\" x=\"{Length(Left - 6)}\" "
                    + $"y=\"{Length(place)}\">{name}</text>");
        }

        writer.WriteLine($"<path class=\"limit\" d=\"{limit}\"/>");
        writer.WriteLine($"<text class=\"soft start\" x=\"6\" y=\"12\">↑ error, |engine − other|</text>");
        writer.WriteLine($"<text class=\"soft end\" x=\"{Length(Right)}\" y=\"{Length(Bottom + 44)}\">allowed error →</text>");
    }

    private IEnumerable<ErrorPoint> Notable(NumberVerdict verdict)
        => _comparison.Notable.Where(number => number.Verdict == verdict).Select(number => new ErrorPoint(number.Allowed, number.Absolute));

    /// <summary>The points as the data of one path. Coinciding points are drawn once.</summary>
    private string Points(IEnumerable<ErrorPoint> points, string shape)
    {
        var path = new StringBuilder();
        IEnumerable<(int X, int Y)> places = points
            .Select(point => ((int)Math.Round(_x.Place(point.Allowed)), (int)Math.Round(_y.Place(point.Error))))
            .Distinct();
        foreach ((int x, int y) in places)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{x} {y}{shape}");
        }

        return path.ToString();
    }

    private string Description()
    {
        string worst = _comparison.Worst is { } number
            ? $" The largest error in proportion is that of {Address.Of(number)}: {NumberCells.Small(number.Absolute, ShownDigits.All)} "
                + $"where {NumberCells.Small(number.Allowed, ShownDigits.All)} is allowed."
            : string.Empty;
        return ComparisonSentence.Counts(_comparison.Numbers, _comparison.Discrepancies, _comparison.Undecidable) + "." + worst;
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

        return caption.ToString();
    }

    private static string Length(double length) => length.ToString("0.#", CultureInfo.InvariantCulture);
}
