using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Reports.Html;

public sealed class MarkedNetworkTest
{
    [Test]
    public async Task Of_OneWrongWeight_IsMarkedWithBothNumbersAndNoOther()
    {
        NetworkDrawing drawing = await DrawAsync(2, (layout, numbers) => Planted.With(numbers, layout.WeightGradient(0), 1, 0.75));
        Assert.That(drawing.Columns[1].Marks![0], Is.EqualTo(new[] { DrawnMark.None, DrawnMark.Wrong }));
        Assert.That(drawing.Columns[1].Weights[0][0], Is.Empty);
        Assert.That(drawing.Columns[1].Weights[0][1], Does.Match("^✗ .+ ≠ 0\\.75$"));
        Assert.That(
            drawing.Columns[1].Marks!.Skip(1).Concat(drawing.Columns[2].Marks!).SelectMany(row => row), Is.All.EqualTo(DrawnMark.None));
        Assert.That(drawing.Columns.SelectMany(column => column.Units).Select(unit => unit.Mark), Is.All.EqualTo(DrawnMark.None));
        Assert.That(drawing.Description, Does.Contain("gradient, layer 1, weights, row 1, column 2"));
    }

    [Test]
    public async Task Of_WrongDeltaAndBias_AreMarkedAtTheirUnit()
    {
        NetworkDrawing drawing = await DrawAsync(2, (layout, numbers) =>
            Planted.With(Planted.With(numbers, layout.Delta(0), 3, 0.75), layout.BiasGradient(1)!, 0, 0.5));
        Assert.That(drawing.Columns[1].Units.Select(unit => unit.Mark), Is.EqualTo(new[] { DrawnMark.None, DrawnMark.Wrong }));
        Assert.That(drawing.Columns[1].Units[1].Notes, Is.EqualTo(new[] { "✗ δ in 1 of 2 samples" }));
        Assert.That(drawing.Columns[2].Units[0].Notes, Has.Exactly(1).Items.And.All.Match("^✗ ∂L/∂b .+ ≠ 0\\.5$"));
    }

    [Test]
    public async Task Of_ManyWrongWeights_AreCountedAtTheirUnit()
    {
        NetworkDrawing drawing = await DrawAsync(
            4,
            (layout, numbers) =>
                Planted.Changed(
                    numbers, (step, values) => step == layout.WeightGradient(0) ? Array.ConvertAll(values, x => x + 1) : values));
        Assert.That(drawing.Columns[1].Weights.SelectMany(row => row), Is.All.Empty);
        Assert.That(drawing.Columns[1].Units.Select(unit => unit.Notes), Is.All.EqualTo(new[] { "✗ 4 of 4 weights" }));
        Assert.That(drawing.Columns[1].Marks!.SelectMany(row => row), Is.All.EqualTo(DrawnMark.Wrong));
    }

    [Test]
    public async Task Of_LargeNetwork_StatesWhatIsWrongInEachLayer()
    {
        NetworkDrawing drawing = await DrawAsync(30, (layout, numbers) => Planted.With(numbers, layout.WeightGradient(0), 31, 0.75));
        Assert.That(drawing.IsDetailed, Is.False);
        Assert.That(drawing.Columns[1].Whole.Notes, Is.EqualTo(new[] { "✗ ∂L/∂w: 1 of 900" }));
        Assert.That(
            drawing.Columns.Select(column => column.Whole.Mark), Is.EqualTo(new[] { DrawnMark.None, DrawnMark.Wrong, DrawnMark.None }));
    }

    private static async Task<NetworkDrawing> DrawAsync(int units, Func<TensorLayout, TensorSet, TensorSet> plant)
    {
        double[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => i % 7 * 0.25)];
        var fixture = new Fixture
        {
            Name = "drawn",
            Network = new Network(
            [
                new Layer(units, units, Numbers(units * units), Numbers(units), new Relu()),
                new Layer(units, 1, Numbers(units), [0.5], new Linear()),
            ]),
            Batch = new Batch(2, Numbers(2 * units), [1, 2]),
            Loss = Loss.HalfSumOfSquares,
        };
        using var run = new TestRun();
        CheckReport report = await run.Add(fixture.Recording(plant(fixture.Layout, Planted.Calculate(fixture)), NumberPrecision.Float64))
            .CheckAsync();
        ResultComparison comparison = report.Fixtures[0].Comparisons[0];
        return MarkedNetwork.Of(report.Fixtures[0], comparison, [.. comparison.Notable]);
    }
}
