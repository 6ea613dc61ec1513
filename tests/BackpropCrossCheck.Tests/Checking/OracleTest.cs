using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Runs with oracles that work, are missing, fail, or give half an answer.</summary>
public sealed class OracleTest
{
    private static readonly Fixture Fixture = RandomFixture.Create(3, ActivationKind.Tanh, Loss.HalfSumOfSquares);

    [TestCase(false, "tensorflow-test", 0)]
    [TestCase(true, "anything", 0)]
    [TestCase(false, "anything", 3)]
    public async Task Check_WorkingOracle_PassesWhereItIsTensorFlowOrNamed(bool named, string name, int exitCode)
    {
        CheckReport report = await Check(named, new TestOracle(name));
        Assert.That((report.ExitCode, report.Fixtures[0].Verdict), Is.EqualTo((exitCode, Verdict.Pass)));
    }

    [Test]
    public async Task Check_WrongOracle_IsADiscrepancy()
    {
        Step step = Fixture.Layout.WeightGradient(0);
        CheckReport report = await Check(false, TestOracle.Planting("tensorflow-test", numbers => Planted.With(numbers, step, 0, 9)));
        Assert.That((report.ExitCode, report.Fixtures[0].Comparisons[0].FirstWrong!.Quantity), Is.EqualTo((1, Quantity.WeightGradient)));
    }

