using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Every function of one unit, against its true value near 0, at ordinary arguments and in the tails.</summary>
/// <remarks>A bound counts roundings: half an ulp for each operation, up to one for the C library's exp, log and tanh, and twice that where
/// a rounding falls just above a power of two, where an ulp of the result is half as large relative to it.</remarks>
public sealed class AccuracyTest
{
    [TestCase("exp-minus-one", 3, TestName = "Accuracy_ExpMinusOne_TwoLibraryCallsAndThreeOperations")]
    [TestCase("log-one-plus", 3, TestName = "Accuracy_LogOnePlus_OneLibraryCallAndThreeOperations")]
    [TestCase("normal-density", 4, TestName = "Accuracy_NormalDensity_ThreeExponentialsAndThreeProducts")]
    [TestCase("normal-distribution", 5, TestName = "Accuracy_NormalDistribution_DensityAndSeries")]
    [TestCase("linear", 0, TestName = "Accuracy_Linear_Exact")]
    [TestCase("linear'", 0, TestName = "Accuracy_LinearDerivative_Exact")]
    [TestCase("relu", 0, TestName = "Accuracy_Relu_Exact")]
    [TestCase("relu'", 0, TestName = "Accuracy_ReluDerivative_Exact")]
    [TestCase("leaky-relu", 1, TestName = "Accuracy_LeakyRelu_OneProduct")]
    [TestCase("leaky-relu'", 0, TestName = "Accuracy_LeakyReluDerivative_Exact")]
    [TestCase("tanh", 2, TestName = "Accuracy_Tanh_OneLibraryCall")]
    [TestCase("tanh'", 4, TestName = "Accuracy_TanhDerivative_OneExponentialSquared")]
    [TestCase("sigmoid", 3, TestName = "Accuracy_Sigmoid_OneExponentialAndTwoOperations")]
    [TestCase("sigmoid'", 4, TestName = "Accuracy_SigmoidDerivative_OneExponentialAndFourOperations")]
    [TestCase("elu", 3, TestName = "Accuracy_Elu_AsExpMinusOne")]
    [TestCase("elu'", 3, TestName = "Accuracy_EluDerivative_TwoExponentialsAndTwoProducts")]
    [TestCase("softplus", 3, TestName = "Accuracy_Softplus_ExponentialAndLogarithm")]
    [TestCase("softplus'", 3, TestName = "Accuracy_SoftplusDerivative_AsSigmoid")]
    [TestCase("softsign", 2, TestName = "Accuracy_Softsign_TwoOperations")]
    [TestCase("softsign'", 4, TestName = "Accuracy_SoftsignDerivative_FourOperations")]
    [TestCase("swish", 4, TestName = "Accuracy_Swish_SigmoidAndProduct")]
    [TestCase("swish'", 4, TestName = "Accuracy_SwishDerivative_TwoSigmoidsAndThreeOperations")]
    [TestCase("gelu", 5, TestName = "Accuracy_Gelu_NormalDistributionAndProduct")]
    [TestCase("gelu'", 5, TestName = "Accuracy_GeluDerivative_DensityAndSeries")]
    [TestCase("selu", 3, TestName = "Accuracy_Selu_AsExpMinusOneAndProduct")]
    [TestCase("selu'", 4, TestName = "Accuracy_SeluDerivative_TwoExponentialsAndThreeProducts")]
    [TestCase("gelu-tanh", 4, TestName = "Accuracy_GeluTanh_ExponentialAndThreeOperations")]
    [TestCase("gelu-tanh'", 6, TestName = "Accuracy_GeluTanhDerivative_ExponentialAndEightOperations")]
    [TestCase("relu6", 0, TestName = "Accuracy_Relu6_Exact")]
    [TestCase("relu6'", 0, TestName = "Accuracy_Relu6Derivative_Exact")]
    [TestCase("hard-sigmoid", 1, TestName = "Accuracy_HardSigmoid_TwoOperations")]
    [TestCase("hard-sigmoid'", 1, TestName = "Accuracy_HardSigmoidDerivative_OneQuotient")]
    [TestCase("mish", 5, TestName = "Accuracy_Mish_ExponentialAndSixOperations")]
    [TestCase("mish'", 6, TestName = "Accuracy_MishDerivative_ExponentialAndTenOperations")]
    [TestCase("bipolar-sigmoid", 2, TestName = "Accuracy_BipolarSigmoid_OneLibraryCall")]
    [TestCase("bipolar-sigmoid'", 4, TestName = "Accuracy_BipolarSigmoidDerivative_OneExponentialAndFourOperations")]
    [TestCase("lecun-tanh", 4, TestName = "Accuracy_LecunTanh_OneLibraryCallAndThreeOperations")]
    [TestCase("lecun-tanh'", 6, TestName = "Accuracy_LecunTanhDerivative_OneExponentialAndSevenOperations")]
    public void Accuracy_OfEachFunction_KeepsItsBound(string function, double ulps)
    {
        ReferenceValue[] values = [.. ReferenceTable.Functions[function]];
        Assert.That(values, Has.Length.GreaterThan(50));
        TestContext.Out.WriteLine(
            $"largest error {values.Max(value => value.Ulps(Engine(function)(value.Argument))):F2} ulp in {values.Length} values");
        Assert.That(values.Where(value => !(value.Ulps(Engine(function)(value.Argument)) <= ulps)), Is.Empty);
    }

