using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>What is said about a mistake must not contradict itself, and must not name another that is the same in other words.</summary>
public sealed class ClassroomMistakeTest
{
    /// <summary>Errors 0.5, 1 and 0.5: L = 1.5/3, δ = 0.33, 0.67, 0.33; ∂L/∂w = 2.67.</summary>
    private const string Mean = """
        "layers": [{ "weights": [[1]], "activation": "linear" }], "inputs": [[1], [2], [3]], "labels": [[0.5], [1], [2.5]],
        "loss": "mean-squared-error"
        """;

    /// <summary>Two classes and two samples: outputs 0.5987, 0.4013 and 0.3100, 0.6900; L = 0.4421.</summary>
    private const string Classes = """
        "layers": [{ "weights": [[0.6, -0.2], [0.2, 0.6]], "activation": "softmax" }], "inputs": [[1, 0], [0, 1]],
        "labels": [[1, 0], [0, 1]], "loss": { "kind": "categorical-cross-entropy", "reduction": "mean-over-samples" }
        """;

    /// <summary>δ = 0.6 − 0.19 = 0.41 for x = 1 and −0.62 in the second unit; η = 0.1.</summary>
    private const string Step = """
        "layers": [{ "weights": [[0.6], [0.3]], "activation": "linear" }], "inputs": [[1]], "labels": [[0.1928, 0.9178]],
        "loss": "half-sum-of-squares", "training": { "learningRate": 0.1 }
        """;

    [Test]
    public void Findings_FactorInTheLossAndItsGradient_AreAConventionAndDoNotSayThatTheRestIsRight()
    {
        ResultComparison comparison = Judged.Of(Mean, """
            "kind": "hand", "precision": { "decimals": 2 }, "outputs": [[[1], [2], [3]]], "lossValue": 1.5,
            "deltas": [[[1], [2], [1]]], "gradients": [{ "weights": [[8]] }]
            """);
        Assert.That(comparison.Causes(), Does.Contain("loss-convention"));
        Assert.That(comparison.Findings.Select(finding => finding.Text), Has.None.Contain("what is given besides is right"));
    }

    [Test]
    public void Findings_FactorOfACrossEntropyOfClasses_IsNoOtherLoss()
    {
        ResultComparison comparison = Judged.Of(Classes, """
            "kind": "hand", "precision": { "decimals": 4 }, "lossValue": 0.8841,
            "deltas": [[[-0.4013, 0.4013], [0.3100, -0.3100]]]
            """);
        Assert.That(comparison.Findings[0].Cause, Is.EqualTo("loss-convention"));
        Assert.That(comparison.Findings.Select(finding => finding.Text), Has.None.Contain("kullback-leibler"));
    }

    [Test]
    public void Findings_LossAndSomethingElseWrong_DoNotSayThatTheRestIsRight()
    {
        string withBias = Mean.Replace("\"activation\"", "\"bias\": [0], \"activation\"", StringComparison.Ordinal);
        ResultComparison comparison = Judged.Of(withBias, """
            "kind": "hand", "precision": { "decimals": 4 }, "preActivations": [[[1], [2], [3]]], "outputs": [[[1], [2], [3]]],
            "lossValue": 0.25, "deltas": [[[0.3333], [0.6667], [0.3333]]],
            "gradients": [{ "weights": [[2.6667]], "bias": [0] }]
            """);
        Assert.That(comparison.Causes(), Does.Contain("loss-value-only").And.Contain("bias-gradient-zero"));
        Assert.That(comparison.Findings.Select(finding => finding.Text), Has.None.Contain("what is given besides is right"));
    }

    [TestCase("0.19", "0.92", "learning-rate")]
    [TestCase("0.25", "0.92", "")]
    public void Findings_LearningRateLeftOut_IsOne(string first, string second, string cause)
    {
        ResultComparison comparison = Judged.Of(Step, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "gradients": [{ "weights": [[0.41], [-0.62]] }],
            "updatedParameters": [{ "weights": [[{{first}}], [{{second}}]] }]
            """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
        Assert.That(
            comparison.Findings.Select(finding => finding.Argument),
            Is.All.EqualTo(new FindingArgument.Number(1)));
    }
}
