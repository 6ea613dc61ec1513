using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Runs with oracles that train by themselves, and with others that do not.</summary>
public sealed class TrainedOracleTest
{
    private static readonly Fixture Trained = RandomFixture.Create(3, ActivationKind.Tanh, Loss.HalfSumOfSquares, trains: true) with
    {
        Training = new Training(0.1, 2, true) { Rule = new Adam(1, 0.8) },
    };

    [Test]
    public async Task Check_OracleThatOffersTheOptimizer_IsAskedAndCompared()
    {
        TestOracle oracle = Offering("sgd", "adam");
        FixtureReport report = await Check(oracle);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(Updated(report), Is.EqualTo(Trained.Network.Layers.Sum(layer => layer.Weights.Length + layer.Bias.Length) + 1));
        OracleTraining asked = oracle.Questions[0].Training!;
        Assert.That(
            (asked.LearningRate, asked.Steps, asked.Biases, asked.BySamples, asked.Optimizer), Is.EqualTo((0.1, 2, true, false, "adam")));
        Assert.That(asked.Parameters, Is.EqualTo(new[] { ("beta1", 0.8), ("beta2", 0.999), ("epsilon", 1e-7) }));
    }

    [TestCase]
    [TestCase("sgd", "momentum")]
    public async Task Check_OracleThatDoesNotOfferTheOptimizer_LeavesUpdatedNumbersNotCompared(params string[] offered)
    {
        TestOracle oracle = Offering(offered);
        FixtureReport report = await Check(oracle);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(oracle.Questions[0].Training, Is.Null);
        Assert.That(Updated(report), Is.Zero);
        Assert.That(report.NotCompared.Select(count => count.Word), Is.SupersetOf(new[] { "updated-parameter", "updated-loss" }));
    }

    /// <summary>The oracle trains with another learning rate than it was asked for.</summary>
    [Test]
    public async Task Check_OracleWithAWrongLearningRate_IsADiscrepancy()
    {
        TestOracle wrong = Offering("adam");
        wrong = new TestOracle("tensorflow-test")
        {
            Status = wrong.Status,
            KeepsNothing = true,
            Answer = (_, _) => new OracleAnswer.Computed(new BackpropagationEngine().Calculate(
                Trained with { Training = Trained.Training! with { LearningRate = 0.11 } }, CancellationToken.None)),
        };
        FixtureReport report = await Check(wrong);
        Assert.That((report.Verdict, report.Comparisons[0].FirstWrong!.Quantity), Is.EqualTo((Verdict.Fail, Quantity.UpdatedWeights)));
    }

    [Test]
    public async Task Check_UnitsThatShareABias_AreNotTrainedByAnOracle()
    {
        Fixture shared = FixtureReader.Read(Path.Combine(Fixtures.FixtureText.GoodFolder, "bias-shared.json"));
        TestOracle oracle = Offering("sgd", "adam");
        using var run = new TestRun { Oracles = [oracle] };
        await run.AddText(await File.ReadAllTextAsync(Path.Combine(Fixtures.FixtureText.GoodFolder, "bias-shared.json"))).CheckAsync();
        Assert.That(shared.Network.Layers.Any(layer => layer.SharesBias), Is.True);
        Assert.That(oracle.Questions.Select(question => question.Training), Has.All.Null);
    }

    private static TestOracle Offering(params string[] optimizers) => new("tensorflow-test")
    {
        Status = new OracleStatus.Available(
            "tensorflow-test", "1.0", [FloatFormat.Float32, FloatFormat.Float64], ContractNames.Activations)
        {
            Optimizers = optimizers,
        },
    };

    private static async Task<FixtureReport> Check(TestOracle oracle)
    {
        using var run = new TestRun { Oracles = [oracle] };
        return (await run.Add(Trained).CheckAsync()).Fixtures[0];
    }

    private static int Updated(FixtureReport report) => report.Comparisons[0].AllNumbers()
        .Count(number => number.Quantity.IsUpdatedParameter || number.Quantity == Quantity.UpdatedLoss);
}
