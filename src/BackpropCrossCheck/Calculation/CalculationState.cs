using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Calculation;

/// <summary>How far a calculation has come: every result up to the present step.</summary>
/// <param name="fixture">Whose batch and training it is.</param>
/// <param name="network">The network with its present parameters.</param>
/// <param name="loss">The convention that loss, deltas and gradients are stated in.</param>
internal sealed class CalculationState(Fixture fixture, Network network, Loss loss)
{
    private readonly StepTable<double[]> _results = new(network.Layers.Count);

    /// <summary>The fixture.</summary>
    public Fixture Fixture => fixture;

    /// <summary>The network with its present parameters.</summary>
    public Network Network => network;

    /// <summary>The convention.</summary>
    public Loss Loss => loss;

    /// <summary>N.</summary>
    public int Samples => fixture.Batch.Samples;

    /// <summary>The last layer, from 0.</summary>
    public int Last => network.Layers.Count - 1;

    /// <summary>Whether δ of the last layer is worked out of y − t at once.</summary>
    public bool IsFused => LossFunction.IsFused(loss, network.Layers[^1].Activation);

    /// <summary>A result; null where the calculation does not have it, or has not come to it yet.</summary>
    /// <param name="step">What it is.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    public double[]? this[CalculationStep step, int layer]
    {
        get => _results[step, layer];
        set => _results[step, layer] = value;
    }

    /// <summary>z of the layer below: the inputs for the first layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public ReadOnlySpan<double> InputsOf(int layer) => layer == 0 ? fixture.Batch.Inputs : Required(CalculationStep.Output, layer - 1);

    /// <summary>A result that an earlier step has given.</summary>
    /// <param name="step">What it is.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="InvalidOperationException">The calculation has not come to it yet.</exception>
    public double[] Required(CalculationStep step, int layer)
        => this[step, layer] ?? throw new InvalidOperationException($"The calculation has not come to {step} of layer {layer + 1} yet.");
}
