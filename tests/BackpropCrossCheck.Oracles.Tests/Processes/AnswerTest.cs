using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Processes;

public sealed class AnswerTest
{
    [TestCase("missing-layer", "gradients: found 1 layer, expected 2")]
    [TestCase("extra-layer", "gradients: found 3 layers, expected 2")]
    [TestCase("null-gradient-layer", "gradients, layer 1: found null, expected an object with weights and bias")]
    [TestCase("short-row", "gradients, layer 1, weights, row 1: found 2 numbers, expected 3")]
    [TestCase("long-row", "gradients, layer 1, weights, row 1: found 4 numbers, expected 3")]
    [TestCase("missing-row", "gradients, layer 1, weights: found 1 row, expected 2")]
    [TestCase("extra-row", "gradients, layer 1, weights: found 3 rows, expected 2")]
    [TestCase("null-row", "gradients, layer 1, weights, row 1: found null, expected an array of numbers")]
    [TestCase("null-number", "gradients, layer 1, weights, row 1: found null, expected a number")]
    [TestCase("text-number", "gradients, layer 1, weights, row 1: found \"1.5\", expected a number")]
    [TestCase("lower-case-nan", "gradients, layer 1, weights, row 1: found \"nan\", expected a number")]
    [TestCase("array-number", "gradients, layer 1, weights, row 1: found an array, expected a number")]
    [TestCase("huge-number", "gradients, layer 1, weights, row 1: found the number 1e999, expected a number of double precision")]
    [TestCase("no-weights", "gradients, layer 1, weights: found nothing, expected 2 rows")]
    [TestCase("no-bias", "gradients, layer 1, bias: found nothing, expected 2 numbers")]
    [TestCase("null-bias", "gradients, layer 1, bias: found null, expected an array of numbers")]
    [TestCase("short-bias", "gradients, layer 1, bias: found 1 number, expected 2")]
    [TestCase("extra-bias", "gradients, layer 2, bias: found an array, expected none: the layer has no bias")]
    [TestCase("no-loss", "lossValue: found nothing, expected a number")]
    [TestCase("null-loss", "lossValue: found null, expected a number")]
    [TestCase("no-gradients", "gradients: found nothing, expected 2 layers")]
    [TestCase("null-gradients", "gradients: found null, expected an array")]
    [TestCase("object-gradients", "gradients: found an object, expected an array")]
    [TestCase("short-outputs", "outputs: found 1 layer, expected 2")]
    [TestCase("missing-sample", "deltas, layer 2: found 1 row, expected 2")]
    [TestCase("null-output", "outputs, layer 2, row 1: found null, expected a number")]
    [TestCase("number-error", "error: found the number 5, expected text")]
    [TestCase("duplicate-field", "\"lossValue\" is there twice")]
    [TestCase("duplicate-weights", "gradients, layer 1: \"weights\" is there twice")]
    [TestCase("truncated", "it is not JSON from byte")]
    [TestCase("trailing-junk", "it is not JSON from byte")]
    [TestCase("half-surrogate", "it has an escaped text that is not Unicode")]
    [TestCase("half-surrogate-key", "it has an escaped text that is not Unicode")]
    public async Task Answer_Unusable_FailsWithThePlace(string change, string reason)
    {
        await using var fake = new Fake("change", change);
        Assert.That(await fake.FailureAsync(), Does.StartWith("its answer cannot be used: ").And.Contains(reason));
    }

    // An unusable answer does not put the connection out of step.
    [Test]
    public async Task Answer_Unusable_CostsNoRestart()
    {
        await using var fake = new Fake("change", "short-row");
        await fake.FailureAsync();
        await fake.FailureAsync();
        Assert.That(fake.Oracle.Restarts, Is.Zero);
    }

    [TestCase("none")]
    [TestCase("null-bias-where-none")]
    [TestCase("only-gradients")]
    [TestCase("null-layer")]
    [TestCase("extra-fields")]
    [TestCase("extra-gradient-fields")]
    [TestCase("id-last")]
    [TestCase("carriage-return")]
    public async Task Answer_UnusualButRight_IsComputed(string change)
    {
        await using var fake = new Fake("change", change);
        Assert.That(await fake.AskAsync(), Is.TypeOf<OracleAnswer.Computed>());
    }

