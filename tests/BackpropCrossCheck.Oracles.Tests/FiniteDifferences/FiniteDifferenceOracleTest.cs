using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles.FiniteDifferences;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Oracles.Tests.FiniteDifferences;

public sealed class FiniteDifferenceOracleTest
{
    // TensorFlow 2.15.1 in float64 for the network of the paper's section 6.
    private static readonly double[] PaperFirstGradient =
        [-0.04150072844187008, -0.08300145688374017, -0.03751579139082789, -0.07503158278165578, -0.0195158706921887, -0.0390317413843774];

    private static readonly double[] PaperFirstDeltas = [-0.04150072844187008, -0.03751579139082789, -0.0195158706921887];

    [Test]
    public async Task AskAsync_PaperNetwork_GivesTensorFlowsNumbersWithinItsOwnError()
    {
        OracleQuestion question = Paper();
        OracleAnswer.Computed answer = await AskAsync(question);
        AssertWithin(answer, question.Layout.WeightGradient(0), PaperFirstGradient);
        AssertWithin(answer, question.Layout.Delta(0), PaperFirstDeltas);
    }

    [Test]
    public async Task AskAsync_PaperNetwork_KnowsItsNumbersToElevenDigits()
    {
        OracleQuestion question = Paper();
        OracleAnswer.Computed answer = await AskAsync(question);
        double[] errors = answer.Errors![question.Layout.WeightGradient(0)]!;
        Assert.That(errors, Is.All.LessThan(1e-11), "an estimate that is too careful could tell nothing from a defect");
    }

    [Test]
    public async Task AskAsync_PaperNetwork_ADefectOfOneInTenMillionIsBeyondItsError()
    {
        OracleQuestion question = Paper();
        OracleAnswer.Computed answer = await AskAsync(question);
        Step step = question.Layout.WeightGradient(0);
        Assert.That(
            Math.Abs(answer.Numbers[step]![2] - (PaperFirstGradient[2] * (1 + 1e-7))), Is.GreaterThan(4 * answer.Errors![step]![2]));
    }

    [TestCase("relu")]
    [TestCase("leaky-relu")]
    public async Task AskAsync_UnitAtItsKink_CannotTell(string activation)
    {
        OracleQuestion question = Questions.OneLayer(activation, [0, 1], [0.5, 0.5]) with { Format = FloatFormat.Float64 };
        OracleAnswer.Computed answer = await AskAsync(question);
        double[] errors = answer.Errors![question.Layout.Delta(0)]!;
        Assert.That(errors[0], Is.EqualTo(double.PositiveInfinity), "the unit at 0");
        Assert.That(errors[1], Is.LessThan(1e-10), "the unit away from it");
    }

    // The limit may be short: it is to pass, and nothing else is due within it. The whole calculation takes hundreds of values of 0.1 s.
    [Test]
    public async Task AskAsync_LongerThanTheTimeout_FailsAndIsStopped()
    {
        var options = new OracleOptions
        {
            AnswerTimeout = TimeSpan.FromMilliseconds(50),
            ForwardPass = ForwardLoss.Pass with { Of = question => new SlowLoss(ForwardLoss.Of(question)) },
        };
        await using IOracle oracle = OracleCatalogue.Create(OracleCatalogue.FiniteDifferences, options);

        OracleAnswer answer = await oracle.AskAsync(Paper(), CancellationToken.None);

        Assert.That(
            answer,
            Is.EqualTo(
                new OracleAnswer.Failed(
                    "it had not differentiated every number within 0.05 s and was stopped; --timeout SECONDS gives it more.")));
    }

