using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading.Answers;

/// <summary>One person's answers, as a file gives them.</summary>
/// <param name="Entry">The numbers. One that cannot be read is missing there.</param>
internal sealed record ReadAnswer(ExpectedEntry Entry)
{
    /// <summary>What was odd in the file, in the order of its lines.</summary>
    public IReadOnlyList<AnswerNote> Notes { get; init; } = [];

    /// <summary>The numbers that could not be read.</summary>
    public IReadOnlySet<(Step Step, int Index)> Unreadable { get; init; } = new HashSet<(Step Step, int Index)>();

    /// <summary>The numbers that have a line in the file, with a value or without. Empty for JSON.</summary>
    public IReadOnlyCollection<(Step Step, int Index)> Named { get; init; } = [];
}
