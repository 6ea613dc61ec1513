using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Numbers that agree and have lost their digits.</summary>
public sealed class LossyTest
{
    [TestCase("tanh", 20, FloatFormat.Float64, "delta", "tanh' as 1 − z²: nothing is left above |a| = 19.06")]
    [TestCase("tanh", -20, FloatFormat.Float64, "delta", "tanh' as 1 − z²: nothing is left above |a| = 19.06")]
    [TestCase("tanh", 10, FloatFormat.Float32, "delta", "tanh' as 1 − z²: nothing is left above |a| = 9.011")]
    [TestCase(
        "tanh", 1e-17, FloatFormat.Float64, "output", "tanh as (1 − e)/(1 + e), e = exp(−2|a|): nothing is left below |a| = 2.776e-17")]
    [TestCase("sigmoid", 40, FloatFormat.Float64, "delta", "sigmoid' as z(1 − z): nothing is left above a = 37.43")]
    [TestCase("sigmoid", 18, FloatFormat.Float32, "delta", "sigmoid' as z(1 − z): nothing is left above a = 17.33")]
    [TestCase("elu", -40, FloatFormat.Float64, "delta", "elu' as z + α: nothing is left below a = -37.43")]
    [TestCase("elu", -18, FloatFormat.Float32, "delta", "elu' as z + α: nothing is left below a = -17.33")]
    [TestCase("elu", -1e-17, FloatFormat.Float64, "output", "elu as exp(a) − 1: nothing is left below |a| = 5.551e-17")]
    [TestCase("softsign", 1e17, FloatFormat.Float64, "delta", "softsign' as (1 − |z|)²: nothing is left above |a| = 1.801e16")]
    [TestCase("swish", -709, FloatFormat.Float64, "output", "swish as a·σ(a): nothing is left below a = -708.4", 2)]
    [TestCase("swish", -400, FloatFormat.Float64, "delta", "swish' with (1 + exp(−a))²: nothing is left below a = -354.9")]
    [TestCase("gelu", -12, FloatFormat.Float64, "output", "gelu as ½a·(1 + erf(a/√2)): nothing is left below a = -8.374")]
    [TestCase("gelu", -6, FloatFormat.Float32, "output", "gelu as ½a·(1 + erf(a/√2)): nothing is left below a = -5.543")]
    public void Compare_FormulaThatLosesDigits_IsLossyAndFailsOnlyIfStrict(
        string name, double a, FloatFormat format, string quantity, string formula, int lossy = 1)
    {
        var unit = new CarelessUnit((ElementwiseActivation)Activation.Named(name)!, a, format);
        ResultComparison comparison = Compare(unit.Fixture, unit.Result());
        ResultComparison strict = Compare(unit.Fixture, unit.Result(), strict: true);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((comparison.Verdict, comparison.Discrepancies, comparison.Lossy), Is.EqualTo((Verdict.Pass, 0, lossy)));
            Assert.That(comparison.FirstLossy!.Step, Is.EqualTo(comparison.Of(quantity)[0].Step));
            Assert.That(comparison.CarelessFormula, Is.EqualTo(formula));
            Assert.That((strict.Verdict, strict.Discrepancies, strict.Lossy), Is.EqualTo((Verdict.Fail, lossy, lossy)));
            Assert.That(strict.FirstWrong!.Step, Is.EqualTo(comparison.FirstLossy.Step));
            Assert.That(strict.FirstWrong.Reason, Does.StartWith("lossy"));
            Assert.That(strict.Origin!.Step, Is.EqualTo(comparison.FirstLossy.Step));
            Assert.That(strict.Findings, Is.Empty);
        }
    }

    /// <summary>Without own operands the whole calculation decides; then the gradients are lossy, too.</summary>
    [TestCase("tanh", 20)]
    [TestCase("sigmoid", 40)]
    [TestCase("elu", -40)]
    public void Compare_GradientsOnly_AreLossyByTheWholeCalculation(string name, double a)
    {
        var unit = new CarelessUnit((ElementwiseActivation)Activation.Named(name)!, a, FloatFormat.Float64);
        IndependentResult gradients = unit.Result().Only(Quantity.WeightGradient);
        ResultComparison comparison = Compare(unit.Fixture, gradients);
        ResultComparison strict = Compare(unit.Fixture, gradients, strict: true);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((comparison.Discrepancies, comparison.Lossy), Is.EqualTo((0, 1)), comparison.Verdicts("gradient"));
            Assert.That(comparison.CarelessFormula, Does.StartWith(name + "' as"));
            Assert.That((strict.Verdict, strict.Discrepancies, strict.Origin), Is.EqualTo((Verdict.Fail, 1, (StepSummary?)null)));
        }
    }

    /// <summary>A gradient of the first layer alone: the formula is that of the nearest layer on its way that loses digits.</summary>
    [TestCase("tanh", "sigmoid", 20, "tanh' as 1 − z²")]
    [TestCase("linear", "sigmoid", 40, "sigmoid' as z(1 − z)")]
    [TestCase("sigmoid", "linear", 40, "sigmoid' as z(1 − z)")]
    public void Compare_LostInOneOfTwoLayers_NamesTheFormulaOfThatLayer(string first, string second, double a, string formula)
    {
        Fixture fixture = RandomFixture.OneLayer([1, 0.5 / a], Activation.Named(first)!, [a], [2, 2], Loss.HalfSumOfSquares);
        var above = new Layer(2, 2, [1, 0, 0, 1], null, Activation.Named(second)!);
        fixture = fixture with { Network = new Network([fixture.Network.Layers[0], above]) };
        Step gradient = fixture.Layout.WeightGradient(0);
        IndependentResult own = Planted.Own(Planted.Reference(fixture), FloatFormat.Float64);
        IndependentResult lossy = own with
        {
            Numbers = Planted.Changed(own.Numbers, (step, values) => step == gradient ? [0, values[1]] : null),
        };

        ResultComparison comparison = Compare(fixture, lossy);

        Assert.That((comparison.Discrepancies, comparison.Lossy), Is.EqualTo((0, 1)));
        Assert.That(comparison.CarelessFormula, Does.StartWith(formula));
    }

    [Test]
    public void Compare_EnginesNumbersInTheTails_AreNotLossy(
        [Values] ActivationKind kind,
        [Values(-745.0, -709.0, -400.0, -100.0, -40.0, -20.0, -12.0, -0.5, 0.5, 12.0, 20.0, 40.0, 100.0, 400.0, 700.0)] double a,
        [Values] FloatFormat format)
    {
        double[] weights = [1, 0.5];
        Fixture fixture = RandomFixture.OneLayer(weights, Activation.Of(kind), [a], [0.5, 1], Loss.HalfSumOfSquares);
        IndependentResult own = Planted.Own(Planted.Reference(fixture), format);
        IndependentResult gradients = own.Only(Quantity.WeightGradient);
        Assert.That(Compare(fixture, own, strict: true).Lossy, Is.Zero);
        Assert.That(Compare(fixture, gradients, strict: true).Lossy, Is.Zero);
    }

    [Test]
    public void Compare_EnginesNumbersOfRandomNetworks_AreNotLossy([Values] FloatFormat format, [Range(1, 40)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed);
        Assert.That(Compare(fixture, Planted.Own(Planted.Reference(fixture), format), strict: true).Lossy, Is.Zero);
    }

    /// <summary>tanh'(5) is 1.8e-4 and well above what 1 − z² loses; 0 there is wrong.</summary>
    [Test]
    public void Compare_ZerosWhereDigitsAreLeft_AreWrongAndNotLossy()
    {
        Fixture fixture = RandomFixture.OneLayer([1], new Tanh(), [5], [2], Loss.HalfSumOfSquares);
        IndependentResult own = Planted.Own(Planted.Reference(fixture), FloatFormat.Float64);
        var zeros = Planted.Changed(own.Numbers, (step, values) => new double[values.Length]);
        ResultComparison comparison = Compare(fixture, own with { Numbers = zeros });
        Assert.That((comparison.Discrepancies, comparison.Lossy), Is.EqualTo((comparison.Numbers, 0)));
    }

    /// <summary>At a kink any derivative between the two is a choice, not a lost digit.</summary>
    [Test]
    public void Compare_ChosenDerivativeAtAKink_IsNotLossy()
    {
        Fixture fixture = RandomFixture.OneLayer([1], new Relu(), [0], [1], Loss.HalfSumOfSquares);
        IndependentResult own = Planted.Own(Planted.Reference(fixture), FloatFormat.Float64);
        own = own.With(fixture.Layout.Delta(0), 0, -1);
        Assert.That(ResultComparer.Compare(Planted.Reference(fixture), own, kinks: KinkDerivative.Any, strict: true).Lossy, Is.Zero);
    }

    [Test]
    public void Compare_FixedRule_JudgesNothingLossy()
    {
        var unit = new CarelessUnit(new Tanh(), 20, FloatFormat.Float64);
        ResultComparison comparison = ResultComparer.Compare(
            Planted.Reference(unit.Fixture), unit.Result(), tolerance: new Tolerance(1e-15, 1e-6), strict: true);
        Assert.That((comparison.Discrepancies, comparison.Lossy, comparison.CarelessFormula), Is.EqualTo((0, 0, (string?)null)));
    }

    private static ResultComparison Compare(Fixture fixture, IndependentResult result, bool strict = false)
        => ResultComparer.Compare(Planted.Reference(fixture), result, strict: strict);
}
