using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Files;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>How much rounding an honest implementation may show in each number. ρ is propagated through the calculation from
/// double-precision values, to first order: independent roundings within a sum are added in quadrature, those of a batch's samples
/// linearly.</summary>
/// <remarks>Sources: Higham and Mary, "A new approach to probabilistic rounding error analysis" (2019); Higham, "Accuracy and Stability of
/// Numerical Algorithms", chapter 3. The analysis does its own calculation, so that a defect in the judged results cannot soften the
/// judgement.</remarks>
public sealed class RoundingAnalysis
{
    /// <summary>How many numbers of a weight gradient are looked at together where nobody holds all of them.</summary>
    private const int NumbersInPart = 1 << 17;

    private readonly Network _network;
    private readonly Batch _batch;
    private readonly Loss _loss;
    private readonly Regularization _regularization;
    private readonly TensorLayout _layout;

    /// <summary>The analysis of one calculation. Each <see cref="Recalculate"/> reads the layers' arrays anew.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="loss">The loss convention.</param>
    /// <param name="withOptional">Whether ρ of ∂L/∂z, h'(a) and ∂L/∂x, which few entries state, is wanted too.</param>
    /// <param name="regularization">What is added to the loss for the size of the weights; null for nothing.</param>
    public RoundingAnalysis(
        Network network, Batch batch, Loss loss, bool withOptional = false, Regularization? regularization = null)
        : this(network, batch, loss, Fixture.LayoutOf(network, batch, withOptional), regularization)
    {
    }

    /// <summary>The analysis of a fixture's calculation.</summary>
    /// <param name="fixture">The fixture.</param>
    internal RoundingAnalysis(Fixture fixture)
        : this(fixture.Network, fixture.Batch, fixture.Loss, fixture.Layout, fixture.Regularization)
    {
    }

    private RoundingAnalysis(Network network, Batch batch, Loss loss, TensorLayout layout, Regularization? regularization)
    {
        _network = network;
        _batch = batch;
        _loss = loss;
        _regularization = regularization ?? Regularization.None;
        _layout = layout;
        // Only a regularization needs the weight gradients.
        Pass = new Backpropagation(network, batch, loss, regularization: regularization) { DefersWeightGradients = _regularization.IsNone };
    }

    /// <summary>The analysed calculation.</summary>
    public Backpropagation Pass { get; }

    /// <summary>Repeats the calculation with the current parameters.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public void Recalculate() => Pass.Run();

    /// <summary>ρ of every number.</summary>
    /// <param name="format">The format whose rounding is meant.</param>
    /// <param name="acrossKinks">True to let a unit within rounding of a kink round as on the side with the larger derivative. False to
    /// keep each unit on the side that it has in double precision.</param>
    public RoundingErrors Errors(FloatFormat format, bool acrossKinks) => Errors(format, acrossKinks, FormulaCare.Any);

    /// <summary>ρ of every number, for programs of a certain care.</summary>
    /// <param name="format">The format whose rounding is meant.</param>
    /// <param name="acrossKinks">Whether a unit within rounding of a kink rounds as on the side with the larger derivative.</param>
    /// <param name="care">Whose rounding is meant.</param>
    internal RoundingErrors Errors(FloatFormat format, bool acrossKinks, FormulaCare care) => Errors(format.Rounding, acrossKinks, care);

    /// <summary>ρ of every number for programs that flush nothing to zero. Where it is 0, every program has the number without error: a 0
    /// of the engine is a 0 everywhere.</summary>
    /// <param name="format">The format whose rounding is meant.</param>
    /// <param name="acrossKinks">Whether a unit within rounding of a kink rounds as on the side with the larger derivative.</param>
    internal TensorSet ErrorsWithoutFlush(FloatFormat format, bool acrossKinks)
        => Errors(format.Rounding with { FlushLevel = 0 }, acrossKinks, FormulaCare.Any).Values;

    /// <summary>ρ of every number but the weight gradients, whose ρ is given to somebody some rows at a time: they are most of all numbers,
    /// and nobody has to hold them.</summary>
    /// <param name="format">The format whose rounding is meant.</param>
    /// <param name="care">Whose rounding is meant.</param>
    /// <param name="weights">Receives ρ(∂L/∂W) of a layer from a row-major index on.</param>
    internal RoundingErrors ErrorsInParts(FloatFormat format, FormulaCare care, WeightErrors weights)
        => Errors(format.Rounding, acrossKinks: false, care, weights);

    private RoundingErrors Errors(FormatRounding rounding, bool acrossKinks, FormulaCare care, WeightErrors? parts = null)
    {
        var rho = new TensorSet(_layout);
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            Forward(l, rho, rounding, care);
        }

