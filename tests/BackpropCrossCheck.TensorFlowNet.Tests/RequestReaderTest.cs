using System.Text;
using BackpropCrossCheck.TensorFlowNet.Calculation;
using BackpropCrossCheck.TensorFlowNet.Messages;

namespace BackpropCrossCheck.TensorFlowNet.Tests;

/// <summary>What is read of a request, without TensorFlow.NET.</summary>
public sealed class RequestReaderTest
{
    [TestCase("""{"l2":0.5,"l1":0.25,"half":false,"biases":true}""", 0.5, 0.25, true)]
    [TestCase("""{"l2":0.5,"l1":0,"half":true,"biases":false}""", 0.25, 0, false)]
    [TestCase("""{"l1":1}""", 0, 1, false)]
    public void Regularization_InARequest_IsRead(string text, double ofSquares, double ofMagnitudes, bool biases)
        => Assert.That(Read(text).Regularization, Is.EqualTo(new Regularization(ofSquares, ofMagnitudes, biases)));

    [Test]
    public void Regularization_Null_IsNone() => Assert.That(Read("null").Regularization, Is.Null);

    [TestCase("""{"l2":-1}""", "regularization.l2 is negative")]
    [TestCase("""{"l1":"NaN"}""", "regularization.l1 is negative or NaN")]
    [TestCase("""{"l1":"1"}""", "regularization.l1 is \"1\"")]
    [TestCase("""{"l2":1,"half":1}""", "half is a number; true or false was expected")]
    [TestCase("[1]", "An object with the field \"l2\"")]
    public void Regularization_Malformed_IsNamed(string text, string message)
        => Assert.That(() => Read(text), Throws.TypeOf<RequestException>().With.Message.Contains(message));

    [TestCase(true, "\"regularization\":true")]
    [TestCase(false, "\"regularization\":false")]
    public void Greeting_OfAnOracleThatWorks_SaysWhetherItRegularizes(bool regularizes, string said)
    {
        using var output = new MemoryStream();
        new AnswerWriter(output).Greet("1", regularizes);

        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Does.Contain(said));
    }

    private static Question Read(string regularization) => RequestReader.Read(Encoding.UTF8.GetBytes(
        """{"id":1,"precision":"float64","layers":[{"weights":[[1,2]],"activation":"tanh"}],"inputs":[[1,2]],"labels":[[1]]"""
        + ""","loss":{"kind":"squared-error","reduction":"sum"},"regularization":""" + regularization + "}"));
}
