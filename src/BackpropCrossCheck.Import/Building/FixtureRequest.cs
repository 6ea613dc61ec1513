using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Import.Building;

/// <summary>What a fixture is made of, besides the model.</summary>
internal sealed record FixtureRequest
{
    /// <summary>The model's file, as given.</summary>
    public required string File { get; init; }

    /// <summary>The fixture's name.</summary>
    public required string Name { get; init; }

    /// <summary>The inputs; null to make some up.</summary>
    public DataArray? Inputs { get; init; }

    /// <summary>The labels; null to make some up.</summary>
    public DataArray? Labels { get; init; }

    /// <summary>The loss; null for the one that the file names, or else the usual one of the last activation.</summary>
    public Loss? Loss { get; init; }

    /// <summary>Whether the loss takes logits, even if the file does not say so.</summary>
    public bool TakesLogits { get; init; }

    /// <summary>How many samples are made up.</summary>
    public int Samples { get; init; }

    /// <summary>The seed of what is made up.</summary>
    public ulong Seed { get; init; }
}
