using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Mistakes in numbers with few digits. A person's may be cut off and may follow from earlier ones; a program's may not.</summary>
public sealed class HandMistakeTest
{
    /// <summary>a = 0.37·1.3 = 0.481, z = tanh a = 0.4471; y = 3.7·z = 1.6543; δ₂ = y − 1 = 0.6543; δ₁ = 3.7·δ₂·(1 − z²) =
    /// 1.9370.</summary>
    private const string Network = """
        "layers": [{ "weights": [[0.37]], "activation": "tanh" }, { "weights": [[3.7]], "activation": "linear" }],
        "inputs": [[1.3]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    /// <summary>Two linear units, δ = (3.337, 5.774).</summary>
    private const string TwoUnits = """
        "layers": [{ "weights": [[3.337], [5.774]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0]],
        "loss": "half-sum-of-squares"
        """;

    [TestCase("hand", "missing-activation-derivative")]
    [TestCase("recorded", "")]
    public void Findings_MistakeOnTopOfRoundedNumbers_IsFoundFromThePersonsOwn(string kind, string cause)
    {
        // Without h' a person gets δ₁ = 3.7·0.67 = 2.48 from their own 0.67. The same mistake without rounding gives 2.42. A program does
        // not round.
        ResultComparison comparison = Judged.Of(Network, $$"""
            "kind": "{{kind}}", "precision": { "decimals": 2 }, "preActivations": [[[0.48]], [[1.67]]], "outputs": [[[0.45]], [[1.67]]],
            "deltas": [[[2.48]], [[0.67]]], "gradients": [{ "weights": [[3.22]] }, { "weights": [[0.3]] }]
            """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase("hand", "-3.33", "-5.77", "sign-flipped")]
    [TestCase("hand", "-3.34", "-5.77", "sign-flipped")]
    [TestCase("hand", "-3.34", "-5.78", "")]
    [TestCase("hand", "-3.32", "-5.77", "")]
    [TestCase("recorded", "-3.34", "-5.77", "sign-flipped")]
    [TestCase("recorded", "-3.33", "-5.77", "")]
    public void Findings_CutOffNumbersOfAPerson_AreAMistakesToo(string kind, string first, string second, string cause)
    {
        ResultComparison comparison = Judged.Of(
            TwoUnits, $$""" "kind": "{{kind}}", "precision": { "decimals": 2 }, "deltas": [[[{{first}}, {{second}}]]] """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [Test]
    public void Findings_ProgramThatRoundsOnTheWay_IsFoundWithItsDecimals([Values(3, 8)] int decimals)
    {
        double Rounded(double x) => Math.Round(x, decimals, MidpointRounding.AwayFromZero);
        double a = Rounded(0.37 * 1.3);
        double z = Rounded(Math.Tanh(a));
        double y = Rounded(3.7 * z);
        double delta = Rounded(y - 1);
        double gradient = Rounded(delta * z);
        ResultComparison comparison = Judged.Of(Network, FormattableString.Invariant($$"""
            "kind": "recorded", "precision": "float64", "preActivations": [[[{{a:R}}]], [[{{y:R}}]]], "outputs": [[[{{z:R}}]], [[{{y:R}}]]],
            "deltas": [null, [[{{delta:R}}]]], "gradients": [null, { "weights": [[{{gradient:R}}]] }]
            """));
        Finding finding = comparison.Findings.Single(finding => finding.Cause == "rounded-intermediates");
        Assert.That(finding.Argument, Is.EqualTo(new FindingArgument.Number(decimals)));
    }

    [TestCase("0.30", "rounded-intermediates")]
    [TestCase("0.9", "")]
    public void Findings_RoundingWithAnotherNumberWrong_IsNone(string gradient, string cause)
    {
        // Rounding explains some numbers too easily, so it must explain all of them.
        ResultComparison comparison = Judged.Of(Network, $$"""
            "kind": "recorded", "precision": "float64", "preActivations": [[[0.48]], [[1.67]]], "outputs": [[[0.45]], [[1.67]]],
            "deltas": [null, [[0.67]]], "gradients": [null, { "weights": [[{{gradient}}]] }]
            """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase("0.2", "-0.4", "Every number of delta, layer 1 differs.")]
    [TestCase("0.2", "5.774", "One number of delta, layer 1 differs.")]
    [TestCase("-0.2", "5.774", "One number of delta, layer 1 has another sign.")]
    public void Undiagnosed_NumbersOfTwoFactors_AreNoFactor(string first, string second, string sentence)
    {
        ResultComparison comparison = Judged.Float64(TwoUnits, $$""" "deltas": [[[{{first}}, {{second}}]]] """);
        Assert.That(comparison.Findings, Is.Empty);
        Assert.That(comparison.Undiagnosed, Is.EqualTo($"No known mistake explains these numbers. {sentence}"));
    }

    [Test]
    public void Undiagnosed_NumbersOfOneFactor_SayIt()
    {
        // Two deltas of four are halved. No known mistake does that.
        const string Four = """
            "layers": [{ "weights": [[1], [2], [3], [4]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0, 0, 0]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Float64(Four, """ "deltas": [[[0.5, 2, 3, 2]]] """);
        Assert.That(comparison.Undiagnosed, Does.Contain("Every number that differs is 1/2 of ours."));
    }
}
