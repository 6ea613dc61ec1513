using BackpropCrossCheck.TensorFlowNet.Calculation;
using Tensorflow;
using static Tensorflow.Binding;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>L = c · Σ ℓ(y, t). The Keras losses of TensorFlow.NET do not work in float64.</summary>
internal static class TensorFlowLoss
{
    /// <summary>The loss as a tensor of rank 0.</summary>
    /// <param name="question">The question; it names the loss.</param>
    /// <param name="labels">t, N×K.</param>
    /// <param name="logits">The last pre-activations, N×K. A cross-entropy is computed from them if the last activation allows it.</param>
    /// <param name="outputs">y, N×K.</param>
    /// <param name="numbers">Creates the constants.</param>
    public static Tensor Apply(Question question, Tensor labels, Tensor logits, Tensor outputs, TensorNumbers numbers)
        => Reduce(Terms(question, labels, logits, outputs, numbers), question, numbers);

    private static Tensor Terms(Question question, Tensor labels, Tensor logits, Tensor outputs, TensorNumbers numbers)
        => (question.LossKind, question.Layers[^1].Activation) switch
        {
            ("half-squared-error", _) => numbers.Scalar(0.5) * tf.square(labels - outputs),
            ("squared-error", _) => tf.square(labels - outputs),
            ("binary-cross-entropy", "sigmoid") => BinaryFromLogits(logits, labels, numbers),
            ("binary-cross-entropy", _) => BinaryFromOutputs(outputs, question.Labels, numbers),
            // softmax_cross_entropy_with_logits assumes that each row of labels sums to 1.
            ("categorical-cross-entropy", "softmax") => tf.negative(labels * Tensorflow.gen_nn_ops.log_softmax(logits)),
            ("categorical-cross-entropy", _) => MinusWeightedLog(outputs, question.Labels, numbers),
            ("absolute-error", _) => tf.abs(outputs - labels),
            ("huber", _) => Huber(tf.abs(outputs - labels), numbers.Scalar(question.Delta), numbers),
            // As Keras has it: cosh would overflow.
            ("log-cosh", _) => outputs - labels + tf.math.softplus(numbers.Scalar(2) * (labels - outputs)) - numbers.Scalar(Math.Log(2)),
            // At 1 − ty = 0 the derivative is −t: maximum gives the gradient to its first argument.
            ("hinge", _) => tf.maximum(numbers.Scalar(1) - (labels * outputs), numbers.Scalar(0)),
            ("kullback-leibler", _) => WeightedLogOfItself(question.Labels, numbers) + MinusWeightedLog(outputs, question.Labels, numbers),
            _ => throw new ArgumentException($"There is no loss {question.LossKind}.", nameof(question)),
        };

    // In this form nothing cancels in the derivative of small errors.
    private static Tensor Huber(Tensor error, Tensor delta, TensorNumbers numbers)
    {
        Tensor smaller = tf.minimum(error, delta);
        return smaller * (error - (numbers.Scalar(0.5) * smaller));
    }

    private static Tensor WeightedLogOfItself(Matrix labels, TensorNumbers numbers)
        => numbers.Tensor(labels with { Values = Array.ConvertAll(labels.Values, t => t == 0 ? 0 : t * Math.Log(t)) });

    // softplus(z) - t·z would cancel: it is 0 at z = 40, t = 1.
    private static Tensor BinaryFromLogits(Tensor logits, Tensor labels, TensorNumbers numbers)
        => (labels * tf.math.softplus(tf.negative(logits))) + ((numbers.Scalar(1) - labels) * tf.math.softplus(logits));

    private static Tensor BinaryFromOutputs(Tensor outputs, Matrix labels, TensorNumbers numbers)
    {
        Matrix others = labels with { Values = Array.ConvertAll(labels.Values, t => 1 - t) };
        return MinusWeightedLog(outputs, labels, numbers) + MinusWeightedLog(numbers.Scalar(1) - outputs, others, numbers);
    }

    // −w·ln y, and 0 if w is 0, even at y = 0: the logarithm is then taken of 1 instead. The tape cannot handle tf.where on a recorded
    // value.
    private static Tensor MinusWeightedLog(Tensor outputs, Matrix weights, TensorNumbers numbers)
    {
        Tensor counts = numbers.Tensor(weights with { Values = Array.ConvertAll(weights.Values, w => w == 0 ? 0.0 : 1.0) });
        Tensor safe = (outputs * counts) + (numbers.Scalar(1) - counts);
        return tf.negative(numbers.Tensor(weights) * tf.log(safe));
    }

    private static Tensor Reduce(Tensor terms, Question question, TensorNumbers numbers) => question.Reduction switch
    {
        "sum" => tf.reduce_sum(terms),
        "mean-over-samples" => tf.reduce_sum(terms) / numbers.Scalar(question.Labels.Rows),
        "mean-over-outputs" => tf.reduce_sum(terms) / numbers.Scalar(question.Labels.Columns),
        "mean-over-elements" => tf.reduce_mean(terms),
        _ => throw new ArgumentException($"There is no reduction {question.Reduction}.", nameof(question)),
    };
}
