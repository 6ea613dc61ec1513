using System.Text.RegularExpressions;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Sarif;

/// <summary>Makes text fit for a SARIF message.</summary>
internal static partial class SarifText
{
    /// <summary>The longest message or description that GitHub keeps.</summary>
    public const int Limit = 1024;

    private const string Cut = " […]";

    /// <summary>The text, escaped so that no reader takes part of it for a placeholder or a link (SARIF 2.1.0, sections 3.11.5 and 3.11.6),
    /// and at most <see cref="Limit"/> characters long.</summary>
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
            // Escaping turns one character into two at most.
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
