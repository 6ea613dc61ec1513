"""The activations, made of operations that TensorFlow differentiates and that are exact in both precisions.

Two of TensorFlow's own are not: its gelu holds the square root of 2, and its leaky_relu the slope, in float32 even where it calculates in float64.
At 0 the derivatives of relu, leaky-relu and elu are those of the negative side.
"""

import math

import tensorflow as tf


def leaky_relu(a, alpha):
    # At 0, relu has the derivative 0, and minimum passes its gradient to its first argument.
    return tf.nn.relu(a) + alpha * tf.minimum(a, 0)


def elu(a, alpha):
    # TensorFlow's elu has no scale. expm1 keeps small arguments exact.
    return tf.nn.relu(a) + alpha * tf.math.expm1(tf.minimum(a, 0))


def gelu(a):
    return 0.5 * a * (1 + tf.math.erf(math.sqrt(0.5) * a))


ACTIVATIONS = {
    "linear": tf.identity,
    "tanh": tf.tanh,
    "sigmoid": tf.sigmoid,
    "relu": tf.nn.relu,
    "leaky-relu": leaky_relu,
    "elu": elu,
    "softplus": tf.math.softplus,
    "softsign": tf.nn.softsign,
    "swish": lambda a: a * tf.sigmoid(a),
    "gelu": gelu,
    "softmax": tf.nn.softmax,
}
DEFAULT_ALPHA = {"leaky-relu": 0.01, "elu": 1.0}


def activation_of(name, alpha):
    """The function of that name; alpha as requested, or None."""
    function = ACTIVATIONS[name]
    if name not in DEFAULT_ALPHA:
        return function
    slope = DEFAULT_ALPHA[name] if alpha is None else alpha
    return lambda a: function(a, slope)
