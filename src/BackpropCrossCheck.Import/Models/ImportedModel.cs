using BackpropCrossCheck.Engine;

namespace BackpropCrossCheck.Import.Models;

/// <summary>A network that was read from a saved model.</summary>
/// <param name="Kind">What the file is: "Keras 2.15.0", "ONNX".</param>
/// <param name="Network">The network.</param>
/// <param name="LayerNames">For each layer, its name in the file.</param>
/// <param name="Notes">What a reader has to know about the import, in sentences.</param>
internal sealed record ImportedModel(
    string Kind, Network Network, IReadOnlyList<string> LayerNames, IReadOnlyList<string> Notes)
{
    /// <summary>The loss that the model was compiled with; null if the file names none.</summary>
    public SavedLoss? Loss { get; init; }

    /// <summary>What the model adds to its loss for the size of its weights.</summary>
    public Regularization Regularization { get; init; } = Regularization.None;
}
