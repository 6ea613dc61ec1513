namespace BackpropCrossCheck.Reports.Junit;

/// <summary>A test suite: a fixture.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The fixture's file, relative to the repository; null for the run as a whole.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Cases">Its cases.</param>
internal sealed record JunitSuite(string Name, string? File, TimeSpan Time, IReadOnlyList<JunitCase> Cases)
{
    /// <summary>How many of its cases have a given outcome.</summary>
    /// <param name="kind">failure, error or skipped.</param>
    public int Count(string kind) => Cases.Count(one => one.Outcome?.Kind == kind);
}
