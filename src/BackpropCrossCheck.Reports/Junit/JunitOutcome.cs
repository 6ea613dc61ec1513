namespace BackpropCrossCheck.Reports.Junit;

/// <summary>Why a case does not pass.</summary>
/// <param name="Kind">The element: failure, error or skipped.</param>
/// <param name="Type">The kind of failure or error.</param>
/// <param name="Message">The message, on one line.</param>
/// <param name="Text">The full text.</param>
internal sealed record JunitOutcome(string Kind, string Type, string Message, string Text)
{
    /// <summary>A discrepancy.</summary>
    public const string Failure = "failure";

    /// <summary>Something could not be checked.</summary>
    public const string Error = "error";

    /// <summary>Nothing could be decided.</summary>
    public const string Skipped = "skipped";
}
