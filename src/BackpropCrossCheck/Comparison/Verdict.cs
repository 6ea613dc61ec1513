namespace BackpropCrossCheck.Comparison;

/// <summary>The verdict on a comparison, a fixture or a run.</summary>
public enum Verdict
{
    /// <summary>Everything asked for was checked and agrees.</summary>
    Pass,

    /// <summary>There is a discrepancy.</summary>
    Fail,

    /// <summary>It cannot be decided.</summary>
    Inconclusive,

    /// <summary>The fixture could not be checked.</summary>
    Error,
}
