using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>The state of a calculation: what is calculated, and every number up to the current step.</summary>
/// <param name="fixture">The fixture with the batch and the training.</param>
/// <param name="network">The network with its current parameters.</param>
/// <param name="loss">The convention in which loss, deltas and gradients are stated.</param>
/// <param name="numbers">The numbers so far; null for none.</param>
internal sealed class CalculationState(Fixture fixture, Network network, Loss loss, TensorSet? numbers = null)
{
    /// <summary>The fixture.</summary>
    public Fixture Fixture => fixture;

    /// <summary>The network with its current parameters.</summary>
    public Network Network => network;

    /// <summary>The convention.</summary>
    public Loss Loss => loss;

    /// <summary>What is added to the loss for the size of the weights.</summary>
    public Regularization Regularization => fixture.Regularization;

    /// <summary>The numbers so far.</summary>
    public TensorSet Numbers { get; } = numbers ?? new TensorSet(fixture.Layout);

    /// <summary>N.</summary>
    public int Samples => fixture.Batch.Samples;

    /// <summary>The last layer, from 0.</summary>
    public int Last => network.Layers.Count - 1;

    /// <summary>Whether δ of the last layer is calculated directly from y − t.</summary>
    public bool IsFused => LossFunction.IsFused(loss, network.Layers[^1].Activation);

    /// <summary>The numbers of a quantity; null if the calculation does not have it, or has not reached it yet.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    public double[]? this[Quantity quantity, int layer] => Numbers[quantity, layer];

    /// <summary>z of the layer below; the inputs for the first layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public ReadOnlySpan<double> InputsOf(int layer) => layer == 0 ? fixture.Batch.Inputs : Required(Quantity.Output, layer - 1);

    /// <summary>The numbers of a quantity that an earlier step has calculated.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <exception cref="InvalidOperationException">The calculation has not reached it yet.</exception>
    public double[] Required(Quantity quantity, int layer)
        => this[quantity, layer] ?? throw new InvalidOperationException(
            $"The calculation has not come to {quantity} of layer {layer + 1} yet.");
}
