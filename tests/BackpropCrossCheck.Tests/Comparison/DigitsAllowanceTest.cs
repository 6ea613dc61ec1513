using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>What is allowed for a number with digits, whether it needs the rounding or not.</summary>
public sealed class DigitsAllowanceTest
{
    [TestCase("0.1", NumberVerdict.Agrees)]
    [TestCase("0.2", NumberVerdict.Differs)]
    public void Compare_NumberWithDigits_IsAllowedHalfAUnitAndTheRounding(string delta, NumberVerdict verdict)
    {
        // 1000.07 − 1000 = 0.07 is 0.1 with one decimal; the engine's own rounding is 1e-12 there.
        const string Difference = """
            "layers": [{ "weights": [[1000.07]], "activation": "linear" }], "inputs": [[1]], "labels": [[1000]],
            "loss": "half-sum-of-squares"
            """;
        ComparedNumber number = Judged.Of(
            Difference, $$""" "kind": "recorded", "precision": { "decimals": 1 }, "deltas": [[[{{delta}}]]] """).Of("delta")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(number.Verdict, Is.EqualTo(verdict));
            Assert.That(number.Allowed, Is.GreaterThan(0.05 + 1e-13).And.LessThan(0.05 + 1e-10));
        }
    }
}
