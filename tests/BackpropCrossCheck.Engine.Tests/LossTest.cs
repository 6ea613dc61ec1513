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
        => Assert.That(() => Loss.HalfSumOfSquares.FactorTo(new Loss(LossKind.BinaryCrossEntropy, Reduction.Sum), 1, 2), Throws.ArgumentException);
}
