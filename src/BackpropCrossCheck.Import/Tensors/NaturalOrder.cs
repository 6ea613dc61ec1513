namespace BackpropCrossCheck.Import.Tensors;

/// <summary>The order of names in which numbers count as numbers: dense_2 comes before dense_10, and dense before both.</summary>
internal static class NaturalOrder
{
    /// <summary>Compares names. Two names that differ only in leading zeros are ordered by their characters.</summary>
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string a, string b)
    {
        int i = 0;
        int j = 0;
        while (i < a.Length && j < b.Length)
        {
            ReadOnlySpan<char> digits = Digits(a, i);
            ReadOnlySpan<char> others = Digits(b, j);
            int order = digits.Length > 0 && others.Length > 0 ? OfNumbers(digits, others) : a[i].CompareTo(b[j]);
            if (order != 0)
            {
                return order;
            }

            i += Math.Max(1, digits.Length);
            j += Math.Max(1, others.Length);
        }

        int length = (a.Length - i).CompareTo(b.Length - j);
        return length != 0 ? length : string.CompareOrdinal(a, b);
    }

    private static ReadOnlySpan<char> Digits(string text, int from)
    {
        int to = from;
        while (to < text.Length && char.IsAsciiDigit(text[to]))
        {
            to++;
        }

        return text.AsSpan(from, to - from);
    }

    private static int OfNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