        List<UnitPosition> kinks = Kinks(rho, rounding);
        double[] rhoS = LastLayer(rho, rounding, out bool fused);
        for (int l = _network.Layers.Count - 1; l >= 0; l--)
        {
            bool isFused = fused && l == _network.Layers.Count - 1;
            if (_layout.HasOptional && isFused)
            {
                SetFactors(l, LastOutputGradients(rho, rounding), rho, rounding, care);
            }

            if (!isFused)
            {
                var delta = new DeltaRounding(_network.Layers[l], rounding, care);
                double[] s = l < _network.Layers.Count - 1 ? Backward(l, rho, rounding, out rhoS)
                    : OutputGradients(acrossKinks ? kinks : []);
                if (_layout.HasOptional)
                {
                    SetFactors(l, rhoS, rho, rounding, care);
                }

                double[] rhoDelta = new double[s.Length];
                Step a = _layout.PreActivation(l);
                delta.Propagate(
                    Pass.PreActivations(l),
                    rho[a]!,
                    Pass.Outputs(l),
                    rho[_layout.Output(l)]!,
                    s,
                    rhoS,
                    Pass.Deltas(l),
                    rhoDelta,
                    acrossKinks);
                rho.Set(_layout.Delta(l), rhoDelta);
            }

            Gradients(l, rho, rounding, parts);
        }

        if (_layout.HasOptional)
        {
            double[] gradients = new double[_batch.Inputs.Length];
            MatrixProduct.Default.Times(Pass.Deltas(0), _network.Layers[0].Weights, gradients, _network.Layers[0].Units);
            rho.Set(
                _layout.Find(Quantity.InputGradient, -1)!,
                new SumRounding(_network.Layers[0], rounding)
                    .InputGradients(Pass.PreActivations(0), Pass.Deltas(0), rho[_layout.Delta(0)]!, gradients));
        }

