using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>The steps whose equation a mistake changes.</summary>
internal static class PlantedSteps
{
    /// <summary>The indices of these steps.</summary>
    /// <param name="fixture">The network.</param>
    /// <param name="mistake">The mistake.</param>
    public static IEnumerable<int> Of(Fixture fixture, Planting mistake)
        => Steps(fixture.Layout, fixture.Network.Layers.Count - 1, mistake).OfType<Step>().Select(step => step.Index);

    private static IEnumerable<Step?> Steps(TensorLayout layout, int last, Planting mistake)
    {
        int layer = mistake.Layer ?? last;
        Step? delta = layout.Delta(layer);
        Step? below = layer > 0 ? layout.Delta(layer - 1) : null;
        return mistake.Cause switch
        {
            "bias-ignored" => [layout.PreActivation(layer)],
            "weights-transposed-forward" => [layout.PreActivation(layer), below],
            "wrong-activation" or "softmax-axis" => [layout.Output(layer), delta, layer == last ? layout.Loss : null],
            "loss-value-only" => [layout.Loss],
            "loss-convention" or "other-loss" or "other-labels" or "epsilon-in-logarithm" or "clipped-probability"
                or "activation-applied-twice" => [layout.Loss, layout.Delta(last)],
            "sign-flipped" => [delta, below],
            "transposed-weights" or "error-sent-back" => [below],
            "updated-weights" => Enumerable.Range(0, last).Select(l => (Step?)layout.Delta(l)),
            "overwritten-gradient" when mistake.Variant == 1 =>
                Enumerable.Range(0, last).Select(l => (Step?)layout.Delta(l)).Concat(Gradients(layout)),
            "mean-of-micro-batches" when mistake.Variant == 1 => [layout.Delta(last)],
            "transposed-gradient" or "preactivation-as-input" or "activation-applied-to-stored-output" or "network-input-as-input" =>
                [layout.WeightGradient(layer)],
            "weight-decay" => Gradients(layout).Append(layout.Loss),
            "scaled-tensor" => [mistake.Variant == 1 ? layout.BiasGradient(layer) : layout.WeightGradient(layer)],
            "single-sample" or "sample-left-out" or "mean-of-micro-batches" or "uniform-factor" or "applied-after-delta"
                or "clipped-by-norm" or "clipped-by-value" or "updated-weights-reported" => Gradients(layout),
            _ when mistake.Cause.StartsWith("bias-gradient", StringComparison.Ordinal) => [layout.BiasGradient(layer)],
            _ => [delta],
        };
    }

    private static IEnumerable<Step?> Gradients(TensorLayout layout) => layout.Steps.Where(step => step.IsGradient);
}
