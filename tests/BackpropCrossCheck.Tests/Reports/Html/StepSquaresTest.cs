using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Html;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Tests.Checking;

namespace BackpropCrossCheck.Tests.Reports.Html;

public sealed class StepSquaresTest
{
    private static readonly string[] Letters = ["a", "z", "δ", "∂L/∂w", "∂L/∂b"];

    private static Fixture Two => new()
    {
        Name = "two",
        Network = new Network(
        [
            new Layer(2, 2, [0.5, -0.25, 0.75, 1], [0.25, 0.5], new Tanh()),
            new Layer(2, 1, [0.5, -1], [0.25], new Linear()),
        ]),
        Batch = new Batch(1, [1, 2], [0.5]),
        Loss = Loss.HalfSumOfSquares,
    };

    [Test]
    public async Task Of_WrongWeightGradient_IsWrongInItsPlaceAndNowhereElse()
    {
        Fixture fixture = Two;
        StepSquares squares = Squares(fixture, await CompareAsync(fixture, numbers =>
            Planted.With(numbers, fixture.Layout.WeightGradient(1), 1, 7)));
        Assert.That(squares.Of(0).Select(step => step.Letter), Is.EqualTo(Letters));
        Assert.That(squares.Of(0).Select(step => step.Mark), Is.All.EqualTo(DrawnStepMark.Follows));
        Assert.That(squares.Of(1).Select(step => step.Letter), Is.EqualTo(Letters.Append("loss")));
        DrawnStep wrong = squares.Of(1).Single(step => step.Mark != DrawnStepMark.Follows);
        Assert.That((wrong.Letter, wrong.Mark), Is.EqualTo(("∂L/∂w", DrawnStepMark.Wrong)));
        Assert.That(
            wrong.Title,
            Is.EqualTo("layer 2, ∂L/∂w: does not follow from its own δ and its own z of layer 1; 1 of 2 numbers"));
        Assert.That(
            squares.Description, Does.Contain("layer 2: a follows, z follows, δ follows, ∂L/∂w wrong here, ∂L/∂b follows, loss follows."));
        Assert.That(squares.Legend, Does.Contain("green with a tick").And.Contain("red with a cross").And.Not.Contain("grey"));
    }

    [Test]
    public async Task Of_StepsAfterAWrongOne_CarryItOn()
    {
        Fixture fixture = Two;
        ResultComparison comparison = await CompareAsync(fixture, numbers => Planted.Changed(numbers, (step, values) =>
            step == fixture.Layout.Delta(0) || step == fixture.Layout.WeightGradient(0) || step == fixture.Layout.BiasGradient(0)
                ? Array.ConvertAll(values, x => 2 * x) : values));
        Assert.That(Squares(fixture, comparison).Of(0).Select(step => step.Mark), Is.EqualTo(new[]
        {
            DrawnStepMark.Follows, DrawnStepMark.Follows, DrawnStepMark.Wrong, DrawnStepMark.Carried, DrawnStepMark.Carried,
        }));
        Assert.That(Squares(fixture, comparison).Of(0)[3].Title,
            Is.EqualTo("layer 1, ∂L/∂w: follows, but carries an earlier mistake on; 4 of 4 numbers"));
    }

    [Test]
    public async Task Of_WhatIsNotGiven_IsHollow()
    {
        Fixture fixture = Two;
        ResultComparison comparison = await CompareAsync(fixture, numbers => Planted.With(
            Planted.Only(numbers, Quantity.Output, Quantity.Loss), fixture.Layout.Loss, 0, 9));
        IReadOnlyList<DrawnStep> last = Squares(fixture, comparison).Of(1);
        Assert.That(last.Select(step => step.Mark), Is.EqualTo(new[]
        {
            DrawnStepMark.NotGiven, DrawnStepMark.NotJudged, DrawnStepMark.NotGiven, DrawnStepMark.NotGiven, DrawnStepMark.NotGiven,
            DrawnStepMark.Wrong,
        }));
        Assert.That(last[0].Title, Is.EqualTo("layer 2, a: not given"));
    }

    [Test]
    public void Of_EveryVerdict_HasItsOwnMark()
    {
        TensorLayout layout = Two.Layout;
        ResultComparison comparison = Comparison(
            Summary(layout.PreActivation(0), StepVerdict.Undecidable),
            Summary(layout.Output(0), StepVerdict.NoOperands),
            Summary(layout.Delta(0), StepVerdict.Follows) with { IsRecovered = true });
        IReadOnlyList<DrawnStep> steps = new StepSquares(layout, comparison).Of(0);
        Assert.That(steps.Select(step => step.Mark), Is.EqualTo(new[]
        {
            DrawnStepMark.Undecidable, DrawnStepMark.NotJudged, DrawnStepMark.Follows, DrawnStepMark.NotGiven, DrawnStepMark.NotGiven,
        }));
        Assert.That(steps[0].Title, Is.EqualTo("layer 1, a: cannot be told; 2 numbers"));
        Assert.That(steps[1].Title, Is.EqualTo("layer 1, z: given, but what it should follow from is not; 2 numbers"));
        Assert.That(steps[2].Title, Is.EqualTo("layer 1, δ, recovered from its gradients: follows; 2 of 2 numbers"));
    }

