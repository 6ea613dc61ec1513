using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>Numbers at the ends of what a format holds, and of what a logarithm takes.</summary>
public sealed class FormatEdgeTest
{
    [TestCase("1e15", "d")]
    [TestCase("1e25", "u")]
    public void Compare_GeluWhoseSquareOverflows_HasNoKnownDerivative(string weight, string verdict)
    {
        // gelu' is worked out from a², and (10²⁵)² is more than float32 holds, though a and δ are not.
        string fixture = $$"""
            "layers": [{ "weights": [[{{weight}}]], "activation": "gelu" }, { "weights": [[1e-20]], "activation": "linear" }],
            "inputs": [[1]], "labels": [[0]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(fixture, """ "kind": "recorded", "precision": "float32", "deltas": [[[7]], null] """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Verdicts("delta"), Is.EqualTo(verdict));
            UndecidableCause cause = verdict == "u" ? UndecidableCause.Overflow : UndecidableCause.None;
            Assert.That(comparison.Of("delta")[0].Cause, Is.EqualTo(cause));
        }
    }

    [TestCase("1.1754943508222875e-38", "d")]
    [TestCase("1.1754943508222874e-38", "u")]
    public void Compare_SmallestNormalWeight_IsNotLost(string weight, string verdict)
    {
        // 2⁻¹²⁶ is the smallest number that float32 holds with all its digits; what is smaller may be 0 there.
        string fixture = $$"""
            "layers": [{ "weights": [[{{weight}}]], "activation": "linear" }], "inputs": [[1e12]], "labels": [[1]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(
            fixture, """ "kind": "recorded", "precision": "float32", "preActivations": [[[0]]] """);
        Assert.That(comparison.Verdicts("pre-activation"), Is.EqualTo(verdict));
    }

    [TestCase(0.25, 0.5, true)]
    [TestCase(0.26, 0.5, false)]
    [TestCase(0.25, 0, false)]
    [TestCase(0.75, 0.5, true)]
    [TestCase(0.74, 0.5, false)]
    [TestCase(0.75, 1, false)]
    public void IsAtEnd_OutputAsFarAsIsAllowed_IsStillAtTheEndOfItsLogarithm(double output, double label, bool isAtEnd)
        => Assert.That(new BinaryCrossEntropy().IsAtEnd(output, label, 0.25), Is.EqualTo(isAtEnd));
}
