using System.Text.Json;

namespace BackpropCrossCheck.TensorFlowNet.Tests;

/// <summary>Behaviour with and without TensorFlow.NET.</summary>
public sealed class ProcessTest
{
    [Test]
    public void Greeting_Always_NamesProtocolAndOracle()
    {
        using var session = OracleSession.Start();
        Assert.Multiple(() =>
        {
            Assert.That(session.Greeting.GetProperty("protocol").GetInt32(), Is.EqualTo(1));
            Assert.That(session.Greeting.GetProperty("oracle").GetString(), Is.EqualTo("tensorflow-net"));
        });
    }

    [Test]
    public void Greeting_Always_OffersNumbersOrSaysWhyNot()
    {
        using var session = OracleSession.Start();
        if (session.Greeting.TryGetProperty("unavailable", out JsonElement reason))
        {
            Assert.That(reason.GetString(), Does.Contain("TensorFlow").And.Match("[Bb]uild"), "It must say what to do.");
            return;
        }

        Assert.Multiple(() =>
        {
            Assert.That(session.Greeting.GetProperty("version").GetString(), Does.Match(@"^\d+\.\d+\.\d+ \(TensorFlow \d+\.\d+\.\d+.*\)$"));
            Assert.That(Words("precisions"), Is.EqualTo(new[] { "float64", "float32" }));
            Assert.That(Words("activations"), Has.Length.EqualTo(18));
        });

        string?[] Words(string name) => [.. session.Greeting.GetProperty(name).EnumerateArray().Select(word => word.GetString())];
    }

    [Test]
    public void EndOfInput_Always_ExitCodeIsZeroAndNothingFollows()
    {
        using var session = OracleSession.Start();
        Assert.That(session.Close(), Is.EqualTo((0, "")));
    }
}
