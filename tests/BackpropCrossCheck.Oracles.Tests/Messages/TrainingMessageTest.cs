using System.Text;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles.Messages;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Messages;

/// <summary>A training in a question, in an answer and in a greeting.</summary>
public sealed class TrainingMessageTest
{
    private const string Answered = """
        "lossValue": 1, "gradients": [{ "weights": [[1, 2, 3], [4, 5, 6]], "bias": [7, 8] }, { "weights": [[1, 2], [3, 4]] }]
        """;

    [Test]
    public void Write_ATraining_StandsAtTheEndWithEveryParameter()
    {
        var training = new OracleTraining(
            0.1, 3, Biases: false, BySamples: true, "adam", [("beta1", 0.9), ("beta2", 0.999), ("epsilon", 1e-7)]);
        Assert.That(Written(training), Does.EndWith(
            ""","training":{"learningRate":0.1,"steps":3,"biases":false,"order":"samples","""
            + "\"optimizer\":{\"kind\":\"adam\",\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1E-07}}}\n"));
    }

    [TestCase(0, "false")]
    [TestCase(1, "true")]
    public void Write_AFlagOfAnOptimizer_IsTrueOrFalse(double value, string text)
        => Assert.That(
            Written(new OracleTraining(1, 1, true, false, "momentum", [("momentum", 0.5), ("nesterov", value)])),
            Does.Contain("\"biases\":true,\"order\":\"batch\",\"optimizer\":{\"kind\":\"momentum\",\"momentum\":0.5,\"nesterov\":"
                + text + "}"));

    [Test]
    public void Read_UpdatedParameters_AreTheNumbersAfterTraining()
    {
        TensorSet numbers = Computed(
            """
            "updatedParameters": [{ "weights": [[9, 8, 7], [6, 5, 4]], "bias": [3, 2] }, { "weights": [[1, 0], [0, 1]] }],
            "updatedLossValue": 0.25
            """);
        Assert.That(numbers[Quantity.UpdatedWeights, 0], Is.EqualTo(new double[] { 9, 8, 7, 6, 5, 4 }));
        Assert.That(numbers[Quantity.UpdatedBias, 0], Is.EqualTo(new double[] { 3, 2 }));
        Assert.That(numbers[Quantity.UpdatedWeights, 1], Is.EqualTo(new double[] { 1, 0, 0, 1 }));
        Assert.That(numbers[Quantity.UpdatedLoss, -1], Is.EqualTo(new[] { 0.25 }));
        Assert.That(numbers[Quantity.WeightGradient, 0], Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6 }));
    }

    [TestCase("\"updatedParameters\": null, \"updatedLossValue\": null")]
    [TestCase("\"outputs\": null")]
    public void Read_NoUpdatedNumbers_AreNotGiven(string fields)
    {
        TensorSet numbers = Computed(fields);
        Assert.That(numbers[Quantity.UpdatedWeights, 0], Is.Null);
        Assert.That(numbers[Quantity.UpdatedLoss, -1], Is.Null);
    }

    [TestCase("\"updatedParameters\": []", "updatedParameters: found 0 layers, expected 2")]
    [TestCase("\"updatedParameters\": {}", "updatedParameters: found an object, expected an array")]
    [TestCase(
        "\"updatedParameters\": [{ \"weights\": [[1, 2], [3, 4]], \"bias\": [1, 2] }, { \"weights\": [[1, 2], [3, 4]] }]",
        "updatedParameters, layer 1, weights, row 1: found 2 numbers, expected 3")]
    [TestCase(
        "\"updatedParameters\": [{ \"weights\": [[1, 2, 3], [3, 4, 5]] }, { \"weights\": [[1, 2], [3, 4]] }]",
        "updatedParameters, layer 1, bias: found nothing, expected 2 numbers")]
    [TestCase("\"updatedLossValue\": \"small\"", "updatedLossValue: found \"small\", expected a number")]
    public void Read_WrongUpdatedNumbers_FailWithThePlace(string fields, string reason)
        => Assert.That(((OracleAnswer.Failed)Read(fields)).Reason, Does.StartWith("its answer cannot be used: ").And.Contains(reason));

    [TestCase("\"training\": true", "sgd")]
    [TestCase("\"training\": true, \"optimizers\": [\"adam\", \"own\"]", "adam own")]
    [TestCase("\"training\": true, \"optimizers\": []", "")]
    [TestCase("\"training\": false, \"optimizers\": [\"sgd\"]", "")]
    [TestCase("\"optimizers\": [\"sgd\"]", "")]
    [TestCase("\"losses\": null", "")]
    public void Greeting_Training_IsOfferedWithTheseOptimizers(string fields, string optimizers)
        => Assert.That(string.Join(' ', ((OracleStatus.Available)Greeting(fields)).Optimizers), Is.EqualTo(optimizers));

    [TestCase("\"training\": \"yes\"", "training: found \"yes\", expected true or false")]
    [TestCase("\"training\": 1", "training: found the number 1, expected true or false")]
    [TestCase("\"training\": true, \"optimizers\": \"adam\"", "optimizers: found \"adam\", expected an array of words")]
    [TestCase("\"training\": true, \"optimizers\": [1]", "optimizers: found the number 1, expected text")]
    public void Greeting_WrongTraining_FailsWithTheFault(string fields, string reason)
        => Assert.That(((OracleStatus.Failed)Greeting(fields)).Reason, Does.Contain(reason));

    private static string Written(OracleTraining training)
        => Encoding.UTF8.GetString(QuestionWriter.Write(7, Questions.Small() with { Training = training }).Span);

    private static TensorSet Computed(string fields) => ((OracleAnswer.Computed)Read(fields)).Numbers;

    private static OracleAnswer Read(string fields)
        => AnswerReader.Read(Encoding.UTF8.GetBytes($"{{ \"id\": 7, {Answered}, {fields} }}"), Questions.Small().Layout);

    private static OracleStatus Greeting(string fields) => GreetingReader.Read(Encoding.UTF8.GetBytes(
        "{\"protocol\":1,\"oracle\":\"x\",\"version\":\"1\",\"precisions\":[\"float64\"],\"activations\":[\"tanh\"]," + fields + "}"));
}
