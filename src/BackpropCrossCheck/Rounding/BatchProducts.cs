using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropCrossCheck.Rounding;

/// <summary>Σ_n of products of δ and z with their errors, for all weights of a layer: many of them in a register at once, each adding its
/// samples in the order of the plain loops, so the bits are theirs.</summary>
/// <param name="units">K.</param>
/// <param name="batchRounding">The rounding of a sum over the batch, as a share of its terms.</param>
internal readonly struct BatchProducts(int units, double batchRounding)
{
    private const int Side = BatchSums.Side;

    /// <summary>ρ_km += Σ_n (ρ(δ_nk) + share·|δ_nk|)·|z_nm| + (|δ_nk| + ρ(δ_nk))·ρ(z_nm).</summary>
    /// <param name="rho">K×M, row-major; added to.</param>
    /// <param name="delta">δ, N×K.</param>
    /// <param name="rhoDelta">ρ(δ), or empty for 0.</param>
    /// <param name="z">z, N×M.</param>
    /// <param name="rhoZ">ρ(z), or empty for 0.</param>
    public void AddTo(
        Span<double> rho, ReadOnlySpan<double> delta, ReadOnlySpan<double> rhoDelta, ReadOnlySpan<double> z, ReadOnlySpan<double> rhoZ)
    {
        int columns = rho.Length / units;
        int whole = (long)delta.Length * columns < BatchSums.WorthRegisters ? 0 : AddBlocks(rho, delta, rhoDelta, z, rhoZ);
        for (int i = 0; i < delta.Length && whole < columns; i++)
        {
            (int n, int k) = Math.DivRem(i, units);
            (double own, double carried) = Factors(delta, rhoDelta, i);
            Span<double> row = rho.Slice((k * columns) + whole, columns - whole);
            ReadOnlySpan<double> zRow = z.Slice((n * columns) + whole, row.Length);
            ReadOnlySpan<double> rhoRow = rhoZ.IsEmpty ? [] : rhoZ.Slice((n * columns) + whole, row.Length);
            if (rhoRow.IsEmpty)
            {
                for (int m = 0; m < row.Length; m++)
                {
                    row[m] += own * Math.Abs(zRow[m]);
                }
            }
            else
            {
                for (int m = 0; m < row.Length; m++)
                {
                    row[m] += (own * Math.Abs(zRow[m])) + (carried * rhoRow[m]);
                }
            }
        }
    }

    private (double Own, double Carried) Factors(ReadOnlySpan<double> delta, ReadOnlySpan<double> rhoDelta, int index)
    {
        double d = Math.Abs(delta[index]);
        double inherited = rhoDelta.IsEmpty ? 0 : rhoDelta[index];
        return (inherited + (batchRounding * d), d + inherited);
    }

    /// <summary>The first columns, some registers of them after the other: their z stay in the nearest cache for all units.</summary>
    /// <returns>How many columns these are.</returns>
    private int AddBlocks(
        Span<double> rho, ReadOnlySpan<double> delta, ReadOnlySpan<double> rhoDelta, ReadOnlySpan<double> z, ReadOnlySpan<double> rhoZ)
    {
        int columns = rho.Length / units;
        int samples = delta.Length / units;
        int width = Side * Vector<double>.Count;
        int whole = columns / width * width;
        double[] own = new double[delta.Length];
        double[] carried = new double[delta.Length];
        for (int i = 0; i < delta.Length; i++)
        {
            // Sample after sample for each unit, as the sums want them.
            (int n, int k) = Math.DivRem(i, units);
            (own[(k * samples) + n], carried[(k * samples) + n]) = Factors(delta, rhoDelta, i);
        }

        double[] magnitudes = new double[samples * width];
        double[] errors = new double[rhoZ.IsEmpty ? 0 : samples * width];
        for (int first = 0; first < whole; first += width)
        {
            for (int n = 0; n < samples; n++)
            {
                ReadOnlySpan<double> zRow = z.Slice((n * columns) + first, width);
                for (int m = 0; m < width; m++)
                {
                    magnitudes[(n * width) + m] = Math.Abs(zRow[m]);
                }

                if (errors.Length > 0)
                {
                    rhoZ.Slice((n * columns) + first, width).CopyTo(errors.AsSpan(n * width));
                }
            }

            for (int k = 0; k < units; k++)
            {
                AddBlock(
                    rho.Slice((k * columns) + first, width),
                    own.AsSpan(k * samples, samples),
                    carried.AsSpan(k * samples, samples),
                    magnitudes,
                    errors);
            }
        }

        return whole;
    }

    /// <summary>Adds all samples to some registers of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlock(
        Span<double> row,
        ReadOnlySpan<double> own,
        ReadOnlySpan<double> carried,
        ReadOnlySpan<double> magnitudes,
        ReadOnlySpan<double> errors)
    {
        int lanes = Vector<double>.Count;
        var sum1 = new Vector<double>(row);
        var sum2 = new Vector<double>(row[lanes..]);
        var sum3 = new Vector<double>(row[(2 * lanes)..]);
        var sum4 = new Vector<double>(row[(3 * lanes)..]);
        for (int n = 0; n < own.Length; n++)
        {
            var factor = new Vector<double>(own[n]);
            ReadOnlySpan<double> z = magnitudes.Slice(n * Side * lanes, Side * lanes);
            Vector<double> term1 = factor * new Vector<double>(z);
            Vector<double> term2 = factor * new Vector<double>(z[lanes..]);
            Vector<double> term3 = factor * new Vector<double>(z[(2 * lanes)..]);
            Vector<double> term4 = factor * new Vector<double>(z[(3 * lanes)..]);
            if (!errors.IsEmpty)
            {
                var other = new Vector<double>(carried[n]);
                ReadOnlySpan<double> rho = errors.Slice(n * Side * lanes, Side * lanes);
                term1 += other * new Vector<double>(rho);
                term2 += other * new Vector<double>(rho[lanes..]);
                term3 += other * new Vector<double>(rho[(2 * lanes)..]);
                term4 += other * new Vector<double>(rho[(3 * lanes)..]);
            }

            sum1 += term1;
            sum2 += term2;
            sum3 += term3;
            sum4 += term4;
        }

        sum1.CopyTo(row);
        sum2.CopyTo(row[lanes..]);
        sum3.CopyTo(row[(2 * lanes)..]);
        sum4.CopyTo(row[(3 * lanes)..]);
    }
}
