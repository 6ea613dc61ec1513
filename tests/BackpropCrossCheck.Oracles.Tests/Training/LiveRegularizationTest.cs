using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles.PyTorch;
using BackpropCrossCheck.Oracles.TensorFlowPython;
using BackpropCrossCheck.Oracles.Tests.Examples;
using BackpropCrossCheck.Oracles.Tests.TensorFlowPython;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Oracles.Tests.Training;

/// <summary>Real frameworks, finite differences, and the examples of a first oracle, add a regularization to the loss, and get what the
/// engine gets; weights of 0 among them.</summary>
[TestFixture(OracleCatalogue.TensorFlowJs)]
[TestFixture(OracleCatalogue.TensorFlowPython)]
[TestFixture(OracleCatalogue.PyTorch)]
[TestFixture(OracleCatalogue.FiniteDifferences)]
[TestFixture("python3 plain_python.py")]
[TestFixture("node plain_node.js")]
[TestFixture("/usr/bin/python3 with_numpy.py")]
[TestFixture("/usr/bin/python3 with_pytorch.py")]
[TestFixture("/usr/bin/python3 with_jax.py")]
public sealed class LiveRegularizationTest(string name)
{
    private const double BoundOfFloat32 = 1e-6;
    private const double BoundOfFloat64 = 1e-10;

    private static readonly Network Network = new(
    [
        new Layer(2, 3, [0.5, -0.25, 0, 1, -0.5, 0.25], [0.1, 0, 0.3], new Tanh()),
        new Layer(3, 2, [0.5, -1, 0.25, 0, 0.5, -0.5], [0.05, -0.05], new Linear()),
    ]);

    private static readonly Batch Batch = new(3, [1, 2, -0.5, 0.25, 0.75, -1.5], [1, 1.15, 0.5, -0.5, 0, 0.25]);
    private static readonly Loss Loss = new(new SquaredError(), Reduction.MeanOverElements);

    private static readonly Regularization[] Kinds =
    [
        new(0.1, 0), new(0, 0.05), new(0.3, 0.02) { Biases = true }, new(0.3, 0) { Half = true },
        new(0.5, 0.1) { Half = true, Biases = true },
    ];

    private IOracle _oracle = null!;
    private OracleStatus.Available _offer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _oracle = name switch
        {
            OracleCatalogue.TensorFlowPython => TensorFlowPythonOracle.Create(PythonWithTensorFlow.Find(), Fake.Unhurried),
            OracleCatalogue.PyTorch => PyTorchOracle.Create(Fake.Unhurried),
            _ when name.Split(' ') is [var program, var script] => Example.Create(program, script),
            _ => OracleCatalogue.Create(name, Fake.Unhurried with { ForwardPass = ForwardLoss.Pass }),
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
    public void Greeting_Regularization_IsOffered() => Assert.That(_offer.Regularizes, Is.True);

    [Test]
    public async Task Answer_WithIt_IsTheEngines([ValueSource(nameof(Kinds))] Regularization kind)
    {
        foreach (FloatFormat format in _offer.Formats)
        {
            TensorSet answer = await AskAsync(Question(format, kind));
            Assert.That(Agrees(answer, kind, format), Is.True, $"{kind}, {format}");
            foreach (Regularization other in Kinds.Append(Regularization.None).Where(other => other != kind))
            {
                Assert.That(Agrees(answer, other, format), Is.False, $"{other} for {kind}, {format}");
            }
        }
    }

    [Test]
    public async Task Answer_AfterAQuestionWithIt_HasNothingLeftOfIt()
    {
        FloatFormat format = _offer.Formats[0];
        _ = await AskAsync(Question(format, Kinds[2]));
        Assert.That(Agrees(await AskAsync(Question(format, Regularization.None)), Regularization.None, format), Is.True);
    }

    [Test]
    public async Task Training_WithIt_IsTheEngines([ValueSource(nameof(Kinds))] Regularization kind, [Values] bool bySamples)
    {
        foreach (FloatFormat format in _offer.Formats.Where(_ => _offer.Optimizers.Count > 0))
        {
            var rule = new MomentumDescent(0.05, 0.5);
            TensorSet answer = await AskAsync(Question(format, kind) with
            {
                Training = new OracleTraining(0.05, 3, Biases: true, bySamples, rule.Name, rule.Parameters),
            });
            Assert.That(IsTrained(answer, kind, rule, bySamples, format), Is.True, $"{kind}, {format}");
            Assert.That(IsTrained(answer, Regularization.None, rule, bySamples, format), Is.False, $"{kind}, {format}");
        }
    }

    private static bool Agrees(TensorSet answer, Regularization kind, FloatFormat format)
    {
        var pass = new Backpropagation(Network, Batch, Loss, regularization: kind);
        pass.Run();
        double bound = format == FloatFormat.Float64 ? BoundOfFloat64 : BoundOfFloat32;
        return Near(answer[Quantity.Loss, -1], [pass.LossValue], bound)
            && Enumerable.Range(0, Network.Layers.Count).All(l =>
                Near(answer[Quantity.Delta, l], pass.Deltas(l).ToArray(), bound)
                && Near(answer[Quantity.WeightGradient, l], pass.WeightGradient(l).ToArray(), bound)
                && Near(answer[Quantity.BiasGradient, l], pass.BiasGradient(l).ToArray(), bound));
    }

    private static bool IsTrained(TensorSet answer, Regularization kind, Optimizer rule, bool bySamples, FloatFormat format)
    {
        ITraining training = bySamples
            ? new SampleBySampleTraining(Network, Batch, Loss, rule, regularization: kind)
            : new FullBatchTraining(Network, Batch, Loss, rule, regularization: kind);
        for (int step = 0; step < 3; step++)
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

    private async Task<TensorSet> AskAsync(OracleQuestion question)
    {
        OracleAnswer answer = await _oracle.AskAsync(question, CancellationToken.None).WaitAsync(Fake.Patience);
        Assert.That(answer, Is.TypeOf<OracleAnswer.Computed>(), answer.ToString());
        return ((OracleAnswer.Computed)answer).Numbers;
    }

    private static OracleQuestion Question(FloatFormat format, Regularization kind) => new()
    {
        Layout = new TensorLayout(3, [new LayerShape(2, 3, HasBias: true), new LayerShape(3, 2, HasBias: true)]),
        Format = format,
        Layers = [.. Network.Layers.Select(layer => new OracleLayer(
            layer.Weights.ToArray(), layer.CopyBias(), layer.Activation.Name, null))],
        Inputs = Batch.Inputs.ToArray(),
        Labels = Batch.Labels.ToArray(),
        LossKind = Loss.Term.Name,
        Reduction = "mean-over-elements",
        Regularization = kind.IsNone ? null : new OracleRegularization(kind.L2, kind.L1, kind.Half, kind.Biases),
    };
}
