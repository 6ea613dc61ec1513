using System.Globalization;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Reports.Html;

public sealed partial class ErrorPlotTest
{
    private const int Limit = 32;

    [Test]
    public async Task Write_Discrepancies_AreDrawnAboveTheLimitAndTheRestBelow()
    {
        ResultComparison comparison = await CompareAsync(Wide(20), 3);
        string plot = Plot(comparison);
        (double X, double Y)[] limit = Points(Path(plot, "limit"));
        double At(double x) => limit[0].Y + ((x - limit[0].X) / (limit[1].X - limit[0].X) * (limit[1].Y - limit[0].Y));
        Assert.That(comparison.Discrepancies, Is.EqualTo(3));
        Assert.That(Points(Path(plot, "wrong")), Is.Not.Empty.And.All.Matches<(double X, double Y)>(point => point.Y < At(point.X)));
        Assert.That(
            Points(Path(plot, "agreeing")), Is.Not.Empty.And.All.Matches<(double X, double Y)>(point => point.Y >= At(point.X) - 1));
        Assert.That(plot, Does.Contain("✗ differs (3)").And.Contain("<desc").And.Not.Contain("places where numbers agree"));
    }

    [Test]
    public async Task Write_NothingDiffers_HasNoCross()
    {
        string plot = Plot(await CompareAsync(Wide(3), 0));
        Assert.That(Points(Path(plot, "wrong")), Is.Empty);
        Assert.That(Points(Path(plot, "agreeing")), Is.Not.Empty);
    }

    [Test]
    public async Task Write_VeryManyNumbers_AreThinnedOutButNotTheDiscrepancies()
    {
        var random = new Random(1);
        ResultComparison comparison = await CompareAsync(
            Wide(120), 50, x => x * (1 + (1e-7 * random.NextDouble() * random.NextDouble())), new Tolerance(0, 1e-6));
        string plot = Plot(comparison);
        Assert.That(comparison.Discrepancies, Is.EqualTo(50));
        Assert.That(Points(Path(plot, "agreeing")), Has.Length.InRange(PointSelection.MostShown / 2, PointSelection.MostShown));
        Assert.That(Points(Path(plot, "wrong")), Has.Length.InRange(Limit, 50), "some may fall on one another");
        Assert.That(plot, Does.Match("Of [0-9]+ places where numbers agree, [0-9]+ are drawn"));
    }

    [Test]
    public async Task Write_NumbersJudgedByTheirSteps_HaveAPanelWithTheSameAxes()
    {
        ResultComparison comparison = await CompareAsync(Wide(20), 3);
        string plot = Plot(comparison);
        string[] panels = plot.Split("</svg>");
        string[] axes = [.. panels.Take(2).Select(panel => string.Concat(Grid().Matches(panel).Select(match => match.Value)))];
        StepPoints steps = comparison.Points!.Value.Steps!;
        Assert.That(panels, Has.Length.EqualTo(3));
        Assert.That(axes[1], Is.Not.Empty.And.EqualTo(axes[0]));
        Assert.That(Points(Path(panels[1], "wrong")), Has.Length.InRange(1, 3));
        Assert.That(steps.Wrong.Numbers, Is.EqualTo(3));
        Assert.That(steps.Wrong.Shown, Has.All.Matches<ErrorPoint>(point => point.Error > point.Allowed));
        Assert.That(steps.Following.Shown, Has.All.Matches<ErrorPoint>(point => point.Error <= point.Allowed));
        Assert.That(steps.Following.Numbers + 3, Is.EqualTo(comparison.Steps.Sum(step => step.Judged)));
        Assert.That(plot, Does.Contain("✗ does not follow (3)")
            .And.Contain("wrong: 3. The first step that does not follow is layer 1, ∂L/∂w"));
    }

    [Test]
    public async Task Write_FixedRule_HasNoPanelForSteps()
    {
        ResultComparison comparison = await CompareAsync(Wide(3), 1, tolerance: new Tolerance(0, 1e-6));
        string plot = Plot(comparison);
        Assert.That(comparison.Discrepancies, Is.EqualTo(1));
        Assert.That(Regex.Count(plot, "<svg"), Is.EqualTo(1));
        Assert.That(plot, Does.Not.Contain("second panel"));
    }

    private static async Task<ResultComparison> CompareAsync(
        Fixture fixture, int wrong, Func<double, double>? noise = null, Tolerance? tolerance = null)
    {
        TensorSet own = Planted.Calculate(fixture);
        Step gradient = fixture.Layout.WeightGradient(0);
        TensorSet changed = Planted.Changed(own, (step, values) => Array.ConvertAll(values, x => noise?.Invoke(x) ?? x));
        for (int i = 0; i < wrong; i++)
        {
            changed = Planted.With(changed, gradient, i * 7, own[gradient]![i * 7] + 0.5 + (i * 0.25));
        }

        using var run = new TestRun();
        CheckReport report = await run.Add((fixture with { Tolerance = tolerance }).Recording(changed, NumberPrecision.Float64))
            .CheckAsync();
        return report.Fixtures[0].Comparisons[0];
    }

    private static Fixture Wide(int units)
    {
        var random = new Random(units);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Round(random.NextDouble() - 0.5, 4))];
        return new Fixture
        {
            Name = "wide",
            Network = new Network(
            [
                new Layer(units, units, Numbers(units * units), null, new Tanh()),
                new Layer(units, 1, Numbers(units), null, new Linear()),
            ]),
            Batch = new Batch(1, Numbers(units), [1]),
            Loss = Loss.HalfSumOfSquares,
        };
    }

    private static string Plot(ResultComparison comparison)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        ErrorPlot.Of(comparison).Write("plot", writer);
        return writer.ToString();
    }

    private static string Path(string plot, string kind) => Regex.Match(plot, $"<path class=\"{kind}\" d=\"([^\"]*)\"").Groups[1].Value;

    private static (double X, double Y)[] Points(string path)
        => [.. Place().Matches(path).Select(match => (Number(match.Groups[1]), Number(match.Groups[2])))];

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("<path class=\"(grid|limit)\"[^>]*>|<text class=\"end\"[^>]*>[^<]*")]
    private static partial Regex Grid();

    [GeneratedRegex("[ML]([0-9.]+) ([0-9.]+)")]
    private static partial Regex Place();
}
