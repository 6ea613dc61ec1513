using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>δ = (t − y)·h' is a convention where what follows is right, and a wrong sign where it is not.</summary>
public sealed class DeltaSignTest
{
    /// <summary>x = (2, 3), y = 5, t = 3: δ = 2, ∂L/∂w = (4, 6), w ← 1 − 0.1·∂L/∂w = (0.6, 0.4).</summary>
    private const string Network = """
        "layers": [{ "weights": [[1, 1]], "activation": "linear" }], "inputs": [[2, 3]], "labels": [[3]],
        "loss": "half-sum-of-squares", "training": { "learningRate": 0.1 }
        """;

    [TestCase("[[4, 6]]", "null", "delta-sign")]
    [TestCase("null", "[[0.6, 0.4]]", "delta-sign")]
    [TestCase("[[4, 6]]", "[[0.6, 0.4]]", "delta-sign")]
    [TestCase("[[-4, -6]]", "[[0.6, 0.4]]", "delta-sign")]
    [TestCase("null", "null", "sign-flipped")]
    [TestCase("[[-4, -6]]", "null", "sign-flipped")]
    [TestCase("[[-4, -6]]", "[[1.4, 1.6]]", "sign-flipped")]
    [TestCase("null", "[[1.4, 1.6]]", "sign-flipped")]
    [TestCase("null", "[[1, 1]]", "")]
    public void Findings_DeltaOfTheOtherSign_IsAConventionWhereWhatFollowsIsRight(string gradient, string updated, string cause)
    {
        string numbers = $$"""
            "deltas": [[[-2]]], "gradients": [{ "weights": {{gradient}} }], "updatedParameters": [{ "weights": {{updated}} }]
            """;
        ResultComparison comparison = Judged.Float64(Network, numbers);
        Assert.That(comparison.Causes(), Does.StartWith(cause));
        Assert.That(comparison.Causes().Contains("delta-sign", StringComparison.Ordinal), Is.EqualTo(cause == "delta-sign"));
    }

    [TestCase("[[-4, -6]]", "[[0.6, 0.4]]", "delta-sign")]
    [TestCase("[[-4, -6]]", "[[1.4, 1.6]]", "sign-flipped")]
    [TestCase("[[-4, -6]]", "null", "sign-flipped")]
    [TestCase("[[-4, 6]]", "[[0.6, 0.4]]", "")]
    public void Findings_GradientOfTheOtherSign_IsAConventionWhereTheStepIsRight(string gradient, string updated, string cause)
    {
        ResultComparison comparison = Judged.Float64(
            Network, $$""" "gradients": [{ "weights": {{gradient}} }], "updatedParameters": [{ "weights": {{updated}} }] """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [Test]
    public void Findings_PersonWhoseStepFollowsFromTheWrongSign_HasAWrongSign()
    {
        // Uphill from their own δ: right from their own numbers, and no step that is right.
        ResultComparison comparison = Judged.Of(Network, """
            "kind": "hand", "precision": { "decimals": 2 }, "deltas": [[[-2]]], "gradients": [{ "weights": [[-4, -6]] }],
            "updatedParameters": [{ "weights": [[1.4, 1.6]] }]
            """);
        Assert.That(comparison.Causes(), Is.Not.Empty.And.Not.Contains("delta-sign"));
    }
}
