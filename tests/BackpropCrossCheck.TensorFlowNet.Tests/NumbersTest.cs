using System.Globalization;
using System.Text.Json;

namespace BackpropCrossCheck.TensorFlowNet.Tests;

public sealed class NumbersTest
{
    private OracleSession _session = null!;

    [OneTimeSetUp]
    public void Start() => _session = OracleSession.StartAvailable();

    [OneTimeTearDown]
    public void Stop() => _session?.Dispose();

    // Santi 2025, section 6: the printout of TensorFlow, eight decimals.
    [Test]
    public void Paper_Float32_IsThePrintoutToItsLastDigit()
    {
        JsonElement answer = _session.Ask(Paper("float32"));
        Assert.Multiple(() =>
        {
            Assert.That(Rounded(answer.GetProperty("outputs")[1]), Is.EqualTo(new[] { 0.48693424, 1.1463418 }));
            Assert.That(
                Rounded(answer.GetProperty("gradients")[0].GetProperty("weights")),
                Is.EqualTo(new[] { -0.04150072, -0.08300145, -0.03751578, -0.07503156, -0.01951589, -0.03903178 }));
            Assert.That(
                Rounded(answer.GetProperty("gradients")[1].GetProperty("weights")),
                Is.EqualTo(new[] { -0.23709649, -0.41070867, -0.47992632, -0.00169051, -0.00292837, -0.00342189 }));
        });
    }

    // TensorFlow 2.15.1 in Python gives the same bits.
    [Test]
    public void Paper_Float64_HasTheDigitsOfTensorFlowInPython()
    {
        JsonElement answer = _session.Ask(Paper("float64"));
        Assert.Multiple(() =>
        {
            Assert.That(answer.GetProperty("lossValue").GetDouble(), Is.EqualTo(0.13162492755076416).Within(4).Ulps);
            Assert.That(
                Numbers(answer.GetProperty("deltas")[0]),
                Is.EqualTo(new[] { -0.04150072844187008, -0.03751579139082789, -0.0195158706921887 }).Within(8).Ulps);
            Assert.That(
                Numbers(answer.GetProperty("gradients")[1].GetProperty("weights"))[3], Is.EqualTo(-0.0016905095232625333).Within(64).Ulps);
        });
    }

    // One unit, w = 1, b = 0, squared error against t = 0, sum: y = h(x), δ = 2 y h'(x). The values are the closed forms, from Python's
    // math module.
    [TestCase("linear", -0.5, 1.0)]
    [TestCase("tanh", -0.46211715726000976, 0.78644773296592741)]
    [TestCase("sigmoid", 0.37754066879814543, 0.23500371220159450)]
    [TestCase("relu", 0.0, 0.0)]
    [TestCase("leaky-relu", -0.1, 0.2)]
    [TestCase("elu", -0.078693868057473315, 0.12130613194252668)]
    [TestCase("softplus", 0.47407698418010669, 0.37754066879814543)]
    [TestCase("softsign", -0.33333333333333333, 0.44444444444444444)]
    [TestCase("swish", -0.18877033439907272, 0.26003881269734819)]
    [TestCase("gelu", -0.15426876936299344, 0.13250487534383712)]
    [TestCase("softmax", 1.0, 0.0)]
    public void Activation_AtMinusOneHalf_HasValueAndDerivative(string activation, double value, double derivative)
    {
        string alpha = activation is "leaky-relu" or "elu" ? ",\"alpha\":0.2" : "";
        JsonElement answer = _session.Ask(
            $$$"""{"id":1,"precision":"float64","layers":[{"weights":[[1]],"bias":[0],"activation":"{{{activation}}}"{{{alpha}}}}]"""
            + ""","inputs":[[-0.5]],"labels":[[0]],"loss":{"kind":"squared-error","reduction":"sum"}}""");
        Assert.Multiple(() =>
        {
            Assert.That(Numbers(answer.GetProperty("outputs")).Single(), Is.EqualTo(value).Within(1e-15));
            Assert.That(Numbers(answer.GetProperty("deltas")).Single(), Is.EqualTo(2 * value * derivative).Within(1e-15));
            Assert.That(
                Numbers(answer.GetProperty("gradients")[0].GetProperty("bias")).Single(), Is.EqualTo(2 * value * derivative).Within(1e-15));
        });
    }

    // TensorFlow takes the derivative of the negative side; leaky-relu has it where both sides of its maximum are equal.
    [TestCase("relu", 0.0)]
    [TestCase("leaky-relu", 0.01)]
    public void Kink_AtZero_HasTheDerivativeOfTheNegativeSide(string activation, double derivative)
    {
        JsonElement answer = _session.Ask(
            $$$"""{"id":1,"precision":"float64","layers":[{"weights":[[1]],"activation":"{{{activation}}}"}]"""
            + ""","inputs":[[0]],"labels":[[-1]],"loss":{"kind":"squared-error","reduction":"sum"}}""");
        Assert.That(Numbers(answer.GetProperty("deltas")).Single(), Is.EqualTo(2 * derivative));
    }

    [Test]
    public void Overflow_InFloat32_IsAString()
    {
        JsonElement answer = _session.Ask(
            """{"id":1,"precision":"float32","layers":[{"weights":[[1e30]],"activation":"linear"}]"""
            + ""","inputs":[[1e30]],"labels":[[0]],"loss":{"kind":"squared-error","reduction":"sum"}}""");
        Assert.That(answer.GetProperty("lossValue").GetString(), Is.EqualTo("Infinity"));
    }

    private static string Paper(string precision)
        => $$$"""
        {"id":1,"precision":"{{{precision}}}","layers":[{"weights":[[0.1,0.2],[0.3,0.4],[0.5,0.6]],"activation":"tanh"},
        {"weights":[[0.1,0.2,0.3],[0.4,0.5,0.6]],"activation":"linear"}],
        "inputs":[[1,2]],"labels":[[1,1.15]],"loss":{"kind":"squared-error","reduction":"mean-over-elements"}}
        """.ReplaceLineEndings("");

    private static double[] Rounded(JsonElement rows)
        => [.. Numbers(rows)
            .Select(number => double.Parse(number.ToString("G8", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
            .Select(number => Math.Round(number, 8))];

    private static double[] Numbers(JsonElement element)
        => element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().SelectMany(Numbers)] : [element.GetDouble()];
}
