using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

public sealed class NumberLinesTest
{
    private static readonly Fixture Example = WorkedExample.TwoSamples;

    [Test]
    public void Around_AnyNumber_HasItsOwnLineOfTheWholeCalculationAndMarksItAlone()
    {
        string[] whole =
            [.. WorkedTrace.Of(Example, new TraceOptions(6, null)).Blocks
                .OfType<Block.Equations>()
                .SelectMany(equations => equations.Lines)
                .Select(TextFormula.Of)];
        foreach (Step step in Example.Layout.Steps)
        {
            for (int i = 0; i < step.Length; i++)
            {
                string[] lines = Lines(Example, step, i);
                string own = lines.Single(line => line.EndsWith("← here", StringComparison.Ordinal));
                Assert.That(whole, Has.Member(own[..^"   ← here".Length]), $"{step}, {i}");
                Assert.That(lines, Has.Length.GreaterThan(1), "what stands around it");
            }
        }
    }

    [Test]
    public void Around_AWeightGradient_HasRuleDeltasAndNeighbours()
    {
        string[] lines = Lines(Example, Example.Layout.WeightGradient(0), 1);
        Assert.That(lines.Select(line => line[..line.IndexOf('=', StringComparison.Ordinal)].Trim()), Is.EqualTo(new[]
        {
            "∂E/∂w_k,m^(1)", "δ_1,1^(1)", "δ_1,2^(1)", "∂E/∂w_1,1^(1)", "∂E/∂w_1,2^(1)", "∂E/∂w_2,1^(1)",
        }));
    }

    [Test]
    public void Around_AParameterAfterSeveralSteps_IsEmpty()
    {
        Fixture several = Example with { Training = new Training(0.5, 2, true) };
        Assert.That(Lines(several, several.Layout.UpdatedWeights(0), 0), Is.Empty);
        Assert.That(Lines(Example, Example.Layout.UpdatedWeights(0), 0), Is.Not.Empty);
    }

    [Test]
    public void Around_ABiasThatStays_IsEmpty()
    {
        Fixture staying = Example with { Training = new Training(0.5, 1, false) };
        Assert.That(Lines(staying, staying.Layout.UpdatedBias(0)!, 0), Is.Empty);
        Assert.That(Lines(staying, staying.Layout.UpdatedWeights(0), 0), Is.Not.Empty);
    }

    [Test]
    public void Around_AnotherConvention_StatesTheNumberInIt()
    {
        Step gradient = Example.Layout.WeightGradient(1);
        string own = Lines(Example, gradient, 0).Single(line => line.EndsWith("← here", StringComparison.Ordinal));
        string sum = string.Join(
            '\n',
            NumberLines.Around(Example, Example.Loss with { Reduction = Reduction.Sum }, gradient, 0, 6, "← here")
                .SelectMany(block => block.Lines).Select(TextFormula.Of));
        Assert.That(sum, Does.Contain("← here").And.Not.Contain(own));
    }

    private static string[] Lines(Fixture fixture, Step step, int index)
        => [.. NumberLines.Around(fixture, fixture.Loss, step, index, 6, "← here").SelectMany(block => block.Lines).Select(TextFormula.Of)];
}
