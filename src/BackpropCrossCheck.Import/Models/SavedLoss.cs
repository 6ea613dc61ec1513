using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Import.Models;

/// <summary>The loss that a file names.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Loss">The same in a fixture; null if there is none.</param>
internal sealed record SavedLoss(string Name, Loss? Loss)
{
    /// <summary>What of its settings no fixture has, to be said after its name; empty if it is the loss itself.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Whether the loss takes logits: it applies softmax or sigmoid to the output of the network by itself.</summary>
    public bool TakesLogits { get; init; }
}