        return new RoundingErrors(rho, kinks);
    }

    /// <summary>Whether anything is added to the loss for the size of the weights.</summary>
    internal bool HasRegularization => !_regularization.IsNone;

    /// <summary>ρ of what the regularization alone adds to the loss and to the gradients; the other numbers have none.</summary>
    /// <param name="format">The format whose rounding is meant.</param>
    internal TensorSet AddedErrors(FloatFormat format)
    {
        var rho = new TensorSet(_layout);
        if (!HasRegularization)
        {
            return rho;
        }

        var rounding = new RegularizationRounding(_regularization, format.Rounding);
        rho.Set(_layout.Loss, [rounding.OfValue(_network, data: 0)]);
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            rho.Set(_layout.WeightGradient(l), Of(rounding, _network.Layers[l].Weights));
            if (_layout.BiasGradient(l) is { } bias)
            {
                rho.Set(bias, Of(rounding.OfBiases, _network.Layers[l].CopyBias()));
            }
        }

        return rho;

        double[] Of(RegularizationRounding added, ReadOnlySpan<double> parameters)
        {
            double[] errors = new double[parameters.Length];
            double[] derivatives = new double[parameters.Length];
            _regularization.AddTo(parameters, derivatives);
            added.AddTo(errors, parameters, derivatives);
            return errors;
        }
    }

    /// <summary>Sets ρ(∂L/∂z) and ρ(h').</summary>
    private void SetFactors(int l, double[] rhoS, TensorSet rho, FormatRounding rounding, FormulaCare care)
    {
        rho.Set(_layout.Find(Quantity.OutputGradient, l)!, rhoS);
        if (_layout.Find(Quantity.Derivative, l) is { } derivative)
        {
            rho.Set(
                derivative,
                ActivationRounding.OfDerivatives(
                    _network.Layers[l], Pass.PreActivations(l), rho[_layout.PreActivation(l)]!, Pass.Outputs(l), rounding, care));
        }
    }

    /// <summary>ρ(∂L/∂y), which a fused cross-entropy does not need for δ.</summary>
    private double[] LastOutputGradients(TensorSet rho, FormatRounding rounding)
    {
        int last = _network.Layers.Count - 1;
        double[] rhoG = new double[_batch.Labels.Length];
        new LossRounding(_loss, _batch.Samples, _network.Outputs, rounding)
            .OfOutputGradients(Pass.Outputs(last), rho[_layout.Output(last)]!, _batch.Labels, rhoG);
        return rhoG;
    }

    /// <summary>The intervals of δ and the gradients if some units may have any value between their one-sided derivatives.</summary>
    /// <param name="units">These units.</param>
    internal KinkHull Hull(IEnumerable<UnitPosition> units) => KinkHull.Of(_network, _batch, _loss, Pass, units, _layout, _regularization);

    /// <summary>The kinks of the loss, in an output.</summary>
    /// <param name="index">The index of the output, sample by sample.</param>
    /// <param name="rounded">How its label is rounded.</param>
    internal IReadOnlyList<Kink> LossKinksAt(int index, Func<double, double> rounded)
        => _loss.Term.KinksAt(rounded(_batch.Labels[index]));

    /// <summary>The kinks of a layer's activation.</summary>
    /// <param name="layer">The layer, from 0.</param>
    internal IReadOnlyList<Kink> KinksOf(int layer) => (_network.Layers[layer].Activation as ElementwiseActivation)?.Kinks ?? [];

    /// <summary>The pre-activations that rounding to a format cannot have changed.</summary>
    /// <param name="format">The format.</param>
    /// <param name="rho">ρ in that format.</param>
    internal ExactPreActivations Exact(FloatFormat format, TensorSet rho) => ExactPreActivations.Of(_network, _batch, Pass, rho, format);

    /// <summary>How far from a kink a pre-activation may be so that the other side can honestly be beyond it: the difference that is
    /// allowed there, 4·(ρ + ρ of float64).</summary>
    /// <remarks>The contract's table uses h'(a ± ρ), a single ρ. But a pre-activation of the other side that is 4·(ρ + ρ of float64) away
    /// still agrees, so the derivative that results from it must not be called wrong.</remarks>
    internal static double KinkWidth(double rho, FormatRounding rounding)
        => 4 * rho * (1 + (FormatRounding.Float64.UnitRoundoff / rounding.UnitRoundoff));

    private void Forward(int l, TensorSet rho, FormatRounding rounding, FormulaCare care)
    {
        Layer layer = _network.Layers[l];
        ReadOnlySpan<double> a = Pass.PreActivations(l);
        double[] rhoA = new SumRounding(layer, rounding).PreActivations(InputsOf(l), InputErrors(l, rho, rounding), a);
        rho.Set(_layout.PreActivation(l), rhoA);
        rho.Set(_layout.Output(l), ActivationRounding.OfOutputs(layer, a, rhoA, Pass.Outputs(l), rounding, care));
    }

    private List<UnitPosition> Kinks(TensorSet rho, FormatRounding rounding)
    {
        var kinks = new List<UnitPosition>();
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            int units = _network.Layers[l].Units;
            if (_network.Layers[l].Activation is not ElementwiseActivation { HasKink: true } activation)
            {
                continue;
            }

            ReadOnlySpan<double> a = Pass.PreActivations(l);
            double[] rhoA = rho[_layout.PreActivation(l)]!;
            IReadOnlyList<Kink> ofLayer = activation.Kinks;
            for (int i = 0; i < a.Length; i++)
            {
                if (Kink.IsNear(ofLayer, a[i], KinkWidth(rhoA[i], rounding)))
                {
                    kinks.Add(new UnitPosition(l, i / units, i % units));
                }
            }
        }

        kinks.AddRange(LossKinks(rho, rounding));
        return kinks;
    }

    /// <summary>The outputs within rounding of a kink of the loss.</summary>
    private IEnumerable<UnitPosition> LossKinks(TensorSet rho, FormatRounding rounding)
    {
        int last = _network.Layers.Count - 1;
        double[] rhoY = rho[_layout.Output(last)]!;
        for (int i = 0; i < rhoY.Length; i++)
        {
            double t = _batch.Labels[i];
            IReadOnlyList<Kink> kinks = _loss.Term.KinksAt(t);
            if (kinks.Count > 0 && Kink.IsNear(kinks, Pass.Outputs(last)[i], KinkWidth(rhoY[i] + rounding.OfInput(t), rounding)))
            {
                yield return new UnitPosition(last, i / _network.Outputs, i % _network.Outputs) { IsLoss = true };
            }
        }
    }

    /// <summary>ρ(L), and either ρ(δ) of the last layer (fused) or ρ(g) with g = ∂L/∂y, which is returned.</summary>
    private double[] LastLayer(TensorSet rho, FormatRounding rounding, out bool fused)
    {
        int last = _network.Layers.Count - 1;
        var lossRounding = new LossRounding(_loss, _batch.Samples, _network.Outputs, rounding);
        ReadOnlySpan<double> y = Pass.Outputs(last);
        double[] rhoY = rho[_layout.Output(last)]!;
        double[] result = new double[y.Length];
        double rhoL;
        var added = new RegularizationRounding(_regularization, rounding);
        double data = Pass.LossValue - _regularization.Of(_network);
        fused = LossFunction.IsFused(_loss, _network.Layers[last].Activation);
        if (fused)
        {
            var term = (CrossEntropy)_loss.Term;
            double[] rhoA = rho[_layout.PreActivation(last)]!;
            rhoL = lossRounding.OfValueFromPreActivations(term, data, Pass.PreActivations(last), rhoA, _batch.Labels);
            lossRounding.OfFusedDeltas(term, y, rhoY, _batch.Labels, result);
            rho.Set(_layout.Delta(last), result);
        }
        else
        {
            rhoL = lossRounding.OfValueFromOutputs(data, y, rhoY, _batch.Labels);
            lossRounding.OfOutputGradients(y, rhoY, _batch.Labels, result);
        }

        rho.Set(_layout.Loss, [rhoL + added.OfValue(_network, data)]);
        return result;
    }

    /// <summary>∂L/∂y; at a kink of the loss, the larger of the two sides.</summary>
    private double[] OutputGradients(IReadOnlyList<UnitPosition> kinks)
    {
        double[] g = new double[_batch.Samples * _network.Outputs];
        LossFunction.OutputGradients(_loss, Pass.Outputs(_network.Layers.Count - 1), _batch.Labels, g, _network.Outputs);
        double c = _loss.Scale(_batch.Samples, _network.Outputs);
        foreach (UnitPosition unit in kinks.Where(unit => unit.IsLoss))
        {
            int index = (unit.Sample * _network.Outputs) + unit.Unit;
            (double smallest, double largest) = Kink.Range(_loss.Term.KinksAt(_batch.Labels[index]));
            g[index] = c * (Math.Abs(smallest) > largest ? smallest : largest);
        }

        return g;
    }

    /// <summary>s = Wᵀδ of the layer above, and ρ(s).</summary>
    private double[] Backward(int l, TensorSet rho, FormatRounding rounding, out double[] rhoS)
    {
        Layer above = _network.Layers[l + 1];
        ReadOnlySpan<double> delta = Pass.Deltas(l + 1);
        double[] s = new double[_batch.Samples * above.Inputs];
        MatrixProduct.Default.Times(delta, above.Weights, s, above.Units);
        rhoS = new SumRounding(above, rounding).InputGradients(Pass.PreActivations(l + 1), delta, rho[_layout.Delta(l + 1)]!, s);
        return s;
    }

    private void Gradients(int l, TensorSet rho, FormatRounding rounding, WeightErrors? parts)
    {
        Layer layer = _network.Layers[l];
        var sums = new SumRounding(layer, rounding);
        ReadOnlySpan<double> delta = Pass.Deltas(l);
        double[] rhoDelta = rho[_layout.Delta(l)]!;
        double[] rhoZ = InputErrors(l, rho, rounding);
        var added = new RegularizationRounding(_regularization, rounding);
        int units = parts is null ? layer.Units : Math.Clamp(NumbersInPart / layer.Inputs, 1, layer.Units);
        double[] weights = LargeArray.OfZeros(units * layer.Inputs);
        for (int first = 0; first < layer.Units; first += units)
        {
            Range rows = first..Math.Min(first + units, layer.Units);
            int start = first * layer.Inputs;
            Span<double> part = weights.AsSpan(0, (rows.End.Value - first) * layer.Inputs);
            sums.WeightGradient(part, delta, rhoDelta, InputsOf(l), rhoZ, rows);
            if (HasRegularization)
            {
                added.AddTo(part, layer.Weights.Slice(start, part.Length), Pass.WeightGradient(l).Slice(start, part.Length));
            }

            parts?.Invoke(_layout.WeightGradient(l), start, part);
        }

        if (parts is null)
        {
            rho.Set(_layout.WeightGradient(l), weights);
        }

        if (_layout.BiasGradient(l) is { } bias)
        {
            double[] biases = sums.BiasGradient(delta, rhoDelta);
            added.OfBiases.AddTo(biases, layer.Bias, Pass.BiasGradient(l));
            rho.Set(bias, biases);
        }
    }

    private ReadOnlySpan<double> InputsOf(int l) => l == 0 ? _batch.Inputs : Pass.Outputs(l - 1);

    private double[] InputErrors(int l, TensorSet rho, FormatRounding rounding)
    {
        if (l > 0)
        {
            return rho[_layout.Output(l - 1)]!;
        }

        double[] errors = new double[_batch.Inputs.Length];
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] = rounding.OfInput(_batch.Inputs[i]);
        }

        return errors;
    }
}
