using System.Numerics;
using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>The functions that fill registers, against numbers with far more digits, over the whole range.</summary>
public sealed class VectorFunctionTest
{
    /// <summary>At most 2 units in the last place; 2⁻¹⁰⁷⁴ is one where the result is subnormal.</summary>
    private const double Bound = 2;

    private static readonly double[] Arguments = [.. AllSizes(), .. Spread(3, 40, 600), .. Spread(4, 780, 400), .. Spread(5, 2, 300)];

    [TestCase("tanh")]
    [TestCase("tanh'")]
    [TestCase("sigmoid")]
    [TestCase("sigmoid'")]
    public void Function_OverTheWholeRange_KeepsItsBound(string name)
    {
        double[] results = Results(name, Arguments);
        double[] errors = [.. Arguments.Zip(results, (a, result) => Error(name, a, result))];
        TestContext.Out.WriteLine($"{name}: largest error {errors.Max():F2} ulp, at {Arguments[Array.IndexOf(errors, errors.Max())]:R}");
        Assert.That(Arguments.Where((_, i) => !(errors[i] <= Bound)), Is.Empty);
    }

    /// <summary>The rejecting twin: the formulas of textbooks break the bound.</summary>
    [TestCase("tanh")]
    [TestCase("tanh'")]
    [TestCase("sigmoid'")]
    public void Function_ByTheTextbook_BreaksTheBound(string name)
    {
        Func<double, double> textbook = name switch
        {
            "tanh" => a => (1 - Math.Exp(-2 * a)) / (1 + Math.Exp(-2 * a)),
            "tanh'" => a => 1 - (Math.Tanh(a) * Math.Tanh(a)),
            _ => a => (1 / (1 + Math.Exp(-a))) * (1 - (1 / (1 + Math.Exp(-a)))),
        };
        Assert.That(Arguments.Any(a => Math.Abs(a) < 300 && Error(name, a, textbook(a)) > Bound));
    }

    /// <summary>One number at a time and many at once: the same bits.</summary>
    [TestCase("tanh")]
    [TestCase("sigmoid")]
    public void Function_OneByOne_GivesTheSameBits(string name)
    {
        double[] ends = [double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, double.NaN];
        double[] arguments = [.. Arguments, .. Spread(6, 30, 20_000), .. ends];
        var activation = (ElementwiseActivation)Activation.Named(name)!;
        Assert.That(Bits(Results(name, arguments)), Is.EqualTo(Bits(Array.ConvertAll(arguments, activation.Value))));
        Assert.That(Bits(Results(name + "'", arguments)), Is.EqualTo(Bits(Array.ConvertAll(arguments, activation.Derivative))));
    }

    /// <summary>NaN counts as one number: its sign and payload mean nothing.</summary>
    private static long[] Bits(double[] numbers)
        => Array.ConvertAll(numbers, number => double.IsNaN(number) ? -1 : BitConverter.DoubleToInt64Bits(number));

    private static double[] Results(string name, double[] arguments)
    {
        var activation = (ElementwiseActivation)Activation.Named(name.TrimEnd('\''))!;
        double[] results = new double[arguments.Length];
        double[] ones = [.. Enumerable.Repeat(1.0, arguments.Length)];

        // Registers are filled after a while; so many numbers are more than it takes.
        for (int round = 0; round < 20; round++)
        {
            if (name.EndsWith('\''))
            {
                activation.Backpropagate(arguments, ones, ones, results, 1);
            }
            else
            {
                activation.Apply(arguments, results, 1);
            }
        }

        return results;
    }

    private static double Error(string name, double a, double result)
    {
        BigInteger one = WholeNumberExponential.One;
        BigInteger e = WholeNumberExponential.Exp(WholeNumberExponential.Of(-Math.Abs(a)));
        BigInteger square = WholeNumberExponential.Product(e, e);
        BigInteger sum = one + (name.StartsWith("tanh", StringComparison.Ordinal) ? square : e);
        BigInteger sumSquare = WholeNumberExponential.Product(sum, sum);
        return name switch
        {
            "tanh" => WholeNumberExponential.Ulps(result, Math.Sign(a) * (one - square), sum),
            "tanh'" => WholeNumberExponential.Ulps(result, 4 * square, sumSquare),
            "sigmoid" => WholeNumberExponential.Ulps(result, a < 0 ? e : one, sum),
            _ => WholeNumberExponential.Ulps(result, e, sumSquare),
        };
    }

    /// <summary>Numbers of every size, from the smallest subnormal one on.</summary>
    private static IEnumerable<double> AllSizes()
    {
        var random = new Random(1);
        for (int exponent = -1074; exponent < 10; exponent += 3)
        {
            yield return Math.ScaleB(1 + random.NextDouble(), exponent) * ((exponent & 1) == 0 ? 1 : -1);
        }
    }

    private static double[] Spread(int seed, double range, int count) => RandomCase.Numbers(new Random(seed), count, range);
}
