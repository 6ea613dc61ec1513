using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>A cause in the general words of its mistake, without any number of an answer.</summary>
internal static class CauseWords
{
    /// <summary>"In layer 2: h'(a) is left out of δ. …"; the cause's name if it has no words.</summary>
    /// <param name="finding">The finding.</param>
    public static string Of(Finding finding)
    {
        string layer = finding.Layer is { } number ? FormattableString.Invariant($"In layer {number}: ") : string.Empty;
        return KnownMistakes.All.FirstOrDefault(mistake => mistake.Cause == finding.Cause) is { } mistake
            ? $"{layer}{Sentence(mistake.Sentence, layer.Length > 0)}. {mistake.Advice}"
            : $"{layer}{finding.Cause}";
    }

    private static string Sentence(string text, bool isInside)
        => isInside || text.Length == 0 || !char.IsAsciiLetter(text[0]) || text[1] is '(' or '\'' ? text
            : char.ToUpperInvariant(text[0]) + text[1..];
}
