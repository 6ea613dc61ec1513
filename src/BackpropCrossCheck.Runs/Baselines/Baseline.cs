using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>The numbers of a run, stored so that later runs can be compared with them.</summary>
internal sealed record Baseline
{
    /// <summary>The version of the program that recorded it, and so of the engine.</summary>
    public required string Tool { get; init; }

    /// <summary>The machine on which it was recorded.</summary>
    public required Machine Machine { get; init; }

    /// <summary>The format that the oracles were asked to calculate in; null for the most precise that each offers.</summary>
    public FloatFormat? Format { get; init; }

    /// <summary>The oracles that gave numbers, in the order of their names.</summary>
    public required IReadOnlyList<BaselineOracle> Oracles { get; init; }

    /// <summary>The fixtures, in the order of their names.</summary>
    public required IReadOnlyList<BaselineFixture> Fixtures { get; init; }
}
