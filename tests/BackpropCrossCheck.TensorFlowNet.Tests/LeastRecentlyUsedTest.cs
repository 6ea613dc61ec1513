using BackpropCrossCheck.TensorFlowNet.Calculation;

namespace BackpropCrossCheck.TensorFlowNet.Tests;

public sealed class LeastRecentlyUsedTest
{
    [Test]
    public void Get_OneMoreThanFit_ThrowsOutTheOneUsedLeastRecently()
    {
        var kept = new LeastRecentlyUsed<string>(2);
        kept.Get("a", () => "first a", out _);
        kept.Get("b", () => "first b", out _);
        kept.Get("a", () => "second a", out bool madeAgain);
        kept.Get("c", () => "first c", out _);
        Assert.Multiple(() =>
        {
            Assert.That(madeAgain, Is.False);
            Assert.That(kept.Get("a", () => "second a", out _), Is.EqualTo("first a"));
            Assert.That(kept.Get("b", () => "second b", out _), Is.EqualTo("second b"));
            Assert.That(kept.Count, Is.EqualTo(2));
        });
    }

    [Test]
    public void Get_MakerThrows_LeavesEverythingAsItWas()
    {
        var kept = new LeastRecentlyUsed<string>(1);
        kept.Get("a", () => "first a", out _);
        Assert.That(() => kept.Get("b", () => throw new InvalidOperationException(), out _), Throws.InvalidOperationException);
        Assert.That(kept.Get("a", () => "second a", out _), Is.EqualTo("first a"));
    }
}
