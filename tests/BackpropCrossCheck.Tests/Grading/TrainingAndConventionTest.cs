using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>Hand calculations of a training step, in another convention, and in a floating-point format.</summary>
public sealed class TrainingAndConventionTest
{
    /// <summary>a = 0.5·2 = 1; δ = 1 − 3 = −2; ∂L/∂w = −4, ∂L/∂b = −2; w ← 0.5 + 0.1·4 = 0.9, b ← 0.2; y = 2, L = 0.5.</summary>
    private const string Step = """
        "layers": [{ "weights": [[0.5]], "bias": [0], "activation": "linear" }], "inputs": [[2]], "labels": [[3]],
        "loss": "half-sum-of-squares",
        "training": { "learningRate": 0.1 }
        """;

    private const string TwoSamples = """
        "layers": [{ "weights": [[0.5]], "activation": "linear" }], "inputs": [[2], [1]], "labels": [[3], [1]],
        "loss": "half-sum-of-squares"
        """;

    [Test]
    public void Grade_OneStep_IsCorrect()
    {
        ResultComparison comparison = Graded.Of(Step, """
            "precision": { "decimals": 1 }, "gradients": [{ "weights": [[-4]], "bias": [-2] }],
            "updatedParameters": [{ "weights": [[0.9]], "bias": [0.2] }], "updatedLossValue": 0.5
            """);
        Assert.That(comparison.Marks("updated-parameter") + comparison.Marks("updated-loss"), Is.EqualTo("ccc"));
    }

    [Test]
    public void Grade_OneStepFromAWrongGradient_Follows()
    {
        // ∂L/∂w = −3: w ← 0.8, y = 1.8, L = 0.72.
        ResultComparison comparison = Graded.Of(Step, """
            "precision": { "decimals": 2 }, "gradients": [{ "weights": [[-3]], "bias": [-2] }],
            "updatedParameters": [{ "weights": [[0.8]], "bias": [0.2] }], "updatedLossValue": 0.72
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((comparison.Discrepancies, comparison.FirstWrong!.Quantity), Is.EqualTo((1, Quantity.WeightGradient)));
            Assert.That(comparison.Marks("updated-parameter") + comparison.Marks("updated-loss"), Is.EqualTo("fcf"));
        }
    }

    [Test]
    public void Grade_AscentInsteadOfDescent_IsWrongAtTheParameters()
    {
        ResultComparison comparison = Graded.Of(Step, """
            "precision": { "decimals": 1 }, "gradients": [{ "weights": [[-4]], "bias": [-2] }],
            "updatedParameters": [{ "weights": [[0.1]], "bias": [-0.2] }]
            """);
        Assert.That(comparison.Marks("updated-parameter"), Is.EqualTo("ww"));
    }

    [Test]
    public void Grade_FrozenBiases_StayAsTheyAre()
    {
        string frozen = Step.Replace("\"learningRate\": 0.1", "\"learningRate\": 0.1, \"biases\": false", StringComparison.Ordinal);
        const string Entry = "\"precision\": { \"decimals\": 1 }, \"updatedParameters\": [{ \"weights\": [[0.9]], \"bias\": [";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Graded.Of(frozen, Entry + "0] }]").Marks("updated-parameter"), Is.EqualTo("cc"));
            Assert.That(Graded.Of(frozen, Entry + "0.2] }]").Marks("updated-parameter"), Is.EqualTo("cw"));
        }
    }

    [Test]
    public void Grade_StepOfAnotherConvention_DescendsTheFixturesLoss()
    {
        // The gradients of Σ(y − t)² are twice as large. The training descends the fixture's ½Σ.
        ResultComparison comparison = Graded.Of(Step, """
            "precision": { "decimals": 1 }, "loss": { "kind": "squared-error", "reduction": "sum" },
            "gradients": [{ "weights": [[-6]], "bias": [-4] }],
            "updatedParameters": [{ "weights": [[0.8]], "bias": [0.2] }], "updatedLossValue": 1.4
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Marks("gradient"), Is.EqualTo("wc"));
            Assert.That(comparison.Marks("updated-parameter"), Is.EqualTo("fc"));
            Assert.That(comparison.Marks("updated-loss"), Is.EqualTo("f"), "2·0.72 = 1.44");
        }
    }

    [Test]
    public void Grade_ManySteps_FollowOnlyTheLoss()
    {
        string steps = Step.Replace("\"learningRate\": 0.1", "\"learningRate\": 0.1, \"steps\": 2", StringComparison.Ordinal);
        ResultComparison comparison = Graded.Of(steps, """
            "precision": { "decimals": 2 }, "updatedParameters": [{ "weights": [[0.7]], "bias": [0.2] }], "updatedLossValue": 0.98
            """);
        Assert.That(comparison.Marks("updated-parameter") + comparison.Marks("updated-loss"), Is.EqualTo("wwf"));
    }

    [Test]
    public void Grade_AnotherConvention_CountsDigitsInTheNumbersGiven()
    {
        // ½Σ: δ = −2, −0.5 and ∂L/∂w = −4.5. The mean over two samples halves them: −1, −0.25 and −2.25, given to one decimal.
        const string Mean =
            "\"precision\": { \"decimals\": 1 }, \"loss\": { \"kind\": \"half-squared-error\", \"reduction\": \"mean-over-samples\" }, ";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Graded.Of(TwoSamples, Mean + "\"deltas\": [[[-1], [-0.2]]]").Marks("delta"), Is.EqualTo("cc"));
            Assert.That(Graded.Of(TwoSamples, Mean + "\"gradients\": [{ \"weights\": [[-2.3]] }]").Marks("gradient"), Is.EqualTo("c"));
            Assert.That(Graded.Of(TwoSamples, Mean + "\"gradients\": [{ \"weights\": [[-2.4]] }]").Marks("gradient"), Is.EqualTo("w"));
            Assert.That(
                Graded.Of(TwoSamples, Mean + "\"gradients\": [{ \"weights\": [[-4.5]] }]").Marks("gradient"),
                Is.EqualTo("w"),
                "not halved");
            Assert.That(
                Graded.Of(TwoSamples, Mean + "\"deltas\": [[[-2], [-0.2]]], \"gradients\": [{ \"weights\": [[-4.2]] }]").Marks("gradient"),
                Is.EqualTo("f"));
        }
    }

    [TestCase("float64", "0.46211715726000973", 'c')]
    [TestCase("float64", "0.46211715726001973", 'w')]
    [TestCase("float32", "0.46211717", 'c')]
    [TestCase("float32", "0.46212717", 'w')]
    public void Grade_FloatingPoint_IsHeldAgainstRounding(string format, string output, char mark)
    {
        const string Tanh = """
            "layers": [{ "weights": [[0.5]], "activation": "tanh" }], "inputs": [[1]], "labels": [[0]], "loss": "half-sum-of-squares"
            """;
        ResultComparison alone = Graded.Of(Tanh, $"\"precision\": \"{format}\", \"outputs\": [[[{output}]]]");
        // δ = z(1 − z²) from the output 0.5: 0.375.
        ResultComparison slip = Graded.Of(Tanh, $"\"precision\": \"{format}\", \"outputs\": [[[0.5]]], \"deltas\": [[[0.375]]]");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(alone.Marks("output"), Is.EqualTo($"{mark}"));
            Assert.That(slip.Marks("output") + slip.Marks("delta"), Is.EqualTo("wf"));
        }
    }
}
