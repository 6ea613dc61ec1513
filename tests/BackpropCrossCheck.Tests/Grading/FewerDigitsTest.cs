using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>Entries that seem to be calculated with fewer digits than asked for, and products that are rounded one by one.</summary>
public sealed class FewerDigitsTest
{
    /// <summary>a = 0.37·1.3 = 0.481, z = tanh a = 0.4471; y = 3.7·z = 1.6543; δ₂ = y − 1 = 0.6543.</summary>
    /// <remarks>With one decimal: 0.5, 0.5, 1.9 (1.85), 0.9, L = 0.4 (0.405), ∂L/∂w₂ = 0.5 (0.45).</remarks>
    private const string Network = """
        "layers": [{ "weights": [[0.37]], "activation": "tanh" }, { "weights": [[3.7]], "activation": "linear" }],
        "inputs": [[1.3]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    [TestCase("", "nr", "rn")]
    [TestCase("\"preActivations\": [[[0.48]], null],", "nw", "wn")]
    [TestCase("\"preActivations\": [[[0.5]], null],", "nr", "rn")]
    public void Grade_OneRightNumberAgainstFewerDigits_ExcusesNoneOfSeveralWrongOnes(string preActivation, string outputs, string gradients)
    {
        // One decimal gives 1.9 and 0.5. A person who writes 0.48 for a uses two.
        ResultComparison comparison = Judged.Of(Network, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, {{preActivation}} "outputs": [null, [[1.9]]],
            "gradients": [null, { "weights": [[0.5]] }]
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.MarksOf("output"), Is.EqualTo(outputs));
            Assert.That(comparison.MarksOf("gradient"), Is.EqualTo(gradients));
            Assert.That(comparison.Intermediates?.Precision, Is.EqualTo(outputs == "nr" ? new NumberPrecision.Decimals(1) : null));
        }
    }

    [TestCase("0.5", "0.41", 1)]
    [TestCase("0.45", "0.41", 0)]
    [TestCase("0.5", "0.4", 0)]
    [TestCase("0.45", "0.4", 1)]
    public void Grade_ResultsOfFewerDigits_AreAllStatedInOneWay(string gradient, string loss, int wrong)
    {
        // ∂L/∂w₂ = 0.9·0.5 = 0.45 and L = 0.405, both with one decimal or both with two.
        ResultComparison comparison = Judged.Of(Network, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "lossValue": {{loss}}, "gradients": [null, { "weights": [[{{gradient}}]] }]
            """);
        string marks = comparison.MarksOf("gradient") + comparison.MarksOf("loss");
        Assert.That(marks.Count(mark => mark == 'w'), Is.EqualTo(wrong), marks);
    }

    [Test]
    public void Grade_TrainedExerciseWithFewerDigits_RoundsTheGradientBeforeItIsUsed()
    {
        // One decimal: a = 0.5·0.7 = 0.35 ≈ 0.4, δ = 0.4 − 1 = −0.6, ∂L/∂w = −0.6·0.7 = −0.42 ≈ −0.4; w ← 0.5 + 0.4 = 0.9. A gradient that
        // is used further is an intermediate result too. This person did not calculate with −0.42.
        const string Trained = """
            "layers": [{ "weights": [[0.5]], "activation": "linear" }], "inputs": [[0.7]], "labels": [[1]], "loss": "half-sum-of-squares",
            "training": { "learningRate": 1 }
            """;
        string Marks(string gradient, string weight)
        {
            ResultComparison comparison = Judged.Of(Trained, $$"""
                "kind": "hand", "precision": { "decimals": 2 }, "gradients": [{ "weights": [[{{gradient}}]] }],
                "updatedParameters": [{ "weights": [[{{weight}}]] }]
                """);
            return comparison.MarksOf("gradient") + comparison.MarksOf("updated-parameter");
        }

        using (Assert.EnterMultipleScope())
        {
            // Truly −0.455 and 0.955.
            Assert.That(Marks("-0.45", "0.95"), Is.EqualTo("cc"));
            Assert.That(Marks("-0.4", "0.9"), Is.EqualTo("rf"));
            Assert.That(Marks("-0.42", "0.92"), Is.EqualTo("wf"));
        }
    }

    [Test]
    public void Grade_UntrainedExerciseWithFewerDigits_MayStateTheGradientInFull()
    {
        const string Untrained = """
            "layers": [{ "weights": [[0.5]], "activation": "linear" }], "inputs": [[0.7]], "labels": [[1]], "loss": "half-sum-of-squares"
            """;
        string Marks(string gradient) => Judged.Of(
            Untrained,
            $$""" "kind": "hand", "precision": { "decimals": 2 }, "gradients": [{ "weights": [[{{gradient}}]] }] """).MarksOf("gradient");
        Assert.That((Marks("-0.42"), Marks("-0.4"), Marks("-0.43")), Is.EqualTo(("r", "r", "w")));
    }

    [TestCase("0.05", "0.16", "0.01", "c")]
    [TestCase("0.05", "0.16", "0.02", "r")]
    [TestCase("0.05", "0.16", "0.03", "w")]
    [TestCase("0.1", "0.18", "0.02", "c")]
    [TestCase("0.1", "0.18", "0.03", "r")]
    [TestCase("0.1", "0.18", "0.04", "w")]
    public void Grade_HalfBeforeTheSumOrInEachTerm_BothAreWaysToRoundTheTerms(string first, string second, string loss, string mark)
    {
        // ½·(0.0025 ≈ 0.00, 0.0256 ≈ 0.03) = 0.015 ≈ 0.02 with the half in front; ½·0.01 ≈ 0.01 and ½·0.0324 ≈ 0.02 add up to 0.03 with the
        // half in each term.
        string network = $$"""
            "layers": [{ "weights": [[{{first}}], [{{second}}]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(network, $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "outputs": [[[{{first}}, {{second}}]]], "lossValue": {{loss}}
            """);
        Assert.That(comparison.MarksOf("loss"), Is.EqualTo(mark));
    }

    [TestCase("1", "c")]
    [TestCase("3", "r")]
    [TestCase("2", "w")]
    public void Grade_WholeNumbersAskedFor_AreCalculatedWith(string gradient, string mark)
    {
        // 0.6 ≈ 1, y = 3·1, δ = 3 and ∂L/∂w₂ = 3·1 = 3; truly 1.8·0.6 = 1.08.
        const string Whole = """
            "layers": [{ "weights": [[0.6]], "activation": "linear" }, { "weights": [[3]], "activation": "linear" }],
            "inputs": [[1]], "labels": [[0]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(
            Whole, $$""" "kind": "hand", "precision": { "decimals": 0 }, "gradients": [null, { "weights": [[{{gradient}}]] }] """);
        Assert.That(comparison.MarksOf("gradient"), Is.EqualTo($"{mark}n"));
    }

    [TestCase("0.32", 2)]
    [TestCase("0.5", 1)]
    public void Grade_FewerSignificantDigits_AreTriedDownToOne(string gradient, int digits)
    {
        // Two: 0.48, 0.45, 1.7, 0.7 and 0.315 ≈ 0.32. One: 0.5, 0.5, 2 (1.85 with 3.7, which is given), 1 and 0.5.
        ResultComparison comparison = Judged.Of(
            Network, $$""" "kind": "hand", "precision": { "significant": 3 }, "gradients": [null, { "weights": [[{{gradient}}]] }] """);
        Assert.That(comparison.MarksOf("gradient"), Is.EqualTo("rn"));
        Assert.That(comparison.Intermediates?.Precision, Is.EqualTo(new NumberPrecision.Significant(digits)));
    }
}
