using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Judging;

/// <summary>One person's answers, after grading.</summary>
/// <param name="File">The file from which they were read, as given.</param>
/// <param name="Comparison">The marks.</param>
internal sealed record GradedAnswer(string File, ResultComparison Comparison);
