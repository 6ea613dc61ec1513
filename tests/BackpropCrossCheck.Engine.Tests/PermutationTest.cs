using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using CsCheck;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>The names of hidden units mean nothing. CsCheck prints the seed of a failure.</summary>
public sealed class PermutationTest
{
    /// <summary>Whole numbers small enough that every sum is exact in any order, so nothing is left to a tolerance.</summary>
    [Test]
    public void Run_HiddenUnitsPermuted_PermutesTheGradients()
        => Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            int[] order = [.. Enumerable.Range(0, 5)];
            random.Shuffle(order);
            double[] w1 = Whole(random, 15);
            double[] b1 = Whole(random, 5);
            double[] w2 = Whole(random, 10);
            var batch = new Batch(4, Whole(random, 12), Whole(random, 8));
            Backpropagation run = TwoLayers(w1, b1, w2, batch);
            Backpropagation permuted = TwoLayers(Rows(w1, 3, order), Rows(b1, 1, order), Columns(w2, 5, order), batch);
            return permuted.WeightGradient(0).SequenceEqual(Rows(run.WeightGradient(0).ToArray(), 3, order))
                && permuted.BiasGradient(0).SequenceEqual(Rows(run.BiasGradient(0).ToArray(), 1, order))
                && permuted.WeightGradient(1).SequenceEqual(Columns(run.WeightGradient(1).ToArray(), 5, order));
        });

    [Test]
    public void Run_HiddenUnitsPermutedInOneTensorOnly_ChangesTheGradients()
    {
        var random = new Random(5);
        int[] order = [1, 2, 3, 4, 0];
        double[] w1 = Whole(random, 15);
        double[] w2 = Whole(random, 10);
        var batch = new Batch(4, Whole(random, 12), Whole(random, 8));
        Backpropagation run = TwoLayers(w1, new double[5], w2, batch);
        Backpropagation broken = TwoLayers(w1, new double[5], Columns(w2, 5, order), batch);
        Assert.That(broken.WeightGradient(1).ToArray(), Is.Not.EqualTo(Columns(run.WeightGradient(1).ToArray(), 5, order)));
    }

    private static double[] Whole(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(-3, 4))];

    private static double[] Rows(double[] matrix, int width, int[] order)
        => [.. order.SelectMany(row => matrix.Skip(row * width).Take(width))];

    private static double[] Columns(double[] matrix, int width, int[] order)
        => [.. matrix.Chunk(width).SelectMany(row => order.Select(column => row[column]))];

    private static Backpropagation TwoLayers(double[] w1, double[] b1, double[] w2, Batch batch)
    {
        var first = new Layer(3, 5, w1, b1, new LeakyRelu(0.25));
        var last = new Layer(5, 2, w2, null, new Linear());
        var run = new Backpropagation(new Network([first, last]), batch, Loss.HalfSumOfSquares);
        run.Run();
        return run;
    }
}
