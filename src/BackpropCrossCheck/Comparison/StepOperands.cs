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
        string above = FormattableString.Invariant($"its own δ of layer {step.Layer + 2}");
        Quantity quantity = step.Quantity;
        return quantity.OperandWords is { } always ? always
            : quantity == Quantity.PreActivation ? below
            : quantity == Quantity.Loss ? isFused ? "its own a of the last layer" : "its own outputs"
            : quantity == Quantity.Delta && step.Layer == last ? isFused || isSoftmax ? "its own outputs" : "its own outputs and its own a"
            : quantity == Quantity.Delta ? $"{above} and {(isSoftmax ? "its own z" : "its own a")}"
            : quantity == Quantity.WeightGradient ? $"its own δ and {below}"
            : quantity == Quantity.OutputGradient ? step.Layer == last ? "its own outputs" : above
            : "its own earlier numbers";
    }
}
