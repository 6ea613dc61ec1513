using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>The calculation as people do it by hand. There are several right ways: h' and a cross-entropy may be calculated from the
/// pre-activations or from the outputs (in the paper, 1 − 0.93²), and products may be rounded one by one before they are summed.</summary>
/// <remarks>If the loss is not defined for a person's outputs, the loss and everything that depends on it are NaN, which agrees with no
/// number.</remarks>
/// <param name="fromOutputs">Whether h' and a cross-entropy are calculated from the outputs.</param>
/// <param name="products">How each product is rounded before it is summed; null for no rounding.</param>
internal class HandSteps(bool fromOutputs, NumberRounding? products = null) : CalculationSteps
{
    /// <inheritdoc/>
    public override Arithmetic Arithmetic { get; } = new HandArithmetic(products);

    /// <inheritdoc/>
    public override double[] PreActivations(CalculationState state, int layer)
    {
        Layer at = state.Network.Layers[layer];
        ReadOnlySpan<double> z = state.InputsOf(layer);
        double[] a = new double[state.Samples * at.Units];
        for (int i = 0; i < a.Length; i++)
        {
            var sum = new HandSum(at.HasBias ? at.Bias[i % at.Units] : 0);
            for (int m = 0; m < at.Inputs; m++)
            {
                sum.Add(Rounded(z[(i / at.Units * at.Inputs) + m] * at.Weights[(i % at.Units * at.Inputs) + m]));
            }

            a[i] = sum.Value;
        }

        return a;
    }

    /// <inheritdoc/>
    public override double LossValue(CalculationState state)
    {
        try
        {
            return products is not null ? SumOfTerms(state, products)
                : state.IsFused && !fromOutputs ? base.LossValue(state)
                : LossFunction.FromOutputs(
                    state.Loss, state.Required(Quantity.Output, state.Last), state.Fixture.Batch.Labels, state.Network.Outputs);
        }
        catch (UndefinedLossException)
        {
            return double.NaN;
        }
    }

    /// <summary>c·(y·Σt − t), the way a person writes it.</summary>
    public override double[] FusedDeltas(CalculationState state)
    {
        double[] y = OwnOutputs(state, state.Last);
        double[] delta = new double[y.Length];
        LossFunction.FusedDeltas(state.Loss, y, state.Fixture.Batch.Labels, delta, state.Network.Outputs);
        return delta;
    }

    /// <inheritdoc/>
    public override double[] OutputGradients(CalculationState state, int layer)
    {
        if (layer < state.Last)
        {
            return FromAbove(state, layer);
        }

        try
        {
            return base.OutputGradients(state, layer);
        }
        catch (UndefinedLossException)
        {
            double[] none = new double[state.Samples * state.Network.Outputs];
            Array.Fill(none, double.NaN);
            return none;
        }
    }

    /// <inheritdoc/>
    public override double[]? Derivatives(CalculationState state, int layer)
    {
        if (!fromOutputs || base.Derivatives(state, layer) is not { } derivatives)
        {
            return base.Derivatives(state, layer);
        }

        var activation = (ElementwiseActivation)state.Network.Layers[layer].Activation;
        double[] z = state.Required(Quantity.Output, layer);
        for (int i = 0; i < z.Length; i++)
        {
            derivatives[i] = activation.DerivativeFromOutput(z[i], Rounded) ?? derivatives[i];
        }

        return derivatives;
    }

    /// <inheritdoc/>
    public override double[] Deltas(CalculationState state, int layer)
    {
        if (state[Quantity.Derivative, layer] is not null)
        {
            return base.Deltas(state, layer);
        }

        int units = state.Network.Layers[layer].Units;
        double[] p = OwnOutputs(state, layer);
        double[] s = state.Required(Quantity.OutputGradient, layer);
        double[] delta = new double[s.Length];
        for (int row = 0; row < s.Length; row += units)
        {
            var mean = new HandSum(0);
            for (int k = row; k < row + units; k++)
            {
                mean.Add(Rounded(p[k] * s[k]));
            }

            for (int k = row; k < row + units; k++)
            {
                // Equal s cancel exactly in decimal numbers, and with significant digits whatever is left would count.
                var difference = new HandSum(s[k]);
                difference.Add(-mean.Value);
                delta[k] = p[k] * difference.Value;
            }
        }

        return delta;
    }

