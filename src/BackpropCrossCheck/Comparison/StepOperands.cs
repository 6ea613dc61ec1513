using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>What a step is worked out of, in words.</summary>
internal static class StepOperands
{
    /// <summary>"its own δ of layer 3 and its own a".</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="step">The step.</param>
    public static string Of(Fixture fixture, Step step)
    {
        int last = fixture.Network.Layers.Count - 1;
        bool isFused = LossFunction.IsFused(fixture.Loss, fixture.Network.Layers[^1].Activation);
        bool isSoftmax = step.Layer >= 0 && fixture.Network.Layers[step.Layer].Activation is not ElementwiseActivation;
        string below = step.Layer <= 0 ? "the inputs" : FormattableString.Invariant($"its own z of layer {step.Layer}");
        string own = isSoftmax ? "its own z" : "its own a";
        return step.Quantity switch
        {
            Quantity.PreActivation => below,
            Quantity.Output => "its own a",
            Quantity.Loss => isFused ? "its own a of the last layer" : "its own outputs",
            Quantity.Delta when step.Layer == last => isFused || isSoftmax ? "its own outputs" : "its own outputs and its own a",
            Quantity.Delta => FormattableString.Invariant($"its own δ of layer {step.Layer + 2} and {own}"),
            Quantity.WeightGradient => $"its own δ and {below}",
            Quantity.BiasGradient => "its own δ",
            Quantity.OutputGradient => FormattableString.Invariant($"its own δ of layer {step.Layer + 2}"),
            Quantity.Derivative => "its own a",
            Quantity.UpdatedWeights or Quantity.UpdatedBias => "its own gradients",
            Quantity.UpdatedLoss => "its own updated parameters",
        };
    }
}
