using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Numbers with an error estimate of their own, such as those of finite differences.</summary>
public sealed class EstimatedRuleTest
{
    private static readonly Fixture Plain = RandomFixture.OneLayer(
        [1, 3], new Linear(), [1], [0.5, 0.5], Loss.HalfSumOfSquares);

    private static Step Gradient => Plain.Layout.WeightGradient(0);

    [TestCase(0.5, "Agrees")]
    [TestCase(double.PositiveInfinity, "Undecidable")]
    [TestCase(double.NaN, "Undecidable")]
    public void Compare_EqualNumbers_AgreeUnlessTheEstimateIsInfinite(double estimate, string verdict)
        => Assert.That($"{Of(Plain, 0, [estimate, 0]).Verdicts[0]}", Is.EqualTo(verdict));

    [TestCase(0.99, "Agrees")]
    [TestCase(1.01, "Differs")]
    public void Compare_FourTimesTheEstimate_IsAllowed(double share, string verdict)
    {
        const double Estimate = 0.001;
        TensorComparison tensor = Of(Plain, 4 * Estimate * share, [Estimate, 0]);
        Assert.That($"{tensor.Verdicts[0]}", Is.EqualTo(verdict));
        Assert.That(tensor.Allowed[0], Is.EqualTo(4 * Estimate).Within(1e-9));
    }

    [Test]
    public void Compare_NoEstimate_AllowsTheEnginesRoundingAlone()
    {
        // Two sides that calculate in float64 are allowed twice as much.
        Reference reference = Planted.Reference(Plain);
        JudgedResult float64 = ResultComparer.Judge(reference, Planted.Own(reference, FloatFormat.Float64));
        double two = float64.Numbers.Tensors.Single(tensor => tensor.Step == Gradient).Allowed[0];
        Assert.That(Of(Plain, 0, [0, 0]).Allowed[0], Is.EqualTo(two / 2));
    }

    [TestCase(0.4, "Agrees")]
    [TestCase(0.7, "Undecidable")]
    public void Compare_EstimateAsLargeAsTheTensor_TellsNothing(double estimate, string verdict)
        // ∂L/∂w = (0.5, 2.5): four times 0.4 is less than the largest, four times 0.7 is more.
        => Assert.That($"{Of(Plain, 0.1, [estimate, 0]).Verdicts[0]}", Is.EqualTo(verdict));

    [Test]
    public void Compare_BeyondTheEstimateButLargerThanTheEnginesTensor_Differs()
    {
        using (Assert.EnterMultipleScope())
        {
            // 4·0.7 = 2.8 is more than the engine's largest, 2.5; the other side's 10.5 is larger than that.
            Assert.That(Of(Plain, 10, [0.7, 0]).Verdicts[0], Is.EqualTo(NumberVerdict.Differs));
            Assert.That(Of(Plain, double.NaN, [0.7, 0]).Verdicts[0], Is.EqualTo(NumberVerdict.Differs));
        }
    }

    [TestCase(ActivationKind.Relu, UndecidableCause.Kink)]
    [TestCase(ActivationKind.LeakyRelu, UndecidableCause.Kink)]
    [TestCase(ActivationKind.Elu, UndecidableCause.Kink)]
    [TestCase(ActivationKind.Tanh, UndecidableCause.Rounding)]
    [TestCase(ActivationKind.Linear, UndecidableCause.Rounding)]
    public void Compare_InfiniteEstimate_IsBlamedOnAKinkWhereTheNetworkHasOne(ActivationKind kind, UndecidableCause cause)
    {
        Fixture fixture = RandomFixture.OneLayer([1, 3], Activation.Of(kind), [1], [0.5, 0.5], Loss.HalfSumOfSquares);
        Assert.That(Of(fixture, 0.1, [double.PositiveInfinity, 0]).Causes!.Value[0], Is.EqualTo(cause));
    }

    [Test]
    public void Compare_EstimateInAnotherConvention_CountsInTheStatedOne()
    {
        // The other side's numbers are twice those of the fixture's convention, so an estimate of 0.002 there is 0.001 here.
        var sum = new Loss(new SquaredError(), Reduction.Sum);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(Plain, 0, [0.002, 0], sum).Allowed[0], Is.EqualTo(0.004).Within(1e-9));
            Assert.That(Of(Plain, 0, [0.002, 0], sum, sum).Allowed[0], Is.EqualTo(0.008).Within(1e-9));
            double own = Of(Plain, 0, [0, 0]).Allowed[0];
            Assert.That(Of(Plain, 0, [0, 0], sum, sum).Allowed[0], Is.EqualTo(2 * own), "the engine's own rounding");
        }
    }

    /// <summary>Compares a weight gradient whose first number is off.</summary>
    private static TensorComparison Of(Fixture fixture, double off, double[] estimates, Loss? loss = null, Loss? stated = null)
    {
        Reference reference = Planted.Reference(fixture);
        Step step = fixture.Layout.WeightGradient(0);
        double factor = loss is { } other ? fixture.Loss.FactorTo(other, fixture.Batch.Samples, fixture.Network.Outputs) : 1;
        var numbers = new TensorSet(fixture.Layout);
        var errors = new TensorSet(fixture.Layout);
        numbers.Set(step, [.. reference.Numbers[step]!.Select((x, i) => factor * (x + (i == 0 ? off : 0)))]);
        errors.Set(step, estimates);
        var result = new IndependentResult(
            "o", ResultKind.Oracle, NumberPrecision.Float64, loss ?? fixture.Loss, numbers)
        { Errors = errors };
        return ResultComparer.Judge(reference, result, stated).Numbers.Tensors.Single();
    }
}
