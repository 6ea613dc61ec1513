using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Every product equals plain triple loops bit for bit, with any number of threads: one order of summation, and each product is
/// rounded.</summary>
public sealed class MatrixProductTest
{
    /// <summary>Rows, inner, columns: single numbers, odd sizes, one sample, and from 2¹⁸ multiplications on more than one
    /// thread.</summary>
    private static readonly int[][] Shapes =
    [
        [1, 1, 1], [1, 7, 1], [1, 5, 3], [3, 1, 5], [2, 3, 4], [5, 7, 11], [1, 300, 17], [17, 1, 9], [13, 31, 29], [64, 64, 63],
        [64, 64, 64], [65, 67, 71], [1, 1031, 513], [513, 1031, 1], [2, 700, 401], [401, 700, 3], [128, 129, 33],
    ];

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
        var product = new LoopMatrixProduct(threads);
        Assert.That(Result(c => product.Times(a, b, c, inner), expected.Length), Is.EqualTo(expected));
        Assert.That(Result(c => product.TimesTransposed(a, transposedB, c, inner), expected.Length), Is.EqualTo(expected));
        Assert.That(Result(c => product.TransposedTimes(transposedA, b, c, inner), expected.Length), Is.EqualTo(expected));
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
        => Assert.That(() => new LoopMatrixProduct(0), Refuses.Argument("threads"));

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
                    sum += a[(i * inner) + k] * b[(k * columns) + j];
                }

                c[(i * columns) + j] = sum;
            }
        }

        return c;
    }

    private static double[] Transposed(double[] matrix, int rows, int columns)
        => [.. from j in Enumerable.Range(0, columns) from i in Enumerable.Range(0, rows) select matrix[(i * columns) + j]];
}
