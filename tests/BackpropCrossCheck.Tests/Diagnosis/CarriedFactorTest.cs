using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Second answers that are a multiple of the first: what is said of the factor, and how much rounding it may hide.</summary>
public sealed class CarriedFactorTest
{
    [TestCase(3, "3 times the first: gradients accumulate")]
    [TestCase(0.5, "0.5 times the first: something is left of the questions before")]
    public async Task Findings_SecondAnswerTimesAFactor_AccumulatesOnlyWhereItGrows(double factor, string text)
    {
        Finding finding = (await SecondAsync(factor, 0, 0)).Findings.Single();
        Assert.That(finding.Argument, Is.EqualTo(new FindingArgument.Number(factor)));
        Assert.That(finding.Text, Does.Contain(text));
    }

    [TestCase(0.6, -1.2, true)]
    [TestCase(0.6, -4, false)]
    public async Task Findings_TwiceTheFirst_MayBeOffByTheRoundingOfAllThree(double first, double second, bool isTwice)
    {
        // The first answer is off by 0.6 of what is allowed, and right; twice the engine's number, off by −1.2, is off by −2.4 from twice
        // the first.
        Finding finding = (await SecondAsync(2, first, second)).Findings.Single();
        Assert.That(finding.Argument is FindingArgument.Number { Value: 2 }, Is.EqualTo(isTwice), finding.Text);
    }

    /// <summary>The comparison of an oracle that gives a multiple of its gradients the second time; a gradient is off, in units of what is
    /// allowed, the first time and the second.</summary>
    private static async Task<ResultComparison> SecondAsync(double factor, double first, double second)
    {
        Fixture fixture = RandomFixture.Create(3, ActivationKind.Tanh, Loss.HalfSumOfSquares);
        Step step = fixture.Layout.WeightGradient(0);
        double allowed = Planted.Reference(fixture).AllowedAgainst(FloatFormat.Float32).OwnSide[step]![1];
        int answers = 0;
        var oracle = new TestOracle("a")
        {
            Answer = (_, numbers) =>
            {
                (double times, double off) = ++answers switch { 1 => (1, first), 2 => (1.0, 0), _ => (factor, second) };
                return new OracleAnswer.Computed(Planted.Changed(numbers, (at, values) => !at.IsGradient
                    ? values
                    : [.. values.Select((g, i) => (times * g) + (at == step && i == 1 ? off * allowed : 0))]));
            },
        };
        using var run = new TestRun
        {
            Oracles = [oracle],
            Options = new CheckOptions { OraclesAreNamed = true, Format = FloatFormat.Float32 },
        };
        return (await run.Add(fixture).CheckAsync()).Fixtures[0].Comparisons[0];
    }
}
