using BackpropCrossCheck.TensorFlowNet.Calculation;

namespace BackpropCrossCheck.TensorFlowNet.Tests;

public sealed class StartUpTrialTest
{
    [TestCase("softmax", "categorical-cross-entropy")]
    [TestCase("sigmoid", "binary-cross-entropy")]
    [TestCase("softmax", "squared-error")]
    [TestCase("sigmoid", "squared-error")]
    public void Run_WrongDerivative_IsNamed(string activation, string lossKind)
    {
        var calculator = new Calculator(
            (question, deltas) =>
                question.Layers[0].Activation == activation && question.LossKind == lossKind
                    ? [.. deltas.Select(delta => -delta)]
                    : deltas);
        Assert.That(
            () => StartUpTrial.Run(calculator),
            Throws.TypeOf<CalculationException>().With.Message.Contains($"{lossKind} behind {activation}"));
    }

    [Test]
    public void Run_RightDerivatives_Passes() => Assert.That(() => StartUpTrial.Run(new Calculator((_, deltas) => deltas)), Throws.Nothing);

    [TestCase(0.25, 0.125, true, true)]
    [TestCase(0.125, 0.125, true, false, TestName = "Regularizes_OneThatHalves_IsFound")]
    [TestCase(0.25, 0, true, false, TestName = "Regularizes_OneWithoutMagnitudes_IsFound")]
    [TestCase(0.25, 0.125, false, false, TestName = "Regularizes_OneThatForgetsTheBiases_IsFound")]
    [TestCase(0, 0, false, false, TestName = "Regularizes_OneThatAddsNothing_IsFound")]
    public void Regularizes_ACalculator_IsTried(double ofSquares, double ofMagnitudes, bool biases, bool regularizes)
        => Assert.That(StartUpTrial.Regularizes(new Regularizing(ofSquares, ofMagnitudes, biases)), Is.EqualTo(regularizes));

    [Test]
    public void Regularizes_OneThatFails_IsFound()
        => Assert.That(StartUpTrial.Regularizes(new Calculator((_, _) => throw new CalculationException("no gradient"))), Is.False);

    /// <summary>The one-unit layer of the trial by hand, with a regularization of the test's.</summary>
    private sealed class Regularizing(double ofSquares, double ofMagnitudes, bool biases) : ICalculator
    {
        public string Version => "1";

        public Answer Calculate(Question question)
        {
            double[] weights = question.Layers[0].Weights.Values;
            double bias = question.Layers[0].Bias![0];
            double error = weights.Sum() + bias - question.Labels.Values[0];
            double[] regularized = biases ? [.. weights, bias] : weights;
            double loss = (error * error) + regularized.Sum(w => (ofSquares * w * w) + (ofMagnitudes * Math.Abs(w)));
            double[] gradients = [.. weights.Select(w => (2 * error) + Slope(w))];
            return new Answer(
                loss, [], [], [], [new LayerGradient(new Matrix(1, 3, gradients), [(2 * error) + (biases ? Slope(bias) : 0)])]);
        }

        private double Slope(double w) => (2 * ofSquares * w) + (ofMagnitudes * Math.Sign(w));
    }

    /// <summary>Derivatives by hand, which a test may change.</summary>
    private sealed class Calculator(Func<Question, double[], double[]> change) : ICalculator
    {
        public string Version => "1";

        public Answer Calculate(Question question)
        {
            double[] deltas = change(question, Deltas(question));
            return new Answer(0, [], [], [new Matrix(1, deltas.Length, deltas)], []);
        }

        private static double[] Deltas(Question question)
        {
            double[] a = question.Inputs.Values, t = question.Labels.Values;
            double[] exponentials = [.. a.Select(Math.Exp)];
            double[] y = question.Layers[0].Activation switch
            {
                "sigmoid" => [.. exponentials.Select(e => e / (1 + e))],
                "softmax" => [.. exponentials.Select(e => e / exponentials.Sum())],
                "gelu" => [0],
                _ => a,
            };
            double[] g = [.. y.Zip(t, (output, label) => question.LossKind switch
            {
                "squared-error" => 2 * (output - label),
                "half-squared-error" => output - label,
                "binary-cross-entropy" => ((1 - label) / (1 - output)) - (label / output),
                _ => -label / output,
            })];
            double mean = y.Zip(g, (output, slope) => output * slope).Sum();
            return question.Layers[0].Activation switch
            {
                "sigmoid" => [.. y.Zip(g, (output, slope) => output * (1 - output) * slope)],
                "softmax" => [.. y.Zip(g, (output, slope) => output * (slope - mean))],
                "gelu" => [0.5 * g[0]],
                _ => g,
            };
        }
    }
}
