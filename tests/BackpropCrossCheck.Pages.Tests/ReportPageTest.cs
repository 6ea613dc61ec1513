using System.Globalization;
using System.Text;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Html;
using BackpropCrossCheck.Reports.Reading;
using BackpropCrossCheck.Tests;

namespace BackpropCrossCheck.Pages.Tests;

/// <summary>The page of a report.</summary>
public sealed class ReportPageTest
{
    private static readonly string MustFail = Path.GetFullPath(Path.Combine(RecordedFixtures.Folder, "../tests/MustFail"));

    [TestCase("transposed-gradient")]
    [TestCase("undefined-loss")]
    public async Task Page_OfOneFixtureThatMustFail_IsSound(string name)
    {
        string page = Page(await CheckAsync([Path.Combine(MustFail, name + ".json")]));
        Assert.That(page, Does.Not.Contain("class=\"verdict pass\""));
        Assert.That(await PageCheck.FaultsAsync(page), Is.Empty);
    }

    [Test]
    public async Task Page_OfAllOfThem_IsSound()
        => Assert.That(await PageCheck.FaultsAsync(Page(await CheckAsync(FixtureFiles.Expand([MustFail]).Files))), Is.Empty);

    [Test]
    public async Task Page_OfPassingFixtures_IsSoundAlsoUnfolded()
    {
        string page = Page(await CheckAsync(FixtureFiles.Expand([Path.Combine(RecordedFixtures.Folder, "paper")]).Files));
        Assert.That(page, Does.Contain("class=\"verdict pass\"").And.Contain("<details>"));
        Assert.That(await PageCheck.FaultsAsync(page), Is.Empty);
        Assert.That(await PageCheck.FaultsAsync(page.Replace("<details>", "<details open>", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Page_WithoutFixtures_IsSound() => Assert.That(await PageCheck.FaultsAsync(Page(await CheckAsync([]))), Is.Empty);

    /// <summary>Networks from one unit to more than fit into a drawing, and names that are very long or have a meaning in HTML.</summary>
    [TestCase("<script>\"&'\\u0001 ::error file=x,line=1::%0A", 2, 3, 2)]
    [TestCase("</title></style><!--", 1, 1)]
    [TestCase("long", 12, 12, 12, 12)]
    [TestCase("boxes", 40, 13, 7)]
    public async Task Page_OfAnyNetworkAndName_IsSound(string name, params int[] widths)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("backprop-check-report-");
        try
        {
            string file = Path.Combine(folder.FullName, "fixture.json");
            await File.WriteAllTextAsync(file, Wrong(name == "long" ? new string('x', 500) : name, widths));
            CheckReport report = await CheckAsync([file]);
            Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Discrepancy));
            Assert.That(await PageCheck.FaultsAsync(Page(report)), Is.Empty);
            Assert.That(await PageCheck.FaultsAsync(Page(Read(report))), Is.Empty, "the report read from JSON");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<CheckReport> CheckAsync(IReadOnlyList<string> files)
        => new CheckRun(new BackpropagationEngine(), Array.Empty<IOracle>(), new CheckOptions { OraclesAreNamed = true })
            .CheckAsync(new FixtureSelection(files, []), progress: null, CancellationToken.None);

    private static string Page(CheckReport report)
    {
        using var stream = new MemoryStream();
        new HtmlFormat().Write(report, stream, new ReportOptions(All: false, new SourceRoot(MustFail, MustFail)));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static CheckReport Read(CheckReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream, all: false);
        return ReportReader.Read(stream.ToArray(), "report.json").Report;
    }

    /// <summary>A fixture of those widths, with a recorded gradient of zeros and a wrong bias gradient.</summary>
    private static string Wrong(string name, int[] widths)
    {
        var layers = new List<string>();
        var zeros = new List<string>();
        for (int l = 1; l < widths.Length; l++)
        {
            (int units, int inputs) = (widths[l], widths[l - 1]);
            string bias = Row(units, k => 0.1 * k);
            layers.Add($$"""{ "weights": [{{Rows(units, inputs, i => (i % 7 * 0.2) - 0.5)}}], "bias": {{bias}}, "activation": "tanh" }""");
            zeros.Add($$"""{ "weights": [{{Rows(units, inputs, _ => 0)}}], "bias": {{bias}} }""");
        }

        return $$"""
            {
              "version": 1, "name": "{{name.Replace("\"", "\\\"", StringComparison.Ordinal)}}", "layers": [{{string.Join(", ", layers)}}],
              "inputs": [{{Row(widths[0], m => 0.25 * (m % 5))}}], "labels": [{{Row(widths[^1], _ => 1)}}], "loss": "half-sum-of-squares",
              "expected": [{
                "by": "{{name.Replace("\"", "\\\"", StringComparison.Ordinal)}}", "kind": "recorded", "precision": "float64",
                "gradients": [{{string.Join(", ", zeros)}}]
              }]
            }
            """;
    }

    private static string Rows(int rows, int columns, Func<int, double> number)
        => string.Join(", ", Enumerable.Range(0, rows).Select(k => Row(columns, m => number((k * columns) + m))));

    private static string Row(int count, Func<int, double> number)
        => $"[{string.Join(", ", Enumerable.Range(0, count).Select(i => number(i).ToString("R", CultureInfo.InvariantCulture)))}]";
}
