using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Runs over fixtures with numbers that a person calculated.</summary>
public sealed class HandEntryRunTest
{
    private static readonly CheckOptions Named = new() { OraclesAreNamed = true };

    [TestCase("-1.98", "-0.34", "-0.99", "follows")]
    [TestCase("0.00", "0.00", "0.00", "is right")]
    public async Task Check_NumberOfAPersonAtTheKink_SettlesNothingForTensorFlow(
        string deltaBelow, string weight, string delta, string mark)
    {
        // 2·0.335 − 0.67 is 0 except for rounding, so TensorFlow may be on the other side of the kink. A person's -1.98 follows from the
        // 0.34 of an earlier line and says nothing of the kink. A person's 0 agrees with the engine, not with TensorFlow.
        string preActivation = mark == "follows" ? "0.01" : "0.00";
        using var run = new TestRun { Options = Named };
        CheckReport report = await run.AddText($$"""
            {
              "version": 1, "name": "kink",
              "layers": [{ "weights": [[0.335]], "activation": "linear" },
                { "weights": [[2]], "bias": [-0.67000000000000015], "activation": "relu" }],
              "inputs": [[1]], "labels": [[1]], "loss": "half-sum-of-squares",
              "expected": [
                { "by": "TensorFlow", "kind": "recorded", "precision": "float64",
                  "gradients": [{ "weights": [[-2]] }, { "weights": [[-0.335]], "bias": [-1] }] },
                {
                  "by": "a person", "kind": "hand", "precision": { "decimals": 2 }, "preActivations": [[[0.34]], [[{{preActivation}}]]],
                  "outputs": [[[0.34]], [[{{preActivation}}]]],
                  "deltas": [[[{{deltaBelow}}]], [[{{delta}}]]],
                  "gradients": [{ "weights": [[{{deltaBelow}}]] }, { "weights": [[{{weight}}]], "bias": [{{delta}}] }]
                }
              ]
            }
            """).CheckAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.ExitCode, report.Summary.Undecidable, report.Summary.Unsettled), Is.EqualTo((3, 3, 3)), mark);
            Assert.That(report.Summary.Discrepancies, Is.Zero);
        }
    }

    [TestCase("""{ "decimals": 2 }""", 1, 2)]
    [TestCase("""{ "significant": 3 }""", 1, 2)]
    [TestCase("\"float64\"", 3, 0)]
    public async Task Check_NumberOfAPersonWhereTheTrueOneIsInfinite_IsNeverRight(string precision, int exitCode, int discrepancies)
    {
        using var run = new TestRun { Options = Named };
        CheckReport report = await run.AddText($$"""
            {
              "version": 1, "name": "infinite",
              "layers": [{ "weights": [[1e308, 1e308]], "activation": "linear" },
                { "weights": [[2]], "bias": [1], "activation": "linear" }],
              "inputs": [[1, 1]], "labels": [[1]], "loss": "half-sum-of-squares",
              "expected": [{ "by": "a person", "kind": "hand", "precision": {{precision}}, "lossValue": -7,
                "gradients": [{ "weights": [[1, null]] }, null] }]
            }
            """).CheckAsync();
        Assert.That((report.ExitCode, report.Summary.Discrepancies), Is.EqualTo((exitCode, discrepancies)));
        Assert.That(report.Fixtures[0].Comparisons[0].ScaleNote, Does.EndWith("a weight gradient is not finite"));
    }

    [TestCase("0.5", 1)]
    [TestCase("0.54", 0)]
    public async Task Check_OneNumberWithFewerDigitsThanTheOthers_IsNotExcusedByThem(string weight, int exitCode)
    {
        // 0.54 is 0.5 to one decimal. But then the loss 0.08 would be 0.1, and the other weight -0.22 would be -0.2.
        using var run = new TestRun { Options = Named };
        CheckReport report = await run.AddText($$"""
            {
              "version": 1, "name": "forgotten update", "layers": [{ "weights": [[0.5, -0.3]], "activation": "linear" }],
              "inputs": [[1, 2]], "labels": [[0.3]],
              "loss": "half-sum-of-squares", "training": { "learningRate": 0.1 },
              "expected": [
                {
                  "by": "a person", "kind": "hand", "precision": { "decimals": 2 }, "lossValue": 0.08, "preActivations": [[[-0.1]]],
                  "outputs": [[[-0.1]]],
                  "deltas": [[[-0.4]]], "gradients": [{ "weights": [[-0.4, -0.8]] }],
                  "updatedParameters": [{ "weights": [[{{weight}}, -0.22]] }]
                }
              ]
            }
            """).CheckAsync();
        Assert.That((report.ExitCode, report.Summary.Discrepancies), Is.EqualTo((exitCode, exitCode)));
    }

    [TestCase("0.267", "0.306", 0)]
    [TestCase("null", "0.306", 0)]
    [TestCase("0.267", "0.316", 1)]
    public async Task Check_EverythingWithOneDecimalLess_PassesWithAndWithoutAnUpdatedLoss(string updatedLoss, string output, int exitCode)
    {
        // The person gives three decimals where four are asked for. The steps between the new weight and its loss are not given, and were
        // not rounded.
        using var run = new TestRun { Options = Named };
        CheckReport report = await run.AddText($$"""
            {
              "version": 1, "name": "one less", "layers": [{ "weights": [[-0.4]], "activation": "softsign" }], "inputs": [[-1.1], [-0.6]],
              "labels": [[-0.2], [-0.6]],
              "loss": { "kind": "half-squared-error", "reduction": "mean-over-outputs" }, "training": { "learningRate": 0.5 },
              "expected": [
                {
                  "by": "a person", "kind": "hand", "precision": { "decimals": 4 }, "lossValue": 0.443,
                  "preActivations": [[[0.44], [0.24]]],
                  "outputs": [[[{{output}}], [0.194]]], "deltas": [[[0.244], [0.516]]], "gradients": [{ "weights": [[-0.578]] }],
                  "updatedParameters": [{ "weights": [[-0.111]] }], "updatedLossValue": {{updatedLoss}}
                }
              ]
            }
            """).CheckAsync();
        Assert.That(report.ExitCode, Is.EqualTo(exitCode));
    }
}
