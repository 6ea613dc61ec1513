using System.Globalization;
using BackpropCrossCheck.Documents.Text;

namespace BackpropCrossCheck.Documents.Html;

/// <summary>Draws a network in SVG: units with their numbers, and connections with their weights. If there is no room for the weights,
/// those of a unit are next to it. If the network is too large, each layer is one box.</summary>
internal static class NetworkSvg
{
    /// <summary>Writes the drawing. Its colours come from the page's style.</summary>
    /// <param name="network">The network.</param>
    /// <param name="id">An id that is unique on the page.</param>
    /// <param name="writer">Where it is written.</param>
    public static void Write(NetworkDrawing network, string id, TextWriter writer)
    {
        var drawn = network.IsDetailed ? NetworkPlan.OfUnits(network) : NetworkPlan.OfLayers(network);
        string width = Length(drawn.Width);
        string height = Length(drawn.Height);
        writer.WriteLine(
            $"<svg class=\"network\" style=\"--natural: {width}px\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" "
                + $"height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-description\">");
        writer.WriteLine($"<title id=\"{id}-title\">{HtmlText.Escaped(network.Title)}</title>");
        writer.WriteLine($"<desc id=\"{id}-description\">{HtmlText.Escaped(network.Description)}</desc>");
        // Marked lines are drawn last, on top of the others.
        foreach (PlannedLine line in drawn.Lines.OrderBy(line => line.Mark))
        {
            writer.WriteLine(
                $"<line class=\"{Classes("connection", line.Mark)}\" x1=\"{Length(line.FromX)}\" y1=\"{Length(line.FromY)}\" "
                    + $"x2=\"{Length(line.ToX)}\" y2=\"{Length(line.ToY)}\"/>");
        }

        foreach (PlannedNode node in drawn.Nodes)
        {
            writer.WriteLine(
                $"<rect class=\"{Classes("unit", node.Mark)}\" x=\"{Length(node.X - (node.Width / 2))}\" "
                    + $"y=\"{Length(node.Y - (node.Height / 2))}\" width=\"{Length(node.Width)}\" "
                    + $"height=\"{Length(node.Height)}\" rx=\"12\"/>");
        }

        foreach (PlannedText text in drawn.Texts)
        {
            string kind = text.Kind.Length == 0 ? string.Empty : $" class=\"{text.Kind}\"";
            writer.WriteLine(
                $"<text{kind} x=\"{Length(text.X)}\" y=\"{Length(text.Y)}\">{HtmlText.Escaped(TextFormula.Digits(text.Text))}</text>");
        }

        foreach (PlannedStep step in drawn.Steps)
        {
            StepSquare.Write(step, writer);
        }

        writer.WriteLine("</svg>");
    }

    /// <summary>The CSS class for a mark.</summary>
    /// <param name="mark">The mark.</param>
    public static string ClassOf(DrawnMark mark) => mark == DrawnMark.Wrong ? "wrong" : "doubtful";

    private static string Classes(string kind, DrawnMark mark) => mark == DrawnMark.None ? kind : $"{kind} {ClassOf(mark)}";

    private static string Length(double length) => length.ToString("0.#", CultureInfo.InvariantCulture);
}
