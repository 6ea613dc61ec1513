using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ of the sums of one layer: a = Wz + b, s = Wᵀδ, ∂L/∂W = Σ_n δ z and ∂L/∂b = Σ_n δ. Operands come with their own ρ; an empty ρ
/// stands for operands that are exact.</summary>
/// <param name="layer">The layer whose weights are in the sums.</param>
/// <param name="format">The format that rounds.</param>
internal sealed class SumRounding(Layer layer, FormatRounding format)
{
    private readonly double _u = format.UnitRoundoff;
    private readonly double[] _vanishing = Vanishing(layer.Weights, format);

    /// <summary>ρ(a), a = Wz + b.</summary>
    /// <param name="z">The layer's inputs, N×M.</param>
    /// <param name="rhoZ">ρ(z), or empty.</param>
    /// <param name="a">a, N×K.</param>
    /// <returns>N×K; infinite where the way to a passes the largest number of the format.</returns>
    public double[] PreActivations(ReadOnlySpan<double> z, ReadOnlySpan<double> rhoZ, ReadOnlySpan<double> a)
    {
        double[] rhoA = new double[a.Length];
        double[] largestWeights = new double[layer.Units];
        for (int k = 0; k < largestWeights.Length; k++)
        {
            largestWeights[k] = LargestMagnitude(layer.Weights.Slice(k * layer.Inputs, layer.Inputs));
        }

        var equal = new EqualTerms(layer, backward: false);
        double[] sums = BatchSums.OfRows(layer.Weights, z, layer.Inputs);
        double[] inherited = rhoZ.IsEmpty ? [] : BatchSums.OfRows(layer.Weights, rhoZ, layer.Inputs);
        double[] lost = _vanishing.Length == 0 ? [] : BatchSums.OfRows(_vanishing, z, layer.Inputs);
        for (int n = 0; n < a.Length / layer.Units; n++)
        {
            ReadOnlySpan<double> zRow = z.Slice(n * layer.Inputs, layer.Inputs);
            ReadOnlySpan<double> rhoRow = rhoZ.IsEmpty ? [] : rhoZ.Slice(n * layer.Inputs, layer.Inputs);
            equal.OfSample(rhoRow.IsEmpty ? [] : zRow, zRow);
            for (int k = 0; k < layer.Units; k++)
            {
                int i = (n * layer.Units) + k;
                double b = layer.HasBias ? Math.Abs(layer.Bias[k]) : 0;
                double common = rhoRow.IsEmpty ? 0 : equal.Inherited(k, rhoRow);
                double largest = Math.Max(sums[i], Math.Abs(a[i]));
                double own = (Math.Sqrt(layer.Inputs) + 1 + equal.Roundings(k)) * _u * (largest + b);
                rhoA[i] = format.UnlessOverflow(
                    Quadrature.Of(At(inherited, i) + At(lost, i), common, _u * sums[i], own, format.OfInput(b), format.FlushLevel),
                    Math.Max(largest, Math.Max(b, largestWeights[k])));
            }
        }

        return rhoA;
    }

    /// <summary>ρ(s), s = Wᵀδ.</summary>
    /// <param name="a">The layer's pre-activations, N×K: units that are equal here make the same error.</param>
    /// <param name="delta">The layer's δ, N×K.</param>
    /// <param name="rhoDelta">ρ(δ), or empty.</param>
    /// <param name="s">s, N×M.</param>
    /// <returns>N×M; infinite where the way to s passes the largest number of the format.</returns>
    public double[] InputGradients(
        ReadOnlySpan<double> a, ReadOnlySpan<double> delta, ReadOnlySpan<double> rhoDelta, ReadOnlySpan<double> s)
    {
        double[] rhoS = new double[s.Length];
        double[] sums = BatchSums.OfColumns(layer.Weights, delta, layer.Inputs);
        double[] inherited = rhoDelta.IsEmpty ? [] : BatchSums.OfColumns(layer.Weights, rhoDelta, layer.Inputs);
        double[] lost = _vanishing.Length == 0 ? [] : BatchSums.OfColumns(_vanishing, delta, layer.Inputs);
        var equal = new EqualTerms(layer, backward: true);
        for (int n = 0; n < s.Length / layer.Inputs; n++)
        {
            ReadOnlySpan<double> deltaRow = delta.Slice(n * layer.Units, layer.Units);
            ReadOnlySpan<double> rhoRow = rhoDelta.IsEmpty ? [] : rhoDelta.Slice(n * layer.Units, layer.Units);
            equal.OfSample(rhoRow.IsEmpty ? [] : a.Slice(n * layer.Units, layer.Units), deltaRow);
            for (int m = 0; m < layer.Inputs; m++)
            {
                int i = (n * layer.Inputs) + m;
                double common = rhoRow.IsEmpty ? 0 : equal.Inherited(m, rhoRow);
                double largest = Math.Max(sums[i], Math.Abs(s[i]));
                double own = (Math.Sqrt(layer.Units) + 1 + equal.Roundings(m)) * _u * largest;
                rhoS[i] = format.UnlessOverflow(
                    Quadrature.Of(At(inherited, i) + At(lost, i), common, _u * sums[i], own, format.FlushLevel), largest);
            }
        }

        return rhoS;
    }

