using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Engine.Tests;

public sealed class LossTest
{
    [Test]
    public void FactorTo_HalfSumToReduceMean_IsTwoOverNTimesK()
        => Assert.That(Loss.HalfSumOfSquares.FactorTo(Loss.MeanSquaredError, 3, 4), Is.EqualTo(2.0 / 12));

    [Test]
    public void FactorTo_PaperExample_IsExactlyOne()
        => Assert.That(Loss.HalfSumOfSquares.FactorTo(Loss.MeanSquaredError, 1, 2), Is.EqualTo(1.0));

    [Test]
    public void FactorTo_OtherFamily_IsRefused()
        => Assert.That(
            () => Loss.HalfSumOfSquares.FactorTo(new Loss(new BinaryCrossEntropy(), Reduction.Sum), 1, 2), Throws.ArgumentException);

    [Test]
    public void FactorTo_EveryPairOfAFamily_IsTheRatioOfTheLosses([ValueSource(nameof(All))] Loss from, [ValueSource(nameof(All))] Loss to)
    {
        Assert.That(from.IsSameFamily(to), Is.EqualTo(from.Kind == to.Kind || (from.IsSquare && to.IsSquare)));
        if (!from.IsSameFamily(to))
        {
            Assert.That(() => from.FactorTo(to, 3, 5), Refuses.Argument("other"));
            return;
        }

        // Two losses and their quotient, each a sum of 15 terms.
        double[] outputs = [.. Enumerable.Range(1, 15).Select(i => i / 16.0)];
        double[] labels = [.. Enumerable.Range(1, 15).Select(i => i % 3 / 2.0)];
        double ratio = LossFunction.FromOutputs(to, outputs, labels, 5) / LossFunction.FromOutputs(from, outputs, labels, 5);
        Assert.That(from.FactorTo(to, 3, 5), Is.EqualTo(ratio).Within(20).Ulps);
    }

    private static IEnumerable<Loss> All()
        => from kind in Enum.GetValues<LossKind>() from reduction in Enum.GetValues<Reduction>() select new Loss(kind.Term, reduction);
}
