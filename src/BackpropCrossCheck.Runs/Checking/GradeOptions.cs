using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>How answers are graded.</summary>
/// <param name="Precision">The precision that answers in CSV were asked for with.</param>
internal sealed record GradeOptions(NumberPrecision Precision)
{
    /// <summary>Whether answers with fewer digits than asked for may be right.</summary>
    public bool AcceptCoarse { get; init; }

    /// <summary>Whether δ in CSV answers is −∂L/∂a.</summary>
    public bool HasNegativeDeltas { get; init; }

    /// <summary>What each number is worth; null if each number that is asked for is worth one point.</summary>
    public PointTable? Points { get; init; }

    /// <summary>How much of one file is read at most, in MiB.</summary>
    public int Limit { get; init; } = InputFile.DefaultLimit;
}
