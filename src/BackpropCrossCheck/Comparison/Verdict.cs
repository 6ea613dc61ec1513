namespace BackpropCrossCheck.Comparison;

/// <summary>What is said of a comparison, a fixture or a run.</summary>
public enum Verdict
{
    /// <summary>Everything asked for was checked and agrees.</summary>
    Pass,

    /// <summary>A discrepancy.</summary>
    Fail,

    /// <summary>It cannot be told.</summary>
    Inconclusive,

    /// <summary>The fixture could not be checked.</summary>
    Error,
}
