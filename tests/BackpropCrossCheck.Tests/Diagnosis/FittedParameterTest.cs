using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Fitted parameters: how many numbers they need, how exact they are, and which causes come beside them.</summary>
public sealed class FittedParameterTest
{
    /// <summary>Three samples of one linear unit, y = x and t = 0: δ = (1, 2, 4) and ∂L/∂w = 1 + 4 + 16 = 21.</summary>
    private const string ThreeSamples = """
        "layers": [{ "weights": [[1]], "activation": "linear" }], "inputs": [[1], [2], [4]], "labels": [[0], [0], [0]],
        "loss": "half-sum-of-squares"
        """;

    /// <summary>Two inputs: δ = 5 and ∂L/∂w = (5, 10), which is no multiple of the weights.</summary>
    private const string TwoWeights = """
        "layers": [{ "weights": [[3, 1]], "bias": [0], "activation": "linear" }], "inputs": [[1, 2]], "labels": [[0]],
        "loss": "half-sum-of-squares"
        """;

    /// <summary>Two samples: δ = (−1, −2), leaky-relu'(a) = 0.3.</summary>
    private const string Leaky = """
        "layers": [{ "weights": [[1]], "activation": "leaky-relu", "alpha": 0.3 }], "inputs": [[-1], [-2]], "labels": [[5], [5]],
        "loss": "half-sum-of-squares"
        """;

