using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>What a wrong number should be from the person's own earlier ones, and undecidable numbers.</summary>
public sealed class OwnNumbersTest
{
    /// <summary>a = 0.5, z = tanh 0.5 = 0.4621; y = 2·z; δ₁ = 2·δ₂·(1 − z²).</summary>
    private const string TwoLayers = """
        "layers": [{ "weights": [[1]], "activation": "tanh" }, { "weights": [[2]], "activation": "linear" }],
        "inputs": [[0.5]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    [TestCase("null", -0.504)]
    [TestCase("[[0.5]]", -0.47187)]
    public void FromOwnNumbers_Delta_IsWorkedOutFromThePreActivationWhereItIsGiven(string preActivation, double expected)
    {
        // From the given output 0.4 it is −0.6·(1 − 0.16); from the pre-activation −0.6·(1 − tanh² 0.5).
        ResultComparison comparison = Judged.Of(TwoLayers, $$"""
            "kind": "hand", "precision": { "decimals": 3 }, "preActivations": [{{preActivation}}, null], "outputs": [[[0.4]], null],
            "deltas": [[[9]], [[-0.3]]]
            """);
        ComparedNumber wrong = comparison.Of("delta").Single(number => number.Layer == 1);
        Assert.That(wrong.FromOwnNumbers, Is.EqualTo(expected).Within(1e-5));
    }

    [TestCase("-0.25, 0.25", "ff")]
    [TestCase("-0.9, 0.9", "ww")]
    public void Grade_LabelsThatDoNotSumToOne_CountWithTheirSum(string deltas, string marks)
    {
        // From the person's outputs (0.5, 0.5), δ = y·Σt − t with Σt = 1.5.
        const string Softmax = """
            "layers": [{ "weights": [[0], [1]], "activation": "softmax" }], "inputs": [[1]], "labels": [[1, 0.5]],
            "loss": { "kind": "categorical-cross-entropy", "reduction": "sum" }
            """;
        ResultComparison comparison = Judged.Of(
            Softmax, $$""" "kind": "hand", "precision": { "decimals": 2 }, "outputs": [[[0.5, 0.5]]], "deltas": [[[{{deltas}}]]] """);
        Assert.That(comparison.MarksOf("delta"), Is.EqualTo(marks));
    }

    [Test]
    public void Grade_NumberThatCannotBeTold_IsNotWrongAndDoesNotPass()
    {
        // y − t is the last bit of 0.3. Any number of that size is as good.
        const string Cancelling = """
            "layers": [{ "weights": [[0.30000000000000004]], "activation": "linear" }], "inputs": [[1]], "labels": [[0.3]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(Cancelling, "\"kind\": \"hand\", \"precision\": \"float64\", \"deltas\": [[[2e-17]]]");
        string marks = comparison.MarksOf("delta") + comparison.Verdicts("delta");
        Assert.That((marks, comparison.Verdict), Is.EqualTo(("cu", Verdict.Inconclusive)));
    }
}
