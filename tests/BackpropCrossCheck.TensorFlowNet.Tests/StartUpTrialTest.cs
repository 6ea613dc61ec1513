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
