using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>The optimizer of a training. The refusals are among the bad fixtures.</summary>
public sealed class OptimizerReaderTest
{
    private static readonly TestCaseData[] Forms =
    [
        new TestCaseData("\"sgd\"", new GradientDescent(0.5)),
        new TestCaseData("\"momentum\"", new MomentumDescent(0.5, 0.9)),
        new TestCaseData("\"adam\"", new Adam(0.5, 0.9, 0.999, 1e-7)),
        new TestCaseData("\"rmsprop\"", new RootMeanSquarePropagation(0.5, 0.9, 1e-7)),
        new TestCaseData("\"adagrad\"", new AdaptiveGradient(0.5, 0.1, 1e-7)),
        new TestCaseData("{ \"kind\": \"sgd\" }", new GradientDescent(0.5)),
        new TestCaseData("{ \"kind\": \"momentum\", \"nesterov\": true }", new MomentumDescent(0.5, 0.9, true)),
        new TestCaseData("{ \"momentum\": 0.25, \"nesterov\": false, \"kind\": \"momentum\" }", new MomentumDescent(0.5, 0.25)),
        new TestCaseData("{ \"kind\": \"adam\", \"beta2\": 0 }", new Adam(0.5, 0.9, 0)),
        new TestCaseData("{ \"epsilon\": 0, \"kind\": \"adam\", \"beta1\": 0.5 }", new Adam(0.5, 0.5, 0.999, 0)),
        new TestCaseData("{ \"kind\": \"rmsprop\", \"rho\": 0.99, \"epsilon\": 1 }", new RootMeanSquarePropagation(0.5, 0.99, 1)),
        new TestCaseData("{ \"kind\": \"adagrad\", \"initialAccumulator\": 0 }", new AdaptiveGradient(0.5, 0)),
        new TestCaseData("{ \"kind\": \"adagrad\", \"initialAccumulator\": -0 }", new AdaptiveGradient(0.5, 0)),
    ];

    [TestCaseSource(nameof(Forms))]
    public void Read_AnOptimizer_IsThisRule(string json, Optimizer rule)
    {
        Training training = Read($"\"learningRate\": 0.5, \"optimizer\": {json}");
        Assert.That(training.Optimizer, Is.EqualTo(rule));
        Assert.That(training.IsPlain, Is.EqualTo(rule is GradientDescent));
        Assert.That(Read($"\"optimizer\": {json}, \"learningRate\": 0.5"), Is.EqualTo(training));
    }

    [Test]
    public void Read_NoOptimizer_IsPlainGradientDescent()
        => Assert.That(Read("\"learningRate\": 0.5").Optimizer, Is.EqualTo(new GradientDescent(0.5)));

    private static Training Read(string fields) => FixtureText.Read(
        FixtureText.With("\"expected\"", $"\"training\": {{ {fields} }}, \"expected\"")).Training!;
}
