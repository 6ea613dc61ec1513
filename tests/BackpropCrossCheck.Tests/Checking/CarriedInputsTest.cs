using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Tests.Checking;

/// <summary>Gradients with the inputs of another fixture: how exactly they must be those, and in which convention.</summary>
public sealed class CarriedInputsTest
{
    private const double Large = 12345.678;

    [TestCase(1, "state-carried-over")]
    [TestCase(1.001, "")]
    public async Task Check_LargeInputsOfAnotherFixture_MayBeRoundedAsTheyAre(double factor, string cause)
    {
        // δ·12345.678 rounded to float32 is off by far more than what is allowed for the gradient with this fixture's own inputs of 1.
        ResultComparison comparison = await LastOf(factor, new CheckOptions { OraclesAreNamed = true, Format = FloatFormat.Float32 });
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    [TestCase(false, "state-carried-over")]
    [TestCase(true, "")]
    public async Task Check_StatedInAnotherConvention_NumbersOfThatOneAreNotHeldAgainstTheFixtures(bool isStated, string cause)
    {
        // Stated in the sum, these numbers are δ·z of the half sum with the other fixture's z: that they are alike is chance.
        var sum = new Loss(new SquaredError(), Reduction.Sum);
        ResultComparison comparison = await LastOf(
            isStated ? 0.5 : 1, new CheckOptions { OraclesAreNamed = true, Stated = isStated ? sum : null });
        Assert.That(comparison.Causes(), Is.EqualTo(cause));
    }

    /// <summary>Two fixtures with inputs 12345.678, −20001.5 and 1, −2; in the second one's gradient an oracle puts the first one's
    /// inputs, and a factor.</summary>
    private static async Task<ResultComparison> LastOf(double factor, CheckOptions options)
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
