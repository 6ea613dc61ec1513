using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Every product equals plain triple loops bit for bit, with any number of threads: one order of summation, and one rounding for
/// each product and its addition.</summary>
public sealed class MatrixProductTest
{
    /// <summary>Rows, inner, columns: single numbers, odd sizes, one sample, and from 2¹⁸ multiplications on more than one
    /// thread.</summary>
    private static readonly int[][] Shapes =
    [
        [1, 1, 1], [1, 7, 1], [1, 5, 3], [3, 1, 5], [2, 3, 4], [5, 7, 11], [1, 300, 17], [17, 1, 9], [13, 31, 29], [64, 64, 63],
        [64, 64, 64], [65, 67, 71], [1, 1031, 513], [513, 1031, 1], [2, 700, 401], [401, 700, 3], [128, 129, 33],

        // Ends of tiles, of registers and of blocks, narrow results, and a sum in several parts.
        [6, 16, 16], [12, 16, 8], [7, 100, 17], [200, 24, 8], [200, 8, 2], [128, 256, 10], [130, 513, 24], [121, 300, 531], [30, 9, 2000],
        [2000, 9, 30],
    ];

    /// <summary>From a large product on, tiles also calculate what is not tiny.</summary>
    [OneTimeSetUp]
    public void CompileTiles()
        => new BlockedMatrixProduct().Times(new double[128 * 128], new double[128 * 128], new double[128 * 128], 128);

    [Test]
    public void Products_EveryShapeAndThreads_AreBitIdenticalToPlainLoops(
        [ValueSource(nameof(Shapes))] int[] shape, [Values(1, 2, 3)] int threads)
    {
        (int rows, int inner, int columns) = (shape[0], shape[1], shape[2]);
        var random = new Random((rows * 10007) + (inner * 101) + columns);
        double[] a = RandomCase.Numbers(random, rows * inner, 1);
        double[] b = RandomCase.Numbers(random, inner * columns, 1);
        double[] expected = PlainLoops(a, b, rows, inner, columns);
        double[] transposedA = Transposed(a, rows, inner);
        double[] transposedB = Transposed(b, inner, columns);
        var product = new BlockedMatrixProduct(threads);
        Assert.That(Result(c => product.Times(a, b, c, inner), expected.Length), Is.EqualTo(expected));
        Assert.That(Result(c => product.TimesTransposed(a, transposedB, c, inner), expected.Length), Is.EqualTo(expected));
        Assert.That(Result(c => product.TransposedTimes(transposedA, b, c, inner), expected.Length), Is.EqualTo(expected));
    }

    /// <summary>The rejecting twin: sums of rounded products have other bits, so the test above does see the fused addition.</summary>
    [Test]
    public void Products_RoundedBeforeTheyAreAdded_AreNotTheSameBits()
    {
        double[] a = RandomCase.Numbers(new Random(1), 13 * 31, 1);
        double[] b = RandomCase.Numbers(new Random(2), 31 * 29, 1);
        double[] rounded = new double[13 * 29];
        for (int i = 0; i < rounded.Length; i++)
        {
            for (int k = 0; k < 31; k++)
            {
                double product = a[(i / 29 * 31) + k] * b[(k * 29) + (i % 29)];
                rounded[i] += product;
            }
        }

        double[] fused = Result(c => MatrixProduct.Default.Times(a, b, c, 31), 13 * 29);
        Assert.That(fused, Is.Not.EqualTo(rounded).And.EqualTo(rounded).Within(1e-14));
    }

