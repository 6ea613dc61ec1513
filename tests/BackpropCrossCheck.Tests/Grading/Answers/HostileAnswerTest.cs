using System.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading.Answers;

/// <summary>Damaged answers, CSV and JSON, are read or refused; nothing else happens.</summary>
public sealed class HostileAnswerTest
{
    private const string Path = "fixtures/paper/paper-section-6.json";

    private static readonly Fixture Exercise = FixtureReader.Read(Library.Repository.PathOf(Path));

    private static readonly HostileRun Csv = new("CSV", [.. new[] { FilledIn(), Short }.Select(Encoding.UTF8.GetBytes)]);

    private static readonly HostileRun Json = new("JSON answers", [.. JsonTexts().Select(Encoding.UTF8.GetBytes)]);

    private const string Short =
        "quantity,layer,tensor,sample,row,column,value\r\nloss,,,,,,0.5\r\n\"output\",1,,1,2,,\"-0.80\"\r\n\r\n,,,,,,\r\n"
        + "gradient,2,weights,,1,2,-4.2e-1\r\ngradient,1,weights,,3,1,";

    [Test]
    public void Read_DamagedCsv_IsReadOrRefused() => ReadCsv(seed: 1, count: 10_000);

    [Test]
    public void Read_DamagedJson_IsReadOrRefused() => ReadJson(seed: 1, count: 5_000);

    [Test]
    [Explicit("Takes a minute.")]
    public void Read_AHundredThousandDamagedCsv_AreReadOrRefused()
    {
        ReadCsv(seed: 1_000_000, count: 100_000);
        Csv.RequireSpeed();
    }

    [Test]
    [Explicit("Takes a minute.")]
    public void Read_AHundredThousandDamagedJson_AreReadOrRefused()
    {
        ReadJson(seed: 1_000_000, count: 100_000);
        Json.RequireSpeed();
    }

    private static void ReadCsv(int seed, int count)
        => Csv.Read(seed, count, text => Read(text, "x.csv"), fault => fault is FixtureException);

    private static void ReadJson(int seed, int count)
        => Json.Read(seed, count, text => Read(text, "x.json"), fault => fault is FixtureException);

    private static void Read(byte[] text, string file) => AnswerFileReader.Read(text, file, Exercise, new NumberPrecision.Decimals(2));

    /// <summary>Every number of the exercise, as a filled-in form.</summary>
    private static string FilledIn()
        => string.Join(
            '\n',
            BackpropCrossCheck.Teaching.AnswerSheet.Of(Exercise).Split('\n')
                .Select((line, i) => i > 0 && line.Length > 0 ? $"{line}{i}.25" : line));

    private static IEnumerable<string> JsonTexts()
    {
        string fixture = File.ReadAllText(Library.Repository.PathOf(Path));
        string entries =
            fixture[(fixture.IndexOf("\"expected\":", StringComparison.Ordinal) + "\"expected\":".Length)..fixture.LastIndexOf(']')]
            + "]";
        const string Entry = """
            { "by": "Emil", "kind": "hand", "precision": { "decimals": 2 }, "lossValue": 0.1, "deltas": [null, [[-0.51, null]]] }
            """;
        return [entries, $"{{ \"expected\": {entries} }}", Entry];
    }
}
