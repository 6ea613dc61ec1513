using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>Units within rounding of a kink.</summary>
public sealed class KinkTest
{
    [TestCase(ActivationKind.Relu, 0, 1)]
    [TestCase(ActivationKind.LeakyRelu, 0.25, 0.75)]
    [TestCase(ActivationKind.Elu, 0.5, 0.5)]
    public void Errors_UnitAtTheKink_AreLargeOnlyAcrossIt(ActivationKind kind, double alpha, double jump)
    {
        var activation = Activation.TakesAlpha(kind) ? Activation.Of(kind, alpha) : Activation.Of(kind);
        Fixture fixture = Near(activation, 0);
        double own = RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[fixture.Layout.Delta(0)]![0];
        double across = RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32, acrossKinks: true)[fixture.Layout.Delta(0)]![0];
        using (Assert.EnterMultipleScope())
        {
            // |s| = |0 − 1| = 1, so that δ moves by the jump of h' and by rounding, which is a few u.
            Assert.That(own, Is.LessThan(64 * FormatRounding.Float32.UnitRoundoff));
            Assert.That(across - own, Is.EqualTo(jump).Within(64 * FormatRounding.Float32.UnitRoundoff));
            Assert.That(Kinks(fixture), Is.EqualTo(new[] { new UnitPosition(0, 0, 0) }));
        }
    }

    [TestCase(ActivationKind.Tanh)]
    [TestCase(ActivationKind.Softsign)]
    [TestCase(ActivationKind.Elu)]
    [TestCase(ActivationKind.Linear)]
    public void Errors_SmoothAtZero_HaveNoKink(ActivationKind kind) => Assert.That(Kinks(Near(Activation.Of(kind), 0)), Is.Empty);

    [Test]
    public void Errors_Kink_IsFourTimesBothRhosWide()
    {
        double u = FormatRounding.Float32.UnitRoundoff;
        var relu = Activation.Of(ActivationKind.Relu);
        double rho = RoundingAnalysisTest.Analysed(Near(relu, 0), FloatFormat.Float32)[Near(relu, 0).Layout.PreActivation(0)]![0];
        double width = 4 * rho * (1 + (FormatRounding.Float64.UnitRoundoff / u));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Kinks(Near(relu, 0.99 * width)), Has.Count.EqualTo(1));
            Assert.That(Kinks(Near(relu, -0.99 * width)), Has.Count.EqualTo(1));
            Assert.That(Kinks(Near(relu, 1.01 * width)), Is.Empty);
            Assert.That(Kinks(Near(relu, -1.01 * width)), Is.Empty);
        }
    }

    private static IReadOnlyList<UnitPosition> Kinks(Fixture fixture)
    {
        var analysis = new RoundingAnalysis(fixture.Network, fixture.Batch, fixture.Loss);
        analysis.Recalculate();
        return analysis.Errors(FloatFormat.Float32, acrossKinks: false).Kinks;
    }

    /// <summary>One unit whose pre-activation 1·1 − 1·1 + distance cancels.</summary>
    private static Fixture Near(Activation activation, double distance)
        => RandomFixture.OneLayer([1, -1], activation, [1 + distance, 1], [1], Loss.HalfSumOfSquares);
}
