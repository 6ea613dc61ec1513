using System.Globalization;
using System.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>A large file is not kept in memory, and nobody notices.</summary>
public sealed class FixtureBytesTest
{
    private const int Inputs = 1200;
    private const int Units = 300;
    private string _path = "";

    [SetUp]
    public void MakePath() => _path = Path.GetTempFileName();

    [TearDown]
    public void RemoveFile() => File.Delete(_path);

    [TestCase(false)]
    [TestCase(true)]
    public void Read_LargeFile_IsWhatItHolds(bool expectedFirst)
    {
        byte[] content = Write(Text(expectedFirst));
        (Fixture fixture, FixtureBytes bytes) = FixtureBytes.Read(_path, limit: 64);
        var whole = FixtureReader.Read(content, _path);
        Step gradient = whole.Layout.WeightGradient(0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fixture.Network.Layers[0].Weights.SequenceEqual(whole.Network.Layers[0].Weights));
            Assert.That(fixture.Expected[0].Numbers[gradient].AsSpan().SequenceEqual(whole.Expected[0].Numbers[gradient]));
            Assert.That(fixture.Expected[0].Numbers.Missing(gradient), Is.EqualTo(whole.Expected[0].Numbers.Missing(gradient)));
            Assert.That(bytes.Span.SequenceEqual(content), "read again");
        }
    }

    /// <summary>The last number of the last array is a word, a null, or not there: what has been given back is read again.</summary>
    [TestCase("\"one\"")]
    [TestCase("1e999")]
    [TestCase("1, 2")]
    [TestCase("01")]
    [TestCase("null")]
    public void Read_FaultAtTheEnd_HasThePlaceThatItHasInMemory(string last)
    {
        byte[] content = Write(Text(expectedFirst: false, last));
        if (last == "null")
        {
            Fixture fixture = FixtureBytes.Read(_path, limit: 64).Fixture;
            Assert.That(fixture.Expected[0].Numbers.Missing(fixture.Layout.WeightGradient(0))!.Count(missing => missing), Is.EqualTo(1));
            return;
        }

        FixtureException expected = Assert.Throws<FixtureException>(() => FixtureReader.Read(content, _path))!;
        FixtureException fault = Assert.Throws<FixtureException>(() => FixtureBytes.Read(_path, limit: 64))!;
        Assert.That((fault.Message, fault.Line, fault.Column, fault.Pointer), Is.EqualTo(
            (expected.Message, expected.Line, expected.Column, expected.Pointer)));
    }

    [Test]
    public void Span_FileChangedMeanwhile_IsRefused()
    {
        Write(Text(expectedFirst: false));
        FixtureBytes bytes = FixtureBytes.Read(_path, limit: 64).Bytes;
        File.AppendAllText(_path, " ");
        Assert.That(() => bytes.Span.Length, Throws.TypeOf<FixtureException>().With.Message.Contains("was changed while it was read"));
    }

    [Test]
    public void Read_LargeFileBeyondTheLimit_IsRefused()
    {
        Write(Text(expectedFirst: false));
        Assert.That(() => FixtureBytes.Read(_path, limit: 8), Throws.TypeOf<FixtureException>().With.Message.Contains("--max-size"));
    }

    private byte[] Write(string text)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        Assert.That(content, Has.Length.GreaterThan(12 << 20), "large enough that several portions are given back");
        File.WriteAllBytes(_path, content);
        return content;
    }

    private static string Text(bool expectedFirst, string last = "0.5")
    {
        var random = new Random(1);
        string matrix = Matrix("-0.25");
        string network = $$"""
            "layers": [{ "weights": {{matrix}}, "activation": "linear" }], "inputs": [[{{Row(Inputs)}}]], "labels": [[{{Row(Units)}}]],
            "loss": "half-sum-of-squares"
            """;
        string expected = $$"""
            "expected": [{ "by": "somebody", "kind": "recorded", "precision": "float64", "gradients": [{ "weights": {{Matrix(last)}} }] }]
            """;
        return $$"""
            { "version": 1, "name": "large", {{(expectedFirst ? expected : network)}},
              {{(expectedFirst ? network : expected)}} }
            """;

        string Matrix(string end) => $"[{string.Join(",\n", Enumerable.Range(0, Units).Select(k => k < Units - 1 ? $"[{Row(Inputs)}]"
            : $"[{Row(Inputs - 1)}, {end}]"))}]";

        string Row(int count) => string.Join(", ", Enumerable.Range(0, count).Select(
            _ => (random.NextDouble() - 0.5).ToString("R", CultureInfo.InvariantCulture)));
    }
}
