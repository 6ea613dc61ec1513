using System.Text.RegularExpressions;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Worked calculations as people see them.</summary>
public sealed partial class WorkedTraceTest
{
    private static readonly TraceOptions Float64 = new(TraceOptions.DefaultDecimals, null);

    public static IEnumerable<string> Formats => DocumentFormat.All.Select(format => format.Name);

    [TestCaseSource(nameof(Formats))]
    public void Trace_OfThePaper_IsTheGoldenOne(string format)
        => AssertIsGolden(Trace(RecordedFixtures.Paper, format, new TraceOptions(2, 2)), "paper-two-decimals", format);

    [TestCaseSource(nameof(Formats))]
    public void Trace_OfTwoSamples_IsTheGoldenOne(string format)
        => AssertIsGolden(Trace(WorkedExample.TwoSamples, format, Float64), "two-samples", format);

    [Test]
    public void Text_OfAnyFixture_FitsInto80Columns([Range(0, 59)] int seed)
    {
        Fixture fixture = RandomFixture.Create(seed, trains: seed % 2 == 0);

        Assert.That(Trace(fixture, "text", Float64).Split('\n'), Has.All.Length.LessThanOrEqualTo(80));
    }

    [Test]
    public void Trace_OfALongCalculation_IsCutAndSaysSo([ValueSource(nameof(Formats))] string format)
    {
        string text = Trace(LongFixture(), format, Float64);

        Assert.That(text, Has.Length.LessThan(300_000));
        Assert.That(text, Does.Contain("--all").And.Contain("report=json").Or.Contain("--report"), "how to see what is left out");
        Assert.That(text, Does.Contain("(94 more)").And.Contain("58 more units").And.Contain("6 more samples"));
    }

    [Test]
    public void Trace_OfAShortCalculation_IsWhole()
        => Assert.That(Trace(WorkedExample.TwoSamples, "text", Float64), Does.Not.Contain("more"));

