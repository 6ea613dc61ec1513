using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>A baseline's entry for a fixture.</summary>
/// <param name="Name">The fixture's name.</param>
/// <param name="File">Its file, as given.</param>
/// <param name="Calculation">The digest of the calculation.</param>
/// <param name="Layout">The tensors of the calculation.</param>
/// <param name="Results">The engine's numbers, then those of the oracles, in the order of their names.</param>
internal sealed record BaselineFixture(
    string Name, string File, string Calculation, TensorLayout Layout, IReadOnlyList<BaselineResult> Results)
{
    /// <summary>An oracle's result for the fixture; null if the baseline has none.</summary>
    public BaselineResult? Of(string oracle) => Results.FirstOrDefault(result => result.Oracle == oracle);
}
