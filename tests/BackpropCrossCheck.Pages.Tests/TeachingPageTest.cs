using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Html;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Teaching;
using BackpropCrossCheck.Tests;
using BackpropCrossCheck.Tests.Teaching;

namespace BackpropCrossCheck.Pages.Tests;

/// <summary>The pages of worked calculations and exercises.</summary>
public sealed class TeachingPageTest
{
    private static readonly TraceOptions Float64 = new(TraceOptions.DefaultDecimals, null);
    private static readonly TraceOptions TwoDecimals = new(2, 2);

    public static IEnumerable<TestCaseData> Pages =>
    [
        Page("the paper", WorkedTrace.Of(RecordedFixtures.Paper, TwoDecimals)),
        Page("two samples", WorkedTrace.Of(WorkedExample.TwoSamples, Float64)),
        Page("hostile names", WorkedTrace.Of(WorkedExample.Hostile, TwoDecimals)),
        Page("an exercise", Worksheet.Exercise(WorkedExample.TwoSamples, 2)),
        Page("its key", Worksheet.Answers(WorkedExample.TwoSamples, 2)),
        Page("one unit", WorkedTrace.Of(Random(1, 1), Float64)),
        Page("weights at the connections", WorkedTrace.Of(Random(4, 3, 4, 2), Float64)),
        Page("weights at the units", WorkedTrace.Of(Random(12, 12, 12, 12), Float64)),
        Page("a box for each layer", WorkedTrace.Of(Random(40, 13, 7), Float64)),
        .. Fixtures("every-activation-in-a-chain", "softmax-in-the-middle", "cross-entropy-0003", "elu-with-own-scale", "twenty-steps")
            .Select(fixture => Page(fixture.Name, WorkedTrace.Of(fixture, Float64))),
    ];

    [TestCaseSource(nameof(Pages))]
    public async Task Page_OfADocument_IsSound(string page) => Assert.That(await PageCheck.FaultsAsync(page), Is.Empty);

    private static TestCaseData Page(string name, Document document)
        => new TestCaseData(new HtmlDocumentFormat().Of(document)).SetArgDisplayNames(name);

    private static IEnumerable<Fixture> Fixtures(params string[] names)
        => Directory.GetFiles(RecordedFixtures.Folder, "*.json", SearchOption.AllDirectories)
            .Where(file => names.Contains(Path.GetFileNameWithoutExtension(file)))
            .Order(StringComparer.Ordinal)
            .Select(FixtureReader.Read);

    private static Fixture Random(params int[] widths)
    {
        var random = new Random(widths.Length);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Round(random.NextDouble() - 0.5, 3))];
        return new Fixture
        {
            Name = string.Join('-', widths),
            Network = new Network(
                widths.Skip(1).Select(
                    (units, l) => new Layer(widths[l], units, Numbers(units * widths[l]), Numbers(units), new LeakyRelu()))),
            Batch = new Batch(1, Numbers(widths[0]), Numbers(widths[^1])),
            Loss = Loss.MeanSquaredError,
        };
    }
}
