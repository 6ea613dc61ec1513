using System.Globalization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>A large factor that is fitted to gradients one of which rounds far more than the others.</summary>
public sealed class NoisyFactorTest
{
    /// <summary>δ = 1 for both samples: ∂L/∂w = (1000 − 998, 1 + 2, 2 + 3), the first of which cancels.</summary>
    private const string Cancelling = """
        "layers": [{ "weights": [[0, 0, 0]], "activation": "linear" }], "inputs": [[1000, 1, 2], [-998, 2, 3]], "labels": [[-1], [-1]],
        "loss": "half-sum-of-squares"
        """;

    [TestCase(0, true)]
    [TestCase(0.1, true)]
    [TestCase(10, false)]
    public void Findings_LargeFactor_IsNotLedAstrayByTheRoundingOfOneNumber(double share, bool isNamed)
    {
        // What rounding may do to the first gradient comes in times the factor, and then says little beside the other two.
        const double Factor = 100000;
        double allowed = Gradients(2).Of("gradient")[0].Allowed;
        Finding? finding = Gradients((2 * Factor) + (share * Factor * allowed), Factor)
            .Findings.SingleOrDefault(finding => finding.Cause == "uniform-factor");
        Assert.That(finding?.Argument, Is.EqualTo(isNamed ? new FindingArgument.Number(Factor) : null));
    }

    private static ResultComparison Gradients(double first, double factor = 1) => Judged.Of(Cancelling, string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        "kind": "recorded", "precision": "float32", "gradients": [{ "weights": [[{{first:R}}, {{3 * factor}}, {{5 * factor}}]] }]
        """));
}