    /// <summary>ρ(∂L/∂W), ∂L/∂W = Σ_n δ z.</summary>
    /// <param name="delta">The layer's δ, N×K.</param>
    /// <param name="rhoDelta">ρ(δ), or empty.</param>
    /// <param name="z">The layer's inputs, N×M.</param>
    /// <param name="rhoZ">ρ(z), or empty.</param>
    /// <returns>K×M; infinite where the way to the gradient passes the largest number of the format.</returns>
    public double[] WeightGradient(
        ReadOnlySpan<double> delta, ReadOnlySpan<double> rhoDelta, ReadOnlySpan<double> z, ReadOnlySpan<double> rhoZ)
    {
        double[] rho = new double[layer.Units * layer.Inputs];
        WeightGradient(rho, delta, rhoDelta, z, rhoZ, Range.All);
        return rho;
    }

    /// <summary>ρ(∂L/∂W) of some units.</summary>
    /// <param name="rho">As many rows of M numbers as there are such units; overwritten.</param>
    /// <param name="delta">The layer's δ, N×K.</param>
    /// <param name="rhoDelta">ρ(δ), or empty.</param>
    /// <param name="z">The layer's inputs, N×M.</param>
    /// <param name="rhoZ">ρ(z), or empty.</param>
    /// <param name="units">Which units.</param>
    public void WeightGradient(
        Span<double> rho,
        ReadOnlySpan<double> delta,
        ReadOnlySpan<double> rhoDelta,
        ReadOnlySpan<double> z,
        ReadOnlySpan<double> rhoZ,
        Range units)
    {
        (int first, int count) = units.GetOffsetAndLength(layer.Units);
        rho.Clear();
        double batchRounding = BatchRounding(delta);
        ReadOnlySpan<double> ofUnits = Columns(delta, first, count);
        new BatchProducts(count, batchRounding).AddTo(rho, ofUnits, Columns(rhoDelta, first, count), z, rhoZ);
        Finish(rho, batchRounding, ofUnits, count, z);
    }

    /// <summary>The columns of some units.</summary>
    private ReadOnlySpan<double> Columns(ReadOnlySpan<double> values, int first, int count)
    {
        if (count == layer.Units || values.IsEmpty)
        {
            return values;
        }

        double[] columns = new double[values.Length / layer.Units * count];
        for (int n = 0; n < values.Length / layer.Units; n++)
        {
            values.Slice((n * layer.Units) + first, count).CopyTo(columns.AsSpan(n * count));
        }

        return columns;
    }

    /// <summary>ρ(∂L/∂b), ∂L/∂b = Σ_n δ.</summary>
    /// <param name="delta">The layer's δ, N×K.</param>
    /// <param name="rhoDelta">ρ(δ), or empty.</param>
    /// <returns>K; infinite where the way to the gradient passes the largest number of the format.</returns>
    public double[] BiasGradient(ReadOnlySpan<double> delta, ReadOnlySpan<double> rhoDelta)
    {
        double[] rho = new double[layer.BiasParameters];
        double batchRounding = layer.SharesBias ? (delta.Length + 1) * _u : BatchRounding(delta);
        for (int i = 0; i < delta.Length; i++)
        {
            rho[i % rho.Length] += (rhoDelta.IsEmpty ? 0 : rhoDelta[i]) + (batchRounding * Math.Abs(delta[i]));
        }

        Finish(rho, BatchRounding(delta), delta, layer.Units, []);
        return rho;
    }

    private static double At(double[] values, int index) => values.Length == 0 ? 0 : values[index];

    /// <summary>(N + 1)·u.</summary>
    private double BatchRounding(ReadOnlySpan<double> delta) => ((delta.Length / layer.Units) + 1) * _u;

    /// <summary>Adds τ, and takes out what overflows on its way: its terms may cancel in the sum.</summary>
    private void Finish(Span<double> rho, double batchRounding, ReadOnlySpan<double> delta, int units, ReadOnlySpan<double> z)
    {
        int columns = Math.Max(1, rho.Length / units);
        // ρ holds (N + 1)·u·Σ|δz|; only where that is large does the sum have to be looked at.
        double suspect = batchRounding * format.Largest;
        for (int i = 0; i < rho.Length; i++)
        {
            rho[i] = rho[i] + format.FlushLevel < suspect
                ? rho[i] + format.FlushLevel
                : format.UnlessOverflow(
                    rho[i],
                    z.IsEmpty && layer.SharesBias ? Magnitude(delta)
                        : MagnitudeOfTerms(delta, units, z, i / columns, i % columns, columns));
        }
    }

    /// <summary>Σ_n Σ_k |δ_nk|.</summary>
    private static double Magnitude(ReadOnlySpan<double> delta)
    {
        double sum = 0;
        foreach (double value in delta)
        {
            sum += Math.Abs(value);
        }

        return sum;
    }

    /// <summary>Σ_n |δ_nk z_nm|; Σ_n |δ_nk| where z is empty.</summary>
    private static double MagnitudeOfTerms(
        ReadOnlySpan<double> delta, int units, ReadOnlySpan<double> z, int k, int m, int columns)
    {
        double sum = 0;
        for (int n = 0; n < delta.Length / units; n++)
        {
            sum += Math.Abs(delta[(n * units) + k] * (z.IsEmpty ? 1 : z[(n * columns) + m]));
        }

        return sum;
    }

    /// <summary>The weights that may become 0 on the way in, 0 for the others; empty where there is none, as in every ordinary
    /// network.</summary>
    private static double[] Vanishing(ReadOnlySpan<double> weights, FormatRounding rounding)
    {
        double[] vanishing = [];
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] != 0 && Math.Abs(weights[i]) < rounding.SmallestNormal)
            {
                vanishing = vanishing.Length == 0 ? new double[weights.Length] : vanishing;
                vanishing[i] = weights[i];
            }
        }

        return vanishing;
    }

    private static double LargestMagnitude(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
