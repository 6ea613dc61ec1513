using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Examples;

/// <summary>The examples without packages, run as users run their own engines.</summary>
[TestFixture("python3", "plain_python.py")]
[TestFixture("node", "plain_node.js")]
public sealed class ExampleTest(string program, string script) : IAsyncDisposable
{
    private static readonly string[] Saturating = ["sigmoid", "softmax"];

    private readonly IOracle _oracle = Example.Create(program, script);
    private OracleStatus.Available _offer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        OracleStatus status = await _oracle.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience);
        if (status is OracleStatus.Unavailable(string reason))
        {
            Assert.That(reason, Does.StartWith($"\"{program}\" "));
            Assert.Ignore(reason);
        }

        Assert.That(status, Is.TypeOf<OracleStatus.Available>(), status.ToString());
        _offer = (OracleStatus.Available)status;
    }

    public async ValueTask DisposeAsync() => await _oracle.DisposeAsync();

    [Test]
    public void Greeting_Offer_HasFloat64AndEveryActivation()
        => Assert.That((_offer.Formats.Contains(FloatFormat.Float64), _offer.Activations.Count), Is.EqualTo((true, 18)));

    [TestCaseSource(typeof(Recording), nameof(Recording.NamesForFloat64))]
    public async Task Numbers_OfARecordedNetwork_AreThoseOfTensorFlow(string name)
    {
        var recording = Recording.Read(name);
        foreach (FloatFormat format in _offer.Formats)
        {
            recording.Expect(await ComputeAsync(recording.Question with { Format = format }), format);
        }
    }

    [TestCase("relu", 0.0)]
    [TestCase("leaky-relu", 0.01)]
    [TestCase("elu", 1.0)]
    [TestCase("softsign", 1.0)]
    [TestCase("gelu", 0.5)]
    [TestCase("swish", 0.5)]
    [TestCase("selu", 1.0507009873554805)]
    [TestCase("relu6", 0.0)]
    [TestCase("gelu-tanh", 0.5)]
    [TestCase("mish", 0.6)]
    [TestCase("bipolar-sigmoid", 0.5)]
    [TestCase("lecun-tanh", 1.1439333333333333)]
    public async Task Derivative_AtZero_IsThatOfTheNegativeSide(string activation, double derivative)
    {
        TensorSet numbers = await ComputeAsync(InFloat64(Questions.OneLayer(activation, [0], [-1])));
        Assert.That(numbers[numbers.Layout.Delta(0)], Is.EqualTo(new[] { derivative }).Within(1e-15));
    }

    [TestCase("gelu", 1.0, 0.84134474606854293, 1.0833154705876864)]
    [TestCase("gelu", -1.0, -0.15865525393145707, -0.083315470587686291)]
    [TestCase("gelu", -4.0, -0.00012668496733247944, -0.00050364966122629354)]
    [TestCase("leaky-relu", -3.0, -0.03, 0.01)]
    public async Task Derivative_WhereNoFloat64IsRecorded_IsRight(string activation, double input, double output, double derivative)
    {
        TensorSet numbers = await ComputeAsync(InFloat64(Questions.OneLayer(activation, [input], [output - 1])));
        Assert.Multiple(() =>
        {
            Assert.That(numbers[numbers.Layout.Output(0)]![0], Is.EqualTo(output).Within(2e-15));
            Assert.That(numbers[numbers.Layout.Delta(0)]![0], Is.EqualTo(derivative).Within(4e-15));
        });
    }

    [TestCaseSource(nameof(Saturating))]
    public async Task CrossEntropy_SaturatedOutput_StaysFinite(string activation)
    {
        string kind = activation == "sigmoid" ? "binary-cross-entropy" : "categorical-cross-entropy";
        TensorSet numbers = await ComputeAsync(InFloat64(Questions.OneLayer(activation, [2000, -2000], [0, 1], kind)));
        Assert.Multiple(() =>
        {
            Assert.That(numbers[numbers.Layout.Loss], Is.EqualTo(new[] { 4000.0 }));
            Assert.That(numbers[numbers.Layout.Delta(0)], Is.EqualTo(new[] { 1.0, -1.0 }));
        });
    }

    [TestCase("binary-cross-entropy", new[] { 0.0, 1.0 }, 0.0, new[] { 1.0, -1.0 })]
    [TestCase("categorical-cross-entropy", new[] { 0.0, 0.5 }, 0.69314718055994531, new[] { 0.0, -2.0 })]
    public async Task CrossEntropy_ZeroFactorAtTheEndOfTheLogarithm_IsZero(string kind, double[] outputs, double loss, double[] deltas)
    {
        TensorSet numbers = await ComputeAsync(InFloat64(Questions.OneLayer("linear", outputs, [0, 1], kind)));
        Assert.Multiple(() =>
        {
            Assert.That(numbers[numbers.Layout.Loss], Is.EqualTo(new[] { loss }).Within(1e-15));
            Assert.That(numbers[numbers.Layout.Delta(0)], Is.EqualTo(deltas).Within(1e-15));
        });
    }

    [Test]
    public async Task Question_UnknownLoss_IsNoPass()
        => Assert.That(await AskAsync(InFloat64(Questions.OneLayer("linear", [1], [1], "poisson"))), Is.TypeOf<OracleAnswer.Failed>());

    private static OracleQuestion InFloat64(OracleQuestion question) => question with { Format = FloatFormat.Float64 };

    private Task<OracleAnswer> AskAsync(OracleQuestion question)
        => _oracle.AskAsync(question, CancellationToken.None).WaitAsync(Fake.Patience);

    private Task<TensorSet> ComputeAsync(OracleQuestion question) => Example.ComputeAsync(_oracle, question);
}