    [Test]
    public void Of_NewWeights_HaveASquareOnlyIfGiven()
    {
        TensorLayout layout = Two.Layout;
        ResultComparison without = Comparison(Summary(layout.Output(0), StepVerdict.Follows));
        ResultComparison with = Comparison(
            Summary(layout.UpdatedWeights(0), StepVerdict.Follows), Summary(layout.UpdatedLoss, StepVerdict.Follows));
        Assert.That(new StepSquares(layout, without).Of(0).Select(step => step.Letter), Is.EqualTo(Letters));
        Assert.That(new StepSquares(layout, with).Of(0).Select(step => step.Letter), Is.EqualTo(Letters.Append("new w")));
        Assert.That(new StepSquares(layout, with).Of(1).Select(step => step.Letter), Is.EqualTo(Letters.Concat(["loss", "new loss"])));
    }

    [Test]
    public void Of_LayerWithoutBias_HasNoSquareForIt()
    {
        Fixture fixture = Two with
        {
            Network = new Network([new Layer(2, 1, [0.5, -1], null, new Linear())]),
        };
        ResultComparison comparison = Comparison(Summary(fixture.Layout.Output(0), StepVerdict.Follows));
        Assert.That(new StepSquares(fixture.Layout, comparison).Of(0).Select(step => step.Letter),
            Is.EqualTo(new[] { "a", "z", "δ", "∂L/∂w", "loss" }));
    }

    [Test]
    public async Task Of_FixedRule_HasNoSquares()
    {
        Fixture fixture = Two with { Tolerance = new Tolerance(0, 1e-6) };
        StepSquares squares = Squares(fixture, await CompareAsync(fixture, numbers =>
            Planted.With(numbers, fixture.Layout.WeightGradient(1), 1, 7)));
        Assert.That(squares.Of(0).Concat(squares.Of(1)), Is.Empty);
        Assert.That(squares.Legend + squares.Description, Is.Empty);
    }

    [Test]
    public async Task Of_HandCalculation_HasItsMarks()
    {
        Fixture fixture = Two;
        TensorSet own = Planted.Changed(Planted.Calculate(fixture), (step, values) =>
            step.Quantity == Quantity.PreActivation || step.Quantity == Quantity.Output
                ? Array.ConvertAll(values, x => Math.Round(x, 3)) : null);
        // The person slips in z of layer 1 and goes on with it: 0.5 · 0.5 − 1 · z₂ + 0.25.
        TensorSet slipped = Planted.With(own, fixture.Layout.Output(0), 0, 0.5);
        double second = own[fixture.Layout.Output(0)]![1];
        double last = 0.5 - second;
        slipped = Planted.With(Planted.With(slipped, fixture.Layout.PreActivation(1), 0, last), fixture.Layout.Output(1), 0, last);
        using var run = new TestRun();
        CheckReport report = await run.Add(fixture with
        {
            Expected = [new ExpectedEntry("a person", EntryKind.Hand, fixture.Loss, new NumberPrecision.Decimals(3), slipped)],
        }).CheckAsync();
        StepSquares squares = Squares(fixture, report.Fixtures[0].Comparisons[0]);
        Assert.That(squares.Of(0).Take(2).Select(step => step.Mark), Is.EqualTo(new[] { DrawnStepMark.Follows, DrawnStepMark.Wrong }));
        Assert.That(squares.Of(1).Take(2).Select(step => step.Mark), Is.EqualTo(new[] { DrawnStepMark.Carried, DrawnStepMark.Carried }));
        Assert.That(squares.Of(0)[1].Title, Is.EqualTo("layer 1, z: is wrong; 1 of 2 numbers"));
        Assert.That(squares.Legend, Does.Contain("with their marks"));
    }

    [Test]
    public void Write_Marks_DifferWithoutTheirColours()
    {
        string[] shapes = [.. Enum.GetValues<DrawnStepMark>().Select(mark =>
        {
            using var writer = new StringWriter { NewLine = "\n" };
            StepSquare.Write(new PlannedStep(0, 0, new DrawnStep("a", mark, "<title>")), writer);
            string square = writer.ToString();
            Assert.That(square, Does.Contain($"class=\"step {StepSquare.ClassOf(mark)}\"").And.Contain("<title>&lt;title&gt;</title>"));
            // An outline is dashed by its class alone.
            return square.Replace(StepSquare.ClassOf(mark), mark == DrawnStepMark.NotGiven ? "dashed" : "shape", StringComparison.Ordinal);
        })];
        Assert.That(shapes, Is.Unique);
        string sheet = ReportStyle.Sheet;
        Assert.That(sheet, Does.Match($@"\.{StepSquare.ClassOf(DrawnStepMark.NotGiven)} rect {{[^}}]*stroke-dasharray"));
    }

    private static StepSummary Summary(Step step, StepVerdict verdict)
        => new(step, verdict, 2, verdict == StepVerdict.Follows ? 2 : 0, 0, null, string.Empty);

    private static ResultComparison Comparison(params StepSummary[] steps)
        => new() { Against = "other", Kind = ResultKind.Recorded, Steps = steps };

    private static StepSquares Squares(Fixture fixture, ResultComparison comparison) => new(fixture.Layout, comparison);

    private static async Task<ResultComparison> CompareAsync(Fixture fixture, Func<TensorSet, TensorSet> plant)
    {
        using var run = new TestRun();
        CheckReport report = await run.Add(fixture.Recording(plant(Planted.Calculate(fixture)), NumberPrecision.Float64)).CheckAsync();
        return report.Fixtures[0].Comparisons[0];
    }
}
