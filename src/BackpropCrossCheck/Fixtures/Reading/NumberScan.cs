namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>A JSON number in a text, or what is wrong with it.</summary>
/// <param name="End">The byte after it.</param>
/// <param name="ProblemAt">The faulty byte.</param>
/// <param name="Problem">What is wrong; null if nothing is.</param>
internal readonly record struct NumberScan(int End, int ProblemAt, string? Problem)
{
    /// <summary>Scans a number.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="start">The byte of the minus sign or the first digit.</param>
    public static NumberScan Of(ReadOnlySpan<byte> text, int start)
    {
        int at = start + (text[start] == '-' ? 1 : 0);
        int whole = Digits(text, at);
        string shown = Wording.Shorten(text[start..SyntaxWords.WordEnd(text, start)]);
        if (whole == at)
        {
            return Bad(start, SyntaxWords.NoDigit(shown));
        }

        if (text[at] == '0' && whole > at + 1)
        {
            return Bad(start, $"{shown} begins with a zero; JSON numbers have no leading zeros. Delete them.");
        }

        at = whole;
        if (Is(text, at, '.'))
        {
            int fraction = Digits(text, at + 1);
            if (fraction == at + 1)
            {
                return Bad(start, $"{shown} has no digit after the point; write {Wording.Shorten(text[start..at])}.0.");
            }

            at = fraction;
        }

        if (Is(text, at, 'e') || Is(text, at, 'E'))
        {
            int sign = at + 1 + (Is(text, at + 1, '+') || Is(text, at + 1, '-') ? 1 : 0);
            at = Digits(text, sign);
            if (at == sign)
            {
                return Bad(start, $"{shown} has no digit in its exponent; write it as 1e-5.");
            }
        }

        if (Is(text, at, '/') && at + 1 < text.Length && char.IsAsciiDigit((char)text[at + 1]))
        {
            return Bad(start, SyntaxWords.Fraction(text[start..at], text[(at + 1)..SyntaxWords.WordEnd(text, at + 1)]));
        }

        return SyntaxWords.WordEnd(text, at) == at
            ? new NumberScan(at, at, null)
            : Bad(start, $"{shown} is not a JSON number; write digits with a decimal point and an exponent where needed, as in -12.5e-3.");
    }

    private static NumberScan Bad(int at, string problem) => new(at, at, problem);

    private static bool Is(ReadOnlySpan<byte> text, int at, char wanted) => at < text.Length && text[at] == wanted;

    private static int Digits(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
        {
            at++;
        }

        return at;
    }
}
