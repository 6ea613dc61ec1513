namespace BackpropCrossCheck.Reports.Junit;

/// <summary>A test case.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClassName">What it belongs to: the fixture, a dot, and what the engine was held against.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Line">The line in the fixture's file, or null.</param>
/// <param name="Rule">A fixed rule that is in force, and what it would have seen; null for the default rules.</param>
/// <param name="Outcome">What else than a pass came out; null of a pass.</param>
internal sealed record JunitCase(string Name, string ClassName, TimeSpan Time, int? Line, string? Rule, JunitOutcome? Outcome)
{
    /// <summary>The file that the line is in, relative to the repository; null where it is the suite's.</summary>
    public string? File { get; init; }
}
