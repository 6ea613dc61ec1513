using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Runs over numbers at the edges: zeros, the largest number, and overflow.</summary>
public sealed class ExtremeNumberRunTest
{
    private static readonly CheckOptions Named = new() { OraclesAreNamed = true };

    [TestCase(EntryKind.Hand, 0)]
    [TestCase(EntryKind.Recorded, 3)]
    public async Task Check_OnlyZeros_ShowSomethingOfAPersonAndNothingOfAProgram(EntryKind kind, int exitCode)
    {
        using var run = new TestRun { Options = Named };
        CheckReport report = await run.AddText($$"""
            {
              "version": 1, "name": "zeros", "layers": [{ "weights": [[2]], "activation": "linear" }], "inputs": [[1]], "labels": [[2]],
              "loss": "half-sum-of-squares",
              "expected": [
                {
                  "by": "zeros", "kind": "{{kind.ToString().ToLowerInvariant()}}", "precision": { "decimals": 2 },
                  "outputs": [[[2]]], "lossValue": 0, "deltas": [[[0]]], "gradients": [{ "weights": [[0]] }]
                }
              ]
            }
            """).CheckAsync();
        Assert.That(report.ExitCode, Is.EqualTo(exitCode));
    }

    [TestCase(1e25)]
    [TestCase(1e39)]
    public async Task Check_UpdatedWeightBeyondFloat32_IsUndecidableThere(double learningRate)
    {
        // ∂L/∂w = 1e16: w goes to −1e16 η, which float32 cannot hold.
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [1e8], [0], Loss.HalfSumOfSquares) with
        {
            Training = new Training(learningRate, 1, Biases: true),
        };
        var numbers = new TensorSet(fixture.Layout);
        numbers.Set(fixture.Layout.UpdatedWeights(0), [-3e38]);
        using var run = new TestRun { Options = Named };
        CheckReport single = await run.Add(fixture.Recording(numbers, NumberPrecision.Float32)).CheckAsync();
        using var fine = new TestRun { Options = Named };
        CheckReport twice = await fine.Add(fixture.Recording(numbers, NumberPrecision.Float64)).CheckAsync();
        ResultComparison comparison = single.Fixtures[0].Comparisons[0];
        Assert.That(comparison.Notable.Select(number => number.Reason), Is.EqualTo(new[] { "overflow" }));
        Assert.That((single.ExitCode, twice.ExitCode), Is.EqualTo((3, 1)));
    }

    [TestCase("float64", "-1.7976931348623157e308", 0)]
    [TestCase("float64", "-1.7976931348623e308", 3)]
    [TestCase("float32", "-1.7976931348623e308", 3)]
    public async Task Check_TrainingOfTheLargestNumber_IsChecked(string precision, string output, int exitCode)
    {
        // The analysis repeats the training with numbers moved by their rounding. The largest number has nowhere to go.
        using var run = new TestRun { Options = Named };
        CheckReport report = await run.AddText($$"""
            {
              "version": 1, "name": "largest",
              "layers": [{ "weights": [[1.7976931348623157e308]], "bias": [-1.7976931348623157e308], "activation": "linear" }],
              "inputs": [[1e-308]], "labels": [[-1.7976931348623157e308]], "loss": "half-sum-of-squares",
              "training": { "learningRate": 1e-300 },
              "expected": [{ "by": "TensorFlow", "kind": "recorded", "precision": "{{precision}}", "outputs": [[[{{output}}]]] }]
            }
            """).CheckAsync();
        Assert.That(report.Fixtures.Single().Error, Is.Null);
        Assert.That(report.ExitCode, Is.EqualTo(exitCode));
    }

    [Test]
    public async Task Check_EverythingZero_IsInconclusive()
    {
        Fixture fixture = RandomFixture.OneLayer([1], new Linear(), [1], [1], Loss.HalfSumOfSquares);
        using var run = new TestRun { Oracles = [new TestOracle("tensorflow-test")] };
        CheckReport report = await run.Add(fixture).CheckAsync();
        Assert.That((report.ExitCode, report.Fixtures[0].Reason), Is.EqualTo((3, report.Fixtures[0].Comparisons[0].Reason)));
    }
}
