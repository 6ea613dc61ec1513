using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Runs over fixtures whose loss cannot be calculated.</summary>
public sealed class UndefinedLossTest
{
    [TestCase(
        LossKind.BinaryCrossEntropy,
        1.5,
        "binary-cross-entropy is not defined here: output 2 of sample 1 is 1.5; it must be between 0 and 1. "
        + "Give the last layer the activation sigmoid, or choose another loss.")]
    [TestCase(
        LossKind.CategoricalCrossEntropy,
        -0.5,
        "categorical-cross-entropy is not defined here: output 2 of sample 1 is -0.5; it must be 0 or more. "
        + "Give the last layer the activation softmax, or choose another loss.")]
    public async Task Check_UndefinedLoss_IsAnErrorOfTheFixture(LossKind kind, double output, string message)
    {
        using var run = new TestRun { Oracles = [new TestOracle("tensorflow-test")] };
        CheckReport report = await run.Add(OfOutputs(kind, output), OfOutputs(kind, 0.5) with { Name = "defined" }).CheckAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ExitCode, Is.EqualTo(2));
            Assert.That((report.Fixtures[0].Error!.Message, report.Fixtures[0].Error!.Pointer), Is.EqualTo((message, "/loss")));
            Assert.That(report.Fixtures[1].Verdict, Is.EqualTo(Verdict.Pass));
        }
    }

    [TestCase(
        0.5,
        "binary-cross-entropy is not defined after the first step of the training: output 1 of sample 1 is 1.5; "
        + "it must be between 0 and 1. Give the last layer the activation sigmoid, or choose another loss or a smaller learning rate.")]
    [TestCase(0.2, "binary-cross-entropy is not defined after 2 steps of the training: output 1 of sample 1 is 1.122")]
    public async Task Check_LossThatBecomesUndefinedInTraining_IsNamedWithTheStep(double learningRate, string message)
    {
        // w = y = 0.5, and −∂L/∂w = 1/y: 0.5 + 0.5·2 = 1.5; 0.5 + 0.2·2 = 0.9, 0.9 + 0.2/0.9 = 1.12.
        Fixture fixture = RandomFixture.OneLayer([0.5], new Linear(), [1], [1], new Loss(new BinaryCrossEntropy(), Reduction.Sum)) with
        {
            Training = new Training(learningRate, Steps: 2, Biases: true),
        };
        using var run = new TestRun { Oracles = [new TestOracle("tensorflow-test")] };
        CheckReport report = await run.Add(fixture).CheckAsync();
        Assert.That(report.Fixtures[0].Error!.Message, Does.StartWith(message));
    }

    [Test]
    public async Task Check_LossStatedAsAnotherFamily_IsAnErrorOfTheFixture()
    {
        using var run = new TestRun
        {
            Oracles = [new TestOracle("tensorflow-test")],
            Options = new CheckOptions { Stated = new Loss(new BinaryCrossEntropy(), Reduction.Sum) },
        };
        CheckReport report = await run.Add(RandomFixture.Create(1, ActivationKind.Sigmoid, Loss.MeanSquaredError)).CheckAsync();
        Assert.That(
            report.Fixtures[0].Error!.Message, Does.Contain("squared-error").And.Contain("cannot be stated as binary-cross-entropy"));
    }

    private static Fixture OfOutputs(LossKind kind, double second)
        => RandomFixture.OneLayer([0.5, second], new Linear(), [1], [0.25, 0.75], new Loss(kind.Term, Reduction.Sum));
}
