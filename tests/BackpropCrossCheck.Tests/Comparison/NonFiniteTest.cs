using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>NaN, infinities and missing numbers never pass.</summary>
public sealed class NonFiniteTest
{
    private static readonly Fixture Fixture = RandomFixture.Create(3, ActivationKind.Tanh, Loss.HalfSumOfSquares, trains: true);
    private static readonly double[] NotFinite = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Test]
    public void Compare_OtherIsNotFinite_DiffersInEveryTensorAndUnderEveryRule([ValueSource(nameof(NotFinite))] double value)
    {
        Reference reference = Planted.Reference(Fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
        IndependentResult digits = own with { Precision = new NumberPrecision.Significant(3) };
        using (Assert.EnterMultipleScope())
        {
            foreach (Step step in Fixture.Layout.Steps)
            {
                Assert.That(ResultComparer.Compare(reference, own.With(step, 0, value)).Discrepancies, Is.EqualTo(1), $"{step}");
                Assert.That(
                    ResultComparer.Compare(reference, own.With(step, 0, value), tolerance: new Tolerance(1e300, 1)).Discrepancies,
                    Is.EqualTo(1),
                    $"{step}");
                Assert.That(ResultComparer.Compare(reference, digits.With(step, 0, value)).Verdict, Is.EqualTo(Verdict.Fail), $"{step}");
            }
        }
    }

    [TestCase(double.NaN, double.NaN, false)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity, true)]
    [TestCase(double.NegativeInfinity, double.NegativeInfinity, true)]
    [TestCase(double.PositiveInfinity, double.NegativeInfinity, false)]
    [TestCase(double.NaN, 1, false)]
    [TestCase(double.PositiveInfinity, 1e308, false)]
    public void Compare_EngineIsNotFinite_AgreesOnlyWithItsEqual(double engine, double other, bool agrees)
    {
        Step step = Fixture.Layout.WeightGradient(0);
        var reference = new Reference(Fixture, new TestEngine(numbers => Planted.With(numbers, step, 0, engine)));
        IndependentResult own = Planted.Own(Planted.Reference(Fixture), FloatFormat.Float64);
        ResultComparison comparison = ResultComparer.Compare(reference, own.With(step, 0, other));
        ResultComparison tolerant = ResultComparer.Compare(reference, own.With(step, 0, other), tolerance: new Tolerance(1e300, 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Discrepancies, Is.EqualTo(agrees ? 0 : 1));
            Assert.That(tolerant.Discrepancies, Is.EqualTo(agrees ? 0 : 1));
        }
    }

    [Test]
    public void Compare_NoNumber_IsInconclusive()
    {
        Reference reference = Planted.Reference(Fixture);
        IndependentResult nothing = Planted.Own(reference, FloatFormat.Float64) with { Numbers = new TensorSet(Fixture.Layout) };
        ResultComparison comparison = ResultComparer.Compare(reference, nothing);
        Assert.That(
            (comparison.Verdict, comparison.Numbers, comparison.Reason), Is.EqualTo((Verdict.Inconclusive, 0, "no number is given")));
    }

    [Test]
    public void Compare_ShorterOrLongerTensor_IsRefused([Values(1, 5)] int units)
    {
        // One layer of two units against tensors of one and of five.
        Fixture two = RandomFixture.OneLayer([1, 2], new Tanh(), [1], [0, 1], Loss.HalfSumOfSquares);
        Fixture other = RandomFixture.OneLayer(
            [.. Enumerable.Repeat(1.0, units)], new Tanh(), [1], new double[units], Loss.HalfSumOfSquares);
        Reference reference = Planted.Reference(two);
        IndependentResult result = Planted.Own(reference, FloatFormat.Float64) with { Numbers = Planted.Calculate(other) };
        Assert.That(() => ResultComparer.Compare(reference, result), Throws.ArgumentException);
    }

    [Test]
    public void Compare_EngineLacksATensor_IsRefused()
    {
        Step lacking = Fixture.Layout.Delta(0);
        var reference = new Reference(
            Fixture, new TestEngine(numbers => Planted.Changed(numbers, (step, values) => step == lacking ? null : values)));
        IndependentResult own = Planted.Own(Planted.Reference(Fixture), FloatFormat.Float64);
        Assert.That(() => ResultComparer.Compare(reference, own), Throws.ArgumentException.With.Message.Contains("Delta"));
    }

    [Test]
    public void Set_ShortRow_IsRefused()
        => Assert.That(() => new TensorSet(Fixture.Layout).Set(Fixture.Layout.Loss, []), Throws.ArgumentException.With.Message.EqualTo(
            "Loss of layer 0 holds 1 numbers, not 0. (Parameter 'values')"));

    [Test]
    public void Compare_MissingNumbers_AreCountedAndNotJudged()
    {
        Reference reference = Planted.Reference(Fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
        Step step = Fixture.Layout.WeightGradient(0);
        var numbers = new TensorSet(Fixture.Layout);
        bool[] missing = new bool[step.Length];
        missing[1] = true;
        double[] values = [.. own.Numbers[step]!];
        values[1] = 0;
        numbers.Set(step, values, missing);
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = numbers });
        Assert.That((comparison.Numbers, comparison.NotGiven, comparison.Discrepancies), Is.EqualTo((step.Length - 1, 1, 0)));
    }
}
