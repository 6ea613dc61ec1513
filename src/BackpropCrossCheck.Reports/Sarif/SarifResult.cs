using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Reports.Sarif;

/// <summary>A result.</summary>
/// <param name="Rule">What kind.</param>
/// <param name="Level">error, warning or note.</param>
/// <param name="Ratio">How far beyond what is allowed; the worst results have room first.</param>
/// <param name="Fixture">The fixture.</param>
/// <param name="Subject">What it is about, the same in every run: what the engine was held against, and the tensor.</param>
/// <param name="Text">The message.</param>
/// <param name="Place">Where, or null for the file as a whole.</param>
internal sealed record SarifResult(
    SarifRule Rule, string Level, double Ratio, FixtureReport Fixture, IReadOnlyList<string> Subject, string Text, TextPosition? Place)
{
    /// <summary>The file that the place is in.</summary>
    public string File { get; init; } = Fixture.File;
}
