using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>Hand calculations of a network whose numbers are larger than double precision holds.</summary>
public sealed class OverflowTest
{
    /// <summary>a = 10²⁰⁰·10²⁰⁰ is infinite, and so is y.</summary>
    private const string Infinite = """
        "layers": [{ "weights": [[1e200]], "activation": "linear" }], "inputs": [[1e200]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    [TestCase("5")]
    [TestCase("7")]
    public void Grade_NumbersAfterAnOverflow_FollowFromNothing(string output)
    {
        // A person who puts 5 in for a may well write y = 5: but no number here is known, and so none is excused.
        ResultComparison comparison = Judged.Of(
            Infinite, $$""" "kind": "hand", "precision": { "decimals": 1 }, "preActivations": [[[5]]], "outputs": [[[{{output}}]]] """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.MarksOf("pre-activation") + comparison.MarksOf("output"), Is.EqualTo("ww"));
            Assert.That(comparison.Of("output")[0].FromOwnNumbers, Is.Null, "what would have been right");
            Assert.That(comparison.Intermediates, Is.Null);
        }
    }
}