    /// <summary>The rejecting twin: the textbook formula breaks the bound that the engine keeps.</summary>
    [TestCase("exp-minus-one", 3)]
    [TestCase("log-one-plus", 3)]
    [TestCase("normal-distribution", 5)]
    [TestCase("tanh'", 4)]
    [TestCase("sigmoid'", 4)]
    [TestCase("elu", 3)]
    [TestCase("softplus", 3)]
    [TestCase("swish", 4)]
    [TestCase("gelu", 5)]
    [TestCase("selu", 3)]
    [TestCase("gelu-tanh", 4)]
    [TestCase("mish", 5)]
    [TestCase("bipolar-sigmoid", 2)]
    [TestCase("lecun-tanh'", 6)]
    public void Accuracy_TextbookFormula_IsRejected(string function, double ulps)
        => Assert.That(
            ReferenceTable.Functions[function].Where(value => !(value.Ulps(Textbook(function, value.Argument)) <= ulps)), Is.Not.Empty);

    [TestCaseSource(nameof(Elementwise))]
    public void Function_LargestArguments_IsFinite(ActivationKind kind)
    {
        foreach (double a in new[] { double.MaxValue, -double.MaxValue, 1e308, -1e308, double.Epsilon, -double.Epsilon, 0.0, -0.0 })
        {
            // λa is itself beyond the largest number.
            bool overflows = kind == ActivationKind.Selu && a > 1.5e308;
            Assert.That(double.IsFinite(Activation.Of(kind).ValueAt(a)), Is.Not.EqualTo(overflows), $"value at {a}");
            Assert.That(double.IsFinite(Activation.Of(kind).DerivativeAt(a)), $"derivative at {a}");
        }
    }

    [TestCaseSource(nameof(Elementwise))]
    public void Function_NaN_IsNaN(ActivationKind kind)
    {
        Assert.That(Activation.Of(kind).ValueAt(double.NaN), Is.NaN);
        Assert.That(Activation.Of(kind).DerivativeAt(double.NaN), Is.NaN);
    }

    /// <summary>Measured with TensorFlow 2.15.1, in float32 and float64.</summary>
    [TestCase(ActivationKind.Selu, 0, 1.0507009873554805)]
    [TestCase(ActivationKind.Relu6, 0, 0)]
    [TestCase(ActivationKind.Relu6, 6, 0)]
    [TestCase(ActivationKind.HardSigmoid, -3, 0)]
    [TestCase(ActivationKind.HardSigmoid, 3, 0)]
    public void Derivative_ExactlyAtAKink_IsTensorFlows(ActivationKind kind, double a, double slope)
    {
        var activation = (ElementwiseActivation)Activation.Of(kind);
        Kink kink = activation.Kinks.Single(kink => kink.At == a);
        Assert.That(activation.Derivative(a), Is.EqualTo(slope).And.EqualTo(kink.Taken));
        Assert.That(activation.Derivative(a - 1e-12), Is.EqualTo(kink.Below).Within(1e-11));
        Assert.That(activation.Derivative(a + 1e-12), Is.EqualTo(kink.Above).Within(1e-11));
        Assert.That(kink.Other, Is.Not.EqualTo(kink.Taken));
    }