    [TestCase("[[[0.37], [0.74], [1.48]]]", "7.77", "")]
    [TestCase("[[[0.37], [0.74], [1.48]]]", "null", "uniform-factor")]
    public void Findings_OneEquationForAFactor_AreTooFew(string deltas, string gradient, string cause)
    {
        // If the gradient is given, it alone tells the factor. Otherwise the deltas do.
        ResultComparison comparison = Judged.Float64(
            ThreeSamples, $$""" "deltas": {{deltas}}, "gradients": [{ "weights": [[{{gradient}}]] }] """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase("[[1.85, 3.7]]", "uniform-factor")]
    [TestCase("[[1.85, 3.71]]", "")]
    [TestCase("[[1.85, null]]", "")]
    public void Findings_TwoEquationsForAFactor_AreEnoughWhereBothHold(string weights, string cause)
        => Assert.That(
            Judged.Float64(TwoWeights, $$""" "gradients": [{ "weights": {{weights}}, "bias": [null] }] """).Causes(), Is.EqualTo(cause));

    [TestCase("1.85", "uniform-factor")]
    [TestCase("7", "")]
    public void Findings_FactorThatOneNumberContradicts_IsNone(string bias, string cause)
    {
        // A factor must explain all numbers. One number with another explanation rules it out.
        ResultComparison comparison = Judged.Float64(
            TwoWeights, $$""" "deltas": [[[1.85]]], "gradients": [{ "weights": [[1.85, 3.7]], "bias": [{{bias}}] }] """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [Test]
    public void Findings_SevenDigits_AreThoseThatWereMeant([Values(0.1234567, 0.375, 2.5e-3, 123.4567)] double factor)
    {
        Finding finding = Scaled(factor).Findings.Single();
        Assert.That((finding.Cause, finding.Argument), Is.EqualTo(("uniform-factor", (FindingArgument)new FindingArgument.Number(factor))));
    }

    [Test]
    public void Findings_FewDigitsThatLieFarFromTheFittedValue_AreNotPutInItsPlace()
    {
        // δ = 10. To one digit the numbers keep the factor between 0.375 and 0.4012, with the middle 0.388. 0.4 would explain them too, but
        // is 3 % away.
        const string Six = """
            "layers": [{ "weights": [[0, 0, 0, 0, 0, 0]], "activation": "linear" }], "inputs": [[10, 16, 12, 10.5, 16.2, 12.2]],
            "labels": [[-10]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(
            Six, """ "kind": "recorded", "precision": { "significant": 1 }, "gradients": [{ "weights": [[40, 60, 50, 40, 60, 50]] }] """);
        Finding finding = comparison.Findings.Single(finding => finding.Cause == "uniform-factor");
        Assert.That(finding.Argument, Is.EqualTo(new FindingArgument.Number(0.388)));
    }

    [Test]
    public void Findings_FactorThatLeastSquaresMiss_IsFoundWithinTheDigits()
    {
        // 40 to one digit is 35 to 45: of 112.25 no more than 0.4009, of 88 no less than 0.3977. Least squares give 0.38, which leaves
        // the last two outside.
        const string Five = """
            "layers": [{ "weights": [[0, 0, 0, 0, 0]], "activation": "linear" }], "inputs": [[11.225, 11.2, 11.21, 8.8, 8.82]],
            "labels": [[-10]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(
            Five, """ "kind": "recorded", "precision": { "significant": 1 }, "gradients": [{ "weights": [[40, 40, 40, 40, 40]] }] """);
        Finding finding = comparison.Findings.Single(finding => finding.Cause == "uniform-factor");
        Assert.That(((FindingArgument.Number)finding.Argument!).Value, Is.InRange(0.3977, 0.4009));
    }

    [TestCase("[-1.3125], [-1.375]", "wrong-activation")]
    [TestCase("[-1.3125], [null]", "")]
    [TestCase("[-1.3125], [-1.59]", "")]
    public void Findings_SlopeFittedToTwoNumbers_NeedsBoth(string deltas, string cause)
    {
        // δ = 0.3·(0.3·a − 5) = −1.59, −1.68 for the layer's own slope; 0.25 gives −1.3125 and −1.375.
        ResultComparison comparison = Judged.Float64(Leaky, $$""" "deltas": [[{{deltas}}]] """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase(-0.5)]
    [TestCase(0.625)]
    [TestCase(1.75)]
    public void Findings_SlopeBesideEveryStart_IsFitted(double alpha)
    {
        // δ = α·(α·a − 5) is no straight line in α, so the search takes several steps from 0.1 or 1.
        string Of(double a) => FormattableString.Invariant($"{alpha * ((alpha * a) - 5):R}");
        Assert.That(Slopes(Judged.Float64(Leaky, $$""" "deltas": [[[{{Of(-1)}}], [{{Of(-2)}}]]] """)), Does.Contain(alpha));
    }

    [Test]
    public void Findings_SlopeThatNoValueKeepsWithinHalfAUnit_IsFittedToTheCutOffNumbers()
    {
        // 0.2·(0.2·a − 5) is −1.0496, −1.2 and −1.4: a person cuts off the first to −1.04. No slope is within half a unit of all three,
        // and 0.2 is within a unit.
        string samples = Leaky.Replace("[[-1], [-2]]", "[[-1.24], [-5], [-10]]", StringComparison.Ordinal)
            .Replace("[[5], [5]]", "[[5], [5], [5]]", StringComparison.Ordinal);
        ResultComparison comparison = Judged.Of(
            samples, """ "kind": "hand", "precision": { "decimals": 2 }, "deltas": [[[-1.04], [-1.2], [-1.4]]] """);
        Assert.That(Slopes(comparison), Has.Some.EqualTo(0.2).Within(0.002));
    }

    [TestCase(0.25, "wrong-activation")]
    [TestCase(0.30000001192092896, "single-precision")]
    [TestCase(0.3000001, "wrong-activation")]
    public void Findings_OwnSlopeRoundedToFloat32_IsNoOther(double alpha, string cause)
    {
        string Of(double a) => FormattableString.Invariant($"{alpha * ((alpha * a) - 5):R}");
        ResultComparison comparison = Judged.Float64(Leaky, $$""" "deltas": [[[{{Of(-1)}}], [{{Of(-2)}}]]] """);
        string other = cause == "single-precision" ? "wrong-activation" : "uniform-factor";
        Assert.That(comparison.Causes(), Does.Contain(cause).And.Not.Contain(other));
    }

    [TestCase(-1, "sign-flipped")]
    [TestCase(-1.000000000001, "uniform-factor")]
    [TestCase(2, "loss-convention")]
    [TestCase(2.000000000002, "uniform-factor")]
    public void Findings_FactorBesideAKnownOne_IsAnotherWhereTheNumbersTell(double factor, string cause)
        => Assert.That(Scaled(factor).Causes(), Is.EqualTo(cause));

    [TestCase(5.0 / 64, "5/64 of ours")]
    [TestCase(5.0 / 67, "0.0746269 times ours")]
    [TestCase(3, "3 times ours")]
    [TestCase(1.0 / 3, "1/3 of ours")]
    [TestCase(0.3333, "0.3333 times ours")]
    public void Findings_Factor_IsSaidAsAFractionOfSmallNumbersWhereItIsOne(double factor, string text)
        => Assert.That(Scaled(factor).Findings.Single().Text, Does.StartWith($"Every gradient is {text}"));

    [TestCase("[0]")]
    [TestCase("[5]")]
    public void Findings_OnlyZeros_ShowNoParameter(string bias)
    {
        ResultComparison comparison = Judged.Float64(TwoWeights, $$""" "gradients": [{ "weights": [[0, 0]], "bias": {{bias}} }] """);
        Assert.That(comparison.Findings.Where(finding => finding.Argument is not null), Is.Empty);
    }

    [TestCase("5", "weight-decay")]
    [TestCase("7", "")]
    public void Findings_WeightDecayBesideAnotherMistake_IsNoneWhateverItsShare(string bias, string cause)
    {
        // 0.05·w is added to the weight gradients. A bias gradient of 7 has another cause, and a fitted parameter explains two numbers of
        // three too easily.
        string gradients = $$""" "gradients": [{ "weights": [[5.15, 10.05]], "bias": [{{bias}}] }] """;
        ResultComparison comparison = Judged.Float64(TwoWeights, gradients);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [Test]
    public void Findings_SlopeWithinTheRoundingOfFloat32_ComesAfterSinglePrecision()
    {
        // 0.3000001 instead of 0.3 may be intended, or an effect of float32. The cause without a parameter is simpler.
        string Of(double a) => FormattableString.Invariant($"{0.3000001 * ((0.3000001 * a) - 5):R}");
        ResultComparison comparison = Judged.Float64(Leaky, $$""" "deltas": [[[{{Of(-1)}}], [{{Of(-2)}}]]] """);
        Assert.That(comparison.Causes(), Is.EqualTo("single-precision, wrong-activation"));
    }

    [Test]
    public void Findings_FittedAndUnfitted_TheUnfittedComesFirst()
    {
        // Two causes explain all numbers. The one without a parameter is simpler.
        ResultComparison comparison = Judged.Float64(
            ThreeSamples, """ "deltas": [[[0], [0], [4]]], "gradients": [{ "weights": [[16]] }] """);
        Assert.That(comparison.Causes(), Does.StartWith("single-sample"));
    }

    private static IEnumerable<double> Slopes(ResultComparison comparison)
        => comparison.Findings.Select(finding => finding.Argument).OfType<FindingArgument.Function>()
            .Select(other => other.Activation.Alpha!.Value);

    /// <summary>Every gradient multiplied by a factor.</summary>
    private static ResultComparison Scaled(double factor)
    {
        string Of(double gradient) => FormattableString.Invariant($"{factor * gradient:R}");
        return Judged.Float64(TwoWeights, $$""" "gradients": [{ "weights": [[{{Of(5)}}, {{Of(10)}}]], "bias": [{{Of(5)}}] }] """);
    }
}
