namespace BackpropCrossCheck.Numbers;

/// <summary>All steps of a network's calculation.</summary>
/// <remarks>Their order is the one in section 3 of the contract: a and z, layer by layer; the loss; then, from the last layer to the first,
/// ∂L/∂z, h'(a), δ, ∂L/∂w and ∂L/∂b; the updated parameters, first layer first; the updated loss.</remarks>
public sealed class TensorLayout
{
    private readonly LayerShape[] _layers;
    private readonly Step?[] _steps;

    /// <summary>The layout for a network and a batch.</summary>
    /// <param name="samples">N, at least 1.</param>
    /// <param name="layers">The layers, input side first.</param>
    public TensorLayout(int samples, IReadOnlyList<LayerShape> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        Samples = samples;
        _layers = [.. layers];
        _steps = new Step?[(9 * _layers.Length) + 2];
        AddSteps();
        Steps = [.. _steps.OfType<Step>().Where(step => step.Quantity is not (Quantity.OutputGradient or Quantity.Derivative))];
    }

    /// <summary>N.</summary>
    public int Samples { get; }

    /// <summary>The layers, input side first.</summary>
    public IReadOnlyList<LayerShape> Layers => _layers;

    /// <summary>The steps for which the contract has words, in the order of the calculation. A layer without bias has no bias
    /// steps.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>The same steps in <see cref="Step.StoredOrder"/>, so that old files stay readable and recording again changes no
    /// line.</summary>
    public IReadOnlyList<Step> StoredSteps => [.. Steps.OrderBy(step => step.StoredOrder)];

    /// <summary>One more than the largest <see cref="Step.Index"/>.</summary>
    public int Capacity => _steps.Length;

    /// <summary>The loss.</summary>
    public Step Loss => _steps[PlaceOf(Quantity.Loss, -1)]!;

    /// <summary>The loss after training.</summary>
    public Step UpdatedLoss => _steps[PlaceOf(Quantity.UpdatedLoss, -1)]!;

    /// <summary>a of a layer, N×K.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Step PreActivation(int layer) => _steps[PlaceOf(Quantity.PreActivation, layer)]!;

    /// <summary>z = h(a) of a layer, N×K.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Step Output(int layer) => _steps[PlaceOf(Quantity.Output, layer)]!;

    /// <summary>δ of a layer, N×K.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Step Delta(int layer) => _steps[PlaceOf(Quantity.Delta, layer)]!;

    /// <summary>∂L/∂W of a layer, K×M.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Step WeightGradient(int layer) => _steps[PlaceOf(Quantity.WeightGradient, layer)]!;

    /// <summary>∂L/∂b of a layer, K; null if it has no bias.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Step? BiasGradient(int layer) => _steps[PlaceOf(Quantity.BiasGradient, layer)];

    /// <summary>W of a layer after training, K×M.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Step UpdatedWeights(int layer) => _steps[PlaceOf(Quantity.UpdatedWeights, layer)]!;

    /// <summary>b of a layer after training, K; null if it has no bias.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Step? UpdatedBias(int layer) => _steps[PlaceOf(Quantity.UpdatedBias, layer)];

    /// <summary>The step of a quantity; null for the bias of a layer without one.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    public Step? Find(Quantity quantity, int layer) => _steps[PlaceOf(quantity, layer)];

    /// <summary>The position of a step in the order of the calculation, from 0, whether or not the layer has it. Later steps have larger
    /// positions.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="layer">The layer, from 0; any number for the losses.</param>
    public int PlaceOf(Quantity quantity, int layer)
    {
        int backward = (2 * _layers.Length) + 1;
        int update = backward + (5 * _layers.Length);
        int ofLayer = backward + (5 * (_layers.Length - 1 - layer));
        return quantity switch
        {
            Quantity.PreActivation => 2 * layer,
            Quantity.Output => (2 * layer) + 1,
            Quantity.Loss => 2 * _layers.Length,
            Quantity.OutputGradient => ofLayer,
            Quantity.Derivative => ofLayer + 1,
            Quantity.Delta => ofLayer + 2,
            Quantity.WeightGradient => ofLayer + 3,
            Quantity.BiasGradient => ofLayer + 4,
            Quantity.UpdatedWeights => update + (2 * layer),
            Quantity.UpdatedBias => update + (2 * layer) + 1,
            Quantity.UpdatedLoss => update + (2 * _layers.Length),
        };
    }

    private void AddSteps()
    {
        for (int l = 0; l < _layers.Length; l++)
        {
            (int units, int inputs) = (_layers[l].Units, _layers[l].Inputs);
            Add(Quantity.PreActivation, l, Samples, units);
            Add(Quantity.Output, l, Samples, units);
            Add(Quantity.OutputGradient, l, Samples, units);
            Add(Quantity.Derivative, l, Samples, units);
            Add(Quantity.Delta, l, Samples, units);
            Add(Quantity.WeightGradient, l, units, inputs);
            Add(Quantity.UpdatedWeights, l, units, inputs);
            if (_layers[l].HasBias)
            {
                Add(Quantity.BiasGradient, l, units, 1);
                Add(Quantity.UpdatedBias, l, units, 1);
            }
        }

        Add(Quantity.Loss, -1, 1, 1);
        Add(Quantity.UpdatedLoss, -1, 1, 1);
    }

    private void Add(Quantity quantity, int layer, int rows, int columns)
    {
        int place = PlaceOf(quantity, layer);
        _steps[place] = new Step(place, quantity, layer, rows, columns);
    }
}
