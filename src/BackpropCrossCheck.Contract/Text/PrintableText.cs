using System.Globalization;
using System.Text;

namespace BackpropCrossCheck.Text;

/// <summary>Makes text from files safe for a terminal, a log and every kind of report: nothing in it can move the cursor, change a colour,
/// reverse the writing direction, break XML, or act as a command to the CI system that reads the log.</summary>
public static class PrintableText
{
    /// <summary>The text with unsafe parts written as \uXXXX: control characters, line breaks, direction marks, halves of surrogate pairs,
    /// noncharacters, and the beginning of a CI command.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsUnsafe(text, i))
            {
                return Escaped(text, i);
            }
        }

        return text;
    }

    private static string Escaped(string text, int from)
    {
        var safe = new StringBuilder(text, 0, from, text.Length + 16);
        for (int i = from; i < text.Length; i++)
        {
            if (IsUnsafe(text, i))
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
            else
            {
                safe.Append(text[i]);
            }
        }

        return safe.ToString();
    }

    // U+061C, U+200E, U+200F, U+202A to U+202E and U+2066 to U+2069 change the direction (Unicode Standard Annex 9). U+2028 and U+2029
    // break the line. U+FFFE and U+FFFF are noncharacters; XML 1.0 allows neither them nor halves of surrogate pairs.
    private static bool IsUnsafe(string text, int i) => text[i] switch
    {
        ':' => IsWorkflowCommand(text, i),
        '#' => IsLoggingCommand(text, i),
        '\uFFFE' or '\uFFFF' => true,
        >= '\uD800' and <= '\uDFFF' => !IsPaired(text, i),
        '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => true,
        char c => char.IsControl(c),
    };

    // GitHub takes "::error::…" at the start of a line as a command, and any word may end up there.
    private static bool IsWorkflowCommand(string text, int i)
        => (i == 0 || char.IsWhiteSpace(text[i - 1])) && i + 1 < text.Length && text[i + 1] == ':';

    // GitHub and Azure Pipelines take "##[error]…" and "##vso[…" as commands anywhere in a line; TeamCity does so with "##teamcity[".
    private static bool IsLoggingCommand(string text, int i)
    {
        ReadOnlySpan<char> rest = text.AsSpan(i);
        return rest.StartsWith("##[") || rest.StartsWith("##vso[") || rest.StartsWith("##teamcity[");
    }

    private static bool IsPaired(string text, int i) => char.IsHighSurrogate(text[i])
        ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
        : i > 0 && char.IsHighSurrogate(text[i - 1]);
}
