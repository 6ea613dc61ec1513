using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>The effect of equal units on ρ of a sum, calculated by hand. u is float32's unit roundoff.</summary>
public sealed class EqualTermsTest
{
    private static readonly double U = FormatRounding.Float32.UnitRoundoff;

    /// <summary>ρ(a)/u of 1·x₁ + w₂·x₂: ‖wρ‖ ⊕ groups ⊕ S ⊕ (√2 + 1 + ½θ)·max(S, |a|).</summary>
    [TestCase(1, 1, 1, 2, 1, TestName = "Errors_EqualWeightsAndInputs_MakeTheSameError")]
    [TestCase(1, 0.5, 1, 1.5, 0, TestName = "Errors_EqualInputsOnly_AreAGroupAndRoundTheirOwnWay")]
    [TestCase(1, -1, 1, 0, 0, TestName = "Errors_OppositeWeights_TakeTheCommonErrorOut")]
    [TestCase(1, 1, 1 + 0.9e-12, 2, 1, TestName = "Errors_InputsJustEqual_AreAGroup")]
    [TestCase(1, 1, 1 + 1.2e-12, null, 0, TestName = "Errors_InputsJustNotEqual_AreNone")]
    [TestCase(1, 1, -1, null, 0, TestName = "Errors_OppositeInputs_AreNone")]
    public void Errors_OfTwoTerms_AreThoseByHand(double first, double second, double input, double? group, double theta)
    {
        Fixture fixture = RandomFixture.OneLayer([first, second], new Linear(), [1, input], [0], Loss.HalfSumOfSquares);
        double s = NaiveRounding.Norm(first, second * input);
        double largest = Math.Max(s, Math.Abs(first + (second * input)));
        double expected = NaiveRounding.Norm(s, group ?? 0, s, (Math.Sqrt(2) + 1 + (theta / 2)) * largest);
        Assert.That(PreActivation(fixture), Is.EqualTo(expected * U).Within(1e-9).Percent);
    }

    [Test]
    public void Errors_Zeros_AreNoGroupAndHaveNoEqual()
    {
        // Two of four inputs are 0, and three of four weights are equal, so θ = ¾·½. The two inputs of 1 form the group.
        Fixture fixture = RandomFixture.OneLayer([2, 2, 2, 5], new Linear(), [1, 1, 0, 0], [0], Loss.HalfSumOfSquares);
        double s = Math.Sqrt(8);
        Assert.That(PreActivation(fixture), Is.EqualTo(U * NaiveRounding.Norm(s, 4, s, (2 + 1 + (0.75 * 0.5)) * 4)).Within(1e-9).Percent);
    }

    [Test]
    public void Errors_TwoGroups_AreIndependentOfEachOther()
    {
        Fixture fixture = RandomFixture.OneLayer([1, 2, 3, 4], new Linear(), [1, 1, 2, 2], [0], Loss.HalfSumOfSquares);
        double s = NaiveRounding.Norm(1, 2, 6, 8);
        Assert.That(PreActivation(fixture), Is.EqualTo(U * NaiveRounding.Norm(s, 3, 14, s, 3 * 17)).Within(1e-9).Percent);
    }

