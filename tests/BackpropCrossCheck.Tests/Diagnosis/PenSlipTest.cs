using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Slips of the pen, each next to a number that is as wrong and shows none.</summary>
public sealed class PenSlipTest
{
    /// <summary>a = 0.481, z = tanh a = 0.4470; y = 1.6541; δ₂ = 0.6541.</summary>
    private const string Network = """
        "layers": [{ "weights": [[0.37]], "activation": "tanh" }, { "weights": [[3.7]], "activation": "linear" }],
        "inputs": [[1.3]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    /// <summary>Linear units on one input: a = 0.2468, 0.3579, 0.1357 and 0.9753.</summary>
    private const string FourUnits = """
        "layers": [{ "weights": [[0.2468], [0.3579], [0.1357], [0.9753]], "activation": "linear" }], "inputs": [[1]],
        "labels": [[0, 0, 0, 0]], "loss": "half-sum-of-squares"
        """;

    [TestCase("0.4740", "digits-swapped")]
    [TestCase("0.4704", "")]
    [TestCase("-0.4740", "")]
    [TestCase("4.47", "factor-ten")]
    [TestCase("4.48", "")]
    [TestCase("0.0447", "factor-ten")]
    [TestCase("44.7", "factor-ten")]
    [TestCase("1.6541", "number-of-another-place")]
    [TestCase("1.6551", "")]
    [TestCase("0.45", "")]
    [TestCase("1", "")]
    [TestCase("0", "")]
    public void Findings_OneWrongNumber_IsASlipWhereItsDigitsShowIt(string output, string cause)
        => Assert.That(
            Hand(Network, $$""" "preActivations": [[[0.481]], null], "outputs": [[[{{output}}]], null] """).Causes(), Is.EqualTo(cause));

    [TestCase("0.474")]
    [TestCase("4.47")]
    public void Findings_SlipInAProgramsNumber_IsNone(string output)
    {
        string entry = $$""" "kind": "recorded", "precision": { "decimals": 4 }, "outputs": [[[{{output}}]], null] """;
        Assert.That(Judged.Of(Network, entry).Causes(), Is.Empty);
    }

    [Test]
    public void Findings_SeveralSlips_AreSeveralFindings()
    {
        ResultComparison comparison = Hand(FourUnits, """ "preActivations": [[[0.2486, 0.3579, 1.357, 0.9753]]] """);
        Assert.That(comparison.Causes(), Is.EqualTo("digits-swapped, factor-ten"));
        Assert.That(comparison.Findings.Select(finding => finding.Explains), Is.All.EqualTo(0.5));
        Assert.That(comparison.Findings[0].Text, Does.StartWith("pre-activation, layer 1, unit 1: 0.2486 has two digits of 0.2468"));
    }

    [Test]
    public void Findings_TwoNumbersExchanged_AreBothNumbersOfAnotherPlace()
    {
        ResultComparison comparison = Hand(FourUnits, """ "preActivations": [[[0.3579, 0.2468, 0.1357, 0.9753]]] """);
        Assert.That(comparison.Causes(), Is.EqualTo("number-of-another-place, number-of-another-place"));
    }

    [Test]
    public void Findings_SlipOfADigit_AndACalculationFromIt_AreOneFinding()
    {
        // y = 3.7·0.474 = 1.7538 and δ₂ = 0.7538 follow from the slip.
        ResultComparison comparison = Hand(
            Network, """ "outputs": [[[0.474]], [[1.7538]]], "deltas": [null, [[0.7538]]] """);
        Assert.That(comparison.Causes(), Is.EqualTo("digits-swapped"));
        Assert.That(comparison.Discrepancies, Is.EqualTo(1));
    }

    [TestCase("0.7", "1.6541", "key-copied")]
    [TestCase("0.7", "2.59", "")]
    [TestCase("0.448", "1.6541", "")]
    public void Findings_RightNumberAfterAWrongOne_IsCopied(string output, string next, string cause)
    {
        // 3.7·0.7 = 2.59 follows. 0.4480 has one wrong digit: the right number may have been used all the same.
        ResultComparison comparison = Hand(Network, $$""" "outputs": [[[{{output}}]], [[{{next}}]]] """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
        // Beside a cause it would be untrue that none is known.
        Assert.That(
            comparison.Undiagnosed?.StartsWith("No known mistake", StringComparison.Ordinal) == true, Is.EqualTo(cause.Length == 0));
    }

    private static ResultComparison Hand(string network, string numbers)
        => Judged.Of(network, $$""" "kind": "hand", "precision": { "decimals": 4 }, {{numbers}} """);
}
