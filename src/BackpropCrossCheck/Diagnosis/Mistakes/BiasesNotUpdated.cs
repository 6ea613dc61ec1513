using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Only the weights are trained.</summary>
internal sealed class BiasesNotUpdated : OtherTraining
{
    /// <inheritdoc/>
    public override string Cause => "biases-not-updated";

    /// <inheritdoc/>
    public override string Sentence => "the biases stay as they are, and only the weights are updated";

    /// <inheritdoc/>
    public override string Advice => "Update the biases too: b − η·∂L/∂b. If they are meant to stay, declare \"biases\": false.";

    /// <inheritdoc/>
    public override string Signs => "The new biases are the old ones, and the new weights of one step are right.";

    /// <inheritdoc/>
    protected override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence, Training training)
        => training.Biases && evidence.Fixture.Layout.Layers.Any(layer => layer.HasBias)
            ? [With(other => other with { Biases = false })]
            : [];
}
