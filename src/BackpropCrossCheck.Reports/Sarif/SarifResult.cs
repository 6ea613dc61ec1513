using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Reports.Sarif;

/// <summary>A result.</summary>
/// <param name="Rule">Its kind.</param>
/// <param name="Level">error, warning or note.</param>
/// <param name="Ratio">How far it exceeds what is allowed. The worst results get room first.</param>
/// <param name="Fixture">The fixture.</param>
/// <param name="Subject">What it is about, the same in every run: what the engine was compared with, and the tensor.</param>
/// <param name="Text">The message.</param>
/// <param name="Place">Its position, or null for the file as a whole.</param>
internal sealed record SarifResult(
    SarifRule Rule, string Level, double Ratio, FixtureReport Fixture, IReadOnlyList<string> Subject, string Text, TextPosition? Place)
{
    /// <summary>The file with that position.</summary>
    public string File { get; init; } = Fixture.File;
}
