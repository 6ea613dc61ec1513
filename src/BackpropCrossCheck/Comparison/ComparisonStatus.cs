namespace BackpropCrossCheck.Comparison;

/// <summary>Whether there was anything to compare.</summary>
public enum ComparisonStatus
{
    /// <summary>The other side gave numbers.</summary>
    Computed,

    /// <summary>The oracle does not work here, or does not support the fixture.</summary>
    Unavailable,

    /// <summary>The oracle gave no answer although it should have.</summary>
    Failed,
}
