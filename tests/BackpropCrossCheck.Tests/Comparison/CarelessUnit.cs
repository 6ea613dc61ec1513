using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>A unit of one input, calculated by the formulas of textbooks and frameworks, every operation rounded to a format. Next to it
/// is a unit with a = ½ and ordinary numbers: where all are tiny, they are undecidable.</summary>
/// <param name="activation">The activation.</param>
/// <param name="a">The pre-activation; the weight is 1.</param>
/// <param name="format">The format.</param>
internal sealed class CarelessUnit(ElementwiseActivation activation, double a, FloatFormat format)
{
    private const double Lambda = 1.0507009873554805;
    private const double Alpha = 1.6732632423543773;

    /// <summary>The fixture: L = ½Σ(z − t)², with t = z + 1 as far as that goes, so that |s| is about 1.</summary>
    public Fixture Fixture { get; } = RandomFixture.OneLayer(
        [1, 0.5 / a], activation, [a], [Math.Round(activation.Value(a)) + 1, 2], Loss.HalfSumOfSquares);

    /// <summary>z.</summary>
    public double Output => R(activation switch
    {
        Tanh => R(1 - E(-2 * Math.Abs(a))) / R(1 + E(-2 * Math.Abs(a))) * Math.Sign(a),
        Sigmoid => Logistic(a),
        Elu elu => a > 0 ? a : R(elu.Scale) * R(E(a) - 1),
        Softsign => a / R(1 + Math.Abs(a)),
        Swish => a * Flushed(Logistic(a)),
        Gelu => 0.5 * a * OnePlusErf,
        Selu => a > 0 ? R(Lambda) * a : R(Lambda * Alpha) * R(E(a) - 1),
        GeluTanh => 0.5 * a * R(1 + R(Math.Tanh(GeluArgument))),
        Mish => a * Softened,
        BipolarSigmoid => R(2 * Logistic(a)) - 1,
        LecunTanh => 1.7159 * LecunFactor,
        _ => throw new NotSupportedException($"{activation} loses no digits."),
    });

    /// <summary>h'(a).</summary>
    public double Derivative => R(activation switch
    {
        Tanh => 1 - R(Output * Output),
        Sigmoid => Output * R(1 - Output),
        Elu elu => a > 0 ? 1 : Output + R(elu.Scale),
        Softsign => R(1 - Math.Abs(Output)) * R(1 - Math.Abs(Output)),
        Swish when Flushed(Logistic(a)) == 0 => 0,
        Swish => Logistic(a) + R(R(a * E(-a)) / R(R(1 + E(-a)) * R(1 + E(-a)))),
        Selu => a > 0 ? R(Lambda) : R(R(Lambda * Alpha) * R(E(a) - 1)) + R(Lambda * Alpha),
        GeluTanh => (0.5 * R(1 + R(Math.Tanh(GeluArgument))))
            + (0.5 * a * R(1 - R(R(Math.Tanh(GeluArgument)) * R(Math.Tanh(GeluArgument))))
                * Math.Sqrt(2 / Math.PI) * (1 + (0.134145 * a * a))),
        Mish => Softened + R(a * R(1 - R(Softened * Softened)) * R(1 - R(1 / R(1 + E(a))))),
        BipolarSigmoid => 0.5 * R(1 - R(Output * Output)),
        LecunTanh => 1.7159 * 2 / 3 * R(1 - R(LecunFactor * LecunFactor)),
        Gelu => (0.5 * OnePlusErf) + (a * ElementaryFunctions.NormalDensity(a)),
        _ => throw new NotSupportedException($"{activation} loses no digits."),
    });

    private double GeluArgument => Math.Sqrt(2 / Math.PI) * (a + (0.044715 * a * a * a));

    private double Softened => R(Math.Tanh(R(Math.Log(R(1 + E(a))))));

    private double LecunFactor => R(R(1 - E(-4 * Math.Abs(a) / 3)) / R(1 + E(-4 * Math.Abs(a) / 3))) * Math.Sign(a);

    private double OnePlusErf => R(1 + R(-1 + (2 * ElementaryFunctions.NormalDistribution(a))));

    /// <summary>What such a program gives for the fixture.</summary>
    public IndependentResult Result()
    {
        IndependentResult own = Planted.Own(Planted.Reference(Fixture), format);
        double error = R(Output - Fixture.Batch.Labels[0]);
        double delta = R(Derivative * error);
        return own with
        {
            Numbers = Planted.Changed(
                own.Numbers,
                (step, values) => step.Quantity == Quantity.Output ? [Output, values[1]]
                    : step.Quantity == Quantity.Delta ? [delta, values[1]]
                    : step.Quantity == Quantity.WeightGradient ? [R(delta * a), values[1]]
                    : step.Quantity == Quantity.PreActivation || step.Quantity == Quantity.Loss ? values
                    : throw new NotSupportedException($"{step}")),
        };
    }

    /// <summary>As programs that flush subnormal numbers to zero.</summary>
    private double Flushed(double value) => Math.Abs(value) < format.Rounding.SmallestNormal ? 0 : value;

    private double Logistic(double x) => R(1 / R(1 + E(-x)));

    private double E(double x) => R(Math.Exp(x));

    private double R(double x) => format.Nearest(x);
}
