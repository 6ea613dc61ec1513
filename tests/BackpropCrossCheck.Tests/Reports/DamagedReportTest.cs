using System.Text;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Reports;
using BackpropCrossCheck.Reports.Reading;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>Edited or damaged reports are refused. The message has the place and what follows from the numbers.</summary>
public sealed class DamagedReportTest
{
    private const string FromFixtures = "follows from the fixtures and oracles";

    /// <summary>Every file in the folder Damaged has a case here.</summary>
    [TestCase("exit-code-0.json", "exit-code-0.json:1:103 (/exitCode): the report says \"0\", but 1 " + FromFixtures)]
    [TestCase("exit-code-256.json", "exit-code-256.json:1:103 (/exitCode): the report says \"256\", but 1 " + FromFixtures)]
    [TestCase(
        "exit-code-and-verdict.json", "exit-code-and-verdict.json:1:83 (/verdict): the report says \"pass\", but fail " + FromFixtures)]
    [TestCase("no-precision.json", "no-precision.json:39:9 (/fixtures/0/comparisons/0): the field \"precision\" is missing")]
    [TestCase(
        "junit-null.json",
        "junit-null.json:55:22 (/fixtures/0/comparisons/0/tensors): there are 17 counts; the network of this fixture has 16 tensors")]
    [TestCase("no-inputs.json", "no-inputs.json:1:387 (/fixtures/0/network/inputs): found \"0\", expected a whole number, at least 1")]
    [TestCase(
        "no-units.json", "no-units.json:1:411 (/fixtures/0/network/layers/0/units): found \"0\", expected a whole number, at least 1")]
    [TestCase(
        "decimals-huge.json",
        "decimals-huge.json:1:565 (/fixtures/0/comparisons/0/precision/decimals): "
        + "found \"2147483647\", expected a whole number from 0 to 15")]
    [TestCase("plot-hang.json", "plot-hang.json:114:23 (/fixtures/0/comparisons/0/plot/allowed/high): found \"1234567890")]
    [TestCase(
        "units-65536.json",
        "units-65536.json:1:405 (/fixtures/0/network/layers/0): with this layer the calculation has more than 100000000 numbers")]
    public void Read_DamagedFile_IsRefusedAtItsPlace(string file, string fault)
        => Assert.That(
            () => ReportReader.Read(File.ReadAllBytes(Path.Combine(Folder, file)), file),
            Throws.TypeOf<FormatException>().With.Message.StartsWith(fault));

    [Test]
    public void DamagedFiles_OfTheFolder_AreAllTested()
    {
        string[] tested = [.. typeof(DamagedReportTest).GetMethod(nameof(Read_DamagedFile_IsRefusedAtItsPlace))!
            .GetCustomAttributes(typeof(TestCaseAttribute), inherit: false)
            .Select(test => (string)((TestCaseAttribute)test).Arguments[0]!)];

        Assert.That(tested, Is.EquivalentTo(Directory.GetFiles(Folder).Select(Path.GetFileName)));
    }