    [TestCase(1, 1, 1, TestName = "Errors_EqualUnitsAbove_SendBackTheSameError")]
    [TestCase(1, 1, 2, TestName = "Errors_UnequalUnitsAbove_SendBackErrorsOfTheirOwn")]
    [TestCase(1, -1, 1, TestName = "Errors_EqualUnitsAboveOfOppositeWeights_Cancel")]
    public void Errors_OfTwoUnitsAbove_AreThoseByHand(double first, double second, double input)
    {
        // The outputs below are 0.5 and 0.25. The last weight makes the two pre-activations above equal if the third number of the case is
        // 1.
        var fixture = new Fixture
        {
            Name = "backward",
            Network = new Network(
            [
                new Layer(1, 2, [0.5, 0.25], null, new Linear()),
                new Layer(2, 2, [first, 1, second, input + (2 * (first - second))], null, new Linear()),
            ]),
            Batch = new Batch(1, [1], [0.75, 0.125]),
            Loss = Loss.HalfSumOfSquares,
        };
        TensorSet rho = RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32);
        TensorSet numbers = Planted.Calculate(fixture);
        double[] a = numbers[fixture.Layout.PreActivation(1)]!;
        double[] delta = numbers[fixture.Layout.Delta(1)]!;
        double[] rhoDelta = rho[fixture.Layout.Delta(1)]!;
        bool equal = Math.Abs(a[0] - a[1]) < 1e-14;
        double p = NaiveRounding.Norm(first * delta[0], second * delta[1]);
        double s = Math.Abs((first * delta[0]) + (second * delta[1]));
        double rhoS = NaiveRounding.Norm(
            NaiveRounding.Norm(first * rhoDelta[0], second * rhoDelta[1]),
            equal ? (first * rhoDelta[0]) + (second * rhoDelta[1]) : 0,
            U * p,
            (Math.Sqrt(2) + 1) * U * Math.Max(p, s));
        double expected = NaiveRounding.Norm(rhoS, 2 * U * s, s * RhoOfLinearDerivative) + (RhoOfLinearDerivative * rhoS);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(equal, Is.EqualTo(input == 1), "the case is what its name says");
            Assert.That(rho[fixture.Layout.Delta(0)]![0], Is.EqualTo(expected).Within(1e-6).Percent);
        }
    }

    /// <summary>ρ(h') of a linear unit: 2·E·u·|h'|.</summary>
    private static double RhoOfLinearDerivative => 2 * 4 * U;

    [Test]
    public void ShareAndGroups_OfRandomRows_AreThoseOfAPairwiseSearch()
    {
        var random = new Random(20261128);
        for (int round = 0; round < 200; round++)
        {
            double[] row = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(-3, 4) / 3.0)];
            string[] groups = [.. NaiveGroups.Of(row, round % 2 == 0).Select(group => string.Join(' ', group.Order())).Order()];
            Assert.That(
                EqualNumbers.Groups(row, round % 2 == 0).Select(group => string.Join(' ', group.Order())).Order(),
                Is.EqualTo(groups),
                string.Join(' ', row));
            Assert.That(EqualNumbers.Share([.. row]), Is.EqualTo(NaiveGroups.Share(row)), string.Join(' ', row));
        }
    }

    [Test]
    public void Errors_FusedBinaryCrossEntropy_DoesNotGrowWithTheLabels()
    {
        // Σt = 3: after softmax δ holds y·Σt, after sigmoid y alone.
        double Ratio(ActivationKind kind, LossKind loss, double label)
        {
            Fixture fixture = RandomFixture.OneLayer(
                [0.3, -0.2, 0.7, 0.1], Activation.Of(kind), [1], [label, label, label, label], new Loss(loss.Term, Reduction.Sum));
            TensorSet rho = RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32);
            double y = Planted.Calculate(fixture)[fixture.Layout.Output(0)]![0];
            double own = NaiveRounding.Norm(U * label, 3 * U * (y + label));
            double inherited = Math.Sqrt(Math.Pow(rho[fixture.Layout.Delta(0)]![0], 2) - (own * own));
            return inherited / rho[fixture.Layout.Output(0)]![0];
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ratio(ActivationKind.Sigmoid, LossKind.BinaryCrossEntropy, 0.75), Is.EqualTo(1).Within(1e-6));
            Assert.That(Ratio(ActivationKind.Softmax, LossKind.CategoricalCrossEntropy, 0.75), Is.EqualTo(3).Within(1e-6));
            Assert.That(Ratio(ActivationKind.Softmax, LossKind.CategoricalCrossEntropy, 0.125), Is.EqualTo(1).Within(1e-6));
        }
    }

    [Test]
    public void Errors_SmallTanh_IsRightToFourUnitsAbsoluteOnly()
    {
        Fixture fixture = RandomFixture.OneLayer([1e-3], new Tanh(), [1], [0], Loss.HalfSumOfSquares);
        TensorSet rho = RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32);
        Assert.That(rho[fixture.Layout.Output(0)]![0] / U, Is.EqualTo(4).Within(0.02));
    }

    private static double PreActivation(Fixture fixture)
        => RoundingAnalysisTest.Analysed(fixture, FloatFormat.Float32)[fixture.Layout.PreActivation(0)]![0];
}
