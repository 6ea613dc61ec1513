using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Parameters that are fitted to the numbers: how many numbers they need, how exactly they are told, and what stands beside
/// them.</summary>
public sealed class FittedParameterTest
{
    /// <summary>Three samples of one linear unit, y = x and t = 0: δ = (1, 2, 4) and ∂L/∂w = 1 + 4 + 16 = 21.</summary>
    private const string ThreeSamples = """
        "layers": [{ "weights": [[1]], "activation": "linear" }], "inputs": [[1], [2], [4]], "labels": [[0], [0], [0]],
        "loss": "half-sum-of-squares"
        """;

    /// <summary>Two inputs: δ = 5 and ∂L/∂w = (5, 10), which the weights are no multiple of.</summary>
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
        // The gradient alone tells the factor where it is given; deltas do where none is.
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
        // All or nothing: with one number that something else explains a factor is no cause.
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
        // δ = 10. To one digit the numbers keep the factor between 0.375 and 0.4012, the middle of which is 0.388. 0.4 would explain them
        // too, but lies 3 % from it.
        const string Six = """
            "layers": [{ "weights": [[0, 0, 0, 0, 0, 0]], "activation": "linear" }], "inputs": [[10, 16, 12, 10.5, 16.2, 12.2]],
            "labels": [[-10]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(
            Six, """ "kind": "recorded", "precision": { "significant": 1 }, "gradients": [{ "weights": [[40, 60, 50, 40, 60, 50]] }] """);
        Finding finding = comparison.Findings.Single(finding => finding.Cause == "uniform-factor");
        Assert.That(finding.Argument, Is.EqualTo(new FindingArgument.Number(0.388)));
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

    [Test]
    public void Findings_FittedAndUnfitted_TheUnfittedComesFirst()
    {
        // A bias gradient of 0 besides: two causes, each of which explains all; the one without a parameter is the simpler.
        ResultComparison comparison = Judged.Float64(
            ThreeSamples, """ "deltas": [[[0], [0], [4]]], "gradients": [{ "weights": [[16]] }] """);
        Assert.That(comparison.Causes(), Does.StartWith("single-sample"));
    }

    /// <summary>Every gradient multiplied by a factor.</summary>
    private static ResultComparison Scaled(double factor)
    {
        string Of(double gradient) => FormattableString.Invariant($"{factor * gradient:R}");
        return Judged.Float64(TwoWeights, $$""" "gradients": [{ "weights": [[{{Of(5)}}, {{Of(10)}}]], "bias": [{{Of(5)}}] }] """);
    }
}
