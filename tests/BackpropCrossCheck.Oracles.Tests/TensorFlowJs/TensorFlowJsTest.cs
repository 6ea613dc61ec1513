using System.Diagnostics;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.TensorFlowJs;

/// <summary>The real TensorFlow.js on the real Node.js.</summary>
public sealed class TensorFlowJsTest
{
    private IOracle _oracle = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _oracle = OracleCatalogue.Create(OracleCatalogue.TensorFlowJs, Fake.Unhurried);
        if (await _oracle.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience) is OracleStatus.Unavailable unavailable)
        {
            Assert.Ignore(unavailable.Reason);
        }
    }

    [OneTimeTearDown]
    public async Task EndAsync() => await _oracle.DisposeAsync();

    [Test]
    public async Task Greeting_Version_IsTheInstalledOne()
    {
        var status = (OracleStatus.Available)await _oracle.StartAsync(CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That((status.Name, status.Version), Is.EqualTo(("tensorflow-js", "4.22.0")));
            Assert.That(status.Formats, Is.EqualTo(new[] { FloatFormat.Float32 }));
            Assert.That(status.Activations, Has.Count.EqualTo(18));
        });
    }

    [TestCaseSource(typeof(Recording), nameof(Recording.Names))]
    public async Task Numbers_OfARecordedNetwork_AreThoseOfTensorFlow(string name)
    {
        var recording = Recording.Read(name);
        recording.Expect(await ComputeAsync(recording.Question), FloatFormat.Float32);
    }

    // ½(y − t)² with y − t = 1: δ is the derivative of the activation.
    [TestCase("relu", null, 0.0, 0.0, 0.0)]
    [TestCase("leaky-relu", 0.01, 0.0, 0.0, 0.01)]
    [TestCase("leaky-relu", -0.5, 0.0, 0.0, -0.5)]
    [TestCase("leaky-relu", -0.5, -2.0, 1.0, -0.5)]
    [TestCase("leaky-relu", 3.0, 0.0, 0.0, 3.0)]
    [TestCase("leaky-relu", 3.0, -2.0, -6.0, 3.0)]
    [TestCase("leaky-relu", 3.0, 2.0, 2.0, 1.0)]
    [TestCase("elu", 0.5, 0.0, 0.0, 0.5)]
    [TestCase("elu", -2.0, 0.0, 0.0, -2.0)]
    [TestCase("elu", 0.5, -80.0, -0.5, 9.024256e-36)]
    [TestCase("elu", 0.5, 2.0, 2.0, 1.0)]
    [TestCase("softplus", null, 80.0, 80.0, 1.0)]
    [TestCase("softplus", null, -80.0, 1.8048513e-35, 1.8048513e-35)]
    [TestCase("softsign", null, 0.0, 0.0, 1.0)]
    [TestCase("swish", null, -80.0, -1.4438811e-33, -1.4258326e-33)]
    [TestCase("gelu", null, 0.0, 0.0, 0.5)]
    public async Task Derivative_AtADelicatePoint_IsRight(string activation, double? alpha, double input, double output, double derivative)
    {
        TensorSet numbers = await ComputeAsync(Questions.OneLayer(activation, [input], [output - 1], alpha: alpha));
        Assert.Multiple(() =>
        {
            Assert.That(numbers[numbers.Layout.Output(0)]![0], Is.EqualTo(output).Within(2e-5).Percent);
            Assert.That(numbers[numbers.Layout.Delta(0)]![0], Is.EqualTo(derivative).Within(1e-4).Percent);
        });
    }

    // p = ½: L = −1.7 ln ½, δ = p Σt − t.
    [Test]
    public async Task CategoricalCrossEntropy_LabelsThatDoNotSumTo1_AreTakenAsTheyAre()
        => await ExpectAsync(
            Questions.OneLayer("softmax", [0, 0], [0.9, 0.8], "categorical-cross-entropy"), 1.7 * Math.Log(2), [-0.05, 0.05]);

    [Test]
    public async Task CategoricalCrossEntropy_SaturatedSoftmax_StaysFinite()
        => await ExpectAsync(Questions.OneLayer("softmax", [200, -200], [0, 1], "categorical-cross-entropy"), 400, [1, -1]);

    [Test]
    public async Task BinaryCrossEntropy_SaturatedSigmoid_StaysFinite()
        => await ExpectAsync(Questions.OneLayer("sigmoid", [-200, 200], [1, 0], "binary-cross-entropy"), 400, [-1, 1]);

    // 0·ln 0 = 0, and so is its derivative.
    [Test]
    public async Task BinaryCrossEntropy_ZeroFactorAtTheEndOfTheLogarithm_IsZero()
        => await ExpectAsync(Questions.OneLayer("linear", [0, 1], [0, 1], "binary-cross-entropy"), 0, [1, -1]);

    [Test]
    public async Task CategoricalCrossEntropy_ZeroFactorAtTheEndOfTheLogarithm_IsZero()
        => await ExpectAsync(Questions.OneLayer("linear", [0, 0.5], [0, 1], "categorical-cross-entropy"), Math.Log(2), [0, -2]);

    [Test]
    public async Task Numbers_BeyondFloat32_AreInfinite()
        => await ExpectAsync(Questions.OneLayer("linear", [1e30], [0], "squared-error"), double.PositiveInfinity, [2e30]);

    [Test]
    public async Task Question_UnknownLoss_FailsWithItsName()
    {
        OracleAnswer answer = await _oracle.AskAsync(Questions.OneLayer("linear", [1], [1], "poisson"), CancellationToken.None);
        Assert.That(answer, Is.EqualTo(new OracleAnswer.Failed("""unknown loss {"kind":"poisson","reduction":"sum"}""")));
    }

    [Test]
    public async Task Questions_SixtyFourAtOnce_AreAllAnswered()
    {
        OracleQuestion[] questions = [.. Enumerable.Range(0, 64).Select(i => Questions.OneLayer("linear", [i], [0]))];
        TensorSet[] answers = await Task.WhenAll(questions.Select(ComputeAsync));
        Assert.That(
            answers.Select(numbers => numbers[numbers.Layout.Output(0)]![0]), Is.EqualTo(Enumerable.Range(0, 64).Select(i => (double)i)));
    }

    [Test]
    [Platform("Linux", Reason = "The process is found under /proc.")]
    public async Task Kill_MidRun_IsStartedAgain()
    {
        await using IOracle oracle = OracleCatalogue.Create(OracleCatalogue.TensorFlowJs, Fake.Unhurried);
        IReadOnlyList<int> before = Fake.Children("tensorflow-js-oracle.js");
        await oracle.StartAsync(CancellationToken.None);
        int id = Fake.Children("tensorflow-js-oracle.js").Except(before).Single();
        OracleQuestion question = Recording.Read("activation-gelu-hidden").Question;
        Task<OracleAnswer[]> answers = Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => oracle.AskAsync(question, CancellationToken.None)));
        Process.GetProcessById(id).Kill();
        OracleAnswer[] all = await answers.WaitAsync(Fake.Patience);
        OracleAnswer.Failed[] failed = [.. all.OfType<OracleAnswer.Failed>()];
        Assert.Multiple(() =>
        {
            Assert.That(failed, Has.Length.LessThanOrEqualTo(8));
            Assert.That(
                failed.Select(failure => failure.Reason), Is.All.EqualTo("it ended with exit code 137 (signal 9) before it answered."));
            Assert.That(all.OfType<OracleAnswer.Computed>().Count(), Is.EqualTo(200 - failed.Length));
        });
        await oracle.DisposeAsync();
        Assert.That(Fake.Children("tensorflow-js-oracle.js").Except(before), Is.Empty);
    }

    private async Task ExpectAsync(OracleQuestion question, double loss, double[] deltas)
    {
        TensorSet numbers = await ComputeAsync(question);
        Assert.Multiple(() =>
        {
            Assert.That(numbers[numbers.Layout.Loss]![0], Is.EqualTo(loss).Within(1e-5).Percent);
            Assert.That(numbers[numbers.Layout.Delta(0)], Is.EqualTo(deltas).Within(1e-4).Percent);
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
