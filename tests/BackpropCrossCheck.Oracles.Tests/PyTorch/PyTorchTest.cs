using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles.PyTorch;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.PyTorch;

/// <summary>The real PyTorch in the real Python.</summary>
public sealed class PyTorchTest
{
    private IOracle _oracle = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _oracle = PyTorchOracle.Create(Fake.Unhurried);
        OracleStatus status = await _oracle.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience);
        if (status is OracleStatus.Unavailable(string reason))
        {
            Assert.Ignore(reason);
        }

        Assert.That(status, Is.TypeOf<OracleStatus.Available>(), status.ToString());
    }

    [OneTimeTearDown]
    public async Task EndAsync() => await _oracle.DisposeAsync();

    [Test]
    public async Task Greeting_Offer_IsBothPrecisionsAndEveryActivation()
    {
        var status = (OracleStatus.Available)await _oracle.StartAsync(CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(status.Name, Is.EqualTo("pytorch"));
            Assert.That(status.Formats, Is.EquivalentTo(new[] { FloatFormat.Float64, FloatFormat.Float32 }));
            Assert.That(status.Activations, Has.Count.EqualTo(18));
            Assert.That(_oracle.Program, Does.Contain("python"));
        });
    }

    // One recording is left out. It is saturated: two correct float32 programs differ there in the first digit.
    [TestCaseSource(typeof(Recording), nameof(Recording.NamesForFloat64))]
    public async Task Numbers_InFloat32_AreThoseOfTensorFlow(string name)
    {
        var recording = Recording.Read(name);
        recording.Expect(await ComputeAsync(recording.Question), FloatFormat.Float32);
    }

    [TestCaseSource(typeof(Recording), nameof(Recording.NamesForFloat64))]
    public async Task Numbers_InFloat64_AreThoseOfTensorFlow(string name)
    {
        var recording = Recording.Read(name);
        recording.Expect(await ComputeAsync(recording.Question with { Format = FloatFormat.Float64 }), FloatFormat.Float64);
    }

    // ½(y − t)² with y − t = 1: δ is the derivative. PyTorch's own softplus is the identity above 20.
    [TestCase("relu", null, 0.0, 0.0, 0.0)]
    [TestCase("leaky-relu", null, 0.0, 0.0, 0.01)]
    [TestCase("leaky-relu", -0.7, 0.0, 0.0, -0.7)]
    [TestCase("leaky-relu", 3.3, -2.0, -6.6, 3.3)]
    [TestCase("elu", null, 0.0, 0.0, 1.0)]
    [TestCase("elu", 0.7, 0.0, 0.0, 0.7)]
    [TestCase("softsign", null, 0.0, 0.0, 1.0)]
    [TestCase("gelu", null, 1.0, 0.84134474606854293, 1.0833154705876864)]
    [TestCase("gelu", null, -4.0, -0.00012668496733247944, -0.00050364966122629354)]
    [TestCase("softplus", null, 21.0, 21.000000000758256, 0.99999999924174388)]
    public async Task Derivative_InFloat64_IsRightToTheLastDigits(
        string activation, double? alpha, double input, double output, double derivative)
    {
        OracleQuestion question = Questions.OneLayer(activation, [input], [output - 1], alpha: alpha) with { Format = FloatFormat.Float64 };
        TensorSet numbers = await ComputeAsync(question);
        Assert.Multiple(() =>
        {
            Assert.That(numbers[numbers.Layout.Output(0)]![0], Is.EqualTo(output).Within(4e-15));
            Assert.That(numbers[numbers.Layout.Delta(0)]![0], Is.EqualTo(derivative).Within(8e-15));
        });
    }

    // p = ½: L = −1.7 ln ½, δ = p Σt − t.
    [Test]
    public async Task CategoricalCrossEntropy_LabelsThatDoNotSumTo1_AreTakenAsTheyAre([Values] FloatFormat format)
        => await ExpectAsync(
            Questions.OneLayer("softmax", [0, 0], [0.9, 0.8], "categorical-cross-entropy"), format, 1.7 * Math.Log(2), [-0.05, 0.05]);

    [Test]
    public async Task CategoricalCrossEntropy_SaturatedSoftmax_StaysFinite([Values] FloatFormat format)
        => await ExpectAsync(Questions.OneLayer("softmax", [2000, -2000], [0, 1], "categorical-cross-entropy"), format, 4000, [1, -1]);

    [Test]
    public async Task BinaryCrossEntropy_SaturatedSigmoid_StaysFinite([Values] FloatFormat format)
        => await ExpectAsync(Questions.OneLayer("sigmoid", [-2000, 2000], [1, 0], "binary-cross-entropy"), format, 4000, [-1, 1]);

    [Test]
    public async Task BinaryCrossEntropy_FarOnTheRightSide_IsNotZero()
        => await ExpectAsync(
            Questions.OneLayer("sigmoid", [40], [1], "binary-cross-entropy"),
            FloatFormat.Float64,
            4.2483542552915889e-18,
            [-4.2483542552915889e-18]);

    // 0·ln 0 = 0, and so is its derivative.
    [Test]
    public async Task BinaryCrossEntropy_ZeroFactorAtTheEndOfTheLogarithm_IsZero([Values] FloatFormat format)
        => await ExpectAsync(Questions.OneLayer("linear", [0, 1], [0, 1], "binary-cross-entropy"), format, 0, [1, -1]);

    [Test]
    public async Task CategoricalCrossEntropy_ZeroFactorAtTheEndOfTheLogarithm_IsZero([Values] FloatFormat format)
        => await ExpectAsync(Questions.OneLayer("linear", [0, 0.5], [0, 1], "categorical-cross-entropy"), format, Math.Log(2), [0, -2]);

    [Test]
    public async Task Question_UnknownLoss_FailsWithItsName()
    {
        OracleAnswer answer = await _oracle.AskAsync(Questions.OneLayer("linear", [1], [1], "poisson"), CancellationToken.None)
            .WaitAsync(Fake.Patience);
        Assert.That(answer, Is.EqualTo(new OracleAnswer.Failed("ValueError: loss.kind: unknown: 'poisson'")));
    }

    private async Task ExpectAsync(OracleQuestion question, FloatFormat format, double loss, double[] deltas)
    {
        TensorSet numbers = await ComputeAsync(question with { Format = format });
        double percent = format == FloatFormat.Float32 ? 1e-4 : 1e-12;
        Assert.Multiple(() =>
        {
            Assert.That(numbers[numbers.Layout.Loss]![0], Is.EqualTo(loss).Within(percent).Percent);
            Assert.That(numbers[numbers.Layout.Delta(0)], Is.EqualTo(deltas).Within(percent).Percent);
            Assert.That(numbers[numbers.Layout.WeightGradient(0)], Has.None.NaN);
        });
    }

    private async Task<TensorSet> ComputeAsync(OracleQuestion question)
    {
        OracleAnswer answer = await _oracle.AskAsync(question, CancellationToken.None).WaitAsync(Fake.Patience);
        Assert.That(answer, Is.TypeOf<OracleAnswer.Computed>(), answer.ToString());
        return ((OracleAnswer.Computed)answer).Numbers;
    }
}