    [TestCase(true, 3)]
    [TestCase(false, 0)]
    public async Task Check_UnavailableOracle_IsInconclusiveWhereNamed(bool named, int exitCode)
    {
        var missing = new TestOracle("tensorflow-missing") { Status = new OracleStatus.Unavailable("not installed") };
        CheckReport report = await Check(named, new TestOracle("tensorflow-test"), missing);
        ResultComparison comparison = report.Fixtures[0].Comparisons[1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ExitCode, Is.EqualTo(exitCode));
            Assert.That(
                (comparison.Against, comparison.Status, comparison.Reason),
                Is.EqualTo(("tensorflow-missing", ComparisonStatus.Unavailable, "not installed")));
            Assert.That(missing.Questions, Is.Empty);
            Assert.That(report.Summary.Unavailable, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Check_OnlyAnUnavailableOracle_IsInconclusive([Values] bool named)
    {
        CheckReport report = await Check(
            named, new TestOracle("tensorflow-missing") { Status = new OracleStatus.Unavailable("not installed") });
        Assert.That(report.ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task Check_FailedOracle_IsInconclusiveNamedOrNot([Values] bool named, [Values] bool atStart)
    {
        TestOracle failing = atStart
            ? new TestOracle("broken") { Status = new OracleStatus.Failed("crash") }
            : new TestOracle("broken") { Answer = (_, _) => new OracleAnswer.Failed("crash") };
        CheckReport report = await Check(named, new TestOracle("tensorflow-test"), failing);
        Assert.That((report.ExitCode, report.Fixtures[0].Reason, report.Summary.OracleFailures), Is.EqualTo((3, "broken failed", 1)));
    }

    [Test]
    public async Task Check_FaultThatNoAnswerShows_IsInconclusiveNamedOrNot([Values] bool named)
    {
        CheckReport report = await Check(named, new TestOracle("tensorflow-test") { FaultOnceAsked = "ended with exit code 3" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.ExitCode, report.Reason), Is.EqualTo((3, "tensorflow-test ended with exit code 3")));
            Assert.That(report.Fixtures[0].Verdict, Is.EqualTo(Verdict.Pass), "its answer was right");
        }
    }

    [Test]
    public async Task Check_FailedOracleAndADiscrepancy_IsADiscrepancy()
    {
        var wrong = TestOracle.Planting("tensorflow-test", numbers => Planted.With(numbers, Fixture.Layout.Loss, 0, 9));
        CheckReport report = await Check(true, wrong, new TestOracle("broken") { Answer = (_, _) => new OracleAnswer.Failed("crash") });
        Assert.That(report.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task Check_AnswerWithoutATensor_IsAFailureAndNoPass()
    {
        foreach (
            Step lacking in Fixture.Layout.Steps.Where(
                step => step.IsGradient || step.Quantity == Quantity.Loss))
        {
            var oracle = TestOracle.Planting(
                "tensorflow-test", numbers => Planted.Changed(numbers, (step, values) => step == lacking ? null : values));
            CheckReport report = await Check(false, oracle);
            ResultComparison comparison = report.Fixtures[0].Comparisons[0];
            Assert.That((report.ExitCode, comparison.Status), Is.EqualTo((3, ComparisonStatus.Failed)), $"{lacking}");
            Assert.That(comparison.Reason, Does.StartWith("its answer lacks the "));
        }
    }

    [Test]
    public async Task Check_AnswerWithAHole_IsAFailureAndNoPass()
    {
        Step step = Fixture.Layout.WeightGradient(0);
        var oracle = TestOracle.Planting("tensorflow-test", numbers =>
        {
            TensorSet holed = Planted.Changed(numbers, (_, values) => values);
            holed.Set(step, new double[step.Length], [true, .. new bool[step.Length - 1]]);
            return holed;
        });
        CheckReport report = await Check(false, oracle);
        Assert.That(report.Fixtures[0].Comparisons[0].Reason, Is.EqualTo("its answer lacks the gradient of layer 1, weights"));
    }

    [Test]
    public async Task Check_AnswerWithoutPreActivations_Passes()
    {
        var oracle = TestOracle.Planting(
            "tensorflow-test",
            numbers => Planted.Changed(
                numbers,
                (step, values) => step.IsGradient || step.Quantity == Quantity.Loss ? values : null));
        Assert.That((await Check(false, oracle)).ExitCode, Is.Zero);
    }

    [TestCase(null, FloatFormat.Float64)]
    [TestCase(FloatFormat.Float32, FloatFormat.Float32)]
    public async Task Check_Precision_IsTheFinestOrTheOneAskedFor(FloatFormat? asked, FloatFormat expected)
    {
        var oracle = new TestOracle("tensorflow-test");
        using var run = new TestRun { Oracles = [oracle], Options = new CheckOptions { Format = asked } };
        await run.Add(Fixture).CheckAsync();
        Assert.That(oracle.Questions.Select(question => question.Format).Distinct().Single(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Check_WhatAnOracleDoesNotOffer_IsUnavailable([Values] bool precision)
    {
        var coarse = new TestOracle("tensorflow-test")
        {
            Status = precision
                ? new OracleStatus.Available("tensorflow-test", "1", [FloatFormat.Float32], ContractNames.Activations)
                : new OracleStatus.Available("tensorflow-test", "1", [FloatFormat.Float64], ["relu"]),
        };
        using var run =
            new TestRun { Oracles = [coarse], Options = new CheckOptions { Format = FloatFormat.Float64, OraclesAreNamed = true } };
        CheckReport report = await run.Add(Fixture).CheckAsync();
        Assert.That((report.ExitCode, report.Fixtures[0].Comparisons[0].Reason), Is.EqualTo((3, precision
            ? "it was asked for float64 and calculates in float32 only"
            : $"it does not offer the activation {Fixture.Network.Layers.First(layer => layer.Activation is not Relu).Activation.Name}")));
    }

    [Test]
    public async Task Run_LossThatAnOracleDoesNotOffer_SaysSo()
    {
        var few = new TestOracle("tensorflow-test")
        {
            Status = new OracleStatus.Available("tensorflow-test", "1", [FloatFormat.Float64], ContractNames.Activations)
            {
                Losses = ["huber"],
            },
        };
        CheckReport report = await Check(named: true, few);
        Assert.That(
            (report.ExitCode, report.Fixtures[0].Comparisons[0].Reason), Is.EqualTo((3, "it does not offer the loss half-squared-error")));
    }

    private static async Task<CheckReport> Check(bool named, params TestOracle[] oracles)
    {
        using var run = new TestRun { Oracles = oracles, Options = new CheckOptions { OraclesAreNamed = named } };
        return await run.Add(Fixture).CheckAsync();
    }
}
