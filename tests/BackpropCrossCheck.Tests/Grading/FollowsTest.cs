using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>Numbers that follow from the person's own earlier ones.</summary>
public sealed class FollowsTest
{
    /// <summary>a = 1·0.5 = 0.5, z = tanh 0.5 = 0.4621; y = 2·z = 0.9242; δ₂ = y − 1; δ₁ = 2·δ₂·(1 − z²).</summary>
    private const string TwoLayers = """
        "layers": [{ "weights": [[1]], "activation": "tanh" }, { "weights": [[2]], "bias": [0], "activation": "linear" }],
        "inputs": [[0.5]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    [Test]
    public void Grade_OneSlip_IsNamedOnceAndTheRestFollows()
    {
        // z = 0.36 instead of 0.46. Everything after it is calculated correctly from 0.36.
        ResultComparison comparison = Graded.Of(TwoLayers, """
            "precision": { "decimals": 2 }, "preActivations": [[[0.5]], [[0.72]]], "outputs": [[[0.36]], [[0.72]]], "lossValue": 0.04,
            "deltas": [[[-0.49]], [[-0.28]]], "gradients": [{ "weights": [[-0.25]] }, { "weights": [[-0.1]], "bias": [-0.28] }]
            """);
        ComparedNumber first = comparison.FirstWrong!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((comparison.Verdict, comparison.Discrepancies), Is.EqualTo((Verdict.Fail, 1)));
            Assert.That((first.Quantity, first.Layer, first.Sample, first.Row), Is.EqualTo((Quantity.Output, (int?)1, (int?)1, (int?)1)));
            Assert.That(comparison.Marks("pre-activation"), Is.EqualTo("cf"));
            Assert.That(comparison.Marks("output"), Is.EqualTo("wf"));
            Assert.That(comparison.Marks("loss"), Is.EqualTo("f"));
            Assert.That(comparison.Marks("delta"), Is.EqualTo("ff"));
            Assert.That(comparison.Marks("gradient"), Is.EqualTo("fff"));
        }
    }

    [Test]
    public void Grade_TwoSlips_AreBothWrongAndTheFirstIsNamed()
    {
        // The slip in δ₂ is first in the file's order of fields, but the output's comes first in the calculation.
        ResultComparison comparison = Graded.Of(TwoLayers, """
            "precision": { "decimals": 2 }, "deltas": [null, [[-0.5]]], "outputs": [[[0.36]], [[0.72]]]
            """);
        Assert.That((comparison.Discrepancies, comparison.FirstWrong!.Quantity), Is.EqualTo((2, Quantity.Output)));
        Assert.That(comparison.Marks("delta"), Is.EqualTo("w-"));
    }

    [Test]
    public void Grade_DerivativeFromOutputOrPreActivation_BothFollow()
    {
        // δ₁ = 2·(−0.3)·h': from the given output 0.4 it is −0.504, from the pre-activation 0.5 it is −0.472.
        const string Precision =
            "\"precision\": { \"decimals\": 3 }, \"preActivations\": [[[0.5]], null], \"outputs\": [[[0.4]], null], \"deltas\": ";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Graded.Of(TwoLayers, Precision + "[[[-0.504]], [[-0.3]]]").Marks("delta", 1), Is.EqualTo("f"));
            Assert.That(Graded.Of(TwoLayers, Precision + "[[[-0.472]], [[-0.3]]]").Marks("delta", 1), Is.EqualTo("f"));
            Assert.That(Graded.Of(TwoLayers, Precision + "[[[-0.471]], [[-0.3]]]").Marks("delta", 1), Is.EqualTo("f"), "cut off");
            Assert.That(Graded.Of(TwoLayers, Precision + "[[[-0.49]], [[-0.3]]]").Marks("delta", 1), Is.EqualTo("w"), "from neither");
        }
    }

    [Test]
    public void Grade_Partial_FollowsOverWhatIsNotGiven()
    {
        // The entry has only a slip in z and the last gradient, −0.28·0.36 = −0.1008. The numbers between are calculated without rounding.
        ResultComparison comparison = Graded.Of(TwoLayers, """
            "precision": { "decimals": 4 }, "outputs": [[[0.36]], null],
            "gradients": [{ "weights": [[null]] }, { "weights": [[-0.1008]], "bias": null }]
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Marks("output"), Is.EqualTo("w-"));
            Assert.That(comparison.Marks("gradient", 2), Is.EqualTo("f-"));
            Assert.That(comparison.Numbers, Is.EqualTo(2));
        }
    }

    [Test]
    public void Grade_NullsWithinATensor_AreNotGiven()
    {
        const string Wide = """
            "layers": [{ "weights": [[1], [2], [3]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0, 0]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Graded.Of(Wide, """
            "precision": { "decimals": 0 }, "preActivations": [[[1, null, 4]]], "outputs": [[[null, 2, 4]]]
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Marks("pre-activation"), Is.EqualTo("c-w"));
            Assert.That(comparison.Marks("output"), Is.EqualTo("-cf"));
            Assert.That((comparison.Numbers, comparison.NotGiven), Is.EqualTo((4, 2)));
        }
    }

    [Test]
    public void Grade_Softmax_FollowsThroughTheWholeRow()
    {
        // a = (0, 1) given as (0, 2): softmax (0.12, 0.88); δ of the squared error from these outputs: p·(g − Σpg).
        const string Softmax = """
            "layers": [{ "weights": [[0], [1]], "activation": "softmax" }], "inputs": [[1]], "labels": [[1, 0]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Graded.Of(Softmax, """
            "precision": { "decimals": 2 }, "preActivations": [[[0, 2]]], "outputs": [[[0.12, 0.88]]], "deltas": [[[-0.19, 0.19]]]
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Marks("pre-activation"), Is.EqualTo("cw"));
            Assert.That(comparison.Marks("output"), Is.EqualTo("ff"));
            Assert.That(comparison.Marks("delta"), Is.EqualTo("ff"));
        }
    }

    [TestCase("categorical-cross-entropy", "softmax", "0.12, 0.88", "2.12", "-0.88, 0.88")]
    [TestCase("binary-cross-entropy", "sigmoid", "0.5, 0.88", "2.82", "-0.5, 0.88")]
    public void Grade_FusedCrossEntropy_FollowsFromPreActivationsAndOutputs(
        string kind, string activation, string outputs, string loss, string deltas)
    {
        string fixture = $$"""
            "layers": [{ "weights": [[0], [1]], "activation": "{{activation}}" }], "inputs": [[1]], "labels": [[1, 0]],
            "loss": { "kind": "{{kind}}", "reduction": "sum" }
            """;
        ResultComparison comparison = Graded.Of(fixture, $$"""
            "precision": { "decimals": 2 }, "preActivations": [[[0, 2]]], "outputs": [[[{{outputs}}]]], "lossValue": {{loss}},
            "deltas": [[[{{deltas}}]]]
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Discrepancies, Is.EqualTo(1), $"{comparison.FirstWrong}");
            Assert.That(comparison.FirstWrong!.Quantity, Is.EqualTo(Quantity.PreActivation));
            Assert.That(comparison.Marks("loss"), Is.EqualTo("f"));
            Assert.That(comparison.Marks("delta")[1], Is.EqualTo('f'));
        }
    }

    [Test]
    public void Grade_OutputWithoutALoss_FollowsNowhereAndStopsNothing()
    {
        // −ln y is undefined for the person's output −0.2. Nothing follows from it, but the earlier marks stay.
        const string Outputs = """
            "layers": [{ "weights": [[0.5]], "activation": "linear" }], "inputs": [[1]], "labels": [[1]],
            "loss": { "kind": "categorical-cross-entropy", "reduction": "sum" }
            """;
        ResultComparison comparison = Graded.Of(Outputs, """
            "precision": { "decimals": 1 }, "preActivations": [[[0.5]]], "outputs": [[[-0.2]]], "deltas": [[[5]]],
            "gradients": [{ "weights": [[5]] }]
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Marks("pre-activation"), Is.EqualTo("c"));
            Assert.That(comparison.Marks("output"), Is.EqualTo("w"));
            Assert.That(comparison.Marks("delta"), Is.EqualTo("w"));
            Assert.That(comparison.Marks("gradient"), Is.EqualTo("f"));
        }
    }
}
