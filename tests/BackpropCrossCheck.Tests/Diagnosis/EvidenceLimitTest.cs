using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>What counts as evidence: training that is right, a single zero, a pattern among the numbers, rounding on both sides.</summary>
public sealed class EvidenceLimitTest
{
    [TestCase("0.6, 0.4", "delta-sign")]
    [TestCase("1.4, 1.6", "sign-flipped")]
    [TestCase("1.5, 1.7", "")]
    public void Findings_GradientsReportedWithTheWrongSign_LeaveARightTrainingAside(string updated, string cause)
    {
        // ∂L/∂w = δ·x = (4, 6), and w ← 1 − 0.1·∂L/∂w. With the other sign in the report alone, the training is right: a convention.
        // Lost in the calculation, it goes the other way.
        const string Trained = """
            "layers": [{ "weights": [[1, 1]], "activation": "linear" }], "inputs": [[2, 3]], "labels": [[3]],
            "loss": "half-sum-of-squares", "training": { "learningRate": 0.1 }
            """;
        ResultComparison comparison = Judged.Float64(Trained,
            $$""" "gradients": [{ "weights": [[-4, -6]] }], "updatedParameters": [{ "weights": [[{{updated}}]] }] """);
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase("1", "0", true)]
    [TestCase("1, 2", "0, 0", false)]
    public void Findings_ZerosAlone_NameAnActivationWhereThereIsOneOnly(string units, string deltas, bool isNamed)
    {
        // δ of relu below 0 is 0, where linear has −1 − t. Several zeros and nothing else show no parameter: many values of many mistakes
        // give them.
        string[] weights = units.Split(", ");
        string network = $$"""
            "layers": [{ "weights": [{{string.Join(", ", weights.Select(weight => $"[-{weight}]"))}}], "activation": "linear" }],
            "inputs": [[1]], "labels": [[{{string.Join(", ", weights.Select(_ => "1"))}}]], "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Float64(network, $"\"deltas\": [[[{deltas}]]]");
        Assert.That(comparison.Causes().Contains("wrong-activation", StringComparison.Ordinal), Is.EqualTo(isNamed), comparison.Causes());
    }

    [TestCase("7, 0", "0, 9", "")]
    [TestCase("7, 8.5", "11, 9", " Every number of gradient, layer 1, weights differs.")]
    [TestCase("7, 8.5", "0, 0", " In gradient, layer 1, weights only row 1 differs.")]
    public void Undiagnosed_NumbersOfSeveralRowsAndColumns_AreNotCalledAll(string first, string second, string pattern)
    {
        const string Square = """
            "layers": [{ "weights": [[1, 1], [1, 1]], "activation": "linear" }], "inputs": [[2, 3]], "labels": [[5, 5]],
            "loss": "half-sum-of-squares"
            """;
        ResultComparison comparison = Judged.Float64(Square, $$""" "gradients": [{ "weights": [[{{first}}], [{{second}}]] }] """);
        Assert.That(comparison.Undiagnosed, Is.EqualTo($"No known mistake explains these numbers.{pattern}"));
    }

    [TestCase("float64", 70, "sign-flipped")]
    [TestCase("float64", 110, "")]
    [TestCase("float32", 35, "sign-flipped")]
    [TestCase("float32", 55, "")]
    public void Findings_MistakeInDoublePrecision_IsAllowedTheRoundingOfBothSides(string format, double roundings, string cause)
    {
        // The engine's double precision is exact beside float32, and rounds as much as another program's.
        double u = Math.ScaleB(1, format == "float64" ? -53 : -24);
        ResultComparison comparison = Judged.Of(
            """
            "layers": [{ "weights": [[3], [5]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0]],
            "loss": "half-sum-of-squares"
            """,
            FormattableString.Invariant(
                $$""" "kind": "recorded", "precision": "{{format}}", "deltas": [[[{{-3 * (1 + (roundings * u)):R}}, -5]]] """));
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }
}
