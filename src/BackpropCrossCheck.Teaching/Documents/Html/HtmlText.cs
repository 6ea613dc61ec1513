using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Documents.Html;

/// <summary>Text in HTML, MathML and SVG.</summary>
internal static class HtmlText
{
    /// <summary>The text with all characters escaped that have a meaning in an element or in a quoted attribute.</summary>
    /// <param name="text">The text.</param>
    public static string Escaped(string text)
    {
        string printable = PrintableText.Of(text);
        return printable.AsSpan().IndexOfAny("&<>\"'") < 0 ? printable : printable
            .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);
    }
}
