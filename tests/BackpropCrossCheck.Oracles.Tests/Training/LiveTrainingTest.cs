using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles.PyTorch;
using BackpropCrossCheck.Oracles.TensorFlowPython;
using BackpropCrossCheck.Oracles.Tests.TensorFlowPython;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Training;

/// <summary>Real frameworks train with their own optimizers, and get what the engine gets.</summary>
[TestFixture(OracleCatalogue.TensorFlowJs)]
[TestFixture(OracleCatalogue.TensorFlowPython)]
[TestFixture(OracleCatalogue.PyTorch)]
public sealed class LiveTrainingTest(string name)
{
    /// <summary>Relative to the largest number of a tensor. In float32 1 − 0.999 is off by 1.3e-5 of itself, in each of 30
    /// updates.</summary>
    private const double BoundOfFloat32 = 1e-4;

    private const double BoundOfFloat64 = 1e-12;
    private const double Rate = 0.02;

    private static readonly Network Network = new(
    [
        new Layer(2, 3, [0.5, -0.25, 0.75, 1, -0.5, 0.25], [0.1, -0.2, 0.3], new Tanh()),
        new Layer(3, 2, [0.5, -1, 0.25, 0.75, 0.5, -0.5], [0.05, -0.05], new Linear()),
    ]);

    private static readonly Batch Batch = new(3, [1, 2, -0.5, 0.25, 0.75, -1.5], [1, 1.15, 0.5, -0.5, 0, 0.25]);
    private static readonly Loss Loss = new(new SquaredError(), Reduction.MeanOverElements);

    private IOracle _oracle = null!;
    private OracleStatus.Available _offer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _oracle = name switch
        {
            OracleCatalogue.TensorFlowPython => TensorFlowPythonOracle.Create(PythonWithTensorFlow.Find(), Fake.Unhurried),
            OracleCatalogue.PyTorch => PyTorchOracle.Create(Fake.Unhurried),
            _ => OracleCatalogue.Create(name, Fake.Unhurried),
        };
        OracleStatus status = await _oracle.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience);
        if (status is OracleStatus.Unavailable(string reason))
        {
            Assert.Ignore(reason);
        }

        Assert.That(status, Is.TypeOf<OracleStatus.Available>(), status.ToString());
        _offer = (OracleStatus.Available)status;
    }

    [OneTimeTearDown]
    public async Task EndAsync() => await _oracle.DisposeAsync();

    [Test]
    public void Greeting_Optimizers_AreThoseWithKerassUpdates()
        => Assert.That(
            _offer.Optimizers,
            Is.EquivalentTo(name == OracleCatalogue.PyTorch
                ? ["sgd", "momentum", "adam"]
                : Optimizer.All.Select(rule => rule.Name)));

    [Test]
    public async Task Training_ByEachOptimizer_IsTheEngines([Values(1, 2, 10)] int steps, [Values] bool bySamples, [Values] bool biases)
    {
        foreach (FloatFormat format in _offer.Formats)
        {
            foreach (Optimizer rule in Rules().Where(rule => _offer.Optimizers.Contains(rule.Name)))
            {
                TensorSet answer = await TrainedAsync(rule, steps, bySamples, biases, format);
                Assert.That(Agree(answer, rule, steps, bySamples, biases, format), Is.True, $"{rule}, {format}");
                Optimizer wrong = rule with { LearningRate = 1.05 * Rate };
                Assert.That(Agree(answer, wrong, steps, bySamples, biases, format), Is.False, $"another rate: {rule}, {format}");
            }
        }
    }

    [Test]
    public async Task Training_NotAskedFor_IsNotAnswered()
    {
        TensorSet answer = await AskAsync(Question(FloatFormat.Float32));
        Assert.That((answer[Quantity.UpdatedWeights, 0], answer[Quantity.UpdatedLoss, -1]), Is.EqualTo(((double[]?)null, (double[]?)null)));
    }

    /// <summary>Its adagrad has an epsilon of its own.</summary>
    [Test]
    public async Task Training_WithWhatTensorFlowJsCannotSet_IsLeftOut()
    {
        var rule = new AdaptiveGradient(Rate, 0.1, 0.01);
        if (name == OracleCatalogue.TensorFlowJs)
        {
            TensorSet answer = await TrainedAsync(rule, 1, bySamples: false, biases: true, FloatFormat.Float32);
            Assert.That(answer[Quantity.UpdatedWeights, 0], Is.Null);
            Assert.That(answer[Quantity.WeightGradient, 0], Is.Not.Null);
        }
        else if (_offer.Optimizers.Contains(rule.Name))
        {
            TensorSet answer = await TrainedAsync(rule, 1, bySamples: false, biases: true, FloatFormat.Float32);
            Assert.That(Agree(answer, rule, 1, false, true, FloatFormat.Float32), Is.True);
        }
    }

    private static Optimizer[] Rules() =>
    [
        .. Optimizer.All.Select(rule => rule with { LearningRate = Rate }),
        new MomentumDescent(Rate, 0.75, nesterov: true),
        new Adam(Rate, 0.5, 0.75, 0.01),
        new RootMeanSquarePropagation(Rate, 0.5, 0.01),
        new AdaptiveGradient(Rate, 0.5),
    ];

    private static bool Agree(TensorSet answer, Optimizer rule, int steps, bool bySamples, bool biases, FloatFormat format)
    {
        ITraining training = bySamples
            ? new SampleBySampleTraining(Network, Batch, Loss, rule, biases)
            : new FullBatchTraining(Network, Batch, Loss, rule, biases);
        for (int step = 0; step < steps; step++)
        {
            training.Step();
        }

        double bound = format == FloatFormat.Float64 ? BoundOfFloat64 : BoundOfFloat32;
        return Enumerable.Range(0, Network.Layers.Count).All(l =>
                Near(answer[Quantity.UpdatedWeights, l], training.Network.Layers[l].Weights.ToArray(), bound)
                && Near(answer[Quantity.UpdatedBias, l], training.Network.Layers[l].Bias.ToArray(), bound))
            && Near(answer[Quantity.UpdatedLoss, -1], [training.LossValue()], bound);
    }

    private static bool Near(double[]? numbers, double[] expected, double bound)
        => numbers?.Length == expected.Length
            && numbers.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) <= bound * expected.Max(Math.Abs));

    private Task<TensorSet> TrainedAsync(Optimizer rule, int steps, bool bySamples, bool biases, FloatFormat format)
        => AskAsync(Question(format) with
        {
            Training = new OracleTraining(rule.LearningRate, steps, biases, bySamples, rule.Name, rule.Parameters),
        });

    private async Task<TensorSet> AskAsync(OracleQuestion question)
    {
        OracleAnswer answer = await _oracle.AskAsync(question, CancellationToken.None).WaitAsync(Fake.Patience);
        Assert.That(answer, Is.TypeOf<OracleAnswer.Computed>(), answer.ToString());
        return ((OracleAnswer.Computed)answer).Numbers;
    }

    private static OracleQuestion Question(FloatFormat format) => new()
    {
        Layout = new TensorLayout(3, [new LayerShape(2, 3, HasBias: true), new LayerShape(3, 2, HasBias: true)]),
        Format = format,
        Layers = [.. Network.Layers.Select(layer => new OracleLayer(
            layer.Weights.ToArray(), layer.CopyBias(), layer.Activation.Name, null))],
        Inputs = Batch.Inputs.ToArray(),
        Labels = Batch.Labels.ToArray(),
        LossKind = Loss.Term.Name,
        Reduction = "mean-over-elements",
    };
}
