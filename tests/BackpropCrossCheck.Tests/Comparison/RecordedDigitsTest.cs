using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Recorded numbers with so many digits that the engine's own rounding shows.</summary>
public sealed class RecordedDigitsTest
{
    /// <summary>One linear unit, y = w·1 and δ = y − t.</summary>
    private const string Unit = """
        "layers": [{ "weights": [[WEIGHT]], "activation": "linear" }], "inputs": [[1]], "labels": [[LABEL]], "loss": "half-sum-of-squares"
        """;

    [TestCase("0.30000000000000004", "0.3", "5.6e-17", "u")]
    [TestCase("0.30000000000000004", "0.3", "5.55e-17", "a")]
    [TestCase("0.30000000000000004", "0.3", "-5.6e-17", "u")]
    [TestCase("0.30000000000000004", "0.3", "5.6e-14", "d")]
    [TestCase("0.3", "0.3", "0", "a")]
    public void Compare_RoundingAsLargeAsTheTensor_TellsNothingBeyondTheDigits(string weight, string label, string delta, string verdict)
    {
        // δ is 5.551e-17: the last bit of 0.3, which another order of the same sum would not have.
        ResultComparison comparison = Judged.Of(Net(weight, label), Recorded("\"significant\": 3", $"[[[{delta}]]]"));
        Assert.That(comparison.Verdicts("delta"), Is.EqualTo(verdict));
        UndecidableCause cause = verdict == "u" ? UndecidableCause.Rounding : UndecidableCause.None;
        Assert.That(comparison.Notable.Select(number => number.Cause), Is.All.EqualTo(cause));
    }

    [Test]
    public void Compare_RoundingBesideALargerNumber_Agrees()
    {
        const string Two = """
            "layers": [{ "weights": [[0.30000000000000004], [2]], "activation": "linear" }], "inputs": [[1]], "labels": [[0.3, 1]],
            "loss": "half-sum-of-squares"
            """;
        Assert.That(Judged.Of(Two, Recorded("\"significant\": 3", "[[[5.6e-17, 1]]]")).Verdicts("delta"), Is.EqualTo("aa"));
    }

    [TestCase("1000.05", "0.1", "a")]
    [TestCase("1000.0499999999999", "0.1", "a")]
    [TestCase("1000.0499999999", "0.1", "d")]
    public void Compare_JustBeyondHalfAUnit_IsExcusedByTheRoundingAlone(string weight, string delta, string verdict)
    {
        // 1000.05 − 1000 is 0.04999…, so 0.1 is off by a little more than half a unit. Rounding there is up to 1e-11, far less than the
        // number itself.
        ResultComparison comparison = Judged.Of(Net(weight, "1000"), Recorded("\"decimals\": 1", $"[[[{delta}]]]"));
        Assert.That(comparison.Verdicts("delta"), Is.EqualTo(verdict));
        Assert.That(comparison.Of("delta")[0].Allowed, Is.GreaterThan(0.05 + 1e-13).And.LessThan(0.05 + 1e-10));
    }

    [TestCase("0.145", "0.14")]
    [TestCase("0.145", "0.15")]
    [TestCase("2.675", "2.67")]
    [TestCase("2.675", "2.68")]
    [TestCase("1.005", "1")]
    [TestCase("1.005", "1.01")]
    public void Compare_TieOfDecimalDigits_AgreesEitherWay(string weight, string recorded)
    {
        // No such tie is a binary fraction. By its last bits, one of the two would be more than half a unit away.
        string entry = $"\"kind\": \"recorded\", \"precision\": {{ \"decimals\": 2 }}, \"preActivations\": [[[{recorded}]]]";
        Assert.That(Judged.Of(Net(weight, "0"), entry).Verdicts("pre-activation"), Is.EqualTo("a"));
    }

    [TestCase("0.33", "a")]
    [TestCase("0.34", "d")]
    public void Compare_DigitsOfAThird_CountInTheConventionThatTheyAreStatedIn(string delta, string verdict)
    {
        // δ = 1 in the sum is 1/3 in the mean over three outputs; there half a unit is 0.005, in the sum 0.015.
        const string Three = """
            "layers": [{ "weights": [[1], [2], [3]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 2, 3]],
            "loss": "half-sum-of-squares"
            """;
        string entry = "\"kind\": \"recorded\", \"loss\": { \"kind\": \"half-squared-error\", \"reduction\": \"mean-over-outputs\" }, "
            + $"\"precision\": {{ \"decimals\": 2 }}, \"deltas\": [[[{delta}, 0, 0]]]";
        var mean = new Loss(new HalfSquaredError(), Reduction.MeanOverOutputs);
        using (Assert.EnterMultipleScope())
        {
            ResultComparison comparison = Judged.Of(Three, entry);
            Assert.That(comparison.Verdicts("delta"), Is.EqualTo($"{verdict}aa"));
            Assert.That(comparison.Of("delta")[0].Allowed, Is.EqualTo(0.015).Within(1e-12));
            Assert.That(Judged.Of(Three, entry, mean).Of("delta")[0].Allowed, Is.EqualTo(0.005).Within(1e-12));
        }
    }

    [Test]
    public void Compare_RoundingRestated_IsThatOfTheStatedNumbers()
    {
        // Half a unit is 5e-16 and rounding is up to 2e-15. In the mean over three outputs, both are a third of that.
        const string Three = """
            "layers": [{ "weights": [[1], [2], [3]], "activation": "linear" }], "inputs": [[1]], "labels": [[0.7, 2, 3]],
            "loss": "half-sum-of-squares"
            """;
        const string Entry = "\"kind\": \"recorded\", \"precision\": { \"decimals\": 15 }, \"deltas\": [[[0.3, 0, 0]]]";
        double sum = Judged.Of(Three, Entry).Of("delta")[0].Allowed;
        double mean = Judged.Of(Three, Entry, new Loss(new HalfSquaredError(), Reduction.MeanOverOutputs)).Of("delta")[0].Allowed;
        Assert.That(sum / mean, Is.EqualTo(3).Within(1e-6).Percent);
    }

    [TestCase("0.004", true)]
    [TestCase("0.006", false)]
    public void Compare_ZerosOfATensorBelowHalfAUnit_WouldPass(string weight, bool zeroPasses)
    {
        string rounded = zeroPasses ? "0.00" : "0.01";
        string entry = $"\"kind\": \"recorded\", \"precision\": {{ \"decimals\": 2 }}, \"preActivations\": [[[{rounded}]]]";
        Assert.That(Judged.Of(Net(weight, "0"), entry).Summaries.Single(summary => summary.Numbers > 0).ZeroPasses, Is.EqualTo(zeroPasses));
    }

    private static string Net(string weight, string label)
        => Unit.Replace("WEIGHT", weight, StringComparison.Ordinal).Replace("LABEL", label, StringComparison.Ordinal);

    private static string Recorded(string digits, string deltas)
        => $"\"kind\": \"recorded\", \"precision\": {{ {digits} }}, \"deltas\": {deltas}";
}
