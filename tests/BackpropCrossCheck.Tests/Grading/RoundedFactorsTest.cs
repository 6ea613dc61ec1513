using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>δ = h'·s from the person's own numbers, with h' rounded or cut off, or both.</summary>
public sealed class RoundedFactorsTest
{
    /// <summary>tanh'(0.5) = 0.7864 ≈ 0.79; from δ₂ = 1.00, s = 33.3354 ≈ 33.34. A second unit of the first layer leads nowhere.</summary>
    private const string Network = """
        "layers": [{ "weights": [[1], [0.476]], "activation": "tanh" }, { "weights": [[33.3354, 0]], "activation": "linear" }],
        "inputs": [[0.5]], "labels": [[14.4096]], "loss": "half-sum-of-squares"
        """;

    [TestCase("26.21", "f")]
    [TestCase("26.22", "f")]
    [TestCase("26.33", "f")]
    [TestCase("26.34", "f")]
    [TestCase("25.99", "f")]
    [TestCase("26.35", "w")]
    [TestCase("26.30", "w")]
    public void Grade_DeltaOfRoundedFactors_Follows(string delta, string mark)
    {
        // 0.7864·33.3354 = 26.2166; 0.79·33.3354 = 26.335; 0.79·33.34 = 26.339; cut off, 0.78·33.33 = 25.997; truly 26.09, since δ₂ is
        // 0.9953. The second unit, 0.238, is cut off and δ₂ rounded: nothing in this entry is to be excused as rounded on the way.
        ResultComparison comparison = Judged.Of(Network, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "preActivations": [[[0.5, 0.23]], null], "deltas": [[[{{delta}}, 0]], [[1.00]]]
            """);
        Assert.That(comparison.MarksOf("pre-activation") + comparison.MarksOf("delta"), Is.EqualTo($"ctnc{mark}c"));
    }
}
