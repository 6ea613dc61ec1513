using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine;

/// <summary>Training with an update after every sample, in the order of the rows, each with the loss of that sample alone (N = 1). A step
/// is one pass over all samples.</summary>
public sealed class SampleBySampleTraining : ITraining
{
    private readonly OneSample _sample;
    private readonly FullBatchTraining _updates;
    private readonly Backpropagation _whole;
    private readonly int _samples;
    private int _steps;

    /// <summary>A training before its first step.</summary>
    /// <param name="network">The initial network; it is not changed.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="loss">The loss convention.</param>
    /// <param name="optimizer">The update rule.</param>
    /// <param name="biases">False to leave the biases unchanged.</param>
    /// <param name="product">How matrices are multiplied; null for <see cref="MatrixProduct.Default"/>.</param>
    /// <param name="regularization">What is added to the loss for the size of the weights, at every update; null for nothing.</param>
    public SampleBySampleTraining(
        Network network,
        Batch batch,
        Loss loss,
        Optimizer optimizer,
        bool biases = true,
        MatrixProduct? product = null,
        Regularization? regularization = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _samples = batch.Samples;
        _sample = new OneSample(batch);
        _updates = new FullBatchTraining(network, _sample.Batch, loss, optimizer, biases, product, regularization);
        _whole = new Backpropagation(_updates.Network, batch, loss, product, regularization);
    }

    /// <inheritdoc/>
    public Network Network => _updates.Network;

    /// <inheritdoc/>
    public void Step()
    {
        for (int n = 0; n < _samples; n++)
        {
            _sample.MoveTo(n);
            try
            {
                _updates.Step();
            }
            catch (UndefinedLossException fault)
            {
                throw new UndefinedLossException(fault.Term, n, fault.Output, fault.Value, _steps);
            }
        }

        _steps++;
    }

    /// <inheritdoc/>
    public double LossValue()
    {
        try
        {
            return _whole.Forward();
        }
        catch (UndefinedLossException fault) when (_steps > 0)
        {
            throw fault.After(_steps);
        }
    }
}
