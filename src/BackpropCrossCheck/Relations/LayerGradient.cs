using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Relations;

/// <summary>A layer's gradient as another result gives it, and the engine's δ and z that it should be made of, ∂L/∂W = Σ_n δ_n z_nᵀ. Where
/// the bias gradient is given it is one more column, and z has one more unit that is always 1.</summary>
/// <param name="Samples">N.</param>
/// <param name="Units">K.</param>
/// <param name="Columns">M, or M + 1 with the bias gradient.</param>
/// <param name="Given">The gradient, K×M or K×(M + 1), row-major like all others.</param>
/// <param name="Deltas">The engine's δ in the result's convention, N×K.</param>
/// <param name="DeltaErrors">How far the result's may be from them.</param>
/// <param name="Inputs">The engine's z of the layer below, N×M or N×(M + 1).</param>
/// <param name="InputErrors">How far the result's may be from them.</param>
/// <param name="Roundings">The rounding of each number of the gradient as a sum of products, ρ without what its operands bring in.</param>
/// <remarks>A small layer has a handful of numbers. There plain arrays take a fraction of the time of matrix objects.</remarks>
internal sealed record LayerGradient(
    int Samples,
    int Units,
    int Columns,
    double[] Given,
    double[] Deltas,
    double[] DeltaErrors,
    double[] Inputs,
    double[] InputErrors,
    double[] Roundings)
{
    /// <summary>Sums and products of numbers below this are finite.</summary>
    private const double Ordinary = 1e+150;

    /// <summary>A layer's gradient; null if one of its numbers is missing, not finite, or cannot be judged at all.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="result">The result.</param>
    /// <param name="format">Its format.</param>
    /// <param name="printed">How far printing may have moved its numbers.</param>
    /// <param name="scale">From the fixture's convention to the result's.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="withBias">Whether the bias gradient counts.</param>
    public static LayerGradient? Of(
        Reference reference, IndependentResult result, FloatFormat format, PrintedError printed, double scale, int layer, bool withBias)
    {
        TensorLayout layout = reference.Fixture.Layout;
        if (Rows(result.Numbers, layout, layer, withBias) is not { } given)
        {
            return null;
        }

        int samples = reference.Fixture.Batch.Samples;
        (double[] deltas, double[] deltaErrors, double[] inputs, double[] inputErrors) =
            Operands(reference, format, scale, layer, withBias);
        double[] roundings = Magnitudes(deltas, deltaErrors, inputs, inputErrors, samples);
        double share = (samples + 1) * (format.Rounding.UnitRoundoff + FormatRounding.Float64.UnitRoundoff);
        for (int i = 0; i < roundings.Length; i++)
        {
            roundings[i] = (roundings[i] * share) + (printed.Of(given[i]) / 4) + format.Rounding.FlushLevel;
        }

        given = WithoutRegularization(reference.Fixture, format, layer, withBias, given, roundings);

        var gradient = new LayerGradient(
            samples,
            deltas.Length / samples,
            inputs.Length / samples,
            given,
            deltas,
            deltaErrors,
            inputs,
            inputErrors,
            roundings);
        return gradient.IsFinite ? gradient : null;
    }

    /// <summary>Whether a layer has a gradient for <see cref="Of"/>, found out without its large arrays where its numbers are of ordinary
    /// size.</summary>
    /// <inheritdoc cref="Of"/>
    public static bool IsFiniteOf(
        Reference reference, IndependentResult result, FloatFormat format, PrintedError printed, double scale, int layer, bool withBias)
    {
        TensorLayout layout = reference.Fixture.Layout;
        Step weights = layout.WeightGradient(layer);
        if (result.Numbers[weights] is not { } given || result.Numbers.Missing(weights) is not null || !AreFinite(given)
            || (withBias && !(layout.BiasGradient(layer) is { IsShared: false } bias && result.Numbers[bias] is { } ofBias
                && result.Numbers.Missing(bias) is null && AreFinite(ofBias))))
        {
            return false;
        }

        if (LargestDelta(reference, format, scale, layer) is not { } delta || LargestInput(reference, format, layer) is not { } input)
        {
            return false;
        }

        // No rounding is larger than what the largest operands and the largest number would have together.
        double largest = reference.Fixture.Batch.Samples * delta * (withBias ? Math.Max(input, 1) : input);
        double printing = printed.Of(given.Max(Math.Abs));
        bool isOrdinary = largest < Ordinary && printing < Ordinary && reference.Fixture.Regularization.IsNone;
        return isOrdinary || Of(reference, result, format, printed, scale, layer, withBias) is not null;
    }

    /// <summary>The largest |δ| of a layer in the result's convention, with the difference that the result's may have; null if one is not
    /// finite.</summary>
    private static double? LargestDelta(Reference reference, FloatFormat format, double scale, int layer)
    {
        AllowedErrors allowed = reference.AllowedAgainst(format);
        Step delta = reference.Fixture.Layout.Delta(layer);
        double[] ofEngine = reference.Numbers[delta]!;
        double? largest = 0;
        for (int i = 0; i < ofEngine.Length && largest is not null; i++)
        {
            largest = Larger(largest.Value, ofEngine[i] * scale, allowed.AcrossKinks(delta, i) * Math.Abs(scale));
        }

        return largest;
    }

    /// <summary>The same of z of the layer below.</summary>
    private static double? LargestInput(Reference reference, FloatFormat format, int layer)
    {
        Step? below = layer == 0 ? null : reference.Fixture.Layout.Output(layer - 1);
        ReadOnlySpan<double> inputs = below is null ? reference.Fixture.Batch.Inputs : reference.Numbers[below]!;
        double[]? errors = below is null ? null : reference.AllowedAgainst(format).OwnSide[below]!;
        double? largest = 0;
        for (int i = 0; i < inputs.Length && largest is not null; i++)
        {
            largest = Larger(largest.Value, inputs[i], errors is null ? ErrorOf(inputs[i], format) : errors[i]);
        }

        return largest;
    }

    private static double? Larger(double largest, double value, double error)
        => double.IsFinite(value) && double.IsFinite(error) ? Math.Max(largest, Math.Abs(value) + error) : null;

    private static double ErrorOf(double input, FloatFormat format) => 4 * format.Rounding.OfInput(input);

    /// <summary>The engine's δ and z of a layer, in the result's convention, with the differences that the result's may have.</summary>
    private static (double[] Deltas, double[] DeltaErrors, double[] Inputs, double[] InputErrors) Operands(
        Reference reference, FloatFormat format, double scale, int layer, bool withBias)
    {
        TensorLayout layout = reference.Fixture.Layout;
        AllowedErrors allowed = reference.AllowedAgainst(format);
        int samples = reference.Fixture.Batch.Samples;
        Step delta = layout.Delta(layer);
        double[] ofEngine = reference.Numbers[delta]!;
        double[] deltas = new double[ofEngine.Length];
        double[] deltaErrors = new double[ofEngine.Length];
        for (int i = 0; i < deltas.Length; i++)
        {
            deltas[i] = ofEngine[i] * scale;
            deltaErrors[i] = allowed.AcrossKinks(delta, i) * Math.Abs(scale);
        }

        (double[] inputs, double[] inputErrors) = layer == 0
            ? OfBatch(reference.Fixture.Batch.Inputs, format)
            : (reference.Numbers[layout.Output(layer - 1)]!, allowed.OwnSide[layout.Output(layer - 1)]!);
        if (withBias)
        {
            inputs = WithColumn(inputs, samples, _ => 1);
            inputErrors = WithColumn(inputErrors, samples, _ => 0);
        }

        return (deltas, deltaErrors, inputs, inputErrors);
    }

    /// <summary>The gradient without what the regularization adds to it, which does not come from δ and z.</summary>
    private static double[] WithoutRegularization(
        Fixture fixture, FloatFormat format, int layer, bool withBias, double[] given, double[] roundings)
    {
        Regularization regularization = fixture.Regularization;
        if (regularization.IsNone)
        {
            return given;
        }

        Layer at = fixture.Network.Layers[layer];
        int columns = at.Inputs + (withBias ? 1 : 0);
        double[] data = [.. given];
        foreach (FormatRounding rounding in (FormatRounding[])[format.Rounding, FormatRounding.Float64])
        {
            var added = new RegularizationRounding(regularization, rounding);
            for (int k = 0; k < at.Units; k++)
            {
                Span<double> row = roundings.AsSpan(k * columns, columns);
                ReadOnlySpan<double> gradient = given.AsSpan(k * columns, columns);
                added.AddTo(row[..at.Inputs], at.Weights.Slice(k * at.Inputs, at.Inputs), gradient[..at.Inputs]);
                if (withBias)
                {
                    added.OfBiases.AddTo(row[at.Inputs..], at.Bias.Slice(k, 1), gradient[at.Inputs..]);
                }
            }
        }

        for (int i = 0; i < data.Length; i++)
        {
            (int k, int m) = Math.DivRem(i, columns);
            data[i] -= m < at.Inputs ? regularization.Derivative(at.Weights[(k * at.Inputs) + m])
                : regularization.Biases ? regularization.Derivative(at.Bias[k])
                : 0;
        }

        return data;
    }

    private bool IsFinite => AreFinite(Given) && AreFinite(Deltas) && AreFinite(DeltaErrors)
        && AreFinite(Inputs) && AreFinite(InputErrors) && AreFinite(Roundings);

    private static bool AreFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    private static (double[] Values, double[] Errors) OfBatch(ReadOnlySpan<double> inputs, FloatFormat format)
    {
        double[] errors = new double[inputs.Length];
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] = ErrorOf(inputs[i], format);
        }

        return (inputs.ToArray(), errors);
    }

    /// <summary>(|D| + ΔD)ᵀ·(|Z| + ΔZ).</summary>
    private static double[] Magnitudes(double[] deltas, double[] deltaErrors, double[] inputs, double[] inputErrors, int samples)
    {
        double[] magnitudes = new double[deltas.Length / samples * (inputs.Length / samples)];
        MatrixProduct.Default.TransposedTimes(Upper(deltas, deltaErrors), Upper(inputs, inputErrors), magnitudes, samples);
        return magnitudes;
    }

    private static double[] Upper(double[] values, double[] errors)
    {
        double[] upper = new double[values.Length];
        for (int i = 0; i < upper.Length; i++)
        {
            upper[i] = Math.Abs(values[i]) + errors[i];
        }

        return upper;
    }

    /// <summary>The gradient's numbers, the bias gradient in the last column; null if one is missing.</summary>
    private static double[]? Rows(TensorSet numbers, TensorLayout layout, int layer, bool withBias)
    {
        Step weights = layout.WeightGradient(layer);
        if (numbers[weights] is not { } given || numbers.Missing(weights) is not null)
        {
            return null;
        }

        if (!withBias)
        {
            return given;
        }

        return layout.BiasGradient(layer) is { IsShared: false } bias && numbers[bias] is { } ofBias && numbers.Missing(bias) is null
            ? WithColumn(given, weights.Rows, row => ofBias[row])
            : null;
    }

    /// <summary>The rows of a matrix, each with one more number at its end.</summary>
    private static double[] WithColumn(ReadOnlySpan<double> values, int rows, Func<int, double> last)
    {
        int columns = values.Length / rows;
        double[] wider = new double[values.Length + rows];
        for (int row = 0; row < rows; row++)
        {
            values.Slice(row * columns, columns).CopyTo(wider.AsSpan(row * (columns + 1)));
            wider[(row * (columns + 1)) + columns] = last(row);
        }

        return wider;
    }
}
