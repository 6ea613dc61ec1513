using BackpropCrossCheck.Documents.Html;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>Texts of a report as parts of a page.</summary>
internal static class PageText
{
    private const int MostCharacters = 2000;

    /// <summary>Plain text; a very long text is cut off.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        if (text.Length <= MostCharacters)
        {
            return HtmlText.Escaped(text);
        }

        int end = char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
        return HtmlText.Escaped(text[..end] + " …");
    }

    /// <summary>A name, a path or a command.</summary>
    /// <param name="text">The name.</param>
    public static string Code(string text) => $"<code>{Of(text)}</code>";
}
