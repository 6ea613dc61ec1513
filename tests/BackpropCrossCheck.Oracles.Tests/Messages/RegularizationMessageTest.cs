using System.Text;
using BackpropCrossCheck.Oracles.Messages;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Messages;

/// <summary>A regularization in a question and in a greeting.</summary>
public sealed class RegularizationMessageTest
{
    [Test]
    public void Write_ARegularization_StandsBehindTheLossWithEveryField()
        => Assert.That(
            Written(new OracleRegularization(0.01, 1e-5, Half: true, Biases: false)),
            Does.Contain(""","reduction":"sum"},"regularization":{"l2":0.01,"l1":1E-05,"half":true,"biases":false}"""));

    [Test]
    public void Write_NoRegularization_HasNoField() => Assert.That(Written(null), Does.Not.Contain("regularization"));

    [TestCase("\"regularization\": true", true)]
    [TestCase("\"regularization\": false", false)]
    [TestCase("\"regularization\": null", false)]
    [TestCase("\"training\": true", false)]
    public void Greeting_Regularization_IsOffered(string fields, bool offered)
        => Assert.That(((OracleStatus.Available)Greeting(fields)).Regularizes, Is.EqualTo(offered));

    [Test]
    public void Greeting_WrongRegularization_FailsWithTheFault()
        => Assert.That(
            ((OracleStatus.Failed)Greeting("\"regularization\": \"l2\"")).Reason,
            Does.Contain("regularization: found \"l2\", expected true or false"));

    private static string Written(OracleRegularization? regularization)
        => Encoding.UTF8.GetString(QuestionWriter.Write(7, Questions.Small() with { Regularization = regularization }).Span);

    private static OracleStatus Greeting(string fields) => GreetingReader.Read(Encoding.UTF8.GetBytes(
        "{\"protocol\":1,\"oracle\":\"x\",\"version\":\"1\",\"precisions\":[\"float64\"],\"activations\":[\"tanh\"]," + fields + "}"));
}
