using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>Sums in registers have the bits of the plain loops.</summary>
public sealed class BatchSumsTest
{
    private const int Rows = 37;
    private const int Columns = 83;

    [TestCase(1, 1)]
    [TestCase(3, 1)]
    [TestCase(33, 1)]
    [TestCase(64, 1e-250)]
    [TestCase(50, 1e+250)]
    public void OfRowsAndColumns_AnyBatch_AreThoseOfEachRowToTheLastBit(int samples, double scale)
    {
        double[] matrix = Draw(1, Rows * Columns, 1);
        double[] byColumn = Draw(2, samples * Columns, scale);
        double[] byRow = Draw(3, samples * Rows, scale);
        double[] ofRows = new double[samples * Rows];
        double[] ofColumns = new double[samples * Columns];
        for (int n = 0; n < samples; n++)
        {
            Quadrature.OfRows(matrix, byColumn.AsSpan(n * Columns, Columns), ofRows.AsSpan(n * Rows, Rows));
            Quadrature.OfColumns(matrix, byRow.AsSpan(n * Rows, Rows), ofColumns.AsSpan(n * Columns, Columns));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(BatchSums.OfRows(matrix, byColumn, Columns), Is.EqualTo(ofRows));
            Assert.That(BatchSums.OfColumns(matrix, byRow, Columns), Is.EqualTo(ofColumns));
        }
    }

    [TestCase(1, true)]
    [TestCase(40, true)]
    [TestCase(40, false)]
    public void AddTo_AnyBatch_IsThePlainSumToTheLastBit(int samples, bool withErrors)
    {
        const double Share = 1e-7;
        double[] delta = Draw(1, samples * Rows, 1);
        double[] rhoDelta = withErrors ? [.. Draw(2, delta.Length, 1e-7).Select(Math.Abs)] : [];
        double[] z = Draw(3, samples * Columns, 1);
        double[] rhoZ = withErrors ? [.. Draw(4, z.Length, 1e-7).Select(Math.Abs)] : [];
        double[] expected = new double[Rows * Columns];
        for (int i = 0; i < samples * expected.Length; i++)
        {
            (int n, int at) = Math.DivRem(i, expected.Length);
            (int k, int m) = Math.DivRem(at, Columns);
            double d = Math.Abs(delta[(n * Rows) + k]);
            double inherited = withErrors ? rhoDelta[(n * Rows) + k] : 0;
            double own = (inherited + (Share * d)) * Math.Abs(z[(n * Columns) + m]);
            expected[at] += withErrors ? own + ((d + inherited) * rhoZ[(n * Columns) + m]) : own;
        }

        double[] rho = new double[expected.Length];
        new BatchProducts(Rows, Share).AddTo(rho, delta, rhoDelta, z, rhoZ);
        Assert.That(rho, Is.EqualTo(expected));
    }

    private static double[] Draw(int seed, int count, double scale)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => scale * (random.NextDouble() - 0.5))];
    }
}
