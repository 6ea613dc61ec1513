using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using NUnit.Framework;

namespace MyProject;

/// <summary>The code that the packages' pages show.</summary>
public class SnippetsTest
{
    [Test]
    public void Engine_AsShown_CalculatesTheGradient()
    {
        var hidden = new Layer(2, 2, [0.1, 0.2, 0.3, 0.4], [0.5, 0.5], new Tanh());
        var last = new Layer(2, 1, [0.6, 0.7], null, new Linear());
        var batch = new Batch(2, [1, 2, 3, -1], [1, 0]);
        var pass = new Backpropagation(new Network([hidden, last]), batch, Loss.HalfSumOfSquares);
        pass.Run();
        double[] gradient = pass.WeightGradient(0).ToArray(); // ∂L/∂W of the first layer, row by row; a row for each unit

        Assert.That(gradient, Is.EqualTo(new[] { 1.12129, -0.313719, 0.765130, -0.229935 }).Within(0.000005));
    }

    [Test]
    public void Library_AsShown_ComparesAnEntry()
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "my-network.json");

        Fixture fixture = FixtureReader.Read(path);
        var reference = new Reference(fixture, new BackpropagationEngine());
        ResultComparison comparison = ResultComparer.Compare(reference, IndependentResult.Of(fixture.Expected[0]));
        string line = $"{comparison.Against}: {comparison.Verdict}, {comparison.Discrepancies} of {comparison.Numbers} numbers differ";

        Assert.That(line, Is.EqualTo("my engine: Fail, 1 of 2 numbers differ"));
    }

    [Test]
    public void Layer_AsShown_GivesItsWeightsAndItsBiasOrNone()
    {
        var with = new Layer(2, 2, [1, 2, 3, 4], [10, 20], new Linear());
        var without = new Layer(2, 2, [1, 2, 3, 4], null, new Linear());

        Assert.That((PreActivation(with, 1, [1, -1]), PreActivation(without, 1, [1, -1])), Is.EqualTo((19d, -1d)));
    }

    private static double PreActivation(Layer layer, int unit, double[] inputs)
    {
        double sum = layer.HasBias ? layer.Bias[unit] : 0;
        for (int m = 0; m < layer.Inputs; m++)
        {
            sum += layer.Weights[(unit * layer.Inputs) + m] * inputs[m];
        }

        return sum;
    }
}
