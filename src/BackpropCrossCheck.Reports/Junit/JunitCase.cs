namespace BackpropCrossCheck.Reports.Junit;

/// <summary>A test case.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClassName">Its class: the fixture, a dot, and what the engine was compared with.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Line">The line in the fixture's file, or null.</param>
/// <param name="Rule">A fixed rule that applied, and what it would have noticed; with the default rules, the numbers of the comparison
/// that have lost their digits, where the first of them is. Else null.</param>
/// <param name="Outcome">The outcome; null for a pass.</param>
internal sealed record JunitCase(string Name, string ClassName, TimeSpan Time, int? Line, string? Rule, JunitOutcome? Outcome)
{
    /// <summary>The file with that line, relative to the repository; null if it is the suite's file.</summary>
    public string? File { get; init; }
}
