using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>A verdict as a coloured label. Readers who see no colours have the word and its sign.</summary>
internal static class Badge
{
    /// <summary>The verdict of a run or a fixture.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Of(Verdict verdict) => Of(ReportWords.Of(verdict), verdict);

    /// <summary>The verdict of a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Of(ResultComparison comparison) => comparison.Status switch
    {
        ComparisonStatus.Unavailable => Of("unavailable", Verdict.Inconclusive),
        ComparisonStatus.Failed => Of("failed", Verdict.Error),
        ComparisonStatus.Computed => comparison.Verdict switch
        {
            Verdict.Pass => Of("agrees", Verdict.Pass),
            Verdict.Fail => Of("differs", Verdict.Fail),
            Verdict.Inconclusive or Verdict.Error => Of("undecidable", Verdict.Inconclusive),
        },
    };

    /// <summary>Another word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="colour">The verdict whose colour it has.</param>
    public static string Of(string word, Verdict colour)
    {
        string sign = colour switch
        {
            Verdict.Pass => "✓",
            Verdict.Inconclusive => "?",
            Verdict.Fail or Verdict.Error => "✗",
        };
        return $"<span class=\"badge {ReportWords.Of(colour)}\"><span aria-hidden=\"true\">{sign} </span>{word}</span>";
    }
}