    /// <summary>Several threads that multiply at once share one helper; who does not get it calculates alone.</summary>
    [Test]
    public void Products_OfSeveralThreadsAtOnce_AreTheSameBits()
    {
        double[] a = RandomCase.Numbers(new Random(1), 130 * 70, 1);
        double[] b = RandomCase.Numbers(new Random(2), 70 * 90, 1);
        double[] expected = PlainLoops(a, b, 130, 70, 90);
        var product = new BlockedMatrixProduct(2);
        bool[] same = new bool[8];
        Thread[] threads = [.. Enumerable.Range(0, same.Length).Select(t => new Thread(() =>
        {
            double[] c = new double[expected.Length];
            same[t] = true;
            for (int round = 0; round < 200; round++)
            {
                Array.Clear(c);
                product.Times(a, b, c, 70);
                same[t] &= c.AsSpan().SequenceEqual(expected);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.That(same, Is.All.True);
    }

    /// <summary>The helper sleeps after a while; the next product wakes it.</summary>
    [Test]
    public void Products_AfterPauses_AreTheSameBits()
    {
        double[] a = RandomCase.Numbers(new Random(1), 130 * 70, 1);
        double[] b = RandomCase.Numbers(new Random(2), 70 * 90, 1);
        double[] expected = PlainLoops(a, b, 130, 70, 90);
        var product = new BlockedMatrixProduct(2);
        for (int pause = 0; pause < 20; pause++)
        {
            Assert.That(Result(c => product.Times(a, b, c, 70), expected.Length), Is.EqualTo(expected));
            Thread.Sleep(pause % 3);
        }
    }

    /// <summary>The rejecting twin: the same sums from the other end have other bits, so the test above does see the order.</summary>
    [Test]
    public void Products_SummedBackwards_AreNotTheSameBits()
    {
        double[] a = RandomCase.Numbers(new Random(1), 13 * 31, 1);
        double[] b = RandomCase.Numbers(new Random(2), 31 * 29, 1);
        double[] backwards = PlainLoops([.. a.Reverse()], [.. b.Reverse()], 13, 31, 29);
        Assert.That(Result(c => MatrixProduct.Default.Times(a, b, c, 31), 13 * 29), Is.Not.EqualTo(backwards.Reverse().ToArray()));
    }

    [Test]
    public void Times_ResultBefore_IsOverwritten()
    {
        double[] c = [double.NaN];
        MatrixProduct.Default.Times([2], [3], c, 1);
        Assert.That(c, Is.EqualTo(new[] { 6.0 }));
    }

    [Test]
    public void Products_ZeroTimesNaN_IsNaN()
    {
        double[] c = new double[1];
        MatrixProduct.Default.Times([0, 1], [double.NaN, 1], c, 2);
        Assert.That(c[0], Is.NaN);
    }

    /// <summary>1e308·10 overflows. Fused, −1e308·10 does not and would leave ∞, which an activation may turn into a plausible
    /// number.</summary>
    [Test]
    public void Products_OverflowInBothDirections_AreNaN([Values(1, 40)] int size)
    {
        double[] a = new double[size * 2];
        double[] b = new double[2 * size];
        Array.Fill(a, 10);
        Array.Fill(b, 1e308, 0, size);
        Array.Fill(b, -1e308, size, size);
        Assert.That(Result(c => MatrixProduct.Default.Times(a, b, c, 2), size * size), Is.All.NaN);
        Array.Fill(b, 1e308);
        Assert.That(Result(c => MatrixProduct.Default.Times(a, b, c, 2), size * size), Is.All.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Products_WrongLengths_AreRefusedByName([Values(0, 1, 2)] int which)
    {
        MatrixProduct product = MatrixProduct.Default;
        Action<double[], double[], double[], int>[] all =
        [
            (a, b, c, inner) => product.Times(a, b, c, inner),
            (a, b, c, inner) => product.TimesTransposed(a, b, c, inner),
            (a, b, c, inner) => product.TransposedTimes(a, b, c, inner),
        ];
        Action<double[], double[], double[], int> multiply = all[which];
        Assert.That(() => multiply(new double[4], new double[4], new double[4], 2), Throws.Nothing);
        Assert.That(() => multiply(new double[5], new double[4], new double[4], 2), Refuses.Argument("a"));
        Assert.That(() => multiply(new double[4], new double[5], new double[4], 2), Refuses.Argument("b"));
        Assert.That(() => multiply(new double[4], new double[4], new double[3], 2), Refuses.Argument("c"));
        Assert.That(() => multiply([], new double[4], new double[4], 2), Refuses.Argument("a"));
        Assert.That(() => multiply(new double[4], [], new double[4], 2), Refuses.Argument("b"));
        Assert.That(() => multiply(new double[4], new double[4], new double[4], 0), Refuses.Argument("inner"));
        double[] shared = new double[4];
        Assert.That(() => multiply(shared, new double[4], shared, 2), Refuses.Argument("c"));
        Assert.That(() => multiply(new double[4], shared, shared, 2), Refuses.Argument("c"));
    }

    [Test]
    public void Constructor_NoThread_IsRefused()
        => Assert.That(() => new BlockedMatrixProduct(0), Refuses.Argument("threads"));

    private static double[] Result(Action<double[]> multiply, int length)
    {
        double[] c = new double[length];
        multiply(c);
        return c;
    }

    private static double[] PlainLoops(double[] a, double[] b, int rows, int inner, int columns)
    {
        double[] c = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = 0;
                for (int k = 0; k < inner; k++)
                {
                    sum = Math.FusedMultiplyAdd(a[(i * inner) + k], b[(k * columns) + j], sum);
                }

                c[(i * columns) + j] = sum;
            }
        }

        return c;
    }

    private static double[] Transposed(double[] matrix, int rows, int columns)
        => [.. from j in Enumerable.Range(0, columns) from i in Enumerable.Range(0, rows) select matrix[(i * columns) + j]];
}
