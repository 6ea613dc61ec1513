namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>Calculates a few known derivatives. So if the library has no kernel or no gradient for one of them, it shows at the start and
/// not in the middle of a run.</summary>
internal static class StartUpTrial
{
    // One unit for each number of inputs, all weights 1, one sample: δ of the layer has a closed form. softmax(ln 3, 0) = (¾, ¼),
    // sigmoid(ln 3) = ¾; with t = (1, 0) or 1.
    private static readonly double Ln3 = Math.Log(3);

    private static readonly (Question Question, double[] Deltas)[] Trials =
    [
        (Of("linear", [6], [1], "squared-error"), [10]),
        (Of("sigmoid", [Ln3], [0], "squared-error"), [2 * 0.75 * 0.1875]),
        (Of("sigmoid", [Ln3], [1], "binary-cross-entropy"), [-0.25]),
        (Of("softmax", [Ln3, 0], [1, 0], "squared-error"), [-0.1875, 0.1875]),
        (Of("softmax", [Ln3, 0], [1, 0], "categorical-cross-entropy"), [-0.25, 0.25]),
        (Of("linear", [0.5], [1], "binary-cross-entropy"), [-2]),
        (Of("linear", [0.5, 0.25], [0, 1], "categorical-cross-entropy"), [0, -4]),
        (Of("gelu", [0], [-1], "half-squared-error"), [0.5]),
    ];

    /// <summary>Calculates them in float64 and checks them.</summary>
    /// <param name="calculator">The calculator.</param>
    /// <exception cref="CalculationException">One cannot be calculated or is wrong; the message says which.</exception>
    public static void Run(ICalculator calculator)
    {
        foreach ((Question question, double[] deltas) in Trials)
        {
            double[] found = calculator.Calculate(question).Deltas[0].Values;
            if (!found.Zip(deltas).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-12))
            {
                string trial = $"{question.LossKind} behind {question.Layers[0].Activation}";
                throw new CalculationException(
                    FormattableString.Invariant(
                        $"its derivative of {trial} is {string.Join(", ", found)}, where {string.Join(", ", deltas)} is right"));
            }
        }
    }

    /// <summary>Whether the calculator adds a regularization to the loss and to the gradients. The tape then has to add up two readings of
    /// every variable; a library that cannot is not asked about it.</summary>
    /// <param name="calculator">The calculator.</param>
    public static bool Regularizes(ICalculator calculator)
    {
        // a = 1.5, so the squared error is ¼ and δ is 1; ¼·Σw² + ⅛·Σ|w|, the bias included, is 1.75. Every number is exact.
        var layer = new DenseLayer(new Matrix(1, 3, [2, -1, 0]), [0.5], "linear", Alpha: 0);
        var question = new Question(
            IsFloat64: true, [layer], new Matrix(1, 3, [1, 1, 1]), new Matrix(1, 1, [1]), "squared-error", "sum")
        {
            Regularization = new Regularization(OfSquares: 0.25, OfMagnitudes: 0.125, Biases: true),
        };
        try
        {
            Answer answer = calculator.Calculate(question);
            LayerGradient gradient = answer.Gradients[0];
            double[] found = [answer.LossValue, .. gradient.Weights.Values, .. gradient.Bias ?? []];
            return found.AsSpan().SequenceEqual([2, 2.125, 0.375, 1, 1.375]);
        }
        catch (CalculationException)
        {
            // Without a regularization it can calculate all the same.
            return false;
        }
    }

    private static Question Of(string activation, double[] inputs, double[] labels, string lossKind)
    {
        int width = inputs.Length;
        double[] identity = [.. Enumerable.Range(0, width * width).Select(i => i % (width + 1) == 0 ? 1.0 : 0.0)];
        var layer = new DenseLayer(new Matrix(width, width, identity), Bias: null, activation, Alpha: 0);
        return new Question(IsFloat64: true, [layer], new Matrix(1, width, inputs), new Matrix(1, width, labels), lossKind, "sum");
    }
}
