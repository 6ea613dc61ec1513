using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>The numbers that the engine or an oracle gave for a fixture.</summary>
/// <param name="Oracle">The oracle's name; null for the engine.</param>
/// <param name="Format">The format in which it calculated.</param>
/// <param name="Numbers">The numbers, in the fixture's convention; null if it gave none.</param>
/// <param name="Reason">Why it gave none; null if it gave some.</param>
internal sealed record BaselineResult(string? Oracle, FloatFormat Format, TensorSet? Numbers, string? Reason)
{
    /// <summary>The name of the engine.</summary>
    public const string Engine = "engine";

    /// <summary>The name of the engine or oracle.</summary>
    public string Name => Oracle ?? Engine;
}
