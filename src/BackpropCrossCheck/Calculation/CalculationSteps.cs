using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>The paper's calculation, one method for each step. Every method calculates its result from earlier results in the state, and
/// returns a new array. To calculate differently, override the steps that differ.</summary>
/// <remarks>The numbers are those of <see cref="Backpropagation"/>, bit for bit.</remarks>
internal class CalculationSteps
{
    /// <summary>The correct calculation.</summary>
    public static CalculationSteps Correct { get; } = new();

    /// <summary>The arithmetic of the parameter update.</summary>
    public virtual Arithmetic Arithmetic => Arithmetic.Double;

    /// <summary>Whether the steps know the samples of the batch one by one. Then they do not apply to an update with one sample
    /// alone.</summary>
    public virtual bool KnowsSamples => false;

    /// <summary>a = Wz + b.</summary>
    public virtual double[] PreActivations(CalculationState state, int layer)
    {
        Layer at = state.Network.Layers[layer];
        double[] a = new double[state.Samples * at.Units];
        MatrixProduct.Default.TimesTransposed(state.InputsOf(layer), at.Weights, a, at.Inputs);
        for (int i = 0; i < a.Length && at.HasBias; i++)
        {
            a[i] += at.Bias[i % at.Units];
        }

        return a;
    }

    /// <summary>z = h(a).</summary>
    public virtual double[] Outputs(CalculationState state, int layer)
    {
        Layer at = state.Network.Layers[layer];
        double[] a = state.Required(Quantity.PreActivation, layer);
        double[] z = new double[a.Length];
        at.Activation.Apply(a, z, at.Units);
        return z;
    }

    /// <summary>L, without what the regularization adds.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public virtual double LossValue(CalculationState state)
    {
        int units = state.Network.Outputs;
        ReadOnlySpan<double> labels = state.Fixture.Batch.Labels;
        return state.IsFused
            ? LossFunction.FromPreActivations(state.Loss, state.Required(Quantity.PreActivation, state.Last), labels, units)
            : LossFunction.FromOutputs(state.Loss, state.Required(Quantity.Output, state.Last), labels, units);
    }

    /// <summary>L.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public virtual double LossValueOf(CalculationState state) => LossValue(state) + RegularizationOf(state).Of(state.Network);

    /// <summary>δ of the last layer if the cross-entropy is fused with its activation.</summary>
    public virtual double[] FusedDeltas(CalculationState state)
    {
        double[] y = state.Required(Quantity.Output, state.Last);
        double[] delta = new double[y.Length];
        LossFunction.FusedDeltas(
            state.Loss, state.Required(Quantity.PreActivation, state.Last), y, state.Fixture.Batch.Labels, delta, state.Network.Outputs);
        return delta;
    }

    /// <summary>∂L/∂y of the last layer, Σ_k w_km δ_k below it.</summary>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public virtual double[] OutputGradients(CalculationState state, int layer)
    {
        Layer at = state.Network.Layers[layer];
        double[] s = new double[state.Samples * at.Units];
        if (layer == state.Last)
        {
            LossFunction.OutputGradients(state.Loss, state.Required(Quantity.Output, layer), state.Fixture.Batch.Labels, s, at.Units);
        }
        else
        {
            Layer above = state.Network.Layers[layer + 1];
            MatrixProduct.Default.Times(state.Required(Quantity.Delta, layer + 1), above.Weights, s, above.Units);
        }

        return s;
    }

    /// <summary>h'(a); null for softmax, whose derivative is a matrix.</summary>
    public virtual double[]? Derivatives(CalculationState state, int layer)
    {
        return state.Network.Layers[layer].Activation is ElementwiseActivation activation
            ? Array.ConvertAll(state.Required(Quantity.PreActivation, layer), activation.Derivative)
            : null;
    }

    /// <summary>δ = h'(a)·s with s = ∂L/∂z; for softmax, p·(s − Σ_j p_j s_j).</summary>
    public virtual double[] Deltas(CalculationState state, int layer)
    {
        Layer at = state.Network.Layers[layer];
        double[] s = state.Required(Quantity.OutputGradient, layer);
        double[] delta = new double[s.Length];
        if (state[Quantity.Derivative, layer] is { } derivative)
        {
            for (int i = 0; i < delta.Length; i++)
            {
                delta[i] = derivative[i] * s[i];
            }
        }
        else
        {
            double[] z = state.Required(Quantity.Output, layer);
            at.Activation.Backpropagate(state.Required(Quantity.PreActivation, layer), z, s, delta, at.Units);
        }

        return delta;
    }

    /// <summary>∂L/∂x = Σ_k w_km δ_k of the first layer.</summary>
    public virtual double[] InputGradients(CalculationState state)
    {
        Layer first = state.Network.Layers[0];
        double[] gradients = new double[state.Samples * first.Inputs];
        MatrixProduct.Default.Times(state.Required(Quantity.Delta, 0), first.Weights, gradients, first.Units);
        return gradients;
    }

