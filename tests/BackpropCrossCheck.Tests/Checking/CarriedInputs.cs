using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>An oracle that puts the inputs of one fixture into the gradient of the next.</summary>
internal static class CarriedInputs
{
    private const double Large = 12345.678;

    /// <summary>What is said of the second of two fixtures, whose inputs are 12345.678, −20001.5 and 1, −2.</summary>
    /// <param name="factor">What the gradient is multiplied by besides.</param>
    /// <param name="options">How it is checked.</param>
    public static async Task<ResultComparison> CompareAsync(double factor, CheckOptions options)
    {
        static Fixture With(string name, params double[] inputs)
            => RandomFixture.OneLayer([0.0003, -0.0007], new Tanh(), inputs, [0.3], Loss.HalfSumOfSquares) with { Name = name };
        var keeping = new TestOracle("a")
        {
            KeepsNothing = true,
            Answer = (question, numbers) =>
            {
                Step step = question.Layout.WeightGradient(0);
                double delta = factor * numbers[question.Layout.Delta(0)]![0];
                return new OracleAnswer.Computed(question.Inputs.Span[0] == Large ? numbers : Planted.Rounded(
                    Planted.Changed(numbers, (at, values) => at == step ? [delta * Large, delta * -20001.5] : values), question.Format));
            },
        };
        using var run = new TestRun { Oracles = [keeping], Options = options };
        CheckReport report = await run.Add(With("first", Large, -20001.5), With("second", 1, -2)).CheckAsync();
        return report.Fixtures[1].Comparisons[0];
    }
}
