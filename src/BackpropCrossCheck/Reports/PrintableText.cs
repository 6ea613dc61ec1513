namespace BackpropCrossCheck.Reports;

/// <summary>Text from files as a terminal may have it: nothing in it moves the cursor, changes a colour or turns the direction of writing around.</summary>
public static class PrintableText
{
    /// <summary>The text with control characters, line breaks and marks of direction written as \uXXXX.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
        => text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? FormattableString.Invariant($"\\u{(int)c:x4}") : c.ToString())) : text;

    // U+061C, U+200E, U+200F, U+202A to U+202E and U+2066 to U+2069 turn the direction (Unicode Standard Annex 9); U+2028 and U+2029 break the line.
    private static bool IsUnsafe(char c) => char.IsControl(c) || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
