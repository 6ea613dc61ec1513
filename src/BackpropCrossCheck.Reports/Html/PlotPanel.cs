using System.Globalization;
using System.Text;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>One panel of a plot, in SVG: points, and the line where the difference is as large as is allowed. The horizontal axis shows the
/// allowed difference, the vertical axis the actual one, both in powers of ten.</summary>
/// <param name="allowed">The range of the horizontal axis.</param>
/// <param name="error">The range of the vertical axis.</param>
internal sealed class PlotPanel(LogRange allowed, LogRange error)
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

    private readonly LogAxis _x = new(allowed, Left, Right);
    private readonly LogAxis _y = new(error, Bottom, Top);

    /// <summary>What it shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The same for people who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The name of the vertical axis.</summary>
    public required string Vertical { get; init; }

    /// <summary>The name of the horizontal axis.</summary>
    public required string Horizontal { get; init; }

    /// <summary>The numbers that agree, as dots.</summary>
    public required IEnumerable<ErrorPoint> Agreeing { get; init; }

    /// <summary>The numbers that are undecidable, as diamonds.</summary>
    public IEnumerable<ErrorPoint> Doubtful { get; init; } = [];

    /// <summary>The numbers that are wrong, as crosses.</summary>
    public required IEnumerable<ErrorPoint> Wrong { get; init; }

    /// <summary>Writes the panel and its description.</summary>
    /// <param name="id">An id that is unique on the page.</param>
    /// <param name="writer">Where it is written.</param>
    public void Write(string id, TextWriter writer)
    {
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<svg class=\"plot\" style=\"--natural: {Width}px\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" "
                    + $"height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-labelledby=\"{id}-title "
                    + $"{id}-description\">"));
        writer.WriteLine($"<title id=\"{id}-title\">{PageText.Of(Title)}</title>");
        writer.WriteLine($"<desc id=\"{id}-description\">{PageText.Of(Description)}</desc>");
        WriteAxes(writer);
        writer.WriteLine($"<path class=\"agreeing\" d=\"{Points(Agreeing, Dot)}\"/>");
        writer.WriteLine($"<path class=\"doubtful\" d=\"{Points(Doubtful, Diamond)}\"/>");
        writer.WriteLine($"<path class=\"wrong\" d=\"{Points(Wrong, Cross)}\"/>");
        writer.WriteLine("</svg>");
    }

    private void WriteAxes(TextWriter writer)
    {
        double from = Math.Pow(10, Math.Max(allowed.Low, error.Low));
        double to = Math.Pow(10, Math.Min(allowed.High, error.High));
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
        writer.WriteLine($"<text class=\"soft start\" x=\"6\" y=\"12\">↑ {PageText.Of(Vertical)}</text>");
        writer.WriteLine(
            $"<text class=\"soft end\" x=\"{Length(Right)}\" y=\"{Length(Bottom + 44)}\">{PageText.Of(Horizontal)} →</text>");
    }

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

    private static string Length(double length) => length.ToString("0.#", CultureInfo.InvariantCulture);
}
