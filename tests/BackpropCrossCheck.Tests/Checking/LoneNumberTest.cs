using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Numbers that one result alone gives: two opinions, the engine's and its own, make no outlier.</summary>
public sealed class LoneNumberTest
{
    [TestCase("null", 0)]
    [TestCase("2", 1)]
    public async Task Check_NumberThatOneOfTwoGives_LeavesNobodyAlone(string first, int outliers)
    {
        // a gives 7 for 2, and b says nothing of it, or 2.
        using var run = new TestRun();
        run.AddText($$"""
            {
              "version": 1, "name": "x", "layers": [{ "weights": [[2], [3]], "activation": "linear" }], "inputs": [[1]], "labels": [[0, 0]],
              "loss": "half-sum-of-squares",
              "expected": [
                { "by": "a", "kind": "recorded", "precision": "float64", "deltas": [[[7, 3]]] },
                { "by": "b", "kind": "recorded", "precision": "float64", "deltas": [[[{{first}}, 3]]] }
              ]
            }
            """);
        FixtureReport report = (await run.CheckAsync()).Fixtures[0];
        Assert.That((report.Outliers.Count, report.Splits.Count), Is.EqualTo((outliers, 0)));
    }
}
