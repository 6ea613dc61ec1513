using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Every activation and its derivatives, from the middle to the ends of the tails, against 60 digits.</summary>
public sealed class TailTest
{
    /// <summary>In units of u, relative; where the value is subnormal, in the smallest subnormal numbers.</summary>
    private const double Most = 4;

    [Test]
    public void Tails_OfEveryActivation_AreInTheTable()
        => Assert.That(
            Activation.All.Select(activation => activation.Name).Except(TailValue.All.Select(value => value.Name)),
            Is.Empty,
            "tails.py does not know these activations");

    [TestCaseSource(nameof(Functions))]
    public void Tails_OfAFunction_KeepTheirDigits(string function)
    {
        TailValue[] values = [.. TailValue.All.Where(value => value.Function == function)];
        TestContext.Out.WriteLine($"largest error {values.Max(value => value.Error(Engine(value))):F2} in {values.Length} values");
        Assert.That(
            values.Where(value => !(value.Error(Engine(value)) <= Most)).Select(value => (value, Engine(value))),
            Is.Empty);
    }

    /// <summary>The rejecting twin: formulas of textbooks lose their digits at these arguments.</summary>
    [TestCase("tanh'", 20)]
    [TestCase("sigmoid'", 40)]
    [TestCase("elu'", -40)]
    [TestCase("softplus", -40)]
    [TestCase("swish", -745)]
    [TestCase("gelu", -12)]
    public void Tails_OfATextbookFormula_AreRejected(string function, double a)
    {
        TailValue value = TailValue.All.First(value => value.Function == function && value.Argument == a && value.Alpha is null or 1);
        Assert.That(value.Error(Textbook(function, a)), Is.GreaterThan(100));
    }

    private static IEnumerable<string> Functions() => TailValue.All.Select(value => value.Function).Distinct();

    private static double Engine(TailValue value)
    {
        Activation activation = Activation.Named(value.Name)!;
        activation = value.Alpha is { } alpha ? activation.WithAlpha(alpha) : activation;
        return activation is not ElementwiseActivation elementwise ? OfTwoUnits(activation, value)
            : value.Order == 0 ? elementwise.Value(value.Argument)
            : value.Order == 1 ? elementwise.Derivative(value.Argument)
            : elementwise.SecondDerivative(value.Argument);
    }

    /// <summary>The output of the first of two units, or its δ for s = (1, 0).</summary>
    private static double OfTwoUnits(Activation softmax, TailValue value)
    {
        double[] a = [value.Argument, 0];
        double[] outputs = new double[2];
        double[] deltas = new double[2];
        softmax.Apply(a, outputs, 2);
        softmax.Backpropagate(a, outputs, [1, 0], deltas, 2);
        return value.Order == 0 ? outputs[0] : deltas[0];
    }

    private static double Textbook(string function, double a) => function switch
    {
        "tanh'" => 1 - (Math.Tanh(a) * Math.Tanh(a)),
        "sigmoid'" => 1 / (1 + Math.Exp(-a)) * (1 - (1 / (1 + Math.Exp(-a)))),
        "elu'" => Math.Exp(a) - 1 + 1,
        "softplus" => Math.Log(1 + Math.Exp(a)),
        "swish" => a * ElementaryFunctions.Sigmoid(a),
        "gelu" => a * 0.5 * (1 - (1 - (2 * ElementaryFunctions.NormalDistribution(a)))),
        _ => throw new ArgumentException("No textbook formula.", nameof(function)),
    };
}