    [Test]
    public async Task AskAsync_CancelledInTheMiddleOfANumber_EndsThere()
    {
        var loss = new SlowLoss(ForwardLoss.Of(Paper()));
        await using IOracle oracle = OracleCatalogue.Create(
            OracleCatalogue.FiniteDifferences, new OracleOptions { ForwardPass = ForwardLoss.Pass with { Of = _ => loss } });
        using var cancellation = new CancellationTokenSource();
        Task<OracleAnswer> asking = oracle.AskAsync(Paper(), cancellation.Token);

        await loss.Began;
        await cancellation.CancelAsync();

        await Assert.ThatAsync(() => asking.WaitAsync(Fake.Patience), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task AskAsync_OnceMoreAfterAnotherQuestion_GivesTheSameBits()
    {
        await using IOracle oracle = OracleCatalogue.Create(
            OracleCatalogue.FiniteDifferences, new OracleOptions { ForwardPass = ForwardLoss.Pass });
        OracleQuestion other = Paper() with { Inputs = new double[] { 3, -1 } };

        IReadOnlyList<OracleAnswer> answers = await oracle.AskInTurnAsync([Paper(), other, Paper()], CancellationToken.None);

        Assert.That(oracle.KeepsNothing, "a check asks it once because of this");
        Assert.That(((OracleAnswer.Computed)answers[0]).Numbers.CountDifferentBits(((OracleAnswer.Computed)answers[2]).Numbers), Is.Zero);
    }

    [Test]
    public async Task AskAsync_LossThatIsNotDefinedBeyondThePoint_CannotTell()
    {
        OracleQuestion question = Questions.OneLayer(
            "linear", [0, 0.5], [0.5, 0.5], "categorical-cross-entropy") with
        { Format = FloatFormat.Float64 };
        OracleAnswer.Computed answer = await AskAsync(question);
        Assert.That(answer.Errors![question.Layout.Delta(0)]![0], Is.EqualTo(double.PositiveInfinity));
    }

    // A step of ¼ in the first layer jumps over the sharp unit behind it, to plateaus of the same height on both sides.
    [TestCase("sigmoid", 100)]
    [TestCase("sigmoid", 500)]
    [TestCase("tanh", 300)]
    [TestCase("softsign", 1000)]
    [TestCase("tanh", 1e8)]
    public async Task AskAsync_SharpUnitBehindAWideOne_IsSeen(string activation, double weight)
    {
        double a = 0.3;
        (double y, double slope, double middle) = activation switch
        {
            "sigmoid" => (1 / (1 + Math.Exp(-a)), Math.Exp(-a) / Math.Pow(1 + Math.Exp(-a), 2), 0.5),
            "tanh" => (Math.Tanh(a), 1 - Math.Pow(Math.Tanh(a), 2), 0.0),
            _ => (a / (1 + a), 1 / Math.Pow(1 + a, 2), 0.0),
        };
        var question = new OracleQuestion
        {
            Layout = new TensorLayout(1, [new LayerShape(1, 1, HasBias: false), new LayerShape(1, 1, HasBias: false)]),
            Format = FloatFormat.Float64,
            Layers =
                [new OracleLayer(new[] { a / weight }, null, "linear", null), new OracleLayer(new[] { weight }, null, activation, null)],
            Inputs = new[] { 1.0 },
            Labels = new[] { middle },
            LossKind = "half-squared-error",
            Reduction = "sum",
        };
        OracleAnswer.Computed answer = await AskAsync(question);
        double expected = weight * slope * (y - middle);
        foreach (Step step in new[] { question.Layout.Delta(0), question.Layout.WeightGradient(0) })
        {
            Assert.That(answer.Numbers[step]![0], Is.EqualTo(expected).Within(answer.Errors![step]![0] + (expected * 1e-14)));
            Assert.That(answer.Errors![step]![0], Is.LessThan(expected * 1e-8), "and tells something");
        }
    }

    [Test]
    public async Task AskAsync_SoftsignCloseToTheBendOfItsDerivative_IsNotMistaken()
    {
        // h'' jumps at 0. The second sample is there, and the first one is near. Larger steps agree with each other on a wrong number.
        const double A = 9e-5;
        var question = new OracleQuestion
        {
            Layout = new TensorLayout(2, [new LayerShape(1, 1, HasBias: true)]),
            Format = FloatFormat.Float64,
            Layers = [new OracleLayer(new[] { A }, new[] { 0.0 }, "softsign", null)],
            Inputs = new[] { 1.0, 0 },
            Labels = new[] { 14.0, -14 },
            LossKind = "half-squared-error",
            Reduction = "sum",
        };
        OracleAnswer.Computed answer = await AskAsync(question);
        AssertWithin(answer, question.Layout.BiasGradient(0)!, [(((A / (1 + A)) - 14) / Math.Pow(1 + A, 2)) + 14]);
        AssertWithin(answer, question.Layout.Delta(0), [((A / (1 + A)) - 14) / Math.Pow(1 + A, 2), 14]);
        Assert.That(answer.Errors![question.Layout.Delta(0)]![1], Is.LessThan(0.1), "a unit at the bend itself is told");
    }

    [Test]
    public async Task AskAsync_Question_IsLeftAsItIs()
    {
        OracleQuestion question = Paper();
        double[] weights = question.Layers[0].Weights.ToArray();
        double[] inputs = question.Inputs.ToArray();
        await AskAsync(question);
        Assert.That(question.Layers[0].Weights.ToArray(), Is.EqualTo(weights));
        Assert.That(question.Inputs.ToArray(), Is.EqualTo(inputs));
    }

    [Test]
    public async Task AskAsync_LargeNetwork_GivesEveryNumber()
    {
        OracleQuestion question = Wide(inputs: 60, units: 70);
        OracleAnswer.Computed answer = await AskAsync(question);
        foreach (Step step in question.Layout.Steps.Where(step => step.IsGradient || step.Quantity == Quantity.Delta))
        {
            Assert.That(Enumerable.Range(0, step.Length).All(i => answer.Numbers.Has(step, i)), $"{step.Quantity} {step.Layer}");
        }
    }

    [Test]
    public async Task AskAsync_LargeNetworkAndASmallBudget_LooksAtUnitsOfEveryLayerAndLeavesTheRestOpen()
    {
        OracleQuestion question = Wide(inputs: 60, units: 70);
        await using var oracle = new FiniteDifferenceOracle(ForwardLoss.Pass, TimeSpan.FromMinutes(5), budget: 5000);

        var answer = (OracleAnswer.Computed)await oracle.AskAsync(question, CancellationToken.None);

        int[] rows = [.. new[] { 0, 1 }.Select(l => Rows(answer, question.Layout.WeightGradient(l)).Length)];
        Assert.That(rows[0], Is.InRange(10, 60), "units of the first layer, of 70");
        Assert.That(rows[1], Is.GreaterThanOrEqualTo(1), "units of the second, of 3");
        Assert.That(Rows(answer, question.Layout.WeightGradient(0)).Max(), Is.GreaterThan(50), "they are spread");
        Assert.That(
            Rows(answer, question.Layout.BiasGradient(0)!),
            Is.EqualTo(Rows(answer, question.Layout.WeightGradient(0))),
            "and so are biases");
    }

    private static int[] Rows(OracleAnswer.Computed answer, Step step)
        => [.. Enumerable.Range(0, step.Length).Where(i => answer.Numbers.Has(step, i)).Select(i => i / step.Columns).Distinct()];

    [Test]
    public async Task AskAsync_SameQuestionTwice_GivesTheSameBits()
    {
        OracleQuestion question = Wide(inputs: 60, units: 70);
        OracleAnswer.Computed first = await AskAsync(question);
        OracleAnswer.Computed second = await AskAsync(question);
        Step step = question.Layout.WeightGradient(0);
        Assert.That(second.Numbers[step], Is.EqualTo(first.Numbers[step]));
        Assert.That(second.Numbers.Missing(step), Is.EqualTo(first.Numbers.Missing(step)));
    }

    [Test]
    public async Task Create_WithoutForwardPass_IsUnavailable()
    {
        await using IOracle oracle = OracleCatalogue.Create(OracleCatalogue.FiniteDifferences, OracleOptions.Default);
        Assert.That(await oracle.StartAsync(CancellationToken.None), Is.InstanceOf<OracleStatus.Unavailable>());
    }

    private static async Task<OracleAnswer.Computed> AskAsync(OracleQuestion question)
    {
        await using IOracle oracle = OracleCatalogue.Create(
            OracleCatalogue.FiniteDifferences, OracleOptions.Default with { ForwardPass = ForwardLoss.Pass });
        return (OracleAnswer.Computed)await oracle.AskAsync(question, CancellationToken.None);
    }

    private static void AssertWithin(OracleAnswer.Computed answer, Step step, double[] expected)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double error = answer.Errors![step]![i];
            Assert.That(
                Math.Abs(answer.Numbers[step]![i] - expected[i]), Is.LessThanOrEqualTo(error), $"{step.Quantity} {i}, error {error}");
        }
    }