    [TestCase(ActivationKind.Relu, 0)]
    [TestCase(ActivationKind.LeakyRelu, 0.25)]
    [TestCase(ActivationKind.Elu, 0.25)]
    public void Derivative_AtExactlyZero_IsThatOfTheNegativeSide(ActivationKind kind, double slope)
    {
        Activation activation = Activation.Of(kind).Alpha is not null ? Activation.Of(kind, 0.25) : Activation.Of(kind);
        Assert.That(activation.DerivativeAt(0.0), Is.EqualTo(slope));
        Assert.That(activation.DerivativeAt(-0.0), Is.EqualTo(slope));
        Assert.That(activation.DerivativeAt(double.Epsilon), Is.EqualTo(1));
    }

    [Test]
    public void EluDerivative_LargeScaleInTheTail_IsNotLostToUnderflow()
    {
        // e^(−740) alone has 4 bits; α = 2^1000 only moves the exponent, so that e^(−740) = e^(−370)² shows the rest. Two squares: 3
        // roundings.
        double root = Math.Exp(-370) * Math.Pow(2, 500);
        Assert.That(
            new Elu(Math.Pow(2, 1000)).DerivativeAt(-740),
            Is.EqualTo(root * root).Within(3).Ulps);
    }

    [Test]
    public void Softmax_AmongTheActivations_AloneNeedsTheWholeLayer()
        => Assert.That(Activation.All.Where(activation => activation is not ElementwiseActivation), Is.EqualTo(new[] { new Softmax() }));

    private static IEnumerable<ActivationKind> Elementwise()
        => Enum.GetValues<ActivationKind>().Where(kind => kind != ActivationKind.Softmax);

    private static Func<double, double> Engine(string name) => name switch
    {
        "exp-minus-one" => ElementaryFunctions.ExpMinusOne,
        "log-one-plus" => ElementaryFunctions.LogOnePlus,
        "normal-distribution" => ElementaryFunctions.NormalDistribution,
        "normal-density" => ElementaryFunctions.NormalDensity,
        _ when name.EndsWith('\'') => a => Named(name[..^1]).DerivativeAt(a),
        _ => a => Named(name).ValueAt(a),
    };

    private static Activation Named(string name)
        => Activation.Of(Enum.Parse<ActivationKind>(name.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true));

    private static double Textbook(string function, double a) => function switch
    {
        "exp-minus-one" or "elu" => a > 0 && function == "elu" ? a : Math.Exp(a) - 1,
        "log-one-plus" => Math.Log(1 + a),
        "normal-distribution" => 1 - ElementaryFunctions.NormalDistribution(-a),
        "tanh'" => 1 - (Math.Tanh(a) * Math.Tanh(a)),
        "sigmoid'" => 1 / (1 + Math.Exp(-a)) * (1 - (1 / (1 + Math.Exp(-a)))),
        "softplus" => Math.Log(1 + Math.Exp(a)),
        "swish" => a * ElementaryFunctions.Sigmoid(a),
        "selu" => 1.0507009873554805 * (a > 0 ? a : 1.6732632423543773 * (Math.Exp(a) - 1)),
        "gelu-tanh" => 0.5 * a * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (a + (0.044715 * a * a * a)))),
        "mish" => a * Math.Tanh(Math.Log(1 + Math.Exp(a))),
        "bipolar-sigmoid" => (2 / (1 + Math.Exp(-a))) - 1,
        "lecun-tanh'" => 1.7159 * 2 / 3 * (1 - (Math.Tanh(2 * a / 3) * Math.Tanh(2 * a / 3))),
        _ => a * ElementaryFunctions.NormalDistribution(a),
    };
}
