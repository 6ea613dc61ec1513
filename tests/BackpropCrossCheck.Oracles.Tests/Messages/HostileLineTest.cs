using System.Text;
using BackpropCrossCheck.Oracles.Messages;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Tests;

namespace BackpropCrossCheck.Oracles.Tests.Messages;

/// <summary>Damaged lines of an oracle become reasons; the readers of greetings and answers throw nothing at all.</summary>
public sealed class HostileLineTest
{
    private const string Answer = """
        {"id":7,"lossValue":0.5,"preActivations":[[[1,2],[3,4]],[[5,"NaN"],[7,8]]],"outputs":[[[1,2],[3,4]],null],"deltas":null,
        "gradients":[{"weights":[[1,2,3],[4,5e-3,"-Infinity"]],"bias":[0.1,-2]},{"weights":[[1,2],[3,4]]}],"seconds":{"a":[1]}}
        """;

    private static readonly string[] Lines =
    [
        """{"protocol":1,"oracle":"tensorflow-js","version":"4.22.0","precisions":["float32","float64"]"""
        + ""","activations":["linear","tanh"],"note":{"a":[1,2]}}""",
        """{"protocol":1,"oracle":"tensorflow-net","unavailable":"no \"library\" \u00e9"}""",
        Answer.ReplaceLineEndings(string.Empty),
        """{"id":7,"error":"out of memory \ud83d\ude00"}""",
    ];

    private static readonly HostileRun Run = new("oracle lines", [.. Lines.Select(Encoding.UTF8.GetBytes)]);

    [Test]
    public void Read_DamagedLines_AreReadOrBecomeReasons() => Read(seed: 1, count: 5_000);

    [Test]
    [Explicit("Takes some seconds.")]
    public void Read_AHundredThousandDamagedLines_AreReadOrBecomeReasons()
    {
        Read(seed: 1_000_000, count: 100_000);
        Run.RequireSpeed();
    }

    [TestCase("""{"\ud800":1,"id":7,"lossValue":1}""")]
    [TestCase("""{"\udc00\ud800":1,"protocol":1}""")]
    [TestCase("\"\\ud800\"")]
    public void Read_HalfASurrogatePair_BecomesAReason(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        ReadAll(bytes);
        Assert.That(GreetingReader.Read(bytes), Is.TypeOf<OracleStatus.Failed>());
        Assert.That(AnswerReader.Read(bytes, Questions.Small().Layout), Is.TypeOf<OracleAnswer.Failed>());
    }

    private static void Read(int seed, int count) => Run.Read(seed, count, ReadAll, _ => false);

    private static void ReadAll(byte[] line)
    {
        Assert.That(GreetingReader.Read(line), Is.Not.Null);
        _ = AnswerReader.ReadId(line);
        Assert.That(AnswerReader.Read(line, Questions.Small().Layout), Is.InstanceOf<OracleAnswer>());
    }
}