    private static OracleQuestion Paper() => new()
    {
        Layout = new TensorLayout(1, [new LayerShape(2, 3, HasBias: false), new LayerShape(3, 2, HasBias: false)]),
        Format = FloatFormat.Float64,
        Layers =
        [
            new OracleLayer(new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6 }, null, "tanh", null),
            new OracleLayer(new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6 }, null, "linear", null),
        ],
        Inputs = new[] { 1.0, 2.0 },
        Labels = new[] { 1.0, 1.15 },
        LossKind = "half-squared-error",
        Reduction = "sum",
    };

    private static OracleQuestion Wide(int inputs, int units) => new()
    {
        Layout = new TensorLayout(1, [new LayerShape(inputs, units, HasBias: true), new LayerShape(units, 3, HasBias: false)]),
        Format = FloatFormat.Float64,
        Layers =
        [
            new OracleLayer(Waves(inputs * units), Waves(units), "tanh", null),
            new OracleLayer(Waves(3 * units), null, "sigmoid", null),
        ],
        Inputs = Waves(inputs),
        Labels = new[] { 0.0, 1, 0.5 },
        LossKind = "squared-error",
        Reduction = "sum",
    };

    private static double[] Waves(int count) => [.. Enumerable.Range(1, count).Select(i => 0.3 * Math.Sin(i * 1.7))];

    /// <summary>A loss that takes a tenth of a second for every value.</summary>
    private sealed class SlowLoss(IForwardLoss loss) : IForwardLoss
    {
        private readonly TaskCompletionSource _began = new();

        public Task Began => _began.Task;

        public LossSample Base => loss.Base;

        public double Noise => loss.Noise;

        public ReadOnlyMemory<double> InputsOf(int layer) => loss.InputsOf(layer);

        public IUnitMoves UnitMoves() => loss.UnitMoves();

        public double Reach(int layer, int unit, ReadOnlySpan<double> direction) => loss.Reach(layer, unit, direction);

        public LossSample Moved(int layer, int unit, ReadOnlySpan<double> direction, double t)
        {
            _began.TrySetResult();
            Thread.Sleep(100);
            return loss.Moved(layer, unit, direction, t);
        }
    }
}
