using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>A number that is written down wrongly and used as it should be: what comes out of the right one is not wrong.</summary>
public sealed class WrittenWronglyTest
{
    /// <summary>δ = ∂L/∂w = 0.7 − 0.7666 = −0.0666; the new weight is 0.7333, and 0.7335 from a gradient of −0.067.</summary>
    private const string Unit = """
        "layers": [{ "weights": [[0.7]], "activation": "linear" }], "inputs": [[1]], "labels": [[0.7666]],
        "loss": "half-sum-of-squares", "training": { "learningRate": 0.5 }
        """;

    /// <summary>The relu is exactly at its kink in the first sample.</summary>
    private const string AtTheKink = """
        "layers": [{ "weights": [[0.5, -1]], "activation": "relu" }, { "weights": [[0.6]], "activation": "linear" }],
        "inputs": [[2, 1], [1, -1]], "labels": [[1], [0.5]], "loss": "mean-squared-error", "training": { "learningRate": 0.1 }
        """;

    [TestCase("-0.067", "0.734", "cf")]
    [TestCase("-0.670", "0.734", "wr")]
    [TestCase("-0.670", "1.035", "wf")]
    [TestCase("-0.670", "0.737", "ww")]
    [TestCase("-0.670", "0.732", "ww")]
    public void Grade_NewWeightAfterAGradientWrittenWrongly_ComesOutOfEitherOfTheTwo(string gradient, string weight, string marks)
    {
        ResultComparison comparison = Graded.Of(Unit, $$"""
            "precision": { "decimals": 3 }, "gradients": [{ "weights": [[{{gradient}}]] }],
            "updatedParameters": [{ "weights": [[{{weight}}]] }]
            """);
        Assert.That(comparison.Marks("gradient") + comparison.Marks("updated-parameter"), Is.EqualTo(marks));
    }

    /// <summary>L = ((0 − 1)² + (0.9 − 0.5)²)/2 = 0.58. δ = 0.4·0.6 = 0.24, so that the new weights are 0.476, −0.976 and 0.54; then the
    /// outputs are 0 and 0.78408, and the loss is 0.5404.</summary>
    [TestCase("0.54", Verdict.Pass)]
    [TestCase("0.47", Verdict.Fail)]
    [TestCase("0.58", Verdict.Fail)]
    public void Verdict_NewLossBesideAUnitAtItsKink_IsThatOfItsDigits(string loss, Verdict verdict)
    {
        ResultComparison comparison = Graded.Of(AtTheKink, $$"""
            "precision": { "decimals": 2 }, "lossValue": 0.58, "updatedLossValue": {{loss}}
            """);
        Assert.That(comparison.Verdict, Is.EqualTo(verdict), comparison.Marks("updated-loss"));
    }

    /// <summary>2·0.002 = 0.004 is 0.00 with two decimals, which says little; it is what was asked for.</summary>
    [TestCase("0.00", Verdict.Pass)]
    [TestCase("0.01", Verdict.Fail)]
    public void Verdict_ZeroWhereTheDigitsLeaveNothing_IsThatOfItsDigits(string output, Verdict verdict)
        => Assert.That(
            Graded.Of(
                """
                "layers": [{ "weights": [[2]], "activation": "linear" }], "inputs": [[0.002]], "labels": [[0]],
                "loss": "half-sum-of-squares"
                """,
                $$""" "precision": { "decimals": 2 }, "outputs": [[[{{output}}]]] """).Verdict,
            Is.EqualTo(verdict));
}
