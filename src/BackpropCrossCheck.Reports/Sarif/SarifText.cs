using System.Text.RegularExpressions;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Sarif;

/// <summary>Text as a SARIF message may have it.</summary>
internal static partial class SarifText
{
    /// <summary>What GitHub keeps of a message or description.</summary>
    public const int Limit = 1024;

    private const string Cut = " […]";

    /// <summary>The text without what a reader would take for a placeholder or a link (SARIF 2.1.0, sections 3.11.5 and 3.11.6), at most
    /// <see cref="Limit"/> long.</summary>
    public static string Of(string text)
    {
        string printable = PrintableText.Of(text);
        string safe = Escaped(printable);
        if (safe.Length <= Limit)
        {
            return safe;
        }

        int most = Limit - Cut.Length;
        int length = Math.Min(printable.Length, most);
        for (safe = Start(printable, length); safe.Length > most; safe = Start(printable, length))
        {
            // Escaping makes two characters of one at most.
            length -= Math.Max(1, (safe.Length - most) / 2);
        }

        return safe + Cut;
    }

    private static string Start(string text, int length) => Escaped(text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]);

    private static string Escaped(string text)
        => Link().Replace(text, @"\[").Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    [GeneratedRegex(@"\[(?=[^\]]*\]\()")]
    private static partial Regex Link();
}
