using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>Hand calculations in another convention than the fixture's. Marks go by the numbers that the person wrote.</summary>
public sealed class HandConventionTest
{
    /// <summary>One linear unit on two samples: y = 2, 1 and δ = y − t = −1, 0.5 in the half sum of squares.</summary>
    private const string TwoSamples = """
        "layers": [{ "weights": [[1]], "activation": "linear" }], "inputs": [[2], [1]], "labels": [[3], [0.5]],
        "loss": "half-sum-of-squares"
        """;

    /// <summary>One linear unit, a = x. A test puts in a hundred samples.</summary>
    private const string ManySamples = """
        "layers": [{ "weights": [[1]], "activation": "linear" }], "inputs": [INPUTS], "labels": [LABELS],
        "loss": { "kind": "half-squared-error", "reduction": "mean-over-samples" }
        """;

    [TestCase("mean-over-samples", "-0.5, 0.25", "cc", "-0.75", "c")]
    [TestCase("mean-over-samples", "-0.6, 0.25", "wc", "-0.95", "f")]
    [TestCase("mean-over-samples", "-0.6, 0.25", "wc", "-1.9", "w")]
    [TestCase("sum", "-1, 0.5", "cc", "-1.5", "c")]
    [TestCase("sum", "-1.2, 0.5", "wc", "-1.9", "f")]
    public void Grade_FloatingPointInAnotherConvention_FollowsInTheNumbersGiven(
        string reduction, string deltas, string deltaMarks, string gradient, string gradientMark)
    {
        string[] delta = deltas.Split(", ");
        ResultComparison comparison = Judged.Of(TwoSamples, $$"""
            "kind": "hand", "precision": "float64", "loss": { "kind": "half-squared-error", "reduction": "{{reduction}}" },
            "deltas": [[[{{delta[0]}}], [{{delta[1]}}]]], "gradients": [{ "weights": [[{{gradient}}]] }]
            """);
        Assert.That(comparison.MarksOf("delta") + comparison.MarksOf("gradient"), Is.EqualTo(deltaMarks + gradientMark));
    }

    [TestCase(1, "f")]
    [TestCase(0.3, "f")]
    [TestCase(3, "w")]
    public void Grade_FloatingPointOfALargerConvention_MayBeOffByAsManyTimesAsMuch(double share, string mark)
    {
        // With a hundred equal samples, every number in the sum is a hundred times that in the mean, and so is the allowance. The person's
        // δ is 2 instead of 1, and ∂L/∂w follows from it.
        string inputs = string.Join(", ", Enumerable.Repeat("[1]", 100));
        string labels = string.Join(", ", Enumerable.Repeat("[0]", 100));
        string network = ManySamples.Replace("INPUTS", inputs, StringComparison.Ordinal)
            .Replace("LABELS", labels, StringComparison.Ordinal);
        string deltas = string.Join(", ", Enumerable.Repeat("[2]", 100));
        ResultComparison Of(double gradient) => Judged.Of(network, FormattableString.Invariant($$"""
            "kind": "hand", "precision": "float32", "loss": { "kind": "half-squared-error", "reduction": "sum" },
            "deltas": [[{{deltas}}]], "gradients": [{ "weights": [[{{gradient:R}}]] }]
            """));
        double allowed = 100 * Of(200).Of("gradient")[0].Allowed;
        Assert.That(Of(200 + (share * 0.99 * allowed)).MarksOf("gradient"), Is.EqualTo(mark));
    }

    [Test]
    public void Grade_WrongNumberInAnotherConvention_IsToldInTheStatedOne()
    {
        // ∂L/∂w from the person's own δ is −0.6·2 + 0.25 = −0.95 in the mean over samples, −1.9 in the sum that the report states.
        ComparedNumber wrong = Judged.Of(TwoSamples, """
            "kind": "hand", "precision": { "decimals": 2 }, "loss": { "kind": "half-squared-error", "reduction": "mean-over-samples" },
            "deltas": [[[-0.6], [0.25]]], "gradients": [{ "weights": [[7]] }]
            """).Of("gradient")[0];
        Assert.That((wrong.Status, wrong.FromOwnNumbers), Is.EqualTo((GradeStatus.Wrong, -1.9)).Within(1e-12));
    }

    [TestCase("-0.33", "c")]
    [TestCase("-0.34", "w")]
    [TestCase("-1.00", "w")]
    public void Grade_DigitsOfAThird_CountInTheConventionOfThePerson(string delta, string mark)
    {
        const string Three = """
            "layers": [{ "weights": [[1], [2], [3]], "activation": "linear" }], "inputs": [[1]], "labels": [[2, 2, 3]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(Three, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "loss": { "kind": "half-squared-error", "reduction": "mean-over-outputs" },
            "deltas": [[[{{delta}}, 0, 0]]]
            """);
        Assert.That(comparison.MarksOf("delta"), Is.EqualTo($"{mark}cc"));
    }
}
