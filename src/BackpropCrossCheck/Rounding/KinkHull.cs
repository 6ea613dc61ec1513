using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>The intervals of δ and the gradients if some units at a kink may have any value between their two one-sided
/// derivatives.</summary>
/// <remarks>Interval arithmetic, from the topmost of these units downwards. Nothing is rounded here; the caller adds rounding to the
/// ends.</remarks>
internal sealed class KinkHull
{
    private readonly Network _network;
    private readonly Batch _batch;
    private readonly Loss _loss;
    private readonly Backpropagation _pass;
    private readonly HashSet<UnitPosition> _units;
    private readonly TensorLayout _layout;
    private readonly Regularization _regularization;

    private KinkHull(
        Network network,
        Batch batch,
        Loss loss,
        Backpropagation pass,
        IEnumerable<UnitPosition> units,
        TensorLayout layout,
        Regularization regularization)
    {
        _network = network;
        _batch = batch;
        _loss = loss;
        _pass = pass;
        _units = [.. units];
        _layout = layout;
        _regularization = regularization;
        Low = new TensorSet(_layout);
        High = new TensorSet(_layout);
    }

    /// <summary>The lower ends. A tensor that no kink affects is missing.</summary>
    public TensorSet Low { get; }

    /// <summary>The upper ends.</summary>
    public TensorSet High { get; }

    /// <summary>The intervals of a calculation.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="loss">The loss convention.</param>
    /// <param name="pass">The calculation, completed.</param>
    /// <param name="units">The units that may have any value between their one-sided derivatives.</param>
    /// <param name="layout">The tensors of the calculation.</param>
    /// <param name="regularization">What is added to the loss for the size of the weights.</param>
    public static KinkHull Of(
        Network network,
        Batch batch,
        Loss loss,
        Backpropagation pass,
        IEnumerable<UnitPosition> units,
        TensorLayout layout,
        Regularization regularization)
    {
        var hull = new KinkHull(network, batch, loss, pass, units, layout, regularization);
        if (hull._units.Count > 0)
        {
            hull.Propagate();
        }

        return hull;
    }

    private void Propagate()
    {
        int top = _units.Max(unit => unit.Layer);
        (double[] low, double[] high) = top == _network.Layers.Count - 1
            ? OutputGradients()
            : Through(top + 1, _pass.Deltas(top + 1), _pass.Deltas(top + 1));
        for (int l = top; l >= 0; l--)
        {
            if (_layout.HasOptional)
            {
                Factors(l, low, high);
            }

            Activate(l, low, high);
            Low.Set(_layout.Delta(l), low);
            High.Set(_layout.Delta(l), high);
            Gradients(l, low, high);
            if (l > 0 || _layout.HasOptional)
            {
                (low, high) = Through(l, low, high);
            }
        }

        if (_layout.HasOptional)
        {
            Step gradients = _layout.Find(Quantity.InputGradient, -1)!;
            Low.Set(gradients, low);
            High.Set(gradients, high);
        }
    }

    /// <summary>∂L/∂z as it comes from above, and h'(a), which is an interval for the units at a kink.</summary>
    private void Factors(int l, double[] low, double[] high)
    {
        Step gradients = _layout.Find(Quantity.OutputGradient, l)!;
        Low.Set(gradients, [.. low]);
        High.Set(gradients, [.. high]);
        if (_layout.Find(Quantity.Derivative, l) is not { } step)
        {
            return;
        }

        double[] derivativesLow = new double[step.Length];
        double[] derivativesHigh = new double[step.Length];
        for (int i = 0; i < step.Length; i++)
        {
            (derivativesLow[i], derivativesHigh[i]) = Derivatives(l, i);
        }

        Low.Set(step, derivativesLow);
        High.Set(step, derivativesHigh);
    }

    /// <summary>The smallest and the largest h' of a unit.</summary>
    private (double Smallest, double Largest) Derivatives(int l, int index)
    {
        int units = _network.Layers[l].Units;
        var activation = (ElementwiseActivation)_network.Layers[l].Activation;
        double derivative = activation.Derivative(_pass.PreActivations(l)[index]);
        (double smallest, double largest) = _units.Contains(new UnitPosition(l, index / units, index % units))
            ? Kink.Range(activation.Kinks)
            : (derivative, derivative);
        return (Math.Min(derivative, smallest), Math.Max(derivative, largest));
    }

    private (double[] Low, double[] High) OutputGradients()
    {
        int last = _network.Layers.Count - 1;
        double[] g = new double[_batch.Samples * _network.Outputs];
        LossFunction.OutputGradients(_loss, _pass.Outputs(last), _batch.Labels, g, _network.Outputs);
        double[] high = [.. g];
        double c = _loss.Scale(_batch.Samples, _network.Outputs);
        foreach (UnitPosition unit in _units.Where(unit => unit.IsLoss))
        {
            int index = (unit.Sample * _network.Outputs) + unit.Unit;
            (double smallest, double largest) = Kink.Range(_loss.Term.KinksAt(_batch.Labels[index]));
            g[index] = Math.Min(g[index], c * smallest);
            high[index] = Math.Max(high[index], c * largest);
        }

        return (g, high);
    }

