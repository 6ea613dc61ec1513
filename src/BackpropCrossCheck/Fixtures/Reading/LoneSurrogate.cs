using System.Globalization;

namespace BackpropCrossCheck.Fixtures.Reading;

/// <summary>Finds \u escapes of half a surrogate pair, which represent no character.</summary>
internal static class LoneSurrogate
{
    /// <summary>The index of the first such escape; −1 if there is none.</summary>
    /// <param name="escaped">The inside of a JSON string with well-formed escapes.</param>
    public static int IndexIn(ReadOnlySpan<byte> escaped)
    {
        int i = 0;
        while (i < escaped.Length)
        {
            if (escaped[i] != '\\')
            {
                i++;
            }
            else if (escaped[i + 1] != 'u')
            {
                i += 2;
            }
            else if (!char.IsSurrogate(Unit(escaped, i)))
            {
                i += 6;
            }
            else if (char.IsHighSurrogate(Unit(escaped, i)) && IsLow(escaped, i + 6))
            {
                i += 12;
            }
            else
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsLow(ReadOnlySpan<byte> escaped, int at)
        => escaped.Length >= at + 6 && escaped[at] == '\\' && escaped[at + 1] == 'u' && char.IsLowSurrogate(Unit(escaped, at));

    private static char Unit(ReadOnlySpan<byte> escaped, int at)
        => (char)ushort.Parse(escaped.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
