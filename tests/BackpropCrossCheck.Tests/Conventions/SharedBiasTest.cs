using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Tests.Conventions;

/// <summary>Layers whose units share one bias.</summary>
public sealed class SharedBiasTest
{
    private const double Bias = 0.25;

    [Test]
    public void Engine_GradientOfASharedBias_IsTheSumOfThoseOfOwnBiases()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            (Fixture shared, Fixture own) = Draw(seed);
            TensorSet sums = Planted.Calculate(shared);
            TensorSet each = Planted.Calculate(own);
            for (int l = 0; l < shared.Network.Layers.Count; l++)
            {
                Assert.That(sums[Quantity.BiasGradient, l], Has.Length.EqualTo(1));
                Assert.That(sums[Quantity.BiasGradient, l]![0], Is.EqualTo(each[Quantity.BiasGradient, l]!.Sum()).Within(1e-12));
                Assert.That(sums[Quantity.WeightGradient, l], Is.EqualTo(each[Quantity.WeightGradient, l]));
            }
        }
    }

    [Test]
    public void Engine_Training_ChangesTheSharedBiasByTheWholeGradient()
    {
        Fixture fixture = Draw(3).Shared with { Training = new Training(0.1, 1, true) };
        TensorSet numbers = Planted.Calculate(fixture);
        Assert.That(
            numbers[Quantity.UpdatedBias, 0]![0], Is.EqualTo(Bias - (0.1 * numbers[Quantity.BiasGradient, 0]![0])).Within(1e-15));
    }

    [TestCase(FloatFormat.Float32)]
    [TestCase(FloatFormat.Float64)]
    public void Compare_OwnNumbers_AgreeAndFollow(FloatFormat format)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Fixture fixture = Draw(seed).Shared with { Training = new Training(0.01, 2, true), HasOptional = seed % 2 == 0 };
            Reference reference = Planted.Reference(fixture);
            IndependentResult own = Planted.Own(reference, format);
            ResultComparison comparison = ResultComparer.Compare(reference, own);
            Assert.That(comparison.Discrepancies, Is.Zero, fixture.Name);
            Assert.That(comparison.Steps.Select(step => step.Wrong), Has.All.Zero, fixture.Name);
            ResultComparison gradients =
                ResultComparer.Compare(reference, own.Only(Quantity.Loss, Quantity.WeightGradient, Quantity.BiasGradient));
            Assert.That(gradients.Discrepancies, Is.Zero, fixture.Name);
        }
    }

    [Test]
    public void Compare_GradientOfEachUnitForASharedBias_Differs()
    {
        (Fixture shared, Fixture own) = Draw(2);
        Reference reference = Planted.Reference(shared);
        Step bias = shared.Layout.BiasGradient(0)!;
        double ofOne = Planted.Calculate(own)[Quantity.BiasGradient, 0]![0];
        ResultComparison comparison =
            ResultComparer.Compare(reference, Planted.Own(reference, FloatFormat.Float64).With(bias, 0, ofOne));
        Assert.That(comparison.Discrepancies, Is.EqualTo(1));
        Assert.That(comparison.FirstWrong!.Step, Is.EqualTo(bias));
    }

    [Test]
    public void Findings_OneNumberWrong_AreLookedForInEveryTensor()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            Fixture fixture = Draw(seed).Shared with { Training = new Training(0.1, 2, true) { BySamples = seed % 2 == 0 } };
            Reference reference = Planted.Reference(fixture);
            IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
            foreach (Step step in fixture.Layout.Steps)
            {
                IndependentResult wrong = own.With(step, 0, own.Numbers[step]![0] + 0.1);
                ResultComparison comparison = ResultComparer.Compare(reference, wrong);
                Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail), $"{fixture.Name}: {step}");
                Assert.That(comparison.Findings, Has.None.Property("Explains").GreaterThan(1), $"{fixture.Name}: {step} is traced");
                IndependentResult few = wrong.Only(Quantity.WeightGradient, Quantity.BiasGradient, step.Quantity);
                Assert.That(
                    ResultComparer.Compare(reference, few).Findings, Has.None.Property("Explains").GreaterThan(1), $"{step} is traced");
            }
        }
    }

    [Test]
    public void Findings_TransposedGradientBesideASharedBias_AreThat()
    {
        Fixture fixture = Enumerable.Range(0, 20).Select(seed => Draw(seed).Shared)
            .First(drawn => drawn.Network.Layers.Any(of => of.Inputs == of.Units));
        int layer = Enumerable.Range(0, fixture.Network.Layers.Count)
            .First(l => fixture.Network.Layers[l].Inputs == fixture.Network.Layers[l].Units);
        Reference reference = Planted.Reference(fixture);
        IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
        int units = fixture.Network.Layers[layer].Units;
        TensorSet turned = Planted.Changed(own.Numbers, (step, values) => step != fixture.Layout.WeightGradient(layer) ? values
            : [.. values.Select((_, i) => values[(i % units * units) + (i / units)])]);
        Assert.That(
            ResultComparer.Compare(reference, own with { Numbers = turned }).Findings.Select(finding => finding.Cause),
            Is.EqualTo(["transposed-gradient"]));
    }

    [Test]
    public void Summed_AnswerWithABiasForEachUnit_HasOneNumberForTheLayer()
    {
        (Fixture shared, Fixture own) = Draw(5);
        TensorSet each = Planted.Calculate(own);
        OracleAnswer.Computed summed = UnsharedBias.Summed(new OracleAnswer.Computed(each), shared.Layout);
        Assert.That(summed.Numbers[Quantity.BiasGradient, 0], Is.EqualTo([each[Quantity.BiasGradient, 0]!.Sum()]));
        Assert.That(UnsharedBias.LayoutOf(shared.Layout).Layers, Is.EqualTo(own.Layout.Layers));
    }

    [Test]
    public void Read_BiasAsANumber_IsSharedAndItsGradientIsANumber()
    {
        ResultComparison comparison = Judged.Float64(
            """
            "layers": [{ "weights": [[1], [2]], "bias": 0.5, "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0]],
            "loss": "half-sum-of-squares"
            """,
            """
            "gradients": [{ "weights": [[1.5], [2.5]], "bias": 4 }]
            """);
        Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(comparison.Numbers, Is.EqualTo(3));
    }

    /// <summary>A random network whose units share the bias 0.25, and the same with that bias for each unit.</summary>
    private static (Fixture Shared, Fixture Own) Draw(int seed)
    {
        Fixture fixture = RandomFixture.Create(seed);
        Fixture With(Func<Layer, double[], Layer> layer) => fixture with
        {
            Network = new Network(fixture.Network.Layers.Select(of => layer(of, of.Weights.ToArray()))),
        };
        return (
            With((of, weights) => Layer.SharingBias(of.Inputs, of.Units, weights, Bias, of.Activation)),
            With((of, weights) => new Layer(
                of.Inputs, of.Units, weights, [.. Enumerable.Repeat(Bias, of.Units)], of.Activation)));
    }
}