    /// <summary>s = Wᵀδ from a layer's δ. A negative weight exchanges the ends.</summary>
    private (double[] Low, double[] High) Through(int l, ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        Layer layer = _network.Layers[l];
        double[] sLow = new double[_batch.Samples * layer.Inputs];
        double[] sHigh = new double[sLow.Length];
        for (int i = 0; i < low.Length; i++)
        {
            (int n, int k) = Math.DivRem(i, layer.Units);
            ReadOnlySpan<double> row = layer.Weights.Slice(k * layer.Inputs, layer.Inputs);
            AddScaled(row, low[i], high[i], sLow.AsSpan(n * layer.Inputs, layer.Inputs), sHigh.AsSpan(n * layer.Inputs, layer.Inputs));
        }

        return (sLow, sHigh);
    }

    /// <summary>δ = h'(a)·s, in place.</summary>
    private void Activate(int l, double[] low, double[] high)
    {
        Layer layer = _network.Layers[l];
        if (layer.Activation is not ElementwiseActivation)
        {
            for (int row = 0; row < low.Length; row += layer.Units)
            {
                Softmax(_pass.Outputs(l).Slice(row, layer.Units), low.AsSpan(row, layer.Units), high.AsSpan(row, layer.Units));
            }

            return;
        }

        for (int i = 0; i < low.Length; i++)
        {
            (double smallest, double largest) = Derivatives(l, i);
            (double s, double t) = (low[i], high[i]);
            low[i] = Math.Min(Math.Min(smallest * s, smallest * t), Math.Min(largest * s, largest * t));
            high[i] = Math.Max(Math.Max(smallest * s, smallest * t), Math.Max(largest * s, largest * t));
        }
    }

    /// <summary>δ of softmax for the units of a sample, p·(mid − Σp·mid) ± p·(rad + Σp·rad), in place.</summary>
    /// <param name="p">The outputs.</param>
    /// <param name="low">The lower ends of ∂L/∂p; afterwards those of δ.</param>
    /// <param name="high">The upper ends.</param>
    public static void Softmax(ReadOnlySpan<double> p, Span<double> low, Span<double> high)
    {
        double middle = 0;
        double radius = 0;
        for (int k = 0; k < p.Length; k++)
        {
            middle += p[k] * ((low[k] / 2) + (high[k] / 2));
            radius += p[k] * ((high[k] / 2) - (low[k] / 2));
        }

        for (int k = 0; k < p.Length; k++)
        {
            double centre = p[k] * ((low[k] / 2) + (high[k] / 2) - middle);
            double reach = p[k] * ((high[k] / 2) - (low[k] / 2) + radius);
            low[k] = centre - reach;
            high[k] = centre + reach;
        }
    }

    /// <summary>∂L/∂w = Σ_n δz and ∂L/∂b = Σ_n δ, and what the regularization adds.</summary>
    private void Gradients(int l, double[] low, double[] high)
    {
        Layer layer = _network.Layers[l];
        ReadOnlySpan<double> z = l == 0 ? _batch.Inputs : _pass.Outputs(l - 1);
        double[] weightsLow = new double[layer.Units * layer.Inputs];
        double[] weightsHigh = new double[weightsLow.Length];
        double[] biasLow = new double[layer.BiasParameters];
        double[] biasHigh = new double[layer.BiasParameters];
        for (int i = 0; i < low.Length; i++)
        {
            (int n, int k) = Math.DivRem(i, layer.Units);
            Span<double> rowLow = weightsLow.AsSpan(k * layer.Inputs, layer.Inputs);
            AddScaled(z.Slice(n * layer.Inputs, layer.Inputs), low[i], high[i], rowLow, weightsHigh.AsSpan(k * layer.Inputs, layer.Inputs));
            if (layer.HasBias)
            {
                biasLow[k % biasLow.Length] += low[i];
                biasHigh[k % biasHigh.Length] += high[i];
            }
        }

        _regularization.AddTo(layer.Weights, weightsLow);
        _regularization.AddTo(layer.Weights, weightsHigh);
        if (_regularization.Biases)
        {
            _regularization.AddTo(layer.Bias, biasLow);
            _regularization.AddTo(layer.Bias, biasHigh);
        }

        Low.Set(_layout.WeightGradient(l), weightsLow);
        High.Set(_layout.WeightGradient(l), weightsHigh);
        if (layer.HasBias)
        {
            Low.Set(_layout.BiasGradient(l)!, biasLow);
            High.Set(_layout.BiasGradient(l)!, biasHigh);
        }
    }

    /// <summary>Adds factor·[low, high] for each factor.</summary>
    private static void AddScaled(ReadOnlySpan<double> factors, double low, double high, Span<double> sumsLow, Span<double> sumsHigh)
    {
        for (int m = 0; m < factors.Length; m++)
        {
            sumsLow[m] += factors[m] * (factors[m] > 0 ? low : high);
            sumsHigh[m] += factors[m] * (factors[m] > 0 ? high : low);
        }
    }
}
