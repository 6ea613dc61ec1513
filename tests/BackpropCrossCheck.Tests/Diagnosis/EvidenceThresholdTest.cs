using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>How much evidence a cause needs: for each threshold, the case just inside and the case just outside.</summary>
public sealed class EvidenceThresholdTest
{
    /// <summary>Two linear units, y = WEIGHTS and t = 0, so that δ and the bias gradients are WEIGHTS.</summary>
    private const string TwoUnits = """
        "layers": [{ "weights": [[3], [5]], "bias": [0, 0], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0]],
        "loss": "half-sum-of-squares"
        """;

    /// <summary>Eight tanh units over one input, and one output above them.</summary>
    private const string Eight = """
        "layers": [
          { "weights": [[0.1], [0.2], [0.3], [0.4], [0.5], [0.6], [0.7], [0.8]], "bias": [0, 0, 0, 0, 0, 0, 0, 0], "activation": "linear" },
          { "weights": [[1, 2, 3, 4, 5, 6, 7, 8]], "activation": "linear" }
        ],
        "inputs": [[1]], "labels": [[0]], "loss": "half-sum-of-squares"
        """;

    [TestCase("0.66", "sign-flipped")]
    [TestCase("0.62", "")]
    public void Findings_OneNumberWithTwoDecimals_SaysEnoughFromEightBitsOn(string gradient, string causes)
    {
        // The right number is twice as far away as the number is large: 1.32 is 264 half units of 0.01, more than 2⁸; 1.24 is 248.
        string network = $$"""
            "layers": [{ "weights": [[{{gradient}}]], "activation": "linear" }], "inputs": [[1]], "labels": [[0]],
            "loss": "half-sum-of-squares"
            """;
        string entry = $$""" "kind": "recorded", "precision": { "decimals": 2 }, "deltas": [[[-{{gradient}}]]] """;
        Assert.That(Judged.Of(network, entry).Causes(), Is.EqualTo(causes));
    }

    [TestCase("0.4", "sign-flipped")]
    [TestCase("0.02", "")]
    public void Findings_TwoNumbersThatSayTooLittleEach_SayEnoughTogether(string weight, string causes)
    {
        // 0.8 is 160 half units: 7.3 bits, twice. 0.04 is 8 half units: 3 bits, twice.
        string network = $$"""
            "layers": [{ "weights": [[{{weight}}], [{{weight}}]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0]],
            "loss": "half-sum-of-squares"
            """;
        string entry = $$""" "kind": "recorded", "precision": { "decimals": 2 }, "deltas": [[[-{{weight}}, -{{weight}}]]] """;
        Assert.That(Judged.Of(network, entry).Causes(), Is.EqualTo(causes));
    }

    [TestCase("float64")]
    [TestCase("float32")]
    public void Findings_OneNumberOfAProgram_SaysEnoughAlone(string format)
    {
        string entry = $$""" "kind": "recorded", "precision": "{{format}}", "deltas": [[[-3, null]]] """;
        Assert.That(Judged.Of(TwoUnits, entry).Causes(), Is.EqualTo("sign-flipped"));
    }

    [TestCase("[-3, -5]", "[7, null]", "sign-flipped 2/3")]
    [TestCase("[-3, -5]", "[7, 9]", "")]
    [TestCase("[-3, -5]", "[7, -5]", "sign-flipped 3/4")]
    [TestCase("[-3, 7]", "[-3, -5]", "")]
    public void Findings_AnotherCauseBeside_NamesOneThatExplainsTwoThirdsAndTheFirstTensor(string deltas, string bias, string cause)
    {
        ResultComparison comparison = Judged.Float64(
            TwoUnits, $$""" "deltas": [[{{deltas}}]], "gradients": [{ "weights": [[null], [null]], "bias": {{bias}} }] """);
        int differing = comparison.Discrepancies;
        Finding? finding = comparison.Findings.SingleOrDefault();
        string named = finding is null ? string.Empty : $"{finding.Cause} {Math.Round(finding.Explains * differing)}/{differing}";
        Assert.That(named, Is.EqualTo(cause));
    }

