using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>Numbers from rounded intermediate results, in entries that do not give the intermediate results.</summary>
public sealed class RoundedIntermediatesTest
{
    /// <summary>a = 0.37·1.3 = 0.481, z = tanh a = 0.4471; y = 3.7·z = 1.6543; δ₂ = y − 1 = 0.6543; δ₁ = 3.7·δ₂·(1 − z²) =
    /// 1.9370.</summary>
    /// <remarks>Rounded to two decimals: 0.48, 0.45, 1.67 (1.665), 0.67; ∂L/∂w₂ = 0.67·0.45 = 0.3015, truly 0.2925.
    /// Cut off: 0.48, 0.44, 1.62, 0.62; ∂L/∂w₂ = 0.2728. To one decimal: 0.5, 0.5, 1.9, 0.9; 0.45.</remarks>
    private const string Network = """
        "layers": [{ "weights": [[0.37]], "activation": "tanh" }, { "weights": [[3.7]], "activation": "linear" }],
        "inputs": [[1.3]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    [TestCase("0.30", 'r', RoundingWay.HalfUp, 2)]
    [TestCase("0.27", 'r', RoundingWay.CutOff, 2)]
    [TestCase("0.5", 'r', RoundingWay.HalfUp, 1)]
    [TestCase("0.29", 'c', null, 0)]
    [TestCase("0.33", 'w', null, 0)]
    public void Grade_GradientOnly_NamesDecimalsAndWay(string gradient, char mark, RoundingWay? way, int decimals)
    {
        ResultComparison comparison = Graded.Of(Network, $$"""
            "precision": { "decimals": 2 }, "gradients": [null, { "weights": [[{{gradient}}]] }]
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Marks("gradient"), Is.EqualTo($"{mark}-"));
            Assert.That(
                comparison.Intermediates,
                Is.EqualTo(way is { } known ? new NumberRounding(new NumberPrecision.Decimals(decimals), known) : null));
        }
    }

    [Test]
    public void Grade_OneWayForTheWholeEntry_DoesNotExcuseAnother()
    {
        // The output comes from rounding to two decimals, the gradient from cutting off. One of the two is wrong.
        ResultComparison comparison = Graded.Of(Network, """
            "precision": { "decimals": 2 }, "outputs": [null, [[1.67]]], "gradients": [null, { "weights": [[0.27]] }]
            """);
        Assert.That((comparison.Discrepancies, comparison.Verdict), Is.EqualTo((1, Verdict.Fail)));
    }

    [Test]
    public void Grade_FewerDecimals_ExcuseNothingWhereOthersContradict()
    {
        // One decimal gives 0.5, but this person uses two.
        ResultComparison comparison = Graded.Of(Network, """
            "precision": { "decimals": 2 }, "preActivations": [[[0.48]], null], "gradients": [null, { "weights": [[0.5]] }]
            """);
        Assert.That(comparison.Marks("pre-activation") + comparison.Marks("gradient"), Is.EqualTo("c-w-"));
    }

    [Test]
    public void Grade_SlipInAnEntryWithGaps_FollowsWithItsRounding()
    {
        // z = 0.57 for 0.45, then y = 2.109 ≈ 2.11 and L = ½·1.11² = 0.616 ≈ 0.62; without the rounding of y, which is not given, L = 0.615
        // ≈ 0.61.
        ResultComparison comparison = Graded.Of(Network, """
            "precision": { "decimals": 2 }, "outputs": [[[0.57]], null], "lossValue": 0.62
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Marks("output") + comparison.Marks("loss"), Is.EqualTo("w-f"));
            Assert.That(comparison.Intermediates?.Way, Is.EqualTo(RoundingWay.HalfUp));
            Assert.That(comparison.FirstWrong!.FromOwnNumbers, Is.EqualTo(Math.Tanh(0.481)).Within(1).Ulps);
        }
    }

    [Test]
    public void Grade_SignificantDigits_AreRoundedAtEveryStepToo()
    {
        // Two significant digits: 0.48, 0.45, 1.7 (1.665), 0.7, so 0.315 ≈ 0.32.
        ResultComparison comparison = Graded.Of(Network, """
            "precision": { "significant": 2 }, "gradients": [null, { "weights": [[0.32]] }]
            """);
        Assert.That(comparison.Marks("gradient"), Is.EqualTo("r-"));
        Assert.That(comparison.Intermediates, Is.EqualTo(new NumberRounding(new NumberPrecision.Significant(2), RoundingWay.HalfUp)));
    }

    [Test]
    public void Grade_FactorsOfDelta_MayBeRounded()
    {
        // The paper's tanh'(0.5): 0.79 for 0.7864. δ₁ = 10·0.79 = 7.9, truly 7.8645.
        const string Steep = """
            "layers": [{ "weights": [[1]], "activation": "tanh" }, { "weights": [[10]], "activation": "linear" }],
            "inputs": [[0.5]], "labels": [[3.62]], "loss": "half-sum-of-squares"
            """;
        const string Entry =
            "\"precision\": { \"decimals\": 2 }, \"preActivations\": [[[0.5]], null], \"outputs\": [[[0.46]], [[4.62]]], \"deltas\": ";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Graded.Of(Steep, Entry + "[[[7.9]], [[1]]]").Marks("delta"), Is.EqualTo("cf"));
            Assert.That(Graded.Of(Steep, Entry + "[[[7.8]], [[1]]]").Marks("delta"), Is.EqualTo("cf"), "0.78, cut off");
            Assert.That(Graded.Of(Steep, Entry + "[[[7.7]], [[1]]]").Marks("delta"), Is.EqualTo("cw"));
        }
    }
}
