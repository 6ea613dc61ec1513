using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>The numbers of a run, kept to hold later runs against.</summary>
internal sealed record Baseline
{
    /// <summary>The version of the program that recorded it, and with it of the engine.</summary>
    public required string Tool { get; init; }

    /// <summary>What it was recorded on.</summary>
    public required Machine Machine { get; init; }

    /// <summary>What the oracles were asked to calculate in; null for the finest that each offers.</summary>
    public FloatFormat? Format { get; init; }

    /// <summary>The oracles that gave numbers, in the order of their names.</summary>
    public required IReadOnlyList<BaselineOracle> Oracles { get; init; }

    /// <summary>The fixtures, in the order of their names.</summary>
    public required IReadOnlyList<BaselineFixture> Fixtures { get; init; }
}