    /// <summary>∂L/∂W = Σ_n δ_n z_n, without what the regularization adds.</summary>
    public virtual double[] WeightGradient(CalculationState state, int layer)
    {
        Layer at = state.Network.Layers[layer];
        double[] gradient = new double[at.Units * at.Inputs];
        MatrixProduct.Default.TransposedTimes(state.Required(Quantity.Delta, layer), state.InputsOf(layer), gradient, state.Samples);
        return gradient;
    }

    /// <summary>∂L/∂b = Σ_n δ_n, without what the regularization adds; over the units as well if they share the bias. A mistake may leave
    /// that last sum to <see cref="BiasGradientOf"/>.</summary>
    public virtual double[] BiasGradient(CalculationState state, int layer)
    {
        double[] delta = state.Required(Quantity.Delta, layer);
        double[] gradient = new double[state.Network.Layers[layer].BiasParameters];
        for (int i = 0; i < delta.Length; i++)
        {
            gradient[i % gradient.Length] += delta[i];
        }

        return gradient;
    }

    /// <summary>∂L/∂W.</summary>
    public virtual double[] WeightGradientOf(CalculationState state, int layer)
    {
        double[] gradient = WeightGradient(state, layer);
        AddRegularization(state, state.Network.Layers[layer].Weights, gradient);
        return gradient;
    }

    /// <summary>∂L/∂b, one number for each bias.</summary>
    public virtual double[] BiasGradientOf(CalculationState state, int layer)
    {
        double[] gradient = BiasGradient(state, layer);
        Layer at = state.Network.Layers[layer];
        double[] whole = gradient.Length == at.BiasParameters ? gradient : [gradient.Sum()];
        if (RegularizationOf(state).Biases)
        {
            AddRegularization(state, at.Bias, whole);
        }

        return whole;
    }

    /// <summary>What is added to the loss for the size of the weights.</summary>
    public virtual Regularization RegularizationOf(CalculationState state) => state.Regularization;

    /// <summary>Adds what the regularization contributes to a gradient.</summary>
    protected virtual void AddRegularization(CalculationState state, ReadOnlySpan<double> parameters, double[] gradient)
        => RegularizationOf(state).AddTo(parameters, gradient);

    /// <summary>The rule by which a training step changes a parameter.</summary>
    public virtual Optimizer OptimizerOf(Training training) => training.Optimizer;

    /// <summary>The network after a training that does not take its steps with the whole batch; null for one that does.</summary>
    /// <param name="state">The calculation before the training.</param>
    /// <param name="training">The training.</param>
    /// <param name="between">What happens to the results on the way; the parameters after the last update stay as they are.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs on the way.</exception>
    public virtual Network? TrainedOtherwise(CalculationState state, Training training, ResultForm between)
        => training.BySamples && state.Samples > 1 ? TrainedBySamples(state, training, between) : null;

    /// <summary>The weights or the biases of a layer after a step.</summary>
    /// <param name="parameters">w.</param>
    /// <param name="gradient">∂L/∂w.</param>
    /// <param name="optimizer">The update rule.</param>
    /// <param name="memory">What the rule remembers about them; overwritten.</param>
    /// <param name="update">Which update it is, from 1.</param>
    public double[] Updated(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> gradient, Optimizer optimizer, Span<double> memory, int update = 1)
    {
        double[] updated = parameters.ToArray();
        optimizer.Step(updated, gradient, memory, update, Arithmetic);
        return updated;
    }

    /// <summary>The network after updates sample by sample, each calculated in these steps; null if a parameter is no longer
    /// finite.</summary>
    private Network? TrainedBySamples(CalculationState state, Training training, ResultForm between)
    {
        var sample = new OneSample(state.Fixture.Batch);
        Fixture one = state.Fixture with { Batch = sample.Batch, Training = null, Expected = [], HasOptional = false };
        CalculationSteps steps = KnowsSamples ? Correct : this;
        var memory = new OptimizerMemory(steps.OptimizerOf(training), state.Network);
        Network? network = state.Network;
        int updates = training.Steps * state.Samples;
        for (int update = 0; network is not null && update < updates; update++)
        {
            (int pass, int n) = Math.DivRem(update, state.Samples);
            sample.MoveTo(n);
            try
            {
                network = WorkedCalculation.Of(one with { Network = network }, one.Loss, steps, between)
                    .Descend(training, memory, update == updates - 1 ? ResultForm.Exact : between, updates: null);
            }
            catch (UndefinedLossException fault)
            {
                throw new UndefinedLossException(fault.Term, n, fault.Output, fault.Value, pass);
            }

            memory.Advance();
        }

        return network;
    }
}
