using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>The tolerance rule and the digits rule at their edges. The network is y = x with one weight of 1, so that the engine's output
/// is the input.</summary>
public sealed class FixedRuleTest
{
    [TestCase(10, 10.25, 0.25, 0, true)]
    [TestCase(10, 10.25, 0.2499, 0, false)]
    [TestCase(10, 8, 0, 0.25, true)]
    [TestCase(8, 10, 0, 0.2, true)]
    [TestCase(8, 10, 0, 0.1999, false)]
    [TestCase(10, 10, 0, 0, true)]
    [TestCase(10, 10.000000001, 0, 0, false)]
    public void Compare_Tolerance_IsRelativeToTheOtherSide(double engine, double other, double absolute, double relative, bool agrees)
    {
        Fixture fixture = Identity(engine) with { Tolerance = new Tolerance(absolute, relative) };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Verdict(fixture, other, NumberPrecision.Float64), Is.EqualTo(agrees ? NumberVerdict.Agrees : NumberVerdict.Differs));
            Assert.That(
                Verdict(fixture, other, NumberPrecision.Float64, new Tolerance(1, 0)),
                Is.EqualTo(Math.Abs(engine - other) <= 1 ? NumberVerdict.Agrees : NumberVerdict.Differs),
                "the run's rule goes before");
        }
    }

    [TestCase(0.0009, true)]
    [TestCase(0.0011, false)]
    public void Compare_ToleranceOfTheFixture_SaysTheSameInEveryConvention(double off, bool agrees)
    {
        // Three outputs: the mean over them is a third of the sum.
        Fixture fixture = RandomFixture.OneLayer(
            [1, 2, 3], new Linear(), [1], [0, 0, 0], Loss.HalfSumOfSquares) with
        { Tolerance = new Tolerance(0.001, 0) };
        Step step = fixture.Layout.WeightGradient(0);
        Reference reference = Planted.Reference(fixture);
        IndependentResult other = Planted.Own(reference, FloatFormat.Float64).With(step, 1, 2 + off);
        foreach (Loss stated in new[] { Loss.HalfSumOfSquares, Loss.MeanSquaredError })
        {
            Assert.That(ResultComparer.Compare(reference, other, stated).Discrepancies, Is.EqualTo(agrees ? 0 : 1), $"{stated}");
        }

        // A tolerance from the command line applies to the stated numbers. In the mean, the error 0.0011 is two thirds of itself.
        Assert.That(ResultComparer.Compare(reference, other, Loss.MeanSquaredError, new Tolerance(0.001, 0)).Discrepancies, Is.Zero);
    }

    [TestCase(0.125, 0.12, 2, true)]
    [TestCase(0.125, 0.13, 2, true)]
    [TestCase(0.1249, 0.13, 2, false)]
    [TestCase(0.1251, 0.12, 2, false)]
    [TestCase(-0.125, -0.12, 2, true)]
    [TestCase(0.004, 0, 2, true)]
    [TestCase(0.006, 0, 2, false)]
    [TestCase(14.5, 15, 0, true)]
    [TestCase(0.3, 0.3, 17, true)]
    [TestCase(0.3, 0.30000000000001, 14, false)]
    public void Compare_Decimals_AllowHalfAUnit(double engine, double recorded, int decimals, bool agrees)
        => Assert.That(
            Verdict(Identity(engine), recorded, new NumberPrecision.Decimals(decimals)),
            Is.EqualTo(agrees ? NumberVerdict.Agrees : NumberVerdict.Differs));

    [TestCase(1.0049, 1, 3, true)]
    [TestCase(1.0051, 1, 3, false)]
    [TestCase(0.9996, 1, 3, true)]
    [TestCase(999.6, 1000, 3, true)]
    [TestCase(1006, 1000, 3, false)]
    [TestCase(994, 1000, 3, false)]
    [TestCase(0.00012349, 0.0001235, 4, true)]
    [TestCase(0.00012344, 0.0001235, 4, false)]
    [TestCase(0.0001, 0.0001, 1, true)]
    [TestCase(1e-300, 0, 3, false)]
    [TestCase(0, 0, 3, true)]
    [TestCase(-0.00099996, -0.001, 4, true)]
    public void Compare_SignificantDigits_CountFromTheFirstOfTheNumberGiven(double engine, double recorded, int digits, bool agrees)
        => Assert.That(
            Verdict(Identity(engine), recorded, new NumberPrecision.Significant(digits)),
            Is.EqualTo(agrees ? NumberVerdict.Agrees : NumberVerdict.Differs));

    [Test]
    public void Compare_SignificantDigitsInAnotherConvention_CountInTheNumberGiven()
    {
        // With 49 samples, 1/49·49 is not 1 in double precision. Counted from that number, the rule would ask for one digit too many.
        Fixture fixture = RandomFixture.OneLayer(
            [1],
            new Linear(),
            [.. Enumerable.Repeat(1.0, 49)],
            new double[49],
            new Loss(new HalfSquaredError(), Reduction.Sum),
            samples: 49);
        var mean = new Loss(new HalfSquaredError(), Reduction.MeanOverSamples);
        var numbers = new TensorSet(fixture.Layout);
        numbers.Set(fixture.Layout.WeightGradient(0), [1]);
        fixture = fixture with { Batch = new Batch(49, [.. Enumerable.Repeat(1.002, 49)], new double[49]) };
        var result = new IndependentResult("r", ResultKind.Recorded, new NumberPrecision.Significant(3), mean, numbers);
        ResultComparison comparison = ResultComparer.Compare(Planted.Reference(fixture), result);
        using (Assert.EnterMultipleScope())
        {
            // 1.002² = 1.004, which is 1.00 to three digits; half a unit is 0.005 in the mean and 0.245 in the sum.
            Assert.That(comparison.Discrepancies, Is.Zero);
            Assert.That(comparison.Worst!.Allowed, Is.EqualTo(49 * 0.005).Within(1e-6));
        }
    }

    private static Fixture Identity(double output)
        => RandomFixture.OneLayer([1], new Linear(), [output], [0], Loss.HalfSumOfSquares);

    private static NumberVerdict Verdict(Fixture fixture, double other, NumberPrecision precision, Tolerance? tolerance = null)
    {
        var numbers = new TensorSet(fixture.Layout);
        numbers.Set(fixture.Layout.Output(0), [other]);
        var result = new IndependentResult("r", ResultKind.Recorded, precision, fixture.Loss, numbers);
        return ResultComparer.Compare(Planted.Reference(fixture), result, tolerance: tolerance).AllNumbers().Single().Verdict;
    }
}
