using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>A verdict as a coloured label. Readers who see no colours have the word and its sign.</summary>
internal static class Badge
{
    /// <summary>The verdict of a run or a fixture.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Of(Verdict verdict) => Badged(ReportWords.Of(verdict), verdict);

    /// <summary>The verdict of a comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Of(ResultComparison comparison) => comparison.Status switch
    {
        ComparisonStatus.Unavailable => Badged("unavailable", Verdict.Inconclusive),
        ComparisonStatus.Failed => Badged("failed", Verdict.Error),
        ComparisonStatus.Computed => comparison.Verdict switch
        {
            Verdict.Pass => Badged("agrees", Verdict.Pass),
            Verdict.Fail => Badged("differs", Verdict.Fail),
            Verdict.Inconclusive or Verdict.Error => Badged("undecidable", Verdict.Inconclusive),
        },
    };

    private static string Badged(string word, Verdict colour)
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
