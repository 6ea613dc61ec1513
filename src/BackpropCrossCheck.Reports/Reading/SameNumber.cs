using System.Diagnostics.CodeAnalysis;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Compares two places of a report: are they about the same number, and do they say the same?</summary>
internal sealed class SameNumber : IEqualityComparer<ComparedNumber>
{
    private SameNumber()
    {
    }

    /// <summary>The comparer.</summary>
    public static SameNumber Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(ComparedNumber? x, ComparedNumber? y) => x is null || y is null
        ? x is null && y is null
        : x.Step == y.Step && x.Index == y.Index && x.Engine.Equals(y.Engine) && Nullable.Equals(x.Other, y.Other)
            && x.Verdict == y.Verdict && x.Status == y.Status;

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] ComparedNumber obj) => HashCode.Combine(obj.Step, obj.Index);
}
