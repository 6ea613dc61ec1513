using System.Globalization;
using System.Xml.Linq;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports.Junit;

namespace BackpropCrossCheck.Tests.Reports.Junit;

public sealed class JunitFormatTest
{
    private static readonly string[] Cases = [.. ReportCase.Names];
    private static readonly string[] Outcomes = [JunitOutcome.Failure, JunitOutcome.Error, JunitOutcome.Skipped];

    [Test]
    public async Task Write_Case_IsTheGoldenOne([ValueSource(nameof(Cases))] string name)
        => GoldenFile.AssertMatches(Xml(await ReportCase.CheckAsync(name)), $"Reports/{name}.junit.xml");

    [Test]
    public async Task Write_Case_IsValid([ValueSource(nameof(Cases))] string name)
        => Assert.That(JunitSchema.Faults(Xml(await ReportCase.CheckAsync(name))), Is.Empty);

    /// <summary>The rejecting twin.</summary>
    [TestCase("<failure ", "<fault ", "</failure>", "</fault>")]
    [TestCase("skipped=\"", "ignored=\"", "", "")]
    [TestCase("time=\"0.", "time=\"-0.", "", "")]
    [TestCase(" line=\"", " line=\"-", "", "")]
    [TestCase("name=\"gradient, layer 1, bias\"", "name=\"gradient, layer 1, weights\"", "", "")]
    public async Task Faults_AnotherShape_AreFound(string part, string replacement, string end, string endReplacement)
    {
        string xml = Xml(await ReportCase.CheckAsync("fail")).Replace(part, replacement, StringComparison.Ordinal);
        xml = end.Length == 0 ? xml : xml.Replace(end, endReplacement, StringComparison.Ordinal);
        Assert.That(JunitSchema.Faults(xml), Is.Not.Empty);
    }

    [Test]
    public async Task Write_Counts_AreThoseOfTheElements([ValueSource(nameof(Cases))] string name)
    {
        XElement root = XDocument.Parse(Xml(await ReportCase.CheckAsync(name))).Root!;
        using (Assert.EnterMultipleScope())
        {
            foreach (
                XElement element in root.DescendantsAndSelf()
                    .Where(element => element.Name.LocalName.StartsWith("testsuite", StringComparison.Ordinal)))
            {
                Assert.That(Attribute(element, "tests"), Is.EqualTo(element.Descendants("testcase").Count()));
                Assert.That(Attribute(element, "failures"), Is.EqualTo(element.Descendants("failure").Count()));
                Assert.That(Attribute(element, "errors"), Is.EqualTo(element.Descendants("error").Count()));
                Assert.That(Attribute(element, "skipped"), Is.EqualTo(element.Descendants("skipped").Count()));
            }
        }
    }

    [Test]
    public async Task Write_Cases_AreTheTensorsOfEachComparison()
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        string[] names =
            [.. XDocument.Parse(Xml(report)).Descendants("testcase")
                .Where(one => (string?)one.Attribute("classname") == "failing.a program")
                .Select(one => (string)one.Attribute("name")!)];
        Assert.That(names, Is.EqualTo(new[]
        {
            "pre-activation, layer 1", "output, layer 1", "pre-activation, layer 2", "output, layer 2", "loss", "delta, layer 2",
            "gradient, layer 2, weights", "delta, layer 1", "gradient, layer 1, weights", "gradient, layer 1, bias",
        }));
    }

    [Test]
    public async Task Write_EveryKindOfResult_HasItsElement()
    {
        ILookup<string, string> fail = await TypesAsync("fail");
        ILookup<string, string> undecidable = await TypesAsync("undecidable");
        ILookup<string, string> error = await TypesAsync("error");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fail["failure"].Distinct(), Is.EqualTo(new[] { "discrepancy" }));
            Assert.That(fail["error"], Is.EqualTo(new[] { "oracle-failed" }));
            Assert.That(fail["skipped"], Is.EqualTo(new[] { "unavailable" }));
            Assert.That(undecidable["skipped"].Distinct(), Does.Contain("undecidable"));
            Assert.That(error["error"].Distinct(), Is.EqualTo(new[] { "bad-fixture" }));
        }
    }

    [Test]
    public async Task Write_RunThatIsNoPassThoughItsFixturesAre_SaysSo()
    {
        CheckReport report = (
            await ReportCase.CheckAsync("pass")) with
        {
            Verdict =
                Verdict.Inconclusive,
            ExitCode =
                    ExitCode.Inconclusive,
            Reason = "no TensorFlow, live or recorded, stood against the engine"
        };
        XElement last = XDocument.Parse(Xml(report)).Descendants("testcase").Last();
        Assert.That((string?)last.Element("skipped")?.Attribute("message"), Is.EqualTo(report.Reason));
        Assert.That(JunitSchema.Faults(Xml(report)), Is.Empty);
    }

    [Test]
    public async Task Write_OracleThatMisbehavesBetweenItsAnswers_IsAnError()
    {
        CheckReport report = (await ReportCase.CheckAsync("pass")) with
        {
            Verdict = Verdict.Inconclusive,
            ExitCode = ExitCode.Inconclusive,
            Reason = "mine did not end",
            Oracles =
                [new OracleReport("mine", new OracleStatus.Available("mine", "1", [FloatFormat.Float32], [])) { Fault = "did not end" }],
        };
        XElement last = XDocument.Parse(Xml(report)).Descendants("testcase").Last();
        Assert.That((string?)last.Element("error")?.Attribute("type"), Is.EqualTo("oracle-failed"));
    }

    [Test]
    public async Task Write_Times_AddUpToThoseOfTheComparisons()
    {
        CheckReport report = await ReportCase.CheckAsync("fail");
        XElement suite = XDocument.Parse(Xml(report)).Descendants("testsuite").Single();
        double cases = suite.Elements("testcase").Sum(one => double.Parse((string)one.Attribute("time")!, CultureInfo.InvariantCulture));
        double comparisons = report.Fixtures[0].Comparisons.Sum(comparison => comparison.Duration!.Value.TotalSeconds);
        // Each case is written to a millionth of a second.
        Assert.That(cases, Is.EqualTo(comparisons).Within(1e-6 * suite.Elements("testcase").Count()).And.GreaterThan(0));
        Assert.That(
            double.Parse((string)suite.Attribute("time")!, CultureInfo.InvariantCulture),
            Is.EqualTo(report.Fixtures[0].Duration!.Value.TotalSeconds).And.GreaterThan(0));
    }

    [Test]
    public async Task Write_WithoutNumbers_HasTheSameCases()
    {
        CheckReport report = await ReportCase.CheckAsync("pass");
        CheckReport without = report with { Fixtures = [.. report.Fixtures.Select(fixture => fixture.WithoutNumbers())] };
        Assert.That(Xml(without), Is.EqualTo(Xml(report)));
    }

    private static async Task<ILookup<string, string>> TypesAsync(string name)
        => XDocument.Parse(Xml(await ReportCase.CheckAsync(name))).Descendants().Where(element => Outcomes.Contains(element.Name.LocalName))
            .ToLookup(element => element.Name.LocalName, element => (string)element.Attribute("type")!);

    private static string Xml(CheckReport report) => ReportCase.Write(new JunitFormat(), report);

    private static int Attribute(XElement element, string name)
        => int.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);
}
