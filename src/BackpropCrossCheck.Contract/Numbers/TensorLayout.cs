namespace BackpropCrossCheck.Numbers;

/// <summary>All tensors of a network's calculation, in the order of the calculation: forward (pre-activation and output of each layer), loss,
/// deltas backward, gradients, updated parameters, updated loss.</summary>
public sealed class TensorLayout
{
    private readonly LayerShape[] _layers;
    private readonly TensorSlot?[] _slots;

    /// <summary>The layout for a network and a batch.</summary>
    /// <param name="samples">N, at least 1.</param>
    /// <param name="layers">The layers, input side first.</param>
    public TensorLayout(int samples, IReadOnlyList<LayerShape> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        Samples = samples;
        _layers = [.. layers];
        _slots = new TensorSlot?[(7 * _layers.Length) + 2];
        AddSlots();
        Slots = [.. _slots.OfType<TensorSlot>()];
    }

    /// <summary>N.</summary>
    public int Samples { get; }

    /// <summary>The layers, input side first.</summary>
    public IReadOnlyList<LayerShape> Layers => _layers;

    /// <summary>Every tensor there is, in the order of the calculation; layers without bias have no bias tensors.</summary>
    public IReadOnlyList<TensorSlot> Slots { get; }

    /// <summary>One more than the largest <see cref="TensorSlot.Index"/>.</summary>
    public int Capacity => _slots.Length;

    /// <summary>The loss.</summary>
    public TensorSlot Loss => _slots[LossIndex]!;

    /// <summary>The loss after training.</summary>
    public TensorSlot UpdatedLoss => _slots[^1]!;

    private int LossIndex => 2 * _layers.Length;

    private int GradientIndex => (3 * _layers.Length) + 1;

    private int UpdatedIndex => (5 * _layers.Length) + 1;

    /// <summary>a of a layer, N×K.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public TensorSlot PreActivation(int layer) => _slots[2 * layer]!;

    /// <summary>z = h(a) of a layer, N×K.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public TensorSlot Output(int layer) => _slots[(2 * layer) + 1]!;

    /// <summary>δ of a layer, N×K.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public TensorSlot Delta(int layer) => _slots[LossIndex + _layers.Length - layer]!;

    /// <summary>∂L/∂W of a layer, K×M.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public TensorSlot WeightGradient(int layer) => _slots[GradientIndex + (2 * layer)]!;

    /// <summary>∂L/∂b of a layer, K; null where it has no bias.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public TensorSlot? BiasGradient(int layer) => _slots[GradientIndex + (2 * layer) + 1];

    /// <summary>W of a layer after training, K×M.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public TensorSlot UpdatedWeights(int layer) => _slots[UpdatedIndex + (2 * layer)]!;

    /// <summary>b of a layer after training, K; null where it has no bias.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public TensorSlot? UpdatedBias(int layer) => _slots[UpdatedIndex + (2 * layer) + 1];

    private void AddSlots()
    {
        int count = _layers.Length;
        for (int l = 0; l < count; l++)
        {
            LayerShape shape = _layers[l];
            Add(2 * l, Quantity.PreActivation, l, ParameterTensor.None, Samples, shape.Units);
            Add((2 * l) + 1, Quantity.Output, l, ParameterTensor.None, Samples, shape.Units);
            Add(LossIndex + count - l, Quantity.Delta, l, ParameterTensor.None, Samples, shape.Units);
            AddParameters(GradientIndex + (2 * l), Quantity.Gradient, l, shape);
            AddParameters(UpdatedIndex + (2 * l), Quantity.UpdatedParameter, l, shape);
        }

        Add(LossIndex, Quantity.Loss, -1, ParameterTensor.None, 1, 1);
        Add(_slots.Length - 1, Quantity.UpdatedLoss, -1, ParameterTensor.None, 1, 1);
    }

    private void AddParameters(int index, Quantity quantity, int layer, LayerShape shape)
    {
        Add(index, quantity, layer, ParameterTensor.Weights, shape.Units, shape.Inputs);
        if (shape.HasBias)
        {
            Add(index + 1, quantity, layer, ParameterTensor.Bias, shape.Units, 1);
        }
    }

    private void Add(int index, Quantity quantity, int layer, ParameterTensor parameter, int rows, int columns)
        => _slots[index] = new TensorSlot(index, quantity, layer, parameter, rows, columns);
}
