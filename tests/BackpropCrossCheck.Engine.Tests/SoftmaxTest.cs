using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Engine.Tests;

public sealed class SoftmaxTest
{
    private static readonly Activation Softmax = new Softmax();

    /// <summary>p = (1 − 2e, e, e), s = (3, 1, 2): δ₁ = p₁·(p₂·2 + p₃·1) = 3·e·(1 − 2e), δ₂ = e·(−2 + 3e), δ₃ = e·(−1 + 3e). A dozen
    /// roundings.</summary>
    [TestCase(1e-3)]
    [TestCase(1e-20)]
    [TestCase(1e-300)]
    public void Backpropagate_Saturated_KeepsRelativeAccuracy(double e)
    {
        double[] delta = Delta([1 - (2 * e), e, e], [3, 1, 2]);
        Assert.That(delta[0], Is.EqualTo(3 * e * (1 - (2 * e))).Within(12).Ulps);
        Assert.That(delta[1], Is.EqualTo(e * (-2 + (3 * e))).Within(12).Ulps);
        Assert.That(delta[2], Is.EqualTo(e * (-1 + (3 * e))).Within(12).Ulps);
    }

    /// <summary>The rejecting twin: p·(s − Σps) as it is written loses δ₁ altogether.</summary>
    [Test]
    public void Backpropagate_AsWritten_IsNotAccurateWhereSaturated()
    {
        double e = 1e-20;
        double[] p = [1 - (2 * e), e, e];
        double mean = (p[0] * 3) + (p[1] * 1) + (p[2] * 2);
        Assert.That(p[0] * (3 - mean), Is.Not.EqualTo(3 * e).Within(12).Ulps);
    }

    [Test]
    public void Backpropagate_EqualGradients_IsExactlyZero()
        => Assert.That(Delta([0.2, 0.3, 0.5], [0.1, 0.1, 0.1]), Is.EqualTo(new double[3]));

    [Test]
    public void Apply_OneUnit_IsOne()
        => Assert.That(Outputs([-745]), Is.EqualTo(new[] { 1.0 }));

    [Test]
    public void Apply_DifferenceBeyondTheLargestDouble_IsZeroAndOne()
        => Assert.That(Outputs([1.7e308, -1.7e308]), Is.EqualTo(new[] { 1.0, 0.0 }));

    [Test]
    public void Apply_NaNInOneUnit_IsNaNInAll()
        => Assert.That(Outputs([1, double.NaN, 2]), Has.All.NaN);

    [Test]
    public void Kernels_BadArguments_AreRefusedByName()
    {
        double[] two = new double[2];
        Assert.That(() => Softmax.Apply(new double[3], two, 2), Refuses.Argument("preActivations"));
        Assert.That(() => Softmax.Apply(two, new double[3], 2), Refuses.Argument("outputs"));
        Assert.That(() => Softmax.Apply(two, two, 2), Refuses.Argument("outputs"));
        Assert.That(() => Softmax.Apply(two, new double[2], 0), Refuses.Argument("units"));
        Assert.That(() => Softmax.Backpropagate(new double[3], two, two, new double[2], 2), Refuses.Argument("preActivations"));
        Assert.That(() => Softmax.Backpropagate(two, new double[3], two, new double[2], 2), Refuses.Argument("outputs"));
        Assert.That(() => Softmax.Backpropagate(two, two, new double[3], new double[2], 2), Refuses.Argument("outputGradients"));
        Assert.That(() => Softmax.Backpropagate(two, two, new double[2], new double[3], 2), Refuses.Argument("deltas"));
        Assert.That(() => Softmax.Backpropagate(new double[2], new double[2], two, two, 2), Refuses.Argument("deltas"));
        Assert.That(() => Softmax.Backpropagate(two, two, two, new double[2], 2), Throws.Nothing);
    }

    private static double[] Outputs(double[] a)
    {
        double[] outputs = new double[a.Length];
        Softmax.Apply(a, outputs, a.Length);
        return outputs;
    }

    private static double[] Delta(double[] p, double[] s)
    {
        double[] delta = new double[p.Length];
        Softmax.Backpropagate(new double[p.Length], p, s, delta, p.Length);
        return delta;
    }
}
