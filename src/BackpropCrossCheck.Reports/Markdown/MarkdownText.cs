using System.Text;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Markdown;

/// <summary>Escapes text for a Markdown page on GitHub, so that nothing in it becomes a heading, a table cell, a link, HTML or a mention of
/// a user.</summary>
internal static class MarkdownText
{
    private const string Special = @"\`*_[]<>#|~&$@";

    /// <summary>A name or a path as code. Within code, only the closing fence has a meaning.</summary>
    public static string Code(string text)
    {
        string printable = PrintableText.Of(text);
        string fence = new('`', LongestRun(printable) + 1);
        // Markdown strips one space on each side of the code. So a space is added if the text begins or ends with a backquote, or has
        // spaces at both ends.
        string padding = printable.Length == 0 || printable[0] is '`' or ' ' || printable[^1] is '`' or ' ' ? " " : string.Empty;
        return $"{fence}{padding}{printable}{padding}{fence}";
    }

    /// <summary>A sentence.</summary>
    public static string Of(string text)
    {
        string printable = PrintableText.Of(text);
        var safe = new StringBuilder();
        for (int i = 0; i < printable.Length; i++)
        {
            char c = printable[i];
            safe.Append(IsSpecial(printable, i) ? @"\" : string.Empty).Append(c);
            if (c is '@' or '#')
            {
                // GitHub looks for names and numbers in the rendered text, where the backslash is gone but a comment is still there.
                safe.Append("<!-- -->");
            }
        }

        return safe.ToString();
    }

    /// <summary>Whether a character may have a meaning: that of a list or heading only at the beginning, that of an address only where one
    /// may begin.</summary>
    private static bool IsSpecial(string text, int i) => text[i] switch
    {
        '-' or '+' or '=' => i == 0,
        '.' or ')' => i > 0 && (text[i - 1] is 'w' or 'W' || (EndsWord(text, i) && text[..i].All(char.IsAsciiDigit))),
        ':' => !EndsWord(text, i),
        char c => Special.Contains(c, StringComparison.Ordinal),
    };

    private static bool EndsWord(string text, int i) => i + 1 == text.Length || text[i + 1] == ' ';

    /// <summary>Markdown as a table cell. A bar would end the cell, even in code.</summary>
    public static string Cell(string markdown)
        => markdown.Replace(@"\|", "|", StringComparison.Ordinal).Replace("|", @"\|", StringComparison.Ordinal);

    /// <summary>Lines as a code block.</summary>
    public static string Block(string language, string lines)
    {
        string fence = new('`', Math.Max(3, LongestRun(lines) + 1));
        return $"{fence}{language}\n{lines}\n{fence}\n";
    }

    private static int LongestRun(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
