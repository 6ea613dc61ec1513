namespace BackpropCrossCheck.Comparison;

/// <summary>Whether there was anything to compare.</summary>
public enum ComparisonStatus
{
    /// <summary>The other side gave numbers.</summary>
    Computed,

    /// <summary>The oracle does not work here, or does not offer what the fixture needs.</summary>
    Unavailable,

    /// <summary>The oracle should have answered and did not.</summary>
    Failed,
}
