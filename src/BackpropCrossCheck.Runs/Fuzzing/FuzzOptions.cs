using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>Which random networks are drawn, and how many.</summary>
internal sealed record FuzzOptions
{
    /// <summary>The number of networks unless another is asked for.</summary>
    public const int DefaultCount = 100;

    /// <summary>How many failures end a run unless another number is asked for.</summary>
    public const int DefaultFailures = 3;

    /// <summary>The seed; the same seed draws the same networks.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The number of networks, at least 1.</summary>
    public int Count { get; init; } = DefaultCount;

    /// <summary>How many failures end the run, at least 1.</summary>
    public int MostFailures { get; init; } = DefaultFailures;

    /// <summary>The inputs, then the units of each layer; null to draw them.</summary>
    public IReadOnlyList<int>? Widths { get; init; }

    /// <summary>The activations to draw from, at least one.</summary>
    public IReadOnlyList<Activation> Activations { get; init; } = Activation.All;

    /// <summary>The losses to draw from, at least one.</summary>
    public IReadOnlyList<LossTerm> Losses { get; init; } = LossTerm.All;

    /// <summary>Whether some of the networks have a regularization.</summary>
    public bool Regularizes { get; init; } = true;

    /// <summary>The name of a network.</summary>
    /// <param name="number">Which network it is, from 1.</param>
    public string NameOf(int number) => FormattableString.Invariant($"fuzz-{Seed}-{number}");
}
