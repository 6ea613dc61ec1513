using System.Text.Json;

namespace BackpropCrossCheck.TensorFlowNet.Tests;

public sealed class RequestTest
{
    private const string Valid =
        """{"id":1,"precision":"float64","layers":[{"weights":[[1,2]],"activation":"tanh"}],"inputs":[[1,2]],"labels":[[1]]"""
        + ""","loss":{"kind":"squared-error","reduction":"sum"}}""";

    private OracleSession _session = null!;

    [OneTimeSetUp]
    public void Start() => _session = OracleSession.StartAvailable();

    [OneTimeTearDown]
    public void Stop() => _session?.Dispose();

    [TestCase("\"float64\"", "\"float16\"", "precision is float16")]
    [TestCase("\"tanh\"", "\"tan\"", "activation is tan")]
    [TestCase("\"squared-error\"", "null", "\"kind\" is missing")]
    [TestCase("\"sum\"", "3", "reduction is a number")]
    [TestCase("[[1,2]],\"activation\"", "[[1,2,3]],\"activation\"", "3 columns; 2 were expected")]
    [TestCase("\"labels\":[[1]]", "\"labels\":[[1,2]]", "labels is 1×2; 1 samples and 1 outputs")]
    [TestCase("\"inputs\":[[1,2]]", "\"inputs\":[[1,2],[3]]", "inputs[1] has 1 numbers; 2 were expected")]
    [TestCase("\"inputs\":[[1,2]]", "\"inputs\":[[1,\"2\"]]", "inputs[0][1] is \"2\"")]
    [TestCase("\"inputs\":[[1,2]],", "", "\"inputs\" is missing")]
    [TestCase("\"layers\":[", "\"layers\":[7,", "An object with the field \"weights\"")]
    [TestCase("}}", "}", "not valid JSON")]
    public void Request_Malformed_ErrorSaysWhatAndNextIsAnswered(string part, string replacement, string message)
    {
        JsonElement answer = _session.Ask(Valid.Replace(part, replacement, StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(answer.GetProperty("id").GetInt32(), Is.EqualTo(1));
            Assert.That(answer.GetProperty("error").GetString(), Does.Contain(message));
            Assert.That(_session.Ask(Valid).TryGetProperty("lossValue", out _), Is.True);
        });
    }

    [TestCase("")]
    [TestCase("no JSON")]
    [TestCase("""{"id":"seven"}""")]
    [TestCase("[7]")]
    public void Request_WithoutReadableId_IsSkipped(string line)
    {
        _session.Send(line);
        Assert.That(_session.Ask(Valid).GetProperty("id").GetInt32(), Is.EqualTo(1));
    }
}
