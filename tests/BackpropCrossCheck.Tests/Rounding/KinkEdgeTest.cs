using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>How wide a kink is in double precision, how much rounds beside a steep one, and what is surely at 0 or below it.</summary>
public sealed class KinkEdgeTest
{
    [Test]
    public void Errors_KinkInDoublePrecision_IsEightRhosWide()
    {
        // Both sides round alike: 4·(ρ + ρ).
        var inside = new List<double>();
        for (int units = 1; units < 200; units++)
        {
            Fixture fixture = Near(new Relu(), Math.ScaleB(units, -52));
            var analysis = new RoundingAnalysis(fixture.Network, fixture.Batch, fixture.Loss);
            analysis.Recalculate();
            RoundingErrors errors = analysis.Errors(FloatFormat.Float64, acrossKinks: false);
            double share = Math.ScaleB(units, -52) / errors.Values[fixture.Layout.PreActivation(0)]![0];
            Assert.That(errors.Kinks, Has.Count.EqualTo(share <= 8 ? 1 : 0), $"{share} ρ");
            inside.AddRange(errors.Kinks.Select(_ => share));
        }

        Assert.That(inside.Max(), Is.InRange(7, 8), "so near to the edge that half the width would not do");
    }

    [Test]
    public void Errors_UnitExactlyAtTheEndOfAKink_StandsWithinIt()
    {
        // Beside a weight of 0, the pre-activation is the bias, of which ρ hardly depends: a few steps lead to a bias that is the width.
        double width = Math.ScaleB(1, -118);
        for (int step = 0; step < 5; step++)
        {
            width = RoundingAnalysis.KinkWidth(OfBias(width).Rho, FormatRounding.Float32);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(RoundingAnalysis.KinkWidth(OfBias(width).Rho, FormatRounding.Float32), Is.EqualTo(width));
            Assert.That((OfBias(width).Kinks, OfBias(-width).Kinks), Is.EqualTo((1, 1)));
            Assert.That((OfBias(Math.BitIncrement(width)).Kinks, OfBias(Math.BitDecrement(-width)).Kinks), Is.EqualTo((0, 0)));
        }
    }

    [TestCase(3)]
    [TestCase(-3)]
    public void Errors_AcrossAKinkThatIsSteeperBelow_AreThoseBelow(double slope)
    {
        var activation = new LeakyRelu(slope);
        double Rho(double distance, bool acrossKinks)
        {
            Fixture fixture = Near(activation, distance);
            return RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32, acrossKinks)[fixture.Layout.Delta(0)]![0];
        }

        double below = Rho(-1e-12, acrossKinks: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rho(1e-12, acrossKinks: true), Is.EqualTo(below).Within(2).Percent);
            Assert.That(Rho(-1e-12, acrossKinks: true), Is.EqualTo(below).Within(2).Percent);
            Assert.That(Rho(1e-12, acrossKinks: false), Is.LessThan(0.8 * below));
        }
    }

    [TestCase("7.888609052210118e-31", "7.52316384526264e-37", "u")]
    [TestCase("1", "9.5367431640625e-07", "d")]
    public void Compare_PreActivationThatCancelsWithWhatFloat32Loses_IsNotSurelyZero(string input, string bias, string verdict)
    {
        // z₁ = 2⁻¹⁰⁰·2⁻¹⁰⁰ is 0 in float32, so that 2⁻¹²⁰ − 2⁸⁰·z₁ is 0 in double precision only: float32 stands above the kink. With an
        // input of 1, 2⁻²⁰ − 2⁸⁰·2⁻¹⁰⁰ is 0 in both, and δ is 0.
        string fixture = $$"""
            "layers": [{ "weights": [[7.888609052210118e-31]], "activation": "linear" },
                { "weights": [[-1208925819614629174706176]], "bias": [{{bias}}], "activation": "relu" }],
            "inputs": [[{{input}}]], "labels": [[1]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(
            fixture, """ "kind": "recorded", "precision": "float32", "deltas": [null, [[-0.7]]] """);
        Assert.That(comparison.Verdicts("delta"), Is.EqualTo(verdict));
    }

    [TestCase("0.1, 0.2", "u")]
    [TestCase("0.25, 0.5", "d")]
    public void Compare_ReluAboveOneThatIsAlmostDead_IsNotSurelyAtZero(string inputs, string verdict)
    {
        // 0.3 − 0.1 − 0.2 is −2.8e-17 in double precision and may be above 0 in another program, and with it the relu above it; at
        // 0.3 − 0.25 − 0.5 both are at 0 in every one.
        string fixture = $$"""
            "layers": [{ "weights": [[1, -1, -1]], "activation": "relu" }, { "weights": [[1]], "activation": "relu" }],
            "inputs": [[0.3, {{inputs}}]], "labels": [[1]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(
            fixture, """ "kind": "recorded", "precision": "float32", "deltas": [null, [[-1]]] """);
        Assert.That(comparison.Verdicts("delta"), Is.EqualTo(verdict));
    }

    /// <summary>ρ of the pre-activation of a relu that is its bias, in float32, and how many units stand at a kink.</summary>
    private static (double Rho, int Kinks) OfBias(double bias)
    {
        var network = new Network([new Layer(1, 1, [0], [bias], new Relu())]);
        var analysis = new RoundingAnalysis(network, new Batch(1, [1], [1]), Loss.HalfSumOfSquares);
        analysis.Recalculate();
        RoundingErrors errors = analysis.Errors(FloatFormat.Float32, acrossKinks: false);
        return (errors.Values[errors.Values.Layout.PreActivation(0)]![0], errors.Kinks.Count);
    }

    private static Fixture Near(Activation activation, double distance)
        => RandomFixture.OneLayer([1, -1], activation, [1 + distance, 1], [1], Loss.HalfSumOfSquares);
}
