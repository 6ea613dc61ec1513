using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Conventions;

/// <summary>Trainings by other rules than plain gradient descent.</summary>
public sealed class OptimizerTest
{
    private static readonly string[] OfPlainTraining = ["momentum", "learning-rate", "gradient-ascent", "updated-twice"];

    private static Optimizer[] Rules() => [.. Optimizer.All, new MomentumDescent(1, 0.5, nesterov: true)];

    /// <summary>The engine's training against the rule itself, with gradients of a network made anew for each step.</summary>
    [Test]
    public void Engine_SeveralSteps_AreTheRuleOnEachStepsOwnGradients([ValueSource(nameof(Rules))] Optimizer rule)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            Fixture fixture = Draw(seed, rule, steps: 4);
            Network network = fixture.Network;
            double[][] memory = [.. network.Layers.Select(layer => Memory(rule, layer.Weights.Length))];
            double[][] memoryOfBias = [.. network.Layers.Select(layer => Memory(rule, layer.Bias.Length))];
            for (int update = 1; update <= 4; update++)
            {
                var pass = new Backpropagation(network, fixture.Batch, fixture.Loss);
                pass.Run();
                network = new Network(network.Layers.Select((layer, l) => layer.With(
                    Stepped(fixture, layer.Weights, pass.WeightGradient(l), memory[l], update),
                    !layer.HasBias ? null
                        : !fixture.Training!.Biases ? layer.CopyBias()
                        : Stepped(fixture, layer.Bias, pass.BiasGradient(l), memoryOfBias[l], update))));
            }

            TensorSet numbers = Planted.Calculate(fixture);
            for (int l = 0; l < network.Layers.Count; l++)
            {
                Assert.That(
                    numbers[Quantity.UpdatedWeights, l], Is.EqualTo(network.Layers[l].Weights.ToArray()).Within(1e-14), fixture.Name);
            }

            double loss = new Backpropagation(network, fixture.Batch, fixture.Loss).Forward();
            Assert.That(numbers[Quantity.UpdatedLoss, -1]![0], Is.EqualTo(loss).Within(1e-12), fixture.Name);
        }
    }

    /// <summary>Right trainings pass, so that the diagnosis is silent.</summary>
    [Test]
    public void Compare_OwnNumbers_AgreeWithoutAFinding(
        [ValueSource(nameof(Rules))] Optimizer rule, [Values] FloatFormat format, [Values] bool bySamples)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Reference reference = Planted.Reference(Draw(seed, rule, steps: 1 + (seed % 5), bySamples));
            ResultComparison comparison = ResultComparer.Compare(reference, Planted.Own(reference, format));
            Assert.That((comparison.Discrepancies, comparison.Causes()), Is.EqualTo((0, string.Empty)), reference.Fixture.Name);
        }
    }

    /// <summary>A mistake elsewhere is no mistake in the training: the causes of plain training are not named.</summary>
    [Test]
    public void Findings_WrongGradientsOfARightTraining_NameNoCauseOfPlainTraining([ValueSource(nameof(Rules))] Optimizer rule)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Reference reference = Planted.Reference(Draw(seed, rule, steps: 3));
            IndependentResult own = Planted.Own(reference, FloatFormat.Float64);
            TensorSet turned = Planted.Changed(
                own.Numbers, (step, values) => step.IsGradient ? Array.ConvertAll(values, x => -x) : values);
            ResultComparison comparison = ResultComparer.Compare(reference, own with { Numbers = turned });
            Assert.That(
                comparison.Findings.Select(finding => finding.Cause).Intersect(OfPlainTraining), Is.Empty, reference.Fixture.Name);
        }
    }

    [Test]
    public void Compare_NumbersOfAnotherRule_Differ([ValueSource(nameof(Rules))] Optimizer rule)
    {
        foreach (Optimizer other in Rules().Where(other => other != rule))
        {
            Fixture fixture = Draw(7, rule, steps: 2);
            Reference reference = Planted.Reference(fixture);
            TensorSet numbers = Planted.Calculate(fixture with { Training = fixture.Training! with { Rule = other } });
            ResultComparison comparison =
                ResultComparer.Compare(reference, Planted.Own(reference, FloatFormat.Float64) with { Numbers = numbers });
            Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail), $"{rule.Name}, {other.Name}");
        }
    }

    [Test]
    public void Compare_AWrongLearningRate_Differs([ValueSource(nameof(Rules))] Optimizer rule)
    {
        Fixture fixture = Draw(7, rule, steps: 2);
        Reference reference = Planted.Reference(fixture);
        TensorSet numbers = Planted.Calculate(fixture with { Training = fixture.Training! with { LearningRate = 0.011 } });
        ResultComparison comparison =
            ResultComparer.Compare(reference, Planted.Own(reference, FloatFormat.Float64) with { Numbers = numbers });
        Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail));
    }

    private static Fixture Draw(int seed, Optimizer rule, int steps, bool bySamples = false)
    {
        Fixture fixture = RandomFixture.Create(
            seed, Engine.Activations.ActivationKind.Tanh, Engine.Losses.Loss.HalfSumOfSquares, trains: true);
        return fixture with
        {
            Training = fixture.Training! with { LearningRate = 0.01, Steps = steps, Rule = rule, BySamples = bySamples },
        };
    }

    private static double[] Memory(Optimizer rule, int parameters)
        => [.. Enumerable.Repeat(rule.InitialMemory, parameters * rule.MemoryPerParameter)];

    private static double[] Stepped(
        Fixture fixture, ReadOnlySpan<double> parameters, ReadOnlySpan<double> gradients, double[] memory, int update)
    {
        double[] stepped = parameters.ToArray();
        fixture.Training!.Optimizer.Step(stepped, gradients, memory, update, Arithmetic.Double);
        return stepped;
    }
}
