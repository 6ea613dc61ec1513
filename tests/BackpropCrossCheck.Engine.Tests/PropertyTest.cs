using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using CsCheck;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Properties of every network. CsCheck prints the seed of a failure.</summary>
public sealed class PropertyTest
{
    /// <summary>Any activation, loss, reduction, depth and bias, from a seed.</summary>
    private static readonly Gen<RandomCase> Cases = Gen.Int.Select(RandomCase.Create);

    [Test]
    public void Run_TwiceOrWithTwoThreadsOrAnotherObject_GivesTheSameBits()
        => Cases.Sample(random =>
        {
            Backpropagation first = random.Run(new BlockedMatrixProduct(1));
            double[] bits = random.Derivatives(first);
            first.Run();
            return bits.SequenceEqual(random.Derivatives(first))
                && bits.SequenceEqual(random.Derivatives(random.Run(new BlockedMatrixProduct(2))))
                && bits.SequenceEqual(random.Derivatives(random.Run()));
        });

    /// <summary>784·40·30 multiplications are above the threshold from which threads share.</summary>
    [Test]
    public void Run_LargeNetworkWithTwoThreads_GivesTheSameBits()
    {
        var random = new Random(11);
        var first = new Layer(784, 41, RandomCase.Numbers(random, 784 * 41, 0.05), RandomCase.Numbers(random, 41, 1), new Gelu());
        var last = new Layer(41, 10, RandomCase.Numbers(random, 410, 0.5), null, new Softmax());
        var batch = new Batch(31, RandomCase.Numbers(random, 784 * 31, 1), [.. RandomCase.Numbers(random, 310, 1).Select(Math.Abs)]);
        var large = new RandomCase(new Network([first, last]), batch, new Loss(new CategoricalCrossEntropy(), Reduction.MeanOverSamples));
        Assert.That(
            large.Derivatives(large.Run(new BlockedMatrixProduct(2))),
            Is.EqualTo(large.Derivatives(large.Run(new BlockedMatrixProduct(1)))));
    }

    /// <summary>Another seed has other bits, so that the comparisons above compare something.</summary>
    [Test]
    public void Run_AnotherNetwork_GivesOtherBits()
        => Assert.That(Derivatives(1), Is.Not.EqualTo(Derivatives(2)));

    /// <summary>1, 2 or 4 samples and outputs: every factor is a power of two, so scaling is exact, until numbers underflow.</summary>
    [Test]
    public void Run_AnotherConvention_IsScaledByFactorToExactly()
        => Gen.Select(Gen.Int, Gen.Int[0, 2], Gen.Int[0, 2], Gen.Enum<Reduction>(), Gen.Enum<Reduction>()).Sample((seed, n, k, from, to) =>
        {
            var random = new Random(seed);
            (int samples, int outputs) = (1 << n, 1 << k);
            var layer = new Layer(3, outputs, RandomCase.Numbers(random, 3 * outputs, 1), null, new Tanh());
            var batch = new Batch(samples, RandomCase.Numbers(random, 3 * samples, 1), RandomCase.Numbers(random, samples * outputs, 1));
            var half = new RandomCase(new Network([layer]), batch, new Loss(new HalfSquaredError(), from));
            RandomCase full = half with { Loss = new Loss(new SquaredError(), to) };
            double factor = half.Loss.FactorTo(full.Loss, samples, outputs);
            return full.Derivatives(full.Run()).SequenceEqual(half.Derivatives(half.Run()).Select(x => factor * x));
        });

    private static double[] Derivatives(int seed) => RandomCase.Create(seed).Derivatives(RandomCase.Create(seed).Run());
}
