namespace BackpropCrossCheck.Reports.Junit;

/// <summary>Why a case is no pass.</summary>
/// <param name="Kind">The element: failure, error or skipped.</param>
/// <param name="Type">What kind of failure or error.</param>
/// <param name="Message">One line.</param>
/// <param name="Text">All of it.</param>
internal sealed record JunitOutcome(string Kind, string Type, string Message, string Text)
{
    /// <summary>A discrepancy.</summary>
    public const string Failure = "failure";

    /// <summary>Something could not be checked.</summary>
    public const string Error = "error";

    /// <summary>Nothing can be told.</summary>
    public const string Skipped = "skipped";
}
