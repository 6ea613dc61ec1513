using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>What a baseline has of a fixture.</summary>
/// <param name="Name">The fixture's name.</param>
/// <param name="File">Its file, as given.</param>
/// <param name="Calculation">The digest of what was calculated.</param>
/// <param name="Layout">The tensors of the calculation.</param>
/// <param name="Results">The engine's numbers, then the oracles' in the order of their names.</param>
internal sealed record BaselineFixture(
    string Name, string File, string Calculation, TensorLayout Layout, IReadOnlyList<BaselineResult> Results)
{
    /// <summary>What an oracle gave for it; null where the baseline does not say.</summary>
    public BaselineResult? Of(string oracle) => Results.FirstOrDefault(result => result.Oracle == oracle);
}