    [Test]
    public async Task Answer_OptionalTensorsMissing_AreNotGiven()
    {
        await using var fake = new Fake("change", "only-gradients");
        TensorSet numbers = ((OracleAnswer.Computed)await fake.AskAsync()).Numbers;
        Assert.Multiple(() =>
        {
            Assert.That(numbers[numbers.Layout.PreActivation(0)], Is.Null);
            Assert.That(numbers[numbers.Layout.Output(1)], Is.Null);
            Assert.That(numbers[numbers.Layout.Delta(1)], Is.Null);
            Assert.That(numbers[numbers.Layout.WeightGradient(1)], Is.EqualTo(new double[] { 1, 2, 3, 4 }));
        });
    }

    [Test]
    public async Task Answer_OneLayerNull_IsNotGiven()
    {
        await using var fake = new Fake("change", "null-layer");
        TensorSet numbers = ((OracleAnswer.Computed)await fake.AskAsync()).Numbers;
        Assert.That(numbers[numbers.Layout.Output(0)], Is.Null);
        Assert.That(numbers[numbers.Layout.Output(1)], Is.EqualTo(new[] { 1.5, 1.5, 1.5, 1.5 }));
    }

    // The fake's gradients are the parameters, which so went there and back.
    [Test]
    public async Task Answer_Numbers_RoundTrip()
    {
        await using var fake = new Fake("");
        OracleQuestion question = Questions.Small();
        TensorSet numbers = ((OracleAnswer.Computed)await fake.AskAsync(question)).Numbers;
        Assert.Multiple(() =>
        {
            Assert.That(numbers[numbers.Layout.WeightGradient(0)], Is.EqualTo(question.Layers[0].Weights.ToArray()));
            Assert.That(numbers[numbers.Layout.BiasGradient(0)!], Is.EqualTo(question.Layers[0].Bias!.Value.ToArray()));
            Assert.That(numbers[numbers.Layout.Loss], Is.EqualTo(new[] { 1.5 }));
        });
    }

    [Test]
    public async Task Answer_NonFiniteWords_AreNumbers()
    {
        await using var fake = new Fake("change", "non-finite");
        TensorSet numbers = ((OracleAnswer.Computed)await fake.AskAsync()).Numbers;
        Assert.Multiple(() =>
        {
            Assert.That(numbers[numbers.Layout.Loss], Is.EqualTo(new[] { double.PositiveInfinity }));
            Assert.That(numbers[numbers.Layout.WeightGradient(0)]![0], Is.NaN);
            Assert.That(numbers[numbers.Layout.WeightGradient(0)]![1], Is.EqualTo(double.NegativeInfinity));
        });
    }

    [Test]
    public async Task Answer_Error_FailsWithItsText()
    {
        await using var fake = new Fake("change", "error");
        Assert.That(await fake.FailureAsync(), Is.EqualTo("the matrix is  singular"));
    }

    [Test]
    public async Task Answer_InvalidUtf8_Fails()
    {
        await using var fake = new Fake("invalid-utf8");
        Assert.That(await fake.FailureAsync(), Is.EqualTo("its answer cannot be used: it is not UTF-8."));
    }

    [Test]
    public async Task Answer_ByteByByte_IsComputed()
    {
        await using var fake = new Fake("slow-bytes");
        Assert.That(await fake.AskAsync(), Is.TypeOf<OracleAnswer.Computed>());
    }

    [Test]
    public async Task Question_NotOffered_IsUnavailable()
    {
        await using var fake = new Fake(
            "greet", """{"protocol":1,"oracle":"single","version":"1","precisions":["float32","float16"],"activations":["tanh"]}""");
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(
                await fake.AskAsync(), Is.EqualTo(new OracleAnswer.Unavailable("single calculates in float32 only, not in float64.")));
            Assert.That(
                await fake.AskAsync(Questions.Small(format: FloatFormat.Float32)),
                Is.EqualTo(new OracleAnswer.Unavailable("single does not offer the activation linear.")));
        });
    }

    [TestCase("""["squared-error"]""", "single does not offer the loss half-squared-error.")]
    [TestCase("""["squared-error","half-squared-error"]""", null)]
    [TestCase("null", null)]
    public async Task Question_LossThatIsNotInTheList_IsUnavailable(string losses, string? reason)
    {
        string activations = string.Join(',', Questions.Small().Layers.Select(layer => $"\"{layer.Activation}\"").Distinct());
        string offer = $$"""
            "precisions":["float64"],"activations":[{{activations}}],"losses":{{losses}}
            """;
        await using var fake = new Fake("greet", $$"""{"protocol":1,"oracle":"single","version":"1",{{offer}}}""");
        OracleAnswer answer = await fake.AskAsync();
        Assert.That((answer as OracleAnswer.Unavailable)?.Reason, Is.EqualTo(reason));
    }
}
