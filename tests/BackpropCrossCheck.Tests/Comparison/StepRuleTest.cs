using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Numbers judged from the other side's own numbers: what follows, what does not, and what that does to the verdict.</summary>
public sealed class StepRuleTest
{
    private static readonly Loss Squares = Loss.HalfSumOfSquares;

    [Test]
    public void Compare_RoundedNumbersOfTheEngine_FollowFromEachOther(
        [Values] ActivationKind last, [ValueSource(typeof(RandomFixture), nameof(RandomFixture.Losses))] Loss loss)
    {
        foreach (FloatFormat format in Enum.GetValues<FloatFormat>())
        {
            Reference reference = Planted.Reference(RandomFixture.Create(7, last, loss));
            ResultComparison comparison = ResultComparer.Compare(reference, Planted.Own(reference, format));
            Assert.That(comparison.Steps.Select(step => step.Verdict), Has.All.EqualTo(StepVerdict.Follows), $"{format}");
        }
    }

    [Test]
    public void Compare_OneNumberOffByAThousandth_BeginsAtItsStep([Range(1, 40)] int seed)
    {
        Reference reference = Planted.Reference(RandomFixture.Create(seed));
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
        foreach (Step step in reference.Fixture.Layout.Steps.Where(step => own.Numbers[step] is not null))
        {
            int largest = Array.FindIndex(own.Numbers[step]!, x => Math.Abs(x) == own.Numbers[step]!.Max(Math.Abs));
            double right = own.Numbers[step]![largest];
            if (right == 0)
            {
                continue;
            }

            ResultComparison comparison = ResultComparer.Compare(reference, own.With(step, largest, right * 1.001));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(comparison.Origin?.Step, Is.EqualTo(step));
                Assert.That(comparison.Origin?.First?.Index, Is.EqualTo(largest));
                Assert.That(comparison.Discrepancies, Is.EqualTo(1), "what follows from the right number is not blamed for the wrong one");
            }
        }
    }

    [Test]
    public void Compare_WrongWithinTheRoundingOfTheWholeCalculation_DiffersByItsStep()
    {
        // a = 100 − 100 + 1: float32 may be 1e-5 off, and so may the gradient. From its own δ it is known to the last digits.
        Fixture fixture = RandomFixture.OneLayer([100, -100, 1], new Linear(), [1, 1, 1], [0.5], Squares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        Step gradient = fixture.Layout.WeightGradient(0);
        double wrong = own.Numbers[gradient]![0] * 1.00001;
        ResultComparison comparison = ResultComparer.Compare(reference, own.With(gradient, 0, wrong));
        ComparedNumber number = comparison.FirstWrong!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(number.Absolute, Is.LessThan(number.Allowed), "the engine's number alone does not show it");
            Assert.That((number.Step, number.Index, number.StepVerdict), Is.EqualTo((gradient, 0, StepVerdict.Wrong)));
            Assert.That(number.FromOwnNumbers, Is.EqualTo(own.Numbers[gradient]![0]).Within(1e-9));
            Assert.That(comparison.Findings, Is.Empty, "no cause is made up for what rounding could be");
            Assert.That(ResultComparer.Compare(reference, own).Verdict, Is.EqualTo(Verdict.Pass));
            Reference more = Planted.Reference(RandomFixture.OneLayer([1], new Linear(), [1], [1.5], Squares));
            IndependentResult alone = Planted.Own(more, FloatFormat.Float32).Only(Quantity.WeightGradient);
            double within = alone.Numbers[gradient]![0] * (1 + 1e-7);
            Assert.That(
                ResultComparer.Compare(more, alone.With(gradient, 0, within)).Verdict,
                Is.EqualTo(Verdict.Pass),
                "without its own δ, and without other gradients beside it, nothing can be told");
        }
    }

    [Test]
    public void Compare_WhatComesAfterAWrongStep_IsCarriedOn()
    {
        // An engine that forgets to halve: δ is twice ours, and all that follows from it is as well.
        Reference reference = Planted.Reference(RandomFixture.Create(3, ActivationKind.Tanh, Squares));
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
        TensorSet doubled = Planted.Changed(own.Numbers, (step, values) => step.Quantity == Quantity.Loss
            ? values
            : step.ScalesWithLoss ? Array.ConvertAll(values, x => 2 * x) : values);
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = doubled });
        Step last = reference.Fixture.Layout.Delta(reference.Fixture.Network.Layers.Count - 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                comparison.Steps.Where(step => step.Verdict == StepVerdict.Wrong).Select(step => step.Step), Is.EqualTo(new[] { last }));
            Assert.That(comparison.Notable.Where(number => number.Step != last), Has.All.Property(nameof(ComparedNumber.IsCarried)).True);
        }
    }

    [TestCase(nameof(Quantity.PreActivation), nameof(Quantity.Output))]
    [TestCase(nameof(Quantity.PreActivation), nameof(Quantity.Delta))]
    public void Compare_OperandIsMissing_IsNotJudged(string missing, string step)
    {
        Fixture fixture = RandomFixture.Create(5, ActivationKind.Sigmoid, Squares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
        Quantity[] others = [.. Quantity.All.Where(quantity => quantity.Name != missing)];
        ResultComparison comparison = ResultComparer.Compare(reference, own.Only(others));
        StepVerdict[] verdicts =
            [.. comparison.Steps.Where(judged => judged.Step.Quantity.Name == step).Select(judged => judged.Verdict)];
        Assert.That(verdicts, Has.All.EqualTo(StepVerdict.NoOperands));
    }

    [TestCase(0, KinkDerivative.TensorFlow, StepVerdict.Follows)]
    [TestCase(-0.5, KinkDerivative.TensorFlow, StepVerdict.Wrong)]
    [TestCase(-0.25, KinkDerivative.TensorFlow, StepVerdict.Wrong)]
    [TestCase(-0.25, KinkDerivative.Any, StepVerdict.Follows)]
    [TestCase(-0.5, KinkDerivative.Any, StepVerdict.Follows)]
    [TestCase(-0.6, KinkDerivative.Any, StepVerdict.Wrong)]
    [TestCase(0.1, KinkDerivative.Any, StepVerdict.Wrong)]
    public void Compare_ExactlyAtAKink_TheDerivativeIsAChoice(double delta, KinkDerivative kinks, StepVerdict verdict)
    {
        // a = 1 − 1, ∂L/∂z = −0.5.
        Fixture fixture = RandomFixture.OneLayer([1, -1], new Relu(), [0.5, 0.5], [0.5], Squares);
        Assert.That(DeltaOf(fixture, FloatFormat.Float64, delta, kinks), Is.EqualTo(verdict));
    }

    [TestCase(1e-9, 0, StepVerdict.Follows)]
    [TestCase(1e-9, -0.5, StepVerdict.Follows)]
    [TestCase(1e-9, -0.6, StepVerdict.Wrong)]
    [TestCase(1e-3, -0.5, StepVerdict.Follows)]
    [TestCase(1e-3, 0, StepVerdict.Wrong)]
    public void Compare_BesideAKink_EitherSideFollowsWithinTheRoundingOfTheSum(double beyond, double delta, StepVerdict verdict)
    {
        Fixture fixture = RandomFixture.OneLayer([1, -1], new Relu(), [0.5 + beyond, 0.5], [0.5 + beyond], Squares);
        Assert.That(DeltaOf(fixture, FloatFormat.Float32, delta, KinkDerivative.TensorFlow), Is.EqualTo(verdict));
    }

    [TestCase(6, StepVerdict.Follows)]
    [TestCase(17, StepVerdict.Wrong)]
    public void Compare_PrintedWithFewDigits_IsAllowedTheDigitsThatAreMissing(int digits, StepVerdict verdict)
    {
        // Each number is printed with six digits, or is off by as much and printed with all.
        Reference reference = Planted.Reference(RandomFixture.Create(11, ActivationKind.Tanh, Squares));
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
        var random = new Random(1);
        TensorSet printed = Planted.Changed(own.Numbers, (_, values) => Array.ConvertAll(
            values, x => digits < 17 ? Printed(x) : x * (1 + (4e-7 * (random.NextDouble() - 0.5)))));
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = printed });
        Assert.That(comparison.Steps.Select(step => step.Verdict), Has.Some.EqualTo(verdict).And.No.EqualTo(
            verdict == StepVerdict.Follows ? StepVerdict.Wrong : StepVerdict.Undecidable));

        static double Printed(double x) => double.Parse($"{x:E5}", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public void Compare_UndecidableByRounding_AgreesByItsSteps()
    {
        // y − t cancels to 1e-9, which float32 does not hold; what it gives for δ is right for its own y.
        Fixture fixture = RandomFixture.OneLayer([1, 1], new Linear(), [1], [1 + 1e-9, 0.25], Squares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32).With(fixture.Layout.Delta(0), 0, 0)
            .With(fixture.Layout.WeightGradient(0), 0, 0);
        ResultComparison given = ResultComparer.Compare(reference, own);
        ComparedNumber delta = given.AllNumbers().First(number => number.Quantity == Quantity.Delta);
        Assert.That((given.Verdict, delta.Verdict), Is.EqualTo((Verdict.Pass, NumberVerdict.Agrees)));
    }

    [TestCase(1, NumberVerdict.Agrees)]
    [TestCase(5, NumberVerdict.Undecidable)]
    public void Compare_UndecidableGradientFollows_AgreesOnlyIfItsOperandsDo(double preActivation, NumberVerdict verdict)
    {
        // a = 100 − 100 + 1 and δ = −1e-6, which is less than a's rounding in float32; the gradient follows from δ to the last digits.
        Fixture fixture = RandomFixture.OneLayer([100, -100, 1], new Linear(), [1, 1, 1], [1 + 1e-6], Squares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float32).With(fixture.Layout.PreActivation(0), 0, preActivation);
        ComparedNumber[] gradient = [.. ResultComparer.Compare(reference, own).AllNumbers().Where(number => number.Step.IsGradient)];
        Assert.That(gradient.Select(number => number.StepVerdict), Has.All.EqualTo(StepVerdict.Follows));
        Assert.That(gradient.Select(number => number.Verdict), Has.All.EqualTo(verdict));
    }

    [Test]
    public void Compare_ExactlyAtWhatItsStepAllows_FollowsAndBeyondIsWrong()
    {
        // δ = 1 − 1, so that 0 follows and the distance from it is not rounded.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [1], [1], Squares);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
        double allowed = Gradient(0).StepAllowed!.Value[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(allowed, Is.Positive);
            Assert.That(Gradient(allowed).StepVerdicts!.Value[0], Is.EqualTo(StepVerdict.Follows));
            Assert.That(Gradient(Math.BitIncrement(allowed)).StepVerdicts!.Value[0], Is.EqualTo(StepVerdict.Wrong));
        }

        TensorComparison Gradient(double value)
        {
            Step step = fixture.Layout.WeightGradient(0);
            return ResultComparer.Judge(reference, own.With(step, 0, value)).Numbers.Tensors.Single(tensor => tensor.Step == step);
        }
    }

    [TestCase(2, StepVerdict.Wrong)]
    [TestCase(3, StepVerdict.Follows)]
    public void Compare_PrintedToSixDecimals_NeedsFiveNumbersToShow(int samples, StepVerdict verdict)
    {
        // Two numbers for each sample: a and tanh(a).
        double[] inputs = [.. Enumerable.Range(1, samples).Select(i => 0.123 * i)];
        Reference reference = Planted.Reference(RandomFixture.OneLayer([1], new Tanh(), inputs, new double[samples], Squares, samples));
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64).Only(Quantity.PreActivation, Quantity.Output);
        TensorSet printed = Planted.Changed(own.Numbers, (_, values) => Array.ConvertAll(values, value => Math.Round(value, 6)));
        ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = printed });
        Assert.That(comparison.Steps.Single(step => step.Step.Quantity == Quantity.Output).Verdict, Is.EqualTo(verdict));
    }

    private static StepVerdict DeltaOf(Fixture fixture, FloatFormat format, double delta, KinkDerivative kinks)
    {
        Reference reference = Planted.Reference(fixture);
        IndependentResult other = Planted.Own(reference, format).Only(Quantity.PreActivation, Quantity.Output, Quantity.Delta)
            .With(fixture.Layout.Delta(0), 0, delta);
        return ResultComparer.Compare(reference, other, kinks: kinks).Steps.Single(step => step.Step.Quantity == Quantity.Delta).Verdict;
    }
}
