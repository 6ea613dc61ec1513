using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Conventions;

/// <summary>An update after every sample, in the order of the rows.</summary>
public sealed class SampleOrderTest
{
    [Test]
    public void Engine_OnePassOverTheSamples_IsATrainingWithEachAlone()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Fixture fixture = Draw(seed, steps: 2);
            TensorSet numbers = Planted.Calculate(fixture);
            Network network = fixture.Network;
            for (int update = 0; update < 2 * fixture.Batch.Samples; update++)
            {
                Batch one = Sample(fixture.Batch, update % fixture.Batch.Samples);
                var training = new FullBatchTraining(network, one, fixture.Loss, fixture.Training!.Optimizer, fixture.Training.Biases);
                training.Step();
                network = training.Network;
            }

            Assert.That(numbers[Quantity.UpdatedWeights, 0], Is.EqualTo(network.Layers[0].Weights.ToArray()), fixture.Name);
            var whole = new Backpropagation(network, fixture.Batch, fixture.Loss);
            Assert.That(numbers[Quantity.UpdatedLoss, -1], Is.EqualTo([whole.Forward()]), fixture.Name);
        }
    }

    [TestCase(FloatFormat.Float32)]
    [TestCase(FloatFormat.Float64)]
    public void Compare_OwnNumbers_Agree(FloatFormat format)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Reference reference = Planted.Reference(Draw(seed, steps: 3));
            Assert.That(
                ResultComparer.Compare(reference, Planted.Own(reference, format)).Discrepancies, Is.Zero, reference.Fixture.Name);
        }
    }

    [Test]
    public void Compare_UpdateWithTheWholeBatch_Differs()
    {
        Fixture fixture = Draw(4, steps: 1);
        TensorSet whole = Planted.Calculate(fixture with { Training = fixture.Training! with { BySamples = false } });
        Reference reference = Planted.Reference(fixture);
        ResultComparison comparison =
            ResultComparer.Compare(reference, Planted.Own(reference, FloatFormat.Float64) with { Numbers = whole });
        Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Fail));
    }

    /// <summary>The numbers of keras-team/keras#5018: 500 rounds over two samples, an update after each.</summary>
    [Test]
    public void Compare_PublishedOnlineTrainingOfKeras_Agrees()
    {
        ResultComparison comparison = Judged.Of(
            """
            "layers": [{ "weights": [[0, 0, 0], [0, 0, 0]], "bias": [0, 0], "activation": "linear" }],
            "inputs": [[1, 0, 1], [0, 1, 1]], "labels": [[1, 0], [0, 1]],
            "loss": { "kind": "squared-error", "reduction": "mean-over-outputs" },
            "training": { "learningRate": 0.01, "steps": 500, "order": "samples" }
            """,
            """
            "kind": "recorded", "precision": "float32",
            "updatedParameters": [{ "weights": [[0.59687883, -0.39689422, 0.19998412], [-0.39686254, 0.59687883, 0.20001581]] }]
            """);
        Assert.That(comparison.Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(comparison.Numbers, Is.EqualTo(6));
    }

    private static Fixture Draw(int seed, int steps)
    {
        Fixture fixture = RandomFixture.Create(seed, trains: true);
        return fixture with { Training = fixture.Training! with { Steps = steps, BySamples = true } };
    }

    private static Batch Sample(Batch batch, int n) => new(
        1,
        batch.Inputs.Slice(n * batch.InputWidth, batch.InputWidth).ToArray(),
        batch.Labels.Slice(n * batch.LabelWidth, batch.LabelWidth).ToArray());
}