    /// <summary>A value that contradicts the numbers is named, with the value that follows from them.</summary>
    [TestCase(
        "fail",
        "\"discrepancies\": 3",
        "\"discrepancies\": 2",
        "/comparisons/1/discrepancies): the report says \"2\", but 3 follows from the items")]
    [TestCase(
        "fail",
        "\"wrong\": 3,\n              \"wrongPlaces\"",
        "\"wrong\": 4,\n              \"wrongPlaces\"",
        "/plot/steps/wrong): found \"4\", expected a whole number from 0 to 3")]
    [TestCase(
        "fail", "\"following\": 20", "\"following\": 21", "/plot/steps/following): found \"21\", expected a whole number from 0 to 20")]
    [TestCase("fail", "\"wrongPlaces\": 3", "\"wrongPlaces\": 2", "/plot/steps/wrongPlaces): found \"2\", expected")]
    [TestCase("fail", "\"undecidable\": 0", "\"undecidable\": 1", "/undecidable): the report says \"1\", but 0 follows from the items")]
    [TestCase(
        "fail", "\"numbers\": 23", "\"numbers\": 24", "/numbers): the report says \"24\", but 23 follows from the counts of the tensors")]
    [TestCase(
        "fail",
        "\"verdict\": \"differs\"",
        "\"verdict\": \"agrees\"",
        "/items/0/verdict): the report says \"agrees\", but that it differs or is undecidable follows from absolute and allowed")]
    [TestCase(
        "fail", "\"absolute\": 1.125", "\"absolute\": 0", "/absolute): the report says \"0\", but 1.125 follows from engine and other")]
    [TestCase(
        "fail",
        "\"status\": \"wrong\"",
        "\"status\": \"correct\"",
        "/status): the report says \"correct\", but wrong follows from the verdict")]
    [TestCase(
        "fail",
        "\"wrong\": 1,\n            \"not-given\"",
        "\"wrong\": 0,\n            \"not-given\"",
        "/marks): the report says ")]
    [TestCase("fail", "\"firstWrong\": {", "\"firstWrong\": null, \"x\": {", "the field \"firstWrong\" is missing")]
    [TestCase("fail", "\"worst\": {", "\"worst\": null, \"x\": {", "the field \"worst\" is missing")]
    [TestCase(
        "pass",
        "\"comparisons\": 3",
        "\"comparisons\": 4",
        "(/summary/comparisons): the report says \"4\", but 3 follows from the fixtures")]
    [TestCase("pass", "\"passed\": 1", "\"passed\": 0", "(/summary/passed): the report says \"0\", but 1 follows from the fixtures")]
    [TestCase("undecidable", "\"unsettled\": 1", "\"unsettled\": 0", "/unsettled): the report says \"0\", but a number from ")]
    [TestCase("undecidable", "\"reason\": \"kink", "\"because\": \"kink", "the field \"reason\" is missing")]
    [TestCase(
        "error",
        "\"verdict\": \"error\",\n      \"error\"",
        "\"verdict\": \"pass\",\n      \"error\"",
        "/verdict): the report says \"pass\", but error follows from its error")]
    [TestCase("fail", "\"against\"", "\"kind\": \"oracle\", \"against\"", "the field \"kind\" occurs twice in one object")]
    [TestCase("fail", "\"against\": \"", "\"against\": \"\\ud800", "has an escape that is no character")]
    [TestCase("fail", "\"allowed\": ", "\"allowed\": 1e999, \"x\": ", "this number is too large for double precision")]
    [TestCase("fail", "\"allowed\": ", "\"allowed\": -", "/allowed): found \"-")]
    [TestCase("fail", "\"tensors\": [", "\"tensors\": [true,", "/tensors/0): found \"True\", expected a whole number")]
    [TestCase("fail", "\"significant\": 3", "\"significant\": \"3\"", "/precision/significant): found \"3\", expected a whole number")]
    [TestCase("fail", "\"points\": [", "\"points\": [[1, \"x\"],", "/plot/points/0/1): found \"x\", expected a number")]
    [TestCase("fail", "\"points\": [", "\"points\": [[1],", "/plot/points): found \"[[1],")]
    [TestCase("fail", "\"infinite\": ", "\"infinite\": 1, \"x\": ", "/plot/allowed/infinite): found \"1\", expected true or false")]
    [TestCase("fail", "\"explains\": ", "\"explains\": {}, \"x\": ", "/diagnosis/0/explains): found \"{}\", expected a number")]
    public async Task Read_EditedReport_IsRefusedByName(string name, string part, string replacement, string fault)
    {
        string json = Json(await ReportCase.CheckAsync(name));
        Assert.That(json, Does.Contain(part));

        Assert.That(
            () => Read(new Regex(Regex.Escape(part)).Replace(json, replacement.Replace("$", "$$", StringComparison.Ordinal), 1)),
            Throws.TypeOf<FormatException>().With.Message.Contains(fault).And.Message.Match("^report\\.json:[0-9]+:[0-9]+"));
    }

    /// <summary>Even if verdict, exit code and summary are edited alike, the items contradict them.</summary>
    [Test]
    public async Task Read_FailMadeAPassEverywhereButInTheNumbers_IsRefused()
    {
        string json = Json(await ReportCase.CheckAsync("fail"));
        string edited = json.Replace("\"verdict\": \"fail\"", "\"verdict\": \"pass\"", StringComparison.Ordinal)
            .Replace("\"exitCode\": 1", "\"exitCode\": 0", StringComparison.Ordinal);

        Assert.That(
            () => Read(edited),
            Throws.TypeOf<FormatException>().With.Message.Contains(
                "/verdict): the report says \"pass\", but fail follows from its counts"));
    }

    /// <summary>The memory for one listed number does not depend on the stated size of its tensor.</summary>
    [Test]
    public void Read_OneNumberOfALargeNetwork_TakesLittleMemoryAndIsDrawnAsBoxes()
    {
        string json = File.ReadAllText(Path.Combine(Folder, "units-65536.json")).Replace("65536", "4000", StringComparison.Ordinal);
        long before = GC.GetAllocatedBytesForCurrentThread();
        CheckReport report = Read(json).Report;
        using var page = new MemoryStream();
        ReportFormats.Find("html")!.Write(report, page, ReportCase.Options);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4_000_000), "of 16 million weights");
        Assert.That(Encoding.UTF8.GetString(page.ToArray()), Does.Contain("4000 units, 16000000 weights"));
    }

    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Reports", "Damaged");

    private static ReadReport Read(string json) => ReportReader.Read(Encoding.UTF8.GetBytes(json), "report.json");

    private static string Json(CheckReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream, all: false);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
