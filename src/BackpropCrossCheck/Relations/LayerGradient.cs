using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;
using MathNet.Numerics.LinearAlgebra;

namespace BackpropCrossCheck.Relations;

/// <summary>A layer's gradient as another result gives it, and the engine's δ and z that it should be made of, ∂L/∂W = Σ_n δ_n z_nᵀ. Where
/// the bias gradient is given it is one more column, and z has one more unit that is always 1.</summary>
/// <param name="Given">The gradient, K×M or K×(M + 1).</param>
/// <param name="Deltas">The engine's δ in the result's convention, N×K.</param>
/// <param name="DeltaErrors">How far the result's may be from them.</param>
/// <param name="Inputs">The engine's z of the layer below, N×M or N×(M + 1).</param>
/// <param name="InputErrors">How far the result's may be from them.</param>
/// <param name="Roundings">The rounding of each number of the gradient as a sum of products, ρ without what its operands bring in.</param>
internal sealed record LayerGradient(
    Matrix<double> Given,
    Matrix<double> Deltas,
    Matrix<double> DeltaErrors,
    Matrix<double> Inputs,
    Matrix<double> InputErrors,
    Matrix<double> Roundings)
{
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
        AllowedErrors allowed = reference.AllowedAgainst(format);
        Step delta = layout.Delta(layer);
        Batch batch = reference.Fixture.Batch;
        double[] x = batch.Inputs.ToArray();
        double[] z = layer == 0 ? x : reference.Numbers[layout.Output(layer - 1)]!;
        double[] ofZ = layer == 0
            ? Array.ConvertAll(x, value => 4 * format.Rounding.OfInput(value))
            : allowed.OwnSide[layout.Output(layer - 1)]!;
        double[] ofDelta = [.. Enumerable.Range(0, delta.Length).Select(i => allowed.AcrossKinks(delta, i) * Math.Abs(scale))];
        if (Rows(result.Numbers, layout, layer, withBias) is not { } given)
        {
            return null;
        }

        int samples = batch.Samples;
        Matrix<double> deltas = Matrix(reference.Numbers[delta]!, samples) * scale;
        Matrix<double> deltaErrors = Matrix(ofDelta, samples);
        Matrix<double> inputs = Matrix(z, samples);
        Matrix<double> inputErrors = Matrix(ofZ, samples);
        if (withBias)
        {
            inputs = inputs.InsertColumn(inputs.ColumnCount, Vector<double>.Build.Dense(samples, 1));
            inputErrors = inputErrors.InsertColumn(inputErrors.ColumnCount, Vector<double>.Build.Dense(samples));
        }

        double share = (samples + 1) * (format.Rounding.UnitRoundoff + FormatRounding.Float64.UnitRoundoff);
        Matrix<double> magnitudes = (deltas.PointwiseAbs() + deltaErrors)
            .TransposeThisAndMultiply(inputs.PointwiseAbs() + inputErrors);
        Matrix<double> roundings = (magnitudes * share) + (given.Map(printed.Of, Zeros.Include) / 4) + format.Rounding.FlushLevel;
        var gradient = new LayerGradient(given, deltas, deltaErrors, inputs, inputErrors, roundings);
        return gradient.IsFinite ? gradient : null;
    }

    /// <summary>K.</summary>
    public int Units => Given.RowCount;

    /// <summary>N.</summary>
    public int Samples => Inputs.RowCount;

    private bool IsFinite => new[] { Given, Deltas, DeltaErrors, Inputs, InputErrors, Roundings }
        .All(matrix => matrix.Enumerate(Zeros.AllowSkip).All(double.IsFinite));

    /// <summary>The gradient's numbers, the bias gradient in the last column; null if one is missing.</summary>
    private static Matrix<double>? Rows(TensorSet numbers, TensorLayout layout, int layer, bool withBias)
    {
        Step weights = layout.WeightGradient(layer);
        if (numbers[weights] is not { } given || numbers.Missing(weights) is not null)
        {
            return null;
        }

        Matrix<double> rows = Matrix(given, weights.Rows);
        if (!withBias)
        {
            return rows;
        }

        return layout.BiasGradient(layer) is { } bias && numbers[bias] is { } ofBias && numbers.Missing(bias) is null
            ? rows.InsertColumn(rows.ColumnCount, Vector<double>.Build.DenseOfArray(ofBias))
            : null;
    }

    /// <summary>A matrix of row-major numbers.</summary>
    private static Matrix<double> Matrix(double[] values, int rows)
        => Matrix<double>.Build.DenseOfRowMajor(rows, values.Length / rows, values);
}
