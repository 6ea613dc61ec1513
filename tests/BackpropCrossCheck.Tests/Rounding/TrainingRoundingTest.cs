using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Rounding;

/// <summary>ρ after training, seen through the allowance of a comparison: 4·(ρ_other + ρ_engine).</summary>
public sealed class TrainingRoundingTest
{
    private static readonly double Float32 = FormatRounding.Float32.UnitRoundoff;
    private static readonly double Float64 = FormatRounding.Float64.UnitRoundoff;

    [Test]
    public void Allowed_SameFixture_HasTheSameBits()
    {
        double[][] first = Allowed(RandomFixture.Create(11, ActivationKind.Tanh, Loss.MeanSquaredError, trains: true), FloatFormat.Float32);
        double[][] second = Allowed(
            RandomFixture.Create(11, ActivationKind.Tanh, Loss.MeanSquaredError, trains: true), FloatFormat.Float32);
        double[][] other = Allowed(RandomFixture.Create(12, ActivationKind.Tanh, Loss.MeanSquaredError, trains: true), FloatFormat.Float32);
        Assert.That(
            first.SelectMany(x => x).Select(BitConverter.DoubleToInt64Bits),
            Is.EqualTo(second.SelectMany(x => x).Select(BitConverter.DoubleToInt64Bits)));
        Assert.That(first.SelectMany(x => x), Is.Not.EqualTo(other.SelectMany(x => x)));
    }

    [Test]
    public void Allowed_UpdatedParameters_AreAtLeastOneRoundingOfEach()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Fixture fixture = RandomFixture.Create(seed, ActivationKind.Sigmoid, Loss.HalfSumOfSquares, trains: true);
            foreach (TensorComparison tensor in Updated(fixture, FloatFormat.Float32))
            {
                Assert.That(
                    tensor.Allowed.Zip(
                        tensor.Engine, (allowed, w) => allowed / 4 >= (Float32 + Float64) * Math.Abs(w) * (1 - (4 * Float64))),
                    Has.All.True,
                    $"seed {seed}");
            }
        }
    }

    [Test]
    public void Allowed_FrozenBiases_AreExactlyOneRounding()
    {
        Fixture fixture = Trained(biases: false);
        TensorComparison frozen = Updated(fixture, FloatFormat.Float32).Single(tensor => tensor.Step.IsBias);
        TensorComparison free = Updated(Trained(biases: true), FloatFormat.Float32).Single(tensor => tensor.Step.IsBias);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frozen.Engine, Is.EqualTo(fixture.Network.Layers[0].Bias.ToArray()));
            // b + u·|b| is itself rounded to double precision, 29 bits below u·|b|.
            Assert.That(frozen.Allowed, Is.EqualTo(frozen.Engine.Select(b => 4 * (Float32 + Float64) * Math.Abs(b))).Within(1e-5).Percent);
            Assert.That(free.Allowed[0], Is.GreaterThan(1.01 * 4 * (Float32 + Float64) * Math.Abs(free.Engine[0])));
        }
    }

    [Test]
    public void Allowed_Float32_IsLargerThanFloat64ByTheRatioOfTheirUnits()
    {
        Fixture fixture = Trained(biases: true);
        foreach (
            (TensorComparison single, TensorComparison both) in Updated(fixture, FloatFormat.Float32)
                .Zip(Updated(fixture, FloatFormat.Float64)))
        {
            // float64 on both sides is 8ρ₆₄, float32 against it 4·(ρ₃₂ + ρ₆₄): the same signs, so that deviations differ by the units'
            // ratio 2²⁹ but for terms of second order and for the last bits that 2⁻⁵³ leaves of them.
            double[] ratios = [.. single.Allowed.Zip(both.Allowed, (x, y) => x / (y / 2) / (Float32 / Float64))];
            Assert.That(ratios, Has.All.InRange(0.5, 2), $"{single.Step}");
        }
    }

    [Test]
    public void Allowed_UpdatedLoss_IsAtLeastTheTablesOfTheTrainedNetwork()
    {
        Fixture fixture = Trained(biases: true);
        Reference reference = Planted.Reference(fixture);
        var trained = new Network([new Layer(
            2,
            2,
            reference.Numbers[fixture.Layout.UpdatedWeights(0)]!,
            reference.Numbers[fixture.Layout.UpdatedBias(0)!],
            fixture.Network.Layers[0].Activation)]);
        double table = RoundingAnalysisTest.Analysed(
            fixture with { Network = trained, Training = null }, FloatFormat.Float32)[fixture.Layout.Loss]![0];
        TensorComparison loss = ResultComparer.Judge(reference, Planted.Own(reference, FloatFormat.Float32))
            .Numbers.Tensors.Single(tensor => tensor.Step.Quantity == Quantity.UpdatedLoss);
        Assert.That(loss.Allowed[0], Is.GreaterThan(4 * table));
    }

    [Test]
    public void Compare_DefectOfOneStep_IsSeenAfterMany()
    {
        // The last step is left out: every parameter is that of a training one step shorter.
        Fixture fixture = Trained(biases: true) with { Training = new Training(0.1, 20, true) };
        Reference reference = Planted.Reference(fixture);
        IndependentResult right = Planted.Own(reference, FloatFormat.Float32);
        TensorSet shorter = Planted.Rounded(
            Planted.Calculate(fixture with { Training = new Training(0.1, 19, true) }), FloatFormat.Float32);
        ResultComparison comparison = ResultComparer.Compare(reference, right with { Numbers = shorter });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ResultComparer.Compare(reference, right).Verdict, Is.EqualTo(Verdict.Pass));
            Assert.That(comparison.FirstWrong!.Quantity, Is.EqualTo(Quantity.UpdatedWeights));
            Assert.That(comparison.Discrepancies, Is.EqualTo(7), "4 weights, 2 biases, the loss");
        }
    }

    private static Fixture Trained(bool biases) => new()
    {
        Name = "trained",
        Network = new Network([new Layer(2, 2, [0.5, -0.3, 0.2, 0.7], [0.1, -0.2], new Tanh())]),
        Batch = new Batch(2, [1, 0.5, -0.4, 0.8], [0.3, -0.6, 0.9, 0.1]),
        Loss = Loss.HalfSumOfSquares,
        Training = new Training(0.1, 5, biases),
    };

    private static TensorComparison[] Updated(Fixture fixture, FloatFormat format)
    {
        Reference reference = Planted.Reference(fixture);
        return [.. ResultComparer.Judge(reference, Planted.Own(reference, format)).Numbers.Tensors
            .Where(tensor => tensor.Step.Quantity.IsUpdatedParameter)];
    }

    private static double[][] Allowed(Fixture fixture, FloatFormat format)
    {
        Reference reference = Planted.Reference(fixture);
        return [.. ResultComparer.Judge(reference, Planted.Own(reference, format))
            .Numbers.Tensors.Select(tensor => tensor.Allowed.ToArray())];
    }
}
