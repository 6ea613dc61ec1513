using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Tests.Fixtures;

namespace BackpropCrossCheck.Tests.Conventions;

/// <summary>Conventions of textbooks that an entry or a fixture may state: δ's sign, digits by quantity, classes for labels.</summary>
public sealed class StatedConventionTest
{
    /// <summary>Two linear units in a row, y = 2, t = 3: δ = −1 in both, ∂L/∂w = −1 and −2.</summary>
    private const string Linear = """
        "layers": [{ "weights": [[2]], "activation": "linear" }, { "weights": [[1]], "activation": "linear" }],
        "inputs": [[1]], "labels": [[3]], "loss": "half-sum-of-squares"
        """;

    private const string Classes = """
        {
          "version": 1, "name": "x",
          "layers": [{ "weights": [[1], [2], [3]], "activation": "softmax" }],
          "inputs": [[1], [2]], "labels": LABELS, "loss": { "kind": "KIND", "reduction": "sum" }
        }
        """;

    [TestCase("hand", "\"precision\": { \"decimals\": 2 }")]
    [TestCase("recorded", "\"precision\": \"float64\"")]
    public void DeltaSign_Negative_HoldsTheDeltasWithTheOtherSign(string kind, string precision)
    {
        string entry = $$"""
            "kind": "{{kind}}", {{precision}}, "deltaSign": "negative", "deltas": [[[1]], [[1]]],
            "gradients": [{ "weights": [[-1]] }, { "weights": [[-2]] }]
            """;
        Assert.That(Judged.Of(Linear, entry).Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(
            Judged.Of(Linear, entry.Replace("[[1]], [[1]]", "[[-1]], [[-1]]", StringComparison.Ordinal)).Verdict,
            Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void DeltaSign_NegativeAndOneNumberWrong_IsToldWithThatSign()
    {
        ResultComparison comparison = Judged.Of(
            Linear, "\"kind\": \"hand\", \"precision\": { \"decimals\": 2 }, \"deltaSign\": \"negative\", \"deltas\": [[[1]], [[1.5]]]");
        Assert.That(HandText.Slip(comparison, comparison.FirstWrong!), Is.EqualTo("1.50 is given, 1.00 is right"));
    }

    [Test]
    public void Precision_ByQuantity_HoldsEachToItsOwnDigits()
    {
        const string Entry = """
            "kind": "recorded", "precision": { "default": { "decimals": 2 }, "lossValue": { "decimals": 0 } }, "lossValue": LOSS,
            "outputs": [[[2]], [[OUTPUT]]]
            """;
        ResultComparison Of(string loss, string output) => Judged.Of(
            Linear, Entry.Replace("LOSS", loss, StringComparison.Ordinal).Replace("OUTPUT", output, StringComparison.Ordinal));
        Assert.That(Of("1", "2").Verdict, Is.EqualTo(Verdict.Pass), "0.5 rounded to a whole number");
        Assert.That(Of("1", "2.3").Discrepancies, Is.EqualTo(1));
        Assert.That(ReportWords.Of(Of("1", "2").Precision!), Is.EqualTo("2 decimals, lossValue 0 decimals"));
    }

    [Test]
    public void Precision_FormatWithADigitsOfOneQuantity_JudgesBoth()
    {
        const string Entry = """
            "kind": "recorded", "precision": { "default": "float32", "lossValue": { "decimals": 0 } }, "lossValue": 1,
            "outputs": [[[2]], [[OUTPUT]]]
            """;
        Assert.That(Judged.Of(Linear, Entry.Replace("OUTPUT", "2", StringComparison.Ordinal)).Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(
            Judged.Of(Linear, Entry.Replace("OUTPUT", "2.00001", StringComparison.Ordinal)).Discrepancies, Is.EqualTo(1));
    }

    [TestCase("{ \"outputs\": { \"decimals\": 2 } }", "this precision has no \"default\"")]
    [TestCase("{ \"decimals\": 2, \"outputs\": { \"decimals\": 2 } }", "digits for all numbers and digits by quantity")]
    [TestCase("{ \"default\": { \"decimals\": 2 }, \"outputs\": \"float32\" }", "the format of a program goes under")]
    [TestCase("{ \"default\": { \"decimals\": 2 }, \"output\": { \"decimals\": 2 } }", "did you mean \"outputs\"?")]
    public void Precision_ByQuantityThatIsWrong_IsRefused(string precision, string message)
        => Assert.That(
            FixtureText.Refuse(FixtureText.With("\"float32\"", precision)).Message, Does.Contain(message).IgnoreCase);

    [Test]
    public void Labels_ClassesForCategoricalCrossEntropy_AreOneHotRows()
    {
        Fixture fixture = FixtureText.Read(Of("[2, 0]", "categorical-cross-entropy"));
        Assert.That(fixture.Batch.Labels.ToArray(), Is.EqualTo([0.0, 0, 1, 1, 0, 0]));
    }

    [TestCase("[2, 3]", "categorical-cross-entropy", "(/labels/1): the class of sample 2 is 3; the last layer has 3 units, so a class is "
        + "an integer from 0 to 2.")]
    [TestCase("[2, 0.5]", "categorical-cross-entropy", "the class of sample 2 is 0.5")]
    [TestCase("[2]", "categorical-cross-entropy", "there are 1 row of labels, but 2 rows of inputs")]
    [TestCase("[2, 0]", "squared-error", "(/labels/0): found the number 2, expected an array: row 1 of labels.")]
    public void Labels_ClassesThatCannotBe_AreRefused(string labels, string kind, string message)
        => Assert.That(FixtureText.Refuse(Of(labels, kind)).Message, Does.Contain(message));

    [Test]
    public void Derivatives_OfSoftmax_AreRefusedUnlessNull()
    {
        string With(string derivatives) => Of("[2, 0]", "categorical-cross-entropy").Replace(
            "\"sum\" }",
            $"\"sum\" }}, \"expected\": [{{ \"by\": \"p\", \"kind\": \"hand\", \"precision\": {{ \"decimals\": 2 }}, \"derivatives\": "
                + $"{derivatives} }}]",
            StringComparison.Ordinal);
        Assert.That(FixtureText.Read(With("[null]")).Expected, Has.Count.EqualTo(1));
        Assert.That(FixtureText.Refuse(With("[[[1, 1, 1], [1, 1, 1]]]")).Message, Does.Contain("is softmax, whose derivative is a matrix"));
    }

    private static string Of(string labels, string kind) => Classes.Replace("LABELS", labels, StringComparison.Ordinal)
        .Replace("KIND", kind, StringComparison.Ordinal);
}
