using System.Globalization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>Kinks that are met only during training.</summary>
public sealed class TrainingKinkTest
{
    /// <summary>One relu unit, a = w − 0.99 = 0.01, t = −0.99 and δ = 1: a rate just below 0.01 takes a to nearly 0. The second step takes
    /// w from 0.99 to 0.98, or leaves it unchanged beyond the kink.</summary>
    /// <remarks>The allowance of a is 1e-6, and a repetition of the training moves it by 1e-7.</remarks>
    private const string Relu = """
        "layers": [{ "weights": [[1]], "bias": [-0.99], "activation": "relu" }], "inputs": [[1]], "labels": [[-0.99]],
        "loss": "half-sum-of-squares",
        "training": { "learningRate": RATE, "steps": STEPS, "biases": false }
        """;

    [TestCase(0.0099995, 0.9801, "a")]
    [TestCase(0.0099995, 0.99, "u")]
    [TestCase(0.0099995, 0.985, "u")]
    [TestCase(0.0099995, 1.1, "d")]
    [TestCase(0.0099995, 0.9, "d")]
    [TestCase(0.0099, 0.99, "d")]
    public void Compare_KinkMetDuringTraining_LeavesWhatTheTrainingGivesOpen(double rate, double updated, string verdict)
    {
        double weight = verdict == "a" ? 1 - rate - (rate * (1 - rate)) : updated;
        ResultComparison comparison = Of(rate, 2, weight);
        Assert.That(comparison.Verdicts("updated-parameter"), Is.EqualTo(verdict));
        string? reason = verdict == "u" ? "kink: layer 1, sample 1, unit 1" : null;
        Assert.That(comparison.Notable.Select(number => number.Reason), Is.All.EqualTo(reason));
    }

    [TestCase(1, "a")]
    [TestCase(0.995, "d")]
    public void Compare_KinkMetAfterTheLastStep_LeavesTheParametersDecided(double share, string verdict)
        => Assert.That(Of(0.0099995, 1, share * (1 - 0.0099995)).Verdicts("updated-parameter"), Is.EqualTo(verdict));

    private static ResultComparison Of(double rate, int steps, double weight) => Judged.Of(
        Relu.Replace("RATE", rate.ToString("R", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("STEPS", steps.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
        FormattableString.Invariant(
            $$""" "kind": "recorded", "precision": "float32", "updatedParameters": [{ "weights": [[{{weight:R}}]], "bias": [null] }] """));
}
