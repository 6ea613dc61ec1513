"""The losses: c times the sum over samples and outputs, the way TensorFlow's users write them."""

import math

import tensorflow as tf


def binary_cross_entropy(y_true, y_pred):
    # xlogy(0, 0) is 0, and so is its derivative.
    return -tf.math.xlogy(y_true, y_pred) - tf.math.xlogy(1 - y_true, 1 - y_pred)


def categorical_cross_entropy(y_true, y_pred):
    return -tf.math.xlogy(y_true, y_pred)


def absolute_error(y_true, y_pred):
    return tf.abs(y_pred - y_true)


def huber(y_true, y_pred, delta):
    # Keras's huber calculates in float32 whatever it is given.
    error = tf.abs(y_pred - y_true)
    smaller = tf.minimum(error, delta)
    # In this form nothing cancels in the derivative of small errors.
    return smaller * (error - 0.5 * smaller)


def log_cosh(y_true, y_pred):
    # The formula of Keras.
    error = y_pred - y_true
    return error + tf.math.softplus(-2 * error) - math.log(2)


def kullback_leibler(y_true, y_pred):
    # Keras clips labels and outputs at 1e-7. The derivative of log(t/y) would have y² in it.
    return tf.math.xlogy(y_true, y_true) - tf.math.xlogy(y_true, y_pred)


KINDS = {
    "half-squared-error": lambda y_true, y_pred: 0.5 * tf.square(y_true - y_pred),
    "squared-error": lambda y_true, y_pred: tf.square(y_true - y_pred),
    "binary-cross-entropy": binary_cross_entropy,
    "categorical-cross-entropy": categorical_cross_entropy,
    "absolute-error": absolute_error,
    "huber": huber,
    "log-cosh": log_cosh,
    # At 1 - ty = 0 the derivative is -t: for equal arguments, maximum gives the gradient to the first one.
    "hinge": lambda y_true, y_pred: tf.maximum(1 - y_true * y_pred, 0),
    "kullback-leibler": kullback_leibler,
}

# From the pre-activations, so accurate even if the output saturates. TensorFlow's softmax_cross_entropy_with_logits would assume that every
# row of labels sums to 1.
FUSED = {
    ("binary-cross-entropy", "sigmoid"): lambda y_true, a: tf.nn.sigmoid_cross_entropy_with_logits(labels=y_true, logits=a),
    ("categorical-cross-entropy", "softmax"): lambda y_true, a: -y_true * tf.nn.log_softmax(a),
}

REDUCTIONS = {
    "sum": tf.reduce_sum,
    "mean-over-samples": lambda terms: tf.reduce_sum(terms) / terms.shape[0],
    "mean-over-outputs": lambda terms: tf.reduce_sum(terms) / terms.shape[1],
    "mean-over-elements": tf.reduce_mean,
}


def loss_of(loss, last_activation, y_true, y_pred, a):
    """L of labels, outputs and pre-activations; each N×K."""
    kind, reduction, *parameters = loss
    fused = FUSED.get((kind, last_activation))
    terms = fused(y_true, a) if fused else KINDS[kind](y_true, y_pred, *parameters)
    return REDUCTIONS[reduction](terms)
