using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Judging;

/// <summary>One person's answers, after grading.</summary>
/// <param name="File">The file from which they were read, as given.</param>
/// <param name="Comparison">The marks.</param>
internal sealed record GradedAnswer(string File, ResultComparison Comparison)
{
    /// <summary>The numbers that were asked for.</summary>
    public IReadOnlyCollection<(Step Step, int Index)> Asked { get; init; } = [];

    /// <summary>SHA-256 of the file, in hexadecimal; null if the file has several answers.</summary>
    public string? Digest { get; init; }
}
