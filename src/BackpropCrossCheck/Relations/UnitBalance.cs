using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Relations;

/// <summary>What holds between the gradients of two layers if h(a) = h'(a)·a, as for linear, relu and leaky-relu: Σ w·∂L/∂w over the
/// weights out of a unit is the same as over the weights and the bias into it. Both are Σ_n δ a.</summary>
/// <param name="reference">The engine's side.</param>
/// <param name="result">The result.</param>
/// <param name="format">Its format.</param>
internal sealed class UnitBalance(Reference reference, IndependentResult result, FloatFormat format)
{
    // One calculation, and one rounding for each format, serve all pairs of layers.
    private readonly Lazy<CalculationState?> _own = new(() => OwnCalculation.OfEngine(reference, result.Loss, format));
    private readonly Dictionary<FloatFormat, TensorSet> _roundings = [];

    /// <summary>Whether the relation holds between a layer and the one above it.</summary>
    /// <param name="layer">The lower layer, from 0.</param>
    public bool Holds(int layer) => reference.Fixture.Network.Layers[layer].Activation is ElementwiseActivation { IsHomogeneous: true };

    /// <summary>The units whose gradients contradict each other; null where the format cannot hold the fixture.</summary>
    /// <param name="layer">The lower layer, from 0.</param>
    /// <param name="into">Its gradient, with that of its bias if it has one.</param>
    /// <param name="outOf">The gradient of the layer above.</param>
    public IReadOnlyDictionary<int, UnitImbalance>? Of(int layer, LayerGradient into, LayerGradient outOf)
    {
        if (_own.Value is not { } own)
        {
            return null;
        }

        HashSet<int> kinks = [.. reference.AllowedAgainst(format).Kinks.Where(unit => unit.Layer == layer).Select(unit => unit.Unit)];
        double[] local = LocalErrors(own, layer);
        Layer lower = own.Network.Layers[layer];
        Layer upper = own.Network.Layers[layer + 1];
        var found = new Dictionary<int, UnitImbalance>();
        for (int m = 0; m < lower.Units; m++)
        {
            var sumIn = new WeightedSum(into, m, isRow: true, Row(lower, m));
            var sumOut = new WeightedSum(outOf, m, isRow: false, Column(upper, m));
            double allowed = 4 * (Math.Sqrt(sumIn.SquaredErrors + sumOut.SquaredErrors) + local[m]);
            if (!kinks.Contains(m) && Math.Abs(sumIn.Value - sumOut.Value) > allowed)
            {
                found.Add(m, Imbalance(m, sumIn, sumOut, lower, upper));
            }
        }

        return found;
    }

    private static UnitImbalance Imbalance(int unit, WeightedSum sumIn, WeightedSum sumOut, Layer lower, Layer upper)
    {
        bool isAbove = Math.Abs(sumOut.LargestTerm) > Math.Abs(sumIn.LargestTerm) || sumIn.LargestIndex >= lower.Inputs;
        int at = isAbove ? sumOut.LargestIndex : sumIn.LargestIndex;
        int index = isAbove ? (at * upper.Inputs) + unit : (unit * lower.Inputs) + at;
        double weight = isAbove ? upper.Weights[index] : lower.Weights[index];
        return new UnitImbalance(unit, sumIn.Value, sumOut.Value, isAbove, index, weight);
    }

    /// <summary>Of each unit, how far rounding may move the two sums apart: Σ_n (|z|·ρ₁(s) + |δ|·ρ₁(a) + 3u·|δ a|), of both
    /// formats.</summary>
    private double[] LocalErrors(CalculationState own, int layer)
    {
        double[] a = own.Required(Quantity.PreActivation, layer);
        double[] z = own.Required(Quantity.Output, layer);
        double[] delta = own.Required(Quantity.Delta, layer);
        int units = own.Network.Layers[layer].Units;
        double[] errors = new double[units];
        foreach (FloatFormat rounds in new[] { format, FloatFormat.Float64 }.Distinct())
        {
            if (!_roundings.TryGetValue(rounds, out TensorSet? rho))
            {
                rho = StepRounding.Of(own, rounds.Rounding, PrintedError.None).Values;
                _roundings.Add(rounds, rho);
            }

            double[] rhoS = rho[Quantity.OutputGradient, layer]!;
            double[] rhoA = rho[Quantity.PreActivation, layer]!;
            for (int i = 0; i < a.Length; i++)
            {
                errors[i % units] += (Math.Abs(z[i]) * rhoS[i]) + (Math.Abs(delta[i]) * rhoA[i])
                    + (3 * rounds.Rounding.UnitRoundoff * Math.Abs(delta[i] * a[i]));
            }
        }

        return errors;
    }

    /// <summary>The weights into a unit, and its bias.</summary>
    private static double[] Row(Layer layer, int unit)
    {
        ReadOnlySpan<double> weights = layer.Weights.Slice(unit * layer.Inputs, layer.Inputs);
        return layer.HasBias ? [.. weights, layer.Bias[unit]] : [.. weights];
    }

    /// <summary>The weights out of a unit of the layer below.</summary>
    private static double[] Column(Layer layer, int input)
    {
        double[] column = new double[layer.Units];
        for (int k = 0; k < column.Length; k++)
        {
            column[k] = layer.Weights[(k * layer.Inputs) + input];
        }

        return column;
    }

    /// <summary>Σ w·∂L/∂w along a row or a column of a gradient.</summary>
    private readonly struct WeightedSum
    {
        public WeightedSum(LayerGradient gradient, int index, bool isRow, double[] weights)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                int at = isRow ? (index * gradient.Columns) + i : (i * gradient.Columns) + index;
                double term = weights[i] * gradient.Given[at];
                double error = weights[i] * gradient.Roundings[at];
                Value += term;
                SquaredErrors += error * error;
                if (Math.Abs(term) > Math.Abs(LargestTerm))
                {
                    (LargestTerm, LargestIndex) = (term, i);
                }
            }
        }

        public double Value { get; }

        public double SquaredErrors { get; }

        public double LargestTerm { get; }

        public int LargestIndex { get; }
    }
}
