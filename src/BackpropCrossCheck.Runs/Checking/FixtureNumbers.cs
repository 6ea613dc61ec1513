using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Checking;

/// <summary>All numbers of a fixture.</summary>
/// <param name="Engine">The engine's side.</param>
/// <param name="Oracles">Each oracle's result, in the order of the run.</param>
/// <param name="Bytes">The fixture's file, needed to locate numbers.</param>
internal sealed record FixtureNumbers(Reference Engine, IReadOnlyList<OracleResult> Oracles, FixtureBytes Bytes)
{
    /// <summary>The comparisons with their numbers: the oracles in the order of the run, then the entries in the order of the
    /// file.</summary>
    public IReadOnlyList<JudgedResult> Comparisons { get; init; } = [];
}