    [Test]
    public void Html_OfHostileNames_HasNoElementOfTheirs()
    {
        string page = Trace(WorkedExample.Hostile, "html", new TraceOptions(2, 2));

        Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("<b>").And.Not.Contain("<!--").And.Not.Contain("\u001b"));
        Assert.That(page, Does.Contain("&lt;script&gt;"));
    }

    [Test]
    public void Markdown_OfHostileNames_HasNothingOfTheirsThatMeansSomething()
    {
        string text = Trace(WorkedExample.Hostile, "markdown", new TraceOptions(2, 2));

        Assert.That(
            text.Split('\n')[0],
            Does.StartWith(@"# \</title\>\<script\>alert(1)\</script\> \& \`code\` \$x\$ \| \*b\* \_i\_ \[l\]").And.Not.Contain("\u001b"));
    }

    [Test]
    public void Text_OfHostileNames_MovesNoCursor()
        => Assert.That(Trace(WorkedExample.Hostile, "text", new TraceOptions(2, 2)), Does.Not.Contain("\u001b").And.Not.Contain("\u202e"));

    private static void AssertIsGolden(string trace, string name, string format)
    {
        if (format != "html")
        {
            GoldenFile.AssertMatches(trace, $"Teaching/{name}.{format}.txt");
            return;
        }

        // Every page has the same style sheet, so it has a file of its own.
        Match style = Style().Match(trace);
        GoldenFile.AssertMatches(style.Value, "Teaching/style.css");
        GoldenPage.AssertMatches(trace.Remove(style.Index, style.Length), $"Teaching/{name}.html");
    }

    [Test]
    public void Trace_OfUpdatesAfterEverySample_WorksOutEachWithTheParametersThatTheOneBeforeLeft()
    {
        Fixture fixture = WorkedExample.TwoSamples with { Training = new Training(0.5, 1, true) { BySamples = true } };

        string text = Trace(fixture, "text", Float64);

        Assert.That(text, Does.Contain("Update 1 of 2: sample 1 alone").And.Contain("Update 2 of 2: sample 2 alone"));
        string second = text[text.IndexOf("Update 2 of 2", StringComparison.Ordinal)..];
        string first = text[..text.IndexOf("Update 2 of 2", StringComparison.Ordinal)];
        string updated = Regex.Match(first[first.LastIndexOf('←')..], "[−0-9.]+\\s*$").Value.Trim();
        Assert.That(second, Does.Contain(updated), "the last parameter of the first update is an operand of the second");
        Assert.That(text, Does.Not.Contain("not worked"));
    }

    [TestCaseSource(nameof(Formats))]
    public void Trace_OfUpdatesAfterEverySampleByHand_IsTheGoldenOne(string format)
    {
        Fixture fixture = WorkedExample.TwoSamples with { Training = new Training(0.5, 1, true) { BySamples = true } };

        AssertIsGolden(Trace(fixture, format, new TraceOptions(2, 2)), "two-samples-one-by-one", format);
    }

    [TestCase(1, "one after the other.")]
    [TestCase(2, "of the first pass, one after the other. The second pass is calculated, and not shown.")]
    [TestCase(5, "of the first pass, one after the other. The other 4 passes are calculated, and not shown.")]
    public void Trace_OfSeveralPasses_SaysWhichAreShown(int passes, string said)
    {
        Fixture fixture = WorkedExample.TwoSamples with { Training = new Training(0.5, passes, true) { BySamples = true } };

        string text = Trace(fixture, "markdown", Float64);

        Assert.That(text, Does.Contain(said));
        Assert.That(text.Split("alone").Length - 2, Is.EqualTo(2), "two samples in the first pass, and the sentence about them");
    }

    [Test]
    public void Trace_OfManySamplesOneByOne_IsCutAndSaysSo()
    {
        Fixture fixture = LongFixture() with { Training = new Training(0.01, 1, true) { BySamples = true } };

        string text = Trace(fixture, "text", Float64);

        Assert.That(text, Does.Contain("Update 2 of 8: sample 2 alone").And.Not.Contain("Update 3 of 8"));
        Assert.That(text, Does.Contain("The updates of the other 6 samples are left out."));
    }

    [TestCase(1, false, "The parameters are updated with the whole batch, by adam.")]
    [TestCase(3, false, "The parameters are updated with the whole batch, by adam.")]
    [TestCase(1, true, "in the order of the rows, each time with the gradients of that sample alone (N = 1), by adam.")]
    public void Trace_OfAnotherOptimizer_SaysThatItsUpdatesAreNotWorkedOut(int steps, bool bySamples, string said)
    {
        Fixture fixture = WorkedExample.TwoSamples with
        {
            Training = new Training(0.5, steps, true) { Rule = new Adam(1), BySamples = bySamples },
        };

        string text = Trace(fixture, "markdown", Float64);

        Assert.That(text, Does.Contain(said + " These updates are not worked out here"));
        Assert.That(text, Does.Not.Contain(@"\leftarrow"));
    }

    private static string Trace(Fixture fixture, string format, TraceOptions options)
        => DocumentFormat.All.Single(candidate => candidate.Name == format).Of(WorkedTrace.Of(fixture, options));

    private static Fixture LongFixture()
    {
        Fixture small = RandomFixture.Create(1);
        var random = new Random(1);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Round(random.NextDouble() - 0.5, 3))];
        return small with
        {
            Network = new Engine.Network(
            [
                new Engine.Layer(100, 64, Numbers(6400), Numbers(64), new Tanh()),
                new Engine.Layer(64, 10, Numbers(640), Numbers(10), new Softmax()),
            ]),
            Batch = new Engine.Batch(8, Numbers(800), [.. Numbers(80).Select(Math.Abs)]),
            Loss = new Loss(new CategoricalCrossEntropy(), Reduction.Sum),
        };
    }

    [GeneratedRegex("(?<=<style>).*?(?=</style>)", RegexOptions.Singleline)]
    private static partial Regex Style();
}
