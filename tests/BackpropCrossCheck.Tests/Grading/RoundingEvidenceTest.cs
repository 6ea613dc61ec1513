using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>Which rounding of intermediate results an entry shows, and which of its numbers speak against it.</summary>
public sealed class RoundingEvidenceTest
{
    /// <summary>a = 0.37·1.3 = 0.481, z = tanh a = 0.4471; y = 3.7·z = 1.6543; δ₂ = 0.6543; ∂L/∂w₂ = 0.2925.</summary>
    /// <remarks>Rounded to two decimals: 0.48, 0.45, 1.67, 0.67, 0.30.</remarks>
    private const string Network = """
        "layers": [{ "weights": [[0.37]], "activation": "tanh" }, { "weights": [[3.7]], "activation": "linear" }],
        "inputs": [[1.3]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    [TestCase("0.30", "trrn")]
    [TestCase("null", "twnn")]
    public void Grade_OneNumberAgainstARounding_IsOutvotedByTwoThatItExplains(string gradient, string marks)
    {
        // z = 0.44 is cut off; y = 1.67 and ∂L/∂w₂ = 0.30 are what rounding gives.
        ResultComparison comparison = Judged.Of(Network, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "outputs": [[[0.44]], [[1.67]]],
            "gradients": [null, { "weights": [[{{gradient}}]] }]
            """);
        Assert.That(comparison.MarksOf("output") + comparison.MarksOf("gradient"), Is.EqualTo(marks));
    }

    [TestCase("null", "r")]
    [TestCase("1.67", "w")]
    public void Grade_LossAfterTraining_SpeaksAgainstNoRounding(string preActivation, string weightMark)
    {
        // Rounded: a = 1.68, ∂L/∂w = 2.18, w = −0.57; truly −0.559. The loss 3.89 is the true one: rounded, it would be 3.98. a = 1.67 is
        // cut off, and does speak against it.
        const string Trained = """
            "layers": [{ "weights": [[0.524]], "activation": "linear" }], "inputs": [[3.2]], "labels": [[1]], "loss": "half-sum-of-squares",
            "training": { "learningRate": 0.5 }
            """;
        ResultComparison comparison = Judged.Of(Trained, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "preActivations": [[[{{preActivation}}]]],
            "updatedParameters": [{ "weights": [[-0.57]] }], "updatedLossValue": 3.89
            """);
        Assert.That(comparison.MarksOf("updated-parameter") + comparison.MarksOf("updated-loss"), Is.EqualTo(weightMark + "c"));
    }

    [TestCase("0.18", RoundingWay.HalfEven)]
    [TestCase("0.19", RoundingWay.HalfUp)]
    public void Grade_TwoWaysToRoundGiveTheWrongNumbers_TheOneThatGivesMoreOfTheOthersIsNamed(string tie, RoundingWay way)
    {
        // ±1.71 = 3.8·(±0.45) either way, truly ±1.70. The third sample's a is the tie 0.37·0.5 = 0.185, and either of its roundings right.
        const string Samples = """
            "layers": [{ "weights": [[0.37]], "activation": "tanh" }, { "weights": [[3.8]], "activation": "linear" }],
            "inputs": [[1.3], [-1.3], [0.5]], "labels": [[1], [1], [1]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(Samples, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "preActivations": [[[null], [null], [{{tie}}]], null],
            "outputs": [null, [[1.71], [-1.71], [null]]]
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.MarksOf("pre-activation") + comparison.MarksOf("output"), Is.EqualTo("nncnnnnnnrrn"));
            Assert.That(comparison.Intermediates?.Way, Is.EqualTo(way));
        }
    }

    [TestCase("3250.60", "r")]
    [TestCase("3252.60", "c")]
    [TestCase("3250.61", "f")]
    [TestCase("3250.62", "w")]
    public void Grade_DerivativeRoundedAndTheSumNot_IsAWayToRound(string gradient, string mark)
    {
        // z = 0.46, y = 45.55, δ₂ = 41.55; 0.79·(99.0298·41.55) = 3250.60, and with a rounded sum 0.79·4114.69 = 3250.61.
        const string Steep = """
            "layers": [{ "weights": [[0.5]], "activation": "tanh" }, { "weights": [[99.0298]], "activation": "linear" }],
            "inputs": [[1]], "labels": [[4]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(Steep, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "outputs": [[[0.46]], null],
            "gradients": [{ "weights": [[{{gradient}}]] }, null]
            """);
        Assert.That(comparison.MarksOf("gradient"), Is.EqualTo("n" + mark));
    }

    [TestCase("0.49", "c")]
    [TestCase("0.50", "r")]
    [TestCase("0.51", "w")]
    public void Grade_ProductsRoundedOneByOne_AreRoundedInTheUpdateToo(string weight, string mark)
    {
        // a = 0.366 ≈ 0.37, δ = −0.25, η·∂L/∂w = −0.125 ≈ −0.13: w = 0.496 ≈ 0.50. Not rounded, the product leads to 0.491 ≈ 0.49.
        const string Trained = """
            "layers": [{ "weights": [[0.366]], "activation": "linear" }], "inputs": [[1]], "labels": [[0.62]],
            "loss": "half-sum-of-squares", "training": { "learningRate": 0.5 }
            """;
        ResultComparison comparison = Judged.Of(Trained, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "preActivations": [[[0.37]]],
            "updatedParameters": [{ "weights": [[{{weight}}]] }]
            """);
        Assert.That(comparison.MarksOf("pre-activation") + comparison.MarksOf("updated-parameter"), Is.EqualTo("c" + mark));
    }
}
