using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Tests;

namespace BackpropCrossCheck.NUnit.Tests;

/// <summary>The shapes in which a gradient may be given.</summary>
public sealed class ShapeTest
{
    private static readonly Dictionary<string, Func<double[][,], double[][], object>> Shapes = new()
    {
        ["matrices and vectors"] = (weights, biases) => (weights, biases),
        ["rows and vectors"] = (weights, biases) => (Array.ConvertAll(weights, Given.Rows), biases),
        ["lists of lists"] = (weights, biases) =>
            (weights.Select(matrix => Given.Rows(matrix).Select(row => row.ToList()).ToList()).ToList(), biases.ToList()),
        ["flat, row by row"] = (weights, biases) => (Array.ConvertAll(weights, Flat), biases),
        ["memory"] = (weights, biases) =>
            (weights.Select(matrix => new ReadOnlyMemory<double>(Flat(matrix))), biases.Select(bias => bias.AsMemory())),
        ["pairs, a layer each"] = (weights, biases) => weights.Zip(biases),
        ["pairs of rows and vectors"] = (weights, biases) => weights.Select(Given.Rows).Zip(biases).ToArray(),
        ["columns for biases"] = (weights, biases) => (weights, Array.ConvertAll(biases, bias => Array.ConvertAll(bias, x => new[] { x }))),
        ["a class of pairs"] = (weights, biases) => weights.Zip(biases, Tuple.Create).ToArray(),
    };

    private static readonly (string Fault, Func<double[][,], double[][], object?> Give, string Message)[] Faults =
    [
        ("nothing", (_, _) => null, "The numbers are null."),
        ("a text", (_, _) => "gradient", "The numbers are a value of the type System.String."),
        ("no biases", (weights, _) => weights, "layer 1, bias: none is given. Give (weights, biases), or say .WithoutBiases."),
        ("a bias missing", (weights, biases) => (weights, new[] { biases[0], null }), "layer 2, bias: none is given."),
        ("a layer missing", (weights, biases) => (weights[..1], biases), "The weights are given for 1 of 2 layers."),
        ("a layer too many", (weights, biases) => (weights, biases.Append([0.0])), "The biases are given for 3 of 2 layers."),
        (
            "a weight missing",
            (weights, biases) => (new[] { Flat(weights[0])[..5], Flat(weights[1]) }, biases),
            "layer 1, weights: a row of 5 is given, where 3×2 is expected."),
        (
            "a row missing",
            (weights, biases) => (new[] { Given.Rows(weights[0])[..2], Given.Rows(weights[1]) }, biases),
            "layer 1, weights: 2×2 is given, where 3×2 is expected."),
        (
            "ragged rows",
            (weights, biases) => (new[] { [[1.0, 2], [3], [4, 5]], Given.Rows(weights[1]) }, biases),
            "layer 1, weights: row 1 has 2 numbers, row 2 has 1."),
        (
            "a number among rows",
            (weights, biases) => (new[] { new object[] { new[] { 1.0, 2 }, 3.0, 4.0 }, [.. Given.Rows(weights[1])] }, biases),
            "layer 1, weights: row 1 has 2 numbers, row 2 is a value of the type System.Double."),
        (
            "whole numbers",
            (weights, biases) => (weights, new[] { [1, 2, 3], new[] { 1 } }),
            "layer 1, bias: a value of the type System.Int32 is given, where a number is expected (double or float)."),
        (
            "a null layer",
            (weights, biases) => (new[] { null, weights[1] }, biases),
            "layer 1, weights: null is given, where numbers are expected (double or float)."),
    ];

    public static IEnumerable<string> Names => Shapes.Keys;

    public static IEnumerable<TestCaseData> FaultCases
        => Faults.Select(fault => new TestCaseData(fault.Give, fault.Message).SetArgDisplayNames(fault.Fault));

    [Test]
    public void Gradient_OfTheEngine_IsAccepted([ValueSource(nameof(Names))] string shape, [Values] bool square)
    {
        Fixture fixture = square ? Given.Square : Given.Narrow;
        (double[][,] weights, double[][] biases) = Given.Gradient(fixture);

        Assert.That(Shapes[shape](weights, biases), Is.GradientOf(fixture));
    }

    [Test]
    public void Gradient_OneNumberOff_IsRefused([ValueSource(nameof(Names))] string shape, [Values] bool square, [Values] bool inTheBias)
    {
        Fixture fixture = square ? Given.Square : Given.Narrow;
        (double[][,] weights, double[][] biases) = Given.Gradient(fixture);
        if (inTheBias)
        {
            biases[^1][^1] *= 1.0001;
        }
        else
        {
            weights[^1][0, 1] *= 1.0001;
        }

        Assert.That(Shapes[shape](weights, biases), Is.Not.GradientOf(fixture));
    }

    [TestCaseSource(nameof(FaultCases))]
    public void Gradient_OfAnotherShape_IsAnArgumentException(Func<double[][,], double[][], object?> give, string message)
    {
        (double[][,] weights, double[][] biases) = Given.Gradient(Given.Narrow);
        object? actual = give(weights, biases);

        Assert.That(() => Is.GradientOf(Given.Narrow).ApplyTo(actual), Throws.ArgumentException.With.Message.Contains(message));
        Assert.That(() => Given.Resolved(Is.Not.GradientOf(Given.Narrow)).ApplyTo(actual), Throws.ArgumentException);
    }

    [Test]
    public void Gradient_TransposeOfALayer_IsRefusedByName()
    {
        (double[][,] weights, double[][] biases) = Given.Gradient(Given.Narrow);
        weights[0] = Given.Transposed(weights[0]);

        GoldenFile.AssertMatches(Given.Message(Is.GradientOf(Given.Narrow), (weights, biases)), "transposed-shape.txt");
    }

    [Test]
    public void OneLayer_MatrixAndVector_AreTaken()
    {
        Fixture fixture = Given.Read("library/architecture/one-layer.json");
        (double[][,] weights, double[][] biases) = Given.Gradient(fixture);

        Assert.That((weights[0], biases[0]), Is.GradientOf(fixture));
        Assert.That(weights[0], Is.GradientOf(fixture).WithoutBiases);
        Assert.That((weights[0], biases[0].Select(x => x + 1)), Is.Not.GradientOf(fixture));
    }

    private static double[] Flat(double[,] matrix) => [.. matrix.Cast<double>()];
}