    [TestCase(5, 3, "")]
    [TestCase(6, 3, "sign-flipped")]
    [TestCase(7, 4, "")]
    [TestCase(7, 3, "sign-flipped")]
    public void Findings_ShareOfTheNumbers_HasToBeTwoThirds(int explained, int others, string cause)
    {
        // The δ of the first layer has as many wrong signs as numbers are to be explained. The bias gradient has the other wrong numbers.
        ResultComparison right = Judged.Float64(Eight, """ "deltas": [[[0, 0, 0, 0, 0, 0, 0, 0]], null] """);
        double[] delta = [.. right.Of("delta").Select(number => number.Engine)];
        string deltas = string.Join(", ", delta.Select((x, i) => i < explained ? FormattableString.Invariant($"{-x:R}") : "null"));
        string bias = string.Join(", ", delta.Select((x, i) => i < others ? FormattableString.Invariant($"{(3 * x) + 1:R}") : "null"));
        string weights = string.Join(", ", delta.Select(_ => "[null]"));
        double last = Judged.Float64(Eight, """ "deltas": [null, [[0]]] """).Of("delta")[0].Engine;
        string lastDelta = FormattableString.Invariant($"{last:R}");
        ResultComparison comparison = Judged.Of(Eight, $$"""
            "kind": "recorded", "precision": "float64", "deltas": [[[{{deltas}}]], [[{{lastDelta}}]]],
            "gradients": [{ "weights": [{{weights}}], "bias": [{{bias}}] }, null]
            """);
        Assert.That(comparison.Discrepancies, Is.EqualTo(explained + others));
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase("0.4", "")]
    [TestCase("0.7", "sign-flipped")]
    public void Findings_AnotherCauseBeside_NeedsTwiceTheEvidence(string weight, string cause)
    {
        // 0.8 is 160 half units. Twice 7.3 bits would be enough to explain everything, but not two numbers of three. 1.4 is 280 half units:
        // twice 8.1 bits are enough.
        string network = $$"""
            "layers": [{ "weights": [[{{weight}}], [{{weight}}]], "bias": [0, 0], "activation": "linear" }],
            "inputs": [[1]], "labels": [[0, 0]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(network, $$"""
            "kind": "recorded", "precision": { "decimals": 2 }, "deltas": [[[-{{weight}}, -{{weight}}]]],
            "gradients": [{ "weights": [[null], [null]], "bias": [7, null] }]
            """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase("null", "")]
    [TestCase("[[5]]", "sign-flipped")]
    public void Findings_TwoCausesThatExplainAsMuch_NameNone(string lastDelta, string cause)
    {
        // δ of the first layer is −10 instead of 10. The sign may be lost in that layer or at the output, and a bias gradient has another
        // mistake. If the last layer's δ is given and right, the sign was lost below it.
        const string TwoLayers = """
            "layers": [{ "weights": [[1], [1.5]], "bias": [0, 0], "activation": "linear" }, { "weights": [[2, 2]],
            "activation": "linear" }],
            "inputs": [[1]], "labels": [[0]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(TwoLayers, $$"""
            "kind": "recorded", "precision": "float64", "deltas": [[[-10, -10]], {{lastDelta}}],
            "gradients": [{ "weights": [[null], [null]], "bias": [7, null] }, null]
            """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase("-100", "-0.05", "sign-flipped")]
    [TestCase("-100", "-0.12", "")]
    public void Findings_MerelyLessWrongWithinAWideRule_IsNotExplained(string first, string second, string cause)
    {
        // The fixed rule allows 0.1. The mistaken −0.03 is 0.09 from −0.12, within the rule, and the right 0.03 is 0.15 from it. Being less
        // wrong is no explanation.
        const string Tolerant = """
            "layers": [{ "weights": [[100], [0.03]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0]],
            "loss": "half-sum-of-squares",
            "tolerance": { "absolute": 0.1, "relative": 0 }
            """;
        ResultComparison comparison = Judged.Float64(Tolerant, $$""" "deltas": [[[{{first}}, {{second}}]]] """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase(1.1 / 16, "single-precision")]
    [TestCase(0.9 / 16, "")]
    public void Findings_ShareOfFloat32sRounding_IsSinglePrecisionFromASixteenthOn(double share, string cause)
    {
        double given = 3 * (1 + Math.ScaleB(share, -24));
        ResultComparison comparison = Judged.Of(TwoUnits, FormattableString.Invariant(
            $$""" "kind": "recorded", "precision": "float64", "outputs": [[[{{given:R}}, 5]]] """));
        Assert.That((comparison.Discrepancies, comparison.Causes()), Is.EqualTo((1, cause)));
    }

    [TestCase("float64", 1, "sign-flipped")]
    [TestCase("float64", 18, "sign-flipped")]
    [TestCase("float64", 100, "")]
    [TestCase("float32", 1, "sign-flipped")]
    [TestCase("float32", 60, "")]
    public void Findings_MistakenNumber_MayBeOffByTheRoundingOfTheMistake(string format, double roundings, string cause)
    {
        double u = Math.ScaleB(1, format == "float64" ? -53 : -24);
        ResultComparison comparison = Judged.Of(TwoUnits, FormattableString.Invariant(
            $$""" "kind": "recorded", "precision": "{{format}}", "deltas": [[[{{-3 * (1 + (roundings * u)):R}}, -5]]] """));
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase("5.0000001", "single-precision")]
    [TestCase("5.1", "")]
    public void Findings_SinglePrecision_HasToExplainEveryNumber(string second, string cause)
    {
        ResultComparison comparison = Judged.Float64(
            TwoUnits, $$""" "outputs": [[[3.0000001, 5.0000001]]], "deltas": [[[3, {{second}}]]] """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase("recorded")]
    [TestCase("hand")]
    public void Findings_OneDigitForASmallNumber_SaysTooLittle(string kind)
    {
        const string Small = """
            "layers": [{ "weights": [[0.05], [0.05]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0]],
            "loss": "half-sum-of-squares"
            """;
        string entry = $$""" "kind": "{{kind}}", "precision": { "decimals": 1 }, "deltas": [[[-0.1, -0.1]]] """;
        Assert.That(Judged.Of(Small, entry).Causes(), Is.Empty);
    }

    [TestCase("0.299999999", "0", true)]
    [TestCase("0.299999999", "-0.25", true)]
    [TestCase("0.299", "0", false)]
    public void Findings_SinglePrecision_MayHavePassedAKink(string third, string delta, bool isNamed)
    {
        // 0.1 + 0.2 − 0.299999999 is 1e-9: float64 knows that it is above 0 and δ = −0.5, float32 does not.
        string network = $$"""
            "layers": [{ "weights": [[1, 1, -1]], "activation": "relu" }], "inputs": [[0.1, 0.2, {{third}}]], "labels": [[0.5]],
            "loss": "half-sum-of-squares"
            """;
        string causes = Judged.Float64(network, $"\"deltas\": [[[{delta}]]]").Causes();
        Assert.That(causes.Contains("single-precision", StringComparison.Ordinal), Is.EqualTo(isNamed));
    }
}
