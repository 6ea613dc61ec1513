using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>Small differences of large numbers: the engine's own rounding decides a tie, and must not be held against a person.</summary>
public sealed class CancelledDigitsTest
{
    [TestCase("0.15", "c")]
    [TestCase("0.14", "c")]
    [TestCase("0.16", "w")]
    public void Grade_TieThatRoundingHides_GoesEitherWay(string given, string mark)
    {
        // 8000000.145 − 8000000 is 0.1449999996 in double precision.
        const string Difference = """
            "layers": [{ "weights": [[1, -1]], "activation": "linear" }], "inputs": [[8000000.145, 8000000]], "labels": [[0]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(
            Difference, $$""" "kind": "hand", "precision": { "decimals": 2 }, "preActivations": [[[{{given}}]]] """);
        Assert.That(comparison.MarksOf("pre-activation"), Is.EqualTo(mark));
    }

    [TestCase(Reduction.MeanOverSamples, "0.15", "c")]
    [TestCase(Reduction.Sum, "0.15", "c")]
    [TestCase(Reduction.Sum, "0.17", "w")]
    public void Grade_TieInALargerConvention_MayBeHiddenByAsManyTimesAsMuch(Reduction stated, string given, string mark)
    {
        // A hundred equal samples. In the fixture's mean δ is 0.00145 and its rounding a hundredth of that of y; the person's sum has both
        // a hundred times, whichever convention the report states.
        string Rows(string row) => string.Join(", ", Enumerable.Repeat($"[{row}]", 100));
        string network = $$"""
            "layers": [{ "weights": [[1]], "activation": "linear" }], "inputs": [{{Rows("8000000.145")}}], "labels": [{{Rows("8000000")}}],
            "loss": { "kind": "half-squared-error", "reduction": "mean-over-samples" }
            """;
        string entry = $$"""
            "kind": "hand", "precision": { "decimals": 2 }, "loss": { "kind": "half-squared-error", "reduction": "sum" },
            "deltas": [[{{Rows(given)}}]]
            """;
        ResultComparison comparison = Judged.Of(network, entry, new Loss(new HalfSquaredError(), stated));
        Assert.That(comparison.MarksOf("delta").Distinct(), Is.EqualTo(mark));
    }

    [TestCase("996", "1000", "r")]
    [TestCase("999.6", "1000", "c")]
    [TestCase("996", "996", "c")]
    public void Grade_NumberAboveAPowerOfTen_IsHeldToTheDigitsBelowIt(string truth, string given, string mark)
    {
        // To three significant digits 996 is 996; 1000 has two of them, as in a calculation with fewer digits.
        string network = $$"""
            "layers": [{ "weights": [[{{truth}}]], "activation": "linear" }], "inputs": [[1]], "labels": [[5]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Of(
            network, $$""" "kind": "hand", "precision": { "significant": 3 }, "preActivations": [[[{{given}}]]] """);
        Assert.That(comparison.MarksOf("pre-activation"), Is.EqualTo(mark));
    }
}