    /// <inheritdoc/>
    public override double[] WeightGradient(CalculationState state, int layer)
    {
        Layer at = state.Network.Layers[layer];
        double[] delta = state.Required(Quantity.Delta, layer);
        ReadOnlySpan<double> z = state.InputsOf(layer);
        double[] gradient = new double[at.Units * at.Inputs];
        for (int i = 0; i < gradient.Length; i++)
        {
            var sum = new HandSum(0);
            for (int n = 0; n < state.Samples; n++)
            {
                sum.Add(Rounded(delta[(n * at.Units) + (i / at.Inputs)] * z[(n * at.Inputs) + (i % at.Inputs)]));
            }

            gradient[i] = sum.Value;
        }

        return gradient;
    }

    /// <inheritdoc/>
    public override double[] BiasGradient(CalculationState state, int layer)
    {
        int units = state.Network.Layers[layer].Units;
        double[] delta = state.Required(Quantity.Delta, layer);
        double[] gradient = new double[units];
        for (int k = 0; k < units; k++)
        {
            var sum = new HandSum(0);
            for (int n = 0; n < state.Samples; n++)
            {
                sum.Add(delta[(n * units) + k]);
            }

            gradient[k] = sum.Value;
        }

        return gradient;
    }

    /// <inheritdoc/>
    public override double[] InputGradients(CalculationState state)
        => Propagated(state.Network.Layers[0], state.Required(Quantity.Delta, 0), state.Samples);

    /// <inheritdoc/>
    protected override void AddRegularization(CalculationState state, ReadOnlySpan<double> parameters, double[] gradient)
    {
        Regularization regularization = RegularizationOf(state);
        for (int i = 0; i < gradient.Length && !regularization.IsNone; i++)
        {
            double ofMagnitude = Math.Sign(parameters[i]) * regularization.L1;
            gradient[i] = Arithmetic.Sum(
                Arithmetic.Sum(gradient[i], Rounded(2 * regularization.OfSquares * parameters[i])), ofMagnitude);
        }
    }

    private double SumOfTerms(CalculationState state, NumberRounding rounding)
    {
        double[] y = state.IsFused ? OwnOutputs(state, state.Last) : state.Required(Quantity.Output, state.Last);
        ReadOnlySpan<double> t = state.Fixture.Batch.Labels;
        // ½ is either a factor of each term or in front of the sum. The way that starts from the outputs has it in front.
        LossTerm own = state.Loss.Term;
        var term = new Loss(fromOutputs ? own.Family : own, Reduction.Sum);
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum += rounding.Of(LossFunction.FromOutputs(term, y.AsSpan(i, 1), t.Slice(i, 1), 1));
        }

        return sum * (fromOutputs ? own.Weight : 1) * state.Loss.Scale(state.Samples, state.Network.Outputs);
    }

    private double[] OwnOutputs(CalculationState state, int layer)
        => fromOutputs ? state.Required(Quantity.Output, layer) : Outputs(state, layer);

    private double Rounded(double product) => products?.Of(product) ?? product;

    private double[] FromAbove(CalculationState state, int layer)
        => Propagated(state.Network.Layers[layer + 1], state.Required(Quantity.Delta, layer + 1), state.Samples);

    /// <summary>Σ_k w_km δ_k.</summary>
    private double[] Propagated(Layer above, double[] delta, int samples)
    {
        double[] s = new double[samples * above.Inputs];
        for (int i = 0; i < s.Length; i++)
        {
            var sum = new HandSum(0);
            for (int k = 0; k < above.Units; k++)
            {
                sum.Add(Rounded(above.Weights[(k * above.Inputs) + (i % above.Inputs)] * delta[(i / above.Inputs * above.Units) + k]));
            }

            s[i] = sum.Value;
        }

        return s;
    }
}
