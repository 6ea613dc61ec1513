using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>The place of a mistake: one layer or all of them, and if the layers below inherit it.</summary>
public sealed class MistakePlaceTest
{
    /// <summary>Three linear layers of one unit, weights 1, 2, 3 and biases 0, x = 1, t = 1: y = 6, δ₃ = 5, δ₂ = 15, δ₁ = 30.</summary>
    private const string ThreeLayers = """
        "layers": [
          { "weights": [[1]], "activation": "linear" }, { "weights": [[2]], "activation": "linear" }, { "weights": [[3]],
          "activation": "linear" }
        ],
        "inputs": [[1]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    [TestCase("[[-30]], [[-15]], [[-5]]", null)]
    [TestCase("[[30]], [[-15]], [[5]]", 2)]
    [TestCase("[[-30]], [[-15]], [[5]]", 2)]
    [TestCase("[[-30]], [[15]], [[5]]", 1)]
    [TestCase("[[30]], [[15]], [[-5]]", 3)]
    public void Findings_SignOfOneLayer_IsNamedWhetherOrNotItIsCarriedOn(string deltas, int? layer)
    {
        Finding finding = Judged.Float64(ThreeLayers, $"\"deltas\": [{deltas}]").Findings.Single();
        Assert.That((finding.Cause, finding.Layer), Is.EqualTo(("sign-flipped", layer)));
    }

    [TestCase("[[30]], [[15]], [[5]]", "[-30], [-15], [-10]", null)]
    [TestCase("[[30]], [[15]], [[5]]", "[30], [-15], [10]", 2)]
    public void Findings_SignOfTheGradientsAlone_LeavesTheDeltasRight(string deltas, string gradients, int? layer)
    {
        string[] weights = gradients.Split(", ");
        Finding finding = Judged.Float64(ThreeLayers,
            $$"""
            "deltas": [{{deltas}}],
            "gradients": [{ "weights": [{{weights[0]}}] }, { "weights": [{{weights[1]}}] }, { "weights": [{{weights[2]}}] }]
            """).Findings.Single();
        Assert.That((finding.Cause, finding.Layer), Is.EqualTo(("sign-flipped", layer)));
    }

    [Test]
    public void Findings_SignThatTwoLayersLose_IsNoneOfThem()
        => Assert.That(Judged.Float64(ThreeLayers, "\"deltas\": [[[30]], [[-15]], [[-5]]]").Findings, Is.Empty);

    /// <summary>Two samples, two biased layers of one unit: a₁ = x + 1, y = 2·a₁ + 3 and t = 0.</summary>
    private const string Biased = """
        "layers": [{ "weights": [[1]], "bias": [1], "activation": "linear" }, { "weights": [[2]], "bias": [3], "activation": "linear" }],
        "inputs": [[1], [2]], "labels": [[0], [0]], "loss": "half-sum-of-squares"
        """;

    [TestCase("[[2], [3]]", "[[4], [6]]", 2)]
    [TestCase("[[1], [2]]", "[[5], [7]]", 1)]
    [TestCase("[[1], [2]]", "[[2], [4]]", null)]
    public void Findings_BiasLeftOut_IsNamedInItsLayerOrInAll(string first, string second, int? layer)
    {
        Finding finding = Judged.Float64(Biased, $"\"preActivations\": [{first}, {second}]").Findings.Single();
        Assert.That((finding.Cause, finding.Layer), Is.EqualTo(("bias-ignored", layer)));
    }

    [TestCase("[32]", "[8]", 2)]
    [TestCase("[16]", "[16]", 1)]
    [TestCase("[16]", "[8]", null)]
    public void Findings_BiasGradientAveraged_IsNamedInItsLayerOrInAll(string first, string second, int? layer)
    {
        // δ₂ = y = (7, 9), δ₁ = (14, 18).
        Finding finding = Judged.Float64(Biased,
            $$""" "gradients": [{ "weights": [[50]], "bias": {{first}} }, { "weights": [[41]], "bias": {{second}} }] """)
            .Findings.Single();
        Assert.That((finding.Cause, finding.Layer), Is.EqualTo(("bias-gradient-averaged", layer)));
    }

    [TestCase("sum", "14", "7", 1)]
    [TestCase("sum", "36", "9", 2)]
    [TestCase("mean-over-samples", "7", "3.5", 1)]
    [TestCase("mean-over-samples", "14", "7", 1)]
    [TestCase("mean-over-samples", "18", "4.5", 2)]
    public void Findings_OneSampleOfTheBatch_CountsOnceOrAsTheWholeBatch(string reduction, string weights, string bias, int sample)
    {
        // δ = x + 5: the gradients of sample 1 are δ·x = 7·2 and 7, those of sample 2 are 9·4 and 9. In the mean they are half of that, or
        // the same if the program divides by the one sample that it sees.
        string network = $$"""
            "layers": [{ "weights": [[1]], "bias": [5], "activation": "linear" }], "inputs": [[2], [4]], "labels": [[0], [0]],
            "loss": { "kind": "half-squared-error", "reduction": "{{reduction}}" }
            """;
        ResultComparison comparison = Judged.Float64(network, $$""" "gradients": [{ "weights": [[{{weights}}]], "bias": [{{bias}}] }] """);
        Finding finding = comparison.Findings.Single();
        Assert.That((finding.Cause, finding.Argument), Is.EqualTo(("single-sample", (FindingArgument)new FindingArgument.Number(sample))));
    }

    [TestCase("8", "loss-convention")]
    [TestCase("9", "")]
    public void Findings_TrainingThatIsRight_IsNoPartOfWhatIsExplained(string gradient, string cause)
    {
        // ∂L/∂w = δ·x = 2·2 = 4 and w ← 1 − 0.1·4 = 0.6. A program that reports twice the gradient but makes the right step uses another
        // convention in its report. The new parameters are not part of that.
        const string Trained = """
            "layers": [{ "weights": [[1, 1]], "activation": "linear" }], "inputs": [[2, 3]], "labels": [[3]],
            "loss": "half-sum-of-squares", "training": { "learningRate": 0.1 }
            """;
        ResultComparison comparison = Judged.Float64(Trained,
            $$""" "gradients": [{ "weights": [[{{gradient}}, 12]] }], "updatedParameters": [{ "weights": [[0.6, 0.4]] }] """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase("[[-1]]", 1.0)]
    [TestCase("[[-0.5]]", 0.5)]
    [TestCase("[[-0.25]]", null)]
    public void Findings_DerivativeAtTheKink_IsThatOfTheOtherSideOrTheMean(string delta, double? derivative)
    {
        const string AtZero = """
            "layers": [{ "weights": [[1, -1]], "activation": "relu" }], "inputs": [[0.5, 0.5]], "labels": [[1]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Float64(AtZero, $"\"deltas\": [{delta}]");
        Finding? finding = comparison.Findings.SingleOrDefault(finding => finding.Cause == "kink-convention");
        Assert.That((finding?.Argument as FindingArgument.Number)?.Value, Is.EqualTo(derivative));
    }

    [TestCase("-1.5", true)]
    [TestCase("0.25", true)]
    [TestCase("-0.25", false)]
    public void Undiagnosed_OutsideOfWhatTheKinkMayGive_IsSaid(string delta, bool said)
    {
        const string AtZero = """
            "layers": [{ "weights": [[1, -1], [1, 1]], "activation": "relu" }], "inputs": [[0.5, 0.5]], "labels": [[1, 0]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Float64(AtZero, $"\"deltas\": [[[{delta}, 0.7]]]");
        const string Sentence = "A pre-activation is exactly 0 (layer 1, sample 1, unit 1), but delta, layer 1, sample 1, unit 1 is ";
        Assert.That(comparison.Undiagnosed, said
            ? Does.Contain($"{Sentence}{delta}: outside of what relu'(0) between 0 and 1 gives, -1 to ")
            : Does.Not.Contain("outside of what"));
    }
}
