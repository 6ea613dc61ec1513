using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Undecidable numbers: each cause with the units it names, and a decided twin.</summary>
public sealed class UndecidableTest
{
    private static readonly Loss Squares = Loss.HalfSumOfSquares;

    [Test]
    public void Compare_OtherSideOfAKink_IsUndecidableAndNamed()
    {
        // The second sample's pre-activation 0.1 + 0.2 − 0.3 is 0 except for rounding. In double precision it is above 0; in TensorFlow it
        // may be below.
        Fixture fixture = Kink(0.3);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        IndependentResult beyond = own.Only(Quantity.Delta).With(fixture.Layout.Delta(0), 1, 0);
        ResultComparison comparison = ResultComparer.Compare(reference, beyond);
        ComparedNumber number = comparison.Notable.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reference.Numbers[fixture.Layout.Delta(0)]![1], Is.EqualTo(-0.5).Within(1e-6));
            Assert.That((comparison.Verdict, number.Cause), Is.EqualTo((Verdict.Inconclusive, UndecidableCause.Kink)));
            Assert.That(number.Reason, Is.EqualTo("kink: layer 1, sample 2, unit 1"));
            Assert.That(ResultComparer.Compare(reference, own).Verdict, Is.EqualTo(Verdict.Pass), "both took the same derivative");
        }
    }

    [Test]
    public void Compare_FarFromTheKink_Differs()
    {
        Fixture fixture = Kink(0.25);
        Reference reference = Planted.Reference(fixture);
        IndependentResult beyond = Planted.Own(reference, FloatFormat.Float32).With(fixture.Layout.Delta(0), 1, 0);
        Assert.That(ResultComparer.Compare(reference, beyond).FirstWrong!.Sample, Is.EqualTo(2));
    }

    [TestCase(-0.25, true)]
    [TestCase(-0.4999, true)]
    [TestCase(-0.5 + 1e-9, false)]
    [TestCase(-0.501, false)]
    [TestCase(0.001, false)]
    [TestCase(-2.6, false)]
    public void Compare_NeitherSideOfAKink_DiffersBeyondBothAndIsUndecidableBetweenThem(double delta, bool between)
    {
        // δ is −0.5 on one side of the kink and 0 on the other.
        Fixture fixture = Kink(0.3);
        Reference reference = Planted.Reference(fixture);
        ResultComparison comparison = ResultComparer.Compare(
            reference, Planted.Own(reference, FloatFormat.Float32).Only(Quantity.Delta).With(fixture.Layout.Delta(0), 1, delta));
        bool isEngines = Math.Abs(delta + 0.5) < 1e-8;
        Assert.That((comparison.Undecidable, comparison.Discrepancies), Is.EqualTo((between ? 1 : 0, between || isEngines ? 0 : 1)));
    }

    [TestCase(-0.0125, 1, 0)]
    [TestCase(-0.0249, 1, 0)]
    [TestCase(-0.0251, 0, 1)]
    [TestCase(0.0001, 0, 1)]
    public void Compare_OtherSideOfAKinkBeforeTraining_IsNamedForWhatTheTrainingGives(double moved, int undecidable, int discrepancies)
    {
        // The second sample's pre-activation is 1e-7. A repetition of the training moves it by less, and the allowance is more. Beyond the
        // kink its part of the gradient, −0.5·0.1, is 0, and the step of 0.5 leaves the weight 0.025 lower.
        Fixture fixture = Kink(0.3 - 1e-7) with { Training = new Training(0.5, 1, true) };
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.UpdatedWeights(0);
        ResultComparison comparison = ResultComparer.Compare(
            reference, Planted.Own(reference, FloatFormat.Float32).With(step, 0, reference.Numbers[step]![0] + moved));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((comparison.Undecidable, comparison.Discrepancies), Is.EqualTo((undecidable, discrepancies)));
            Assert.That(comparison.Notable.Select(number => number.Reason),
                Is.EqualTo(new[] { undecidable > 0 ? "kink: layer 1, sample 2, unit 1" : null }));
        }
    }

    [Test]
    public void Compare_SaturatedOnlyAfterTraining_IsNamedOnlyAfterIt()
    {
        // −∂L/∂w = 0.75/0.5 − 0.25/0.5 = 1: the step takes w, which is the output, from 0.5 to 1 − 1e-12.
        Fixture fixture = RandomFixture.OneLayer([0.5], new Linear(), [1], [0.75], new Loss(new BinaryCrossEntropy(), Reduction.Sum)) with
        {
            Training = new Training(0.5 - 1e-12, 1, true),
        };
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        ResultComparison gradient = ResultComparer.Compare(reference, own.With(fixture.Layout.WeightGradient(0), 0, 0));
        ResultComparison updated = ResultComparer.Compare(reference, own.With(fixture.Layout.UpdatedLoss!, 0, 3));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(gradient.FirstWrong!.Quantity, Is.EqualTo(Quantity.WeightGradient));
            Assert.That(updated.Notable.Select(number => number.Reason),
                Has.All.EqualTo("saturated: layer 1, sample 1, unit 1").And.Not.Empty);
        }
    }

    [TestCase(LossKind.BinaryCrossEntropy, 1e-12, 1, true)]
    [TestCase(LossKind.BinaryCrossEntropy, 1, 0.5, true)]
    [TestCase(LossKind.CategoricalCrossEntropy, 1e-12, 1, true)]
    [TestCase(LossKind.BinaryCrossEntropy, 1e-12, 0, false)]
    [TestCase(LossKind.BinaryCrossEntropy, 1, 1, false)]
    [TestCase(LossKind.CategoricalCrossEntropy, 1e-12, 0, false)]
    [TestCase(LossKind.BinaryCrossEntropy, 0.5, 0.5, false)]
    public void Compare_OutputAtTheEndOfItsLogarithm_IsSaturated(LossKind kind, double output, double label, bool saturated)
    {
        // The second output is 1e-12 or 1. If its label gives that logarithm the factor 0, the number is decided.
        Fixture fixture = RandomFixture.OneLayer(
            [0.5, 0, 1, output - 1], new Linear(), [1, 1], [0.25, label], new Loss(kind.Term, Reduction.Sum));
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.Delta(0);
        IndependentResult wrong = Planted.Own(reference, FloatFormat.Float32).With(step, 0, 7);
        ResultComparison comparison = ResultComparer.Compare(reference, wrong);
        ComparedNumber number = comparison.Notable.First(number => number.Step == step && number.Index == 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(number.Verdict, Is.EqualTo(saturated ? NumberVerdict.Undecidable : NumberVerdict.Differs));
            Assert.That(number.Reason, Is.EqualTo(saturated ? "saturated: layer 1, sample 1, unit 2" : null));
        }
    }

    [Test]
    public void Compare_SaturatedSample_LeavesTheDeltasOfTheOthers()
    {
        Fixture fixture = RandomFixture.OneLayer(
            [0.5, -0.5], new Linear(), [1, 1 - 1e-12, 1, 0], [1, 1], new Loss(new CategoricalCrossEntropy(), Reduction.Sum), samples: 2);
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.Delta(0);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ResultComparer.Compare(reference, own.With(step, 0, 7)).Notable.First(number => number.Step == step).Cause,
                Is.EqualTo(UndecidableCause.Saturated));
            Assert.That(ResultComparer.Compare(reference, own.With(step, 1, 7)).FirstWrong!.Step, Is.EqualTo(step));
        }
    }

    [Test]
    public void Compare_BeyondFloat32_OverflowsThereOnly()
    {
        Fixture fixture = RandomFixture.OneLayer([1e20], new Linear(), [1e20], [0], Squares);
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.PreActivation(0);
        ResultComparison comparison = ResultComparer.Compare(reference, Planted.Own(reference, FloatFormat.Float32));
        ComparedNumber number = comparison.Notable.First();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((number.Step, number.Verdict, number.Reason), Is.EqualTo((step, NumberVerdict.Undecidable, "overflow")));
            Assert.That(number.Allowed, Is.EqualTo(double.PositiveInfinity));
            Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(
                ResultComparer.Compare(
                    reference, Planted.Own(reference, FloatFormat.Float64).With(step, 0, double.PositiveInfinity)).FirstWrong,
                Is.Not.Null);
        }
    }

    [Test]
    public void Compare_TrainingThatDiverges_IsUndecidableAfterIt()
    {
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [10], [0], Squares) with { Training = new Training(1e10, 60, true) };
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64).With(fixture.Layout.UpdatedWeights(0), 0, 3);
        ResultComparison comparison = ResultComparer.Compare(reference, own);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Notable.Select(number => number.Reason), Has.All.EqualTo("diverged"));
            Assert.That(comparison.Notable.First().Step, Is.EqualTo(fixture.Layout.UpdatedWeights(0)));
            Assert.That(
                ResultComparer.Compare(
                    reference,
                    own.With(
                        fixture.Layout.WeightGradient(0),
                        0,
                        3)).FirstWrong!.Quantity, Is.EqualTo(Quantity.WeightGradient), "before training");
        }
    }

    [Test]
    public void Compare_AllowanceAsLargeAsTheTensor_IsUndecidable()
    {
        // y − t cancels to a unit of float32's last digit. Any two float32 results may differ by as much.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [1], [1 + 1e-9], Squares);
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.Delta(0);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        ResultComparison within = ResultComparer.Compare(reference, own.With(step, 0, 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(within.Notable.Single(number => number.Step == step).Reason, Is.EqualTo("rounding"));
            Assert.That(ResultComparer.Compare(reference, own.With(step, 0, 0.5)).FirstWrong!.Step,
                Is.EqualTo(step), "the other side's number is larger than rounding");
        }
    }

    [TestCase(0.8, NumberVerdict.Undecidable)]
    [TestCase(1.25, NumberVerdict.Agrees)]
    public void Compare_WithinTheAllowance_TellsSomethingOnlyWhereTheTensorIsLarger(double tensorOverAllowed, NumberVerdict verdict)
    {
        // δ = y − t. The allowance hardly depends on it.
        static Fixture Of(double delta) => RandomFixture.OneLayer([1], new Linear(), [1], [1 - delta], Squares);
        Step step = Of(0).Layout.Delta(0);
        TensorComparison Compared(double delta, double other)
        {
            Reference reference = Planted.Reference(Of(delta));
            return ResultComparer.Judge(reference, Planted.Own(reference, FloatFormat.Float32).With(step, 0, other))
                .Numbers.Tensors.Single(tensor => tensor.Step == step);
        }

        double delta = tensorOverAllowed * Compared(1e-9, 0).Allowed[0];
        Assert.That(Compared(delta, delta / 2).Verdicts[0], Is.EqualTo(verdict));
    }

    [Test]
    public void Compare_KinksOfTwoSamples_AreNamedForTheirOwnNumbers()
    {
        // Both samples are at the kink of unit 1. A delta names its own sample; a gradient names both.
        Fixture fixture = RandomFixture.OneLayer(
            [1, 1, -1], new Relu(), [0.1, 0.2, 0.3, 0.1, 0.2, 0.3], [0.5, 0.5], Squares, samples: 2);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        ResultComparison delta = ResultComparer.Compare(
            reference, own.Only(Quantity.Delta).With(fixture.Layout.Delta(0), 1, 0));
        TensorSet zeros = Planted.Changed(own.Numbers, (_, values) => new double[values.Length]);
        ResultComparison gradient = ResultComparer.Compare(
            reference, own with { Numbers = Planted.Only(zeros, Quantity.WeightGradient) });
        Assert.That(delta.Notable.Concat(gradient.Notable).Select(number => number.Reason).Distinct(), Is.EqualTo(new[]
        {
            "kink: layer 1, sample 2, unit 1",
            "kink: layer 1, sample 1, unit 1; layer 1, sample 2, unit 1",
        }));
    }

    /// <summary>One relu unit on two samples, the second with pre-activation 0.1 + 0.2 − third, and ∂L/∂z = −0.5.</summary>
    private static Fixture Kink(double third)
        => RandomFixture.OneLayer([1, 1, -1], new Relu(), [1, 2, 0.5, 0.1, 0.2, third], [1, 0.5], Squares, samples: 2);
}
