using BackpropCrossCheck.TensorFlowNet.Calculation;
using Tensorflow;
using static Tensorflow.Binding;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>What a regularization adds to the loss: λ·Σw² + μ·Σ|w|.</summary>
internal static class TensorFlowPenalty
{
    /// <summary>The loss with the regularization, a tensor of rank 0.</summary>
    /// <param name="loss">The loss of the data, a tensor of rank 0.</param>
    /// <param name="question">The question; it says what is regularized, and how.</param>
    /// <param name="variables">The variables of the model: kernel, then bias, layer by layer. The tape records that they are read.</param>
    /// <param name="numbers">Creates the constants.</param>
    public static Tensor AddTo(Tensor loss, Question question, IReadOnlyList<IVariableV1> variables, TensorNumbers numbers)
    {
        if (question.Regularization is not { } regularization)
        {
            return loss;
        }

        int next = 0;
        foreach (DenseLayer layer in question.Layers)
        {
            loss += Of(variables[next++].AsTensor(), regularization, numbers);
            if (layer.Bias is null)
            {
                continue;
            }

            loss = regularization.Biases ? loss + Of(variables[next].AsTensor(), regularization, numbers) : loss;
            next++;
        }

        return loss;
    }

    // The gradient of tf.abs is sign, which is 0 at 0.
    private static Tensor Of(Tensor parameters, Regularization regularization, TensorNumbers numbers)
        => (numbers.Scalar(regularization.OfSquares) * tf.reduce_sum(tf.square(parameters)))
            + (numbers.Scalar(regularization.OfMagnitudes) * tf.reduce_sum(tf.abs(parameters)));
}
