using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Judging;

/// <summary>The answers of one person, graded.</summary>
/// <param name="File">The file they were read from, as given.</param>
/// <param name="Comparison">The marks.</param>
internal sealed record GradedAnswer(string File, ResultComparison Comparison);
