using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>The summary of a comparison: its worst number, the defects it would have seen, and when it shows nothing.</summary>
public sealed class SummaryTest
{
    /// <summary>Two linear units, δ = (3, 5).</summary>
    private const string TwoUnits = """
        "layers": [{ "weights": [[3], [5]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0]], "loss": "half-sum-of-squares"
        """;

    /// <summary>y = t, so every number that scales with the loss is 0.</summary>
    private const string Zeros = """
        "layers": [{ "weights": [[1]], "activation": "linear" }], "inputs": [[1]], "labels": [[1]], "loss": "half-sum-of-squares"
        """;

    [TestCase("3, 5", 0)]
    [TestCase("4, 6", 0)]
    [TestCase("3, 6", 1)]
    [TestCase("4, 7", 1)]
    public void Worst_OfEqualNumbers_IsTheFirst(string deltas, int index)
    {
        // The fixed rule allows 0.5. Both 4 and 6 are off by twice that.
        ResultComparison comparison = Judged.Float64(Tolerant(0.5, 0), $"\"deltas\": [[[{deltas}]]]");
        Assert.That(comparison.Worst!.Index, Is.EqualTo(index));
    }

    [Test]
    public void Worst_NaN_IsWorseThanEveryNumber()
    {
        Fixture fixture = RandomFixture.OneLayer([3, 5], new Linear(), [1], [0, 0], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.Delta(0);
        IndependentResult other = Planted.Own(reference, FloatFormat.Float64).With(step, 0, 1e9).With(step, 1, double.NaN);
        ResultComparison comparison = ResultComparer.Compare(reference, other);
        Assert.That((comparison.Worst!.Index, comparison.Worst.Ratio), Is.EqualTo((1, double.PositiveInfinity)));
    }

    [TestCase(1, 4, 3.0 / 4)]
    [TestCase(4, 1, 3.0 / 4)]
    [TestCase(-1, -4, 3.0 / 4)]
    [TestCase(1, 1, 0)]
    public void Ulps_OfTwoNumbers_AreThoseOfTheLarger(double engine, double other, double share)
    {
        // The last place of a float32 from 4 to 8 is 2⁻²¹; from 1 to 2 it is 2⁻²³.
        Fixture fixture = RandomFixture.OneLayer([engine], new Linear(), [1], [0], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(fixture);
        ResultComparison comparison = ResultComparer.Compare(
            reference, Planted.Own(reference, FloatFormat.Float32).With(fixture.Layout.Delta(0), 0, other));
        Assert.That(comparison.Of("delta")[0].Ulps, Is.EqualTo(share * 4 * Math.ScaleB(1, 21)));
    }

    [TestCase("-3.5, -5", "ad")]
    [TestCase("3.5, 5", "aa")]
    [TestCase("3.8, 5", "da")]
    public void Compare_RelativeRule_CountsTheMagnitudeOfTheOtherSide(string deltas, string verdicts)
    {
        // |3 − 3.5| ≤ 0.2·3.5, and the same below 0.
        string negative = Tolerant(0, 0.2).Replace("[[3], [5]]", "[[-3], [5]]", StringComparison.Ordinal);
        ResultComparison comparison = Judged.Float64(deltas.StartsWith('-') ? negative : Tolerant(0, 0.2), $"\"deltas\": [[[{deltas}]]]");
        Assert.That(comparison.Verdicts("delta"), Is.EqualTo(verdicts));
    }

    [TestCase("3, 5", "aa")]
    [TestCase("3, 4", "au")]
    public void Compare_EqualNumbersUnderARuleThatLetsZerosPass_Agree(string deltas, string verdicts)
        => Assert.That(Judged.Float64(Tolerant(10, 0), $"\"deltas\": [[[{deltas}]]]").Verdicts("delta"), Is.EqualTo(verdicts));

    [TestCase(0.5, 0.1)]
    [TestCase(1, 0.2)]
    public void Sees_SmallestDefect_IsThatOfTheLargestNumber(double absolute, double share)
        => Assert.That(
            Judged.Float64(Tolerant(absolute, 0), "\"deltas\": [[[3, 5]]]").Summaries.Single(summary => summary.Numbers > 0).Sees,
            Is.EqualTo(share));

    [TestCase(4.99, false)]
    [TestCase(5, true)]
    public void ZeroPasses_LargestNumberEqualToWhatIsAllowed_IsNoMoreThanZero(double absolute, bool zeroPasses)
        => Assert.That(
            Judged.Float64(Tolerant(absolute, 0), "\"deltas\": [[[3, 5]]]").Summaries.Single(summary => summary.Numbers > 0).ZeroPasses,
            Is.EqualTo(zeroPasses));

    [TestCase("recorded", "\"deltas\": [[[0]]]", Verdict.Inconclusive, true)]
    [TestCase("recorded", "\"deltas\": [[[1e-17]]]", Verdict.Inconclusive, false)]
    [TestCase("recorded", "\"outputs\": [[[1]]]", Verdict.Pass, false)]
    [TestCase("recorded", "\"outputs\": [[[1]]], \"deltas\": [[[0]]]", Verdict.Inconclusive, true)]
    [TestCase("hand", "\"deltas\": [[[0]]]", Verdict.Pass, false)]
    public void Compare_OnlyZeros_ShowNothingOfAProgram(string kind, string numbers, Verdict verdict, bool isVacuous)
    {
        ResultComparison comparison = Judged.Of(Zeros, $"\"kind\": \"{kind}\", \"precision\": \"float64\", {numbers}");
        Assert.That((comparison.Verdict, comparison.Reason is not null), Is.EqualTo((verdict, isVacuous)));
    }

    [Test]
    public void Undiagnosed_NumberThatIsNotGiven_DoesNotDiffer()
    {
        ResultComparison comparison = Judged.Float64(TwoUnits, "\"deltas\": [[[-0.7, null]]]");
        Assert.That(comparison.Undiagnosed, Does.EndWith("One number of delta, layer 1 has another sign."));
    }

    private static string Tolerant(double absolute, double relative)
        => TwoUnits + FormattableString.Invariant($", \"tolerance\": {{ \"absolute\": {absolute}, \"relative\": {relative} }}");
}
