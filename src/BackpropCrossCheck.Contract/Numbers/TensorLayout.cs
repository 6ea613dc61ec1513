namespace BackpropCrossCheck.Numbers;

/// <summary>All steps of a network's calculation.</summary>
/// <remarks>Their order is the one in section 3 of the contract: a and z, layer by layer; the loss; then, from the last layer to the first,
/// ∂L/∂z, h'(a), δ, ∂L/∂w and ∂L/∂b; ∂L/∂x; Δw, Δb and the updated parameters, first layer first; the updated loss.</remarks>
public sealed class TensorLayout
{
    private readonly LayerShape[] _layers;
    private readonly Step?[] _steps;

    /// <summary>The layout for a network and a batch.</summary>
    /// <param name="samples">N, at least 1.</param>
    /// <param name="layers">The layers, input side first.</param>
    /// <param name="withOptional">Whether <see cref="Steps"/> has those that few entries state.</param>
    public TensorLayout(int samples, IReadOnlyList<LayerShape> layers, bool withOptional = false)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        Samples = samples;
        _layers = [.. layers];
        _steps = new Step?[PlaceOf(Quantity.All[^1], _layers.Length - 1) + 1];
        foreach (Quantity quantity in Quantity.All)
        {
            AddSteps(quantity);
        }

        HasOptional = withOptional;
        Steps = StepsWith(withOptional);
    }

    private TensorLayout(TensorLayout layout, bool withOptional)
    {
        Samples = layout.Samples;
        _layers = layout._layers;
        _steps = layout._steps;
        HasOptional = withOptional;
        Steps = StepsWith(withOptional);
    }

    /// <summary>N.</summary>
    public int Samples { get; }

    /// <summary>The layers, input side first.</summary>
    public IReadOnlyList<LayerShape> Layers => _layers;

    /// <summary>Whether <see cref="Steps"/> has those that few entries state: ∂L/∂z, h'(a), ∂L/∂x and Δw.</summary>
    public bool HasOptional { get; }

    /// <summary>The steps in the order of the calculation. A layer without bias has no bias steps, and a softmax layer no h'(a).</summary>
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
        ArgumentNullException.ThrowIfNull(quantity);
        return quantity.StepsBefore(_layers.Length, layer);
    }

    /// <summary>The layout of the same calculation, with or without the steps that few entries state.</summary>
    /// <param name="withOptional">Whether <see cref="Steps"/> has them.</param>
    internal TensorLayout With(bool withOptional) => withOptional == HasOptional ? this : new TensorLayout(this, withOptional);

    private Step[] StepsWith(bool optional)
    {
        var steps = new List<Step>(_steps.Length);
        foreach (Step? step in _steps)
        {
            if (step is not null && (optional || !step.Quantity.IsOptional))
            {
                steps.Add(step);
            }
        }

        return [.. steps];
    }

    private void AddSteps(Quantity quantity)
    {
        if (!quantity.IsOfLayer)
        {
            Add(quantity, -1);
            return;
        }

        for (int l = 0; l < _layers.Length; l++)
        {
            if ((_layers[l].HasBias || !quantity.IsBias) && (_layers[l].HasDerivative || quantity != Quantity.Derivative))
            {
                Add(quantity, l);
            }
        }
    }

    private void Add(Quantity quantity, int layer)
    {
        int place = PlaceOf(quantity, layer);
        _steps[place] = quantity.IsBias && _layers[layer].SharesBias
            ? new Step(place, quantity, layer, 1, 1) { IsShared = true }
            : new Step(place, quantity, layer, Length(quantity.Rows, layer), Length(quantity.Columns, layer));
    }

    private int Length(Axis axis, int layer) => axis switch
    {
        Axis.One => 1,
        Axis.Sample => Samples,
        Axis.Unit => (layer < 0 ? _layers[^1] : _layers[layer]).Units,
        Axis.Input => _layers[Math.Max(layer, 0)].Inputs,
    };
}
