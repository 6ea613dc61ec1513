using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>Units whose pre-activation is exactly 0.</summary>
public sealed class ExactlyZeroTest
{
    private static readonly double Float32 = FormatRounding.Float32.UnitRoundoff;

    [Test]
    public void Errors_EluAtZero_AreThoseOfTheNegativeSide()
    {
        // Without expm1, α·(eᵃ − 1) is right to 4u·α absolute only, at 0 as below it; what is inherited is the slope, α, times ρ(a).
        const double Alpha = 2;
        TensorSet rho = Analysed(new Elu(Alpha), out TensorLayout layout);
        double inherited = Alpha * rho[layout.PreActivation(0)]![0];
        double own = 4 * Float32 * Alpha;
        Assert.That(rho[layout.Output(0)]![0], Is.EqualTo(Math.Sqrt((inherited * inherited) + (own * own))).Within(1e-3).Percent);
    }

    [TestCase(ActivationKind.Relu, 1)]
    [TestCase(ActivationKind.Softsign, 1)]
    [TestCase(ActivationKind.Linear, 1)]
    [TestCase(ActivationKind.Gelu, 0.5)]
    [TestCase(ActivationKind.Swish, 0.5)]
    public void Errors_OthersAtZero_HaveNoRoundingOfTheirOwn(ActivationKind kind, double slope)
    {
        // h(0) = 0, so only the error of the pre-activation counts, times the larger slope beside 0.
        TensorSet rho = Analysed(Activation.Of(kind), out TensorLayout layout);
        Assert.That(rho[layout.Output(0)]![0], Is.EqualTo(slope * rho[layout.PreActivation(0)]![0]).Within(1e-3).Percent);
    }

    [Test]
    public void Errors_TanhAtZero_AreFourRoundingsOfOneBesideTheInherited()
    {
        TensorSet rho = Analysed(new Tanh(), out TensorLayout layout);
        double inherited = rho[layout.PreActivation(0)]![0];
        double own = 4 * Float32;
        Assert.That(rho[layout.Output(0)]![0], Is.EqualTo(Math.Sqrt((inherited * inherited) + (own * own))).Within(1e-3).Percent);
    }

    [TestCase(ActivationKind.Relu)]
    [TestCase(ActivationKind.LeakyRelu)]
    public void Errors_DerivativeAtAKink_IsKnownExactly(ActivationKind kind)
    {
        // δ = h'(0)·g, and h'(0) is a constant: ρ is h'·ρ(g) and the product's own rounding.
        TensorSet rho = Analysed(Activation.Of(kind), out TensorLayout layout);
        double slope = kind == ActivationKind.Relu ? 0 : Activation.Of(kind).Alpha!.Value;
        double delta = rho[layout.Delta(0)]![0];
        Assert.That(delta, slope == 0 ? Is.EqualTo(FormatRounding.Float32.FlushLevel) : Is.LessThan(slope * 8 * Float32));
    }

    /// <summary>One unit, 1·0.5 − 1·0.5 = 0, and t = 1.</summary>
    private static TensorSet Analysed(Activation activation, out TensorLayout layout)
    {
        Fixture fixture = RandomFixture.OneLayer([1, -1], activation, [0.5, 0.5], [1], Loss.HalfSumOfSquares);
        layout = fixture.Layout;
        return RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32);
    }
}
