"""The activations, made of operations that TensorFlow differentiates and that are exact in both precisions.

Two of TensorFlow's own are not: its gelu holds the square root of 2, and its leaky_relu the slope, in float32 even where it calculates in float64.
At 0 the derivatives of relu, leaky-relu and elu are those of the negative side.
"""

import math

import tensorflow as tf

LAMBDA = 1.0507009873554804934
LAMBDA_ALPHA = 1.7580993408473768599


def leaky_relu(a, alpha):
    # At 0, relu has the derivative 0, and minimum passes its gradient to its first argument.
    return tf.nn.relu(a) + alpha * tf.minimum(a, 0)


def elu(a, alpha):
    # TensorFlow's elu has no scale. expm1 keeps small arguments exact.
    return tf.nn.relu(a) + alpha * tf.math.expm1(tf.minimum(a, 0))


def gelu(a):
    return 0.5 * a * (1 + tf.math.erf(math.sqrt(0.5) * a))


def selu(a):
    # TensorFlow's selu is λα(exp(a) - 1) below 0, which loses digits. It has the derivative λ at 0, as here.
    return LAMBDA * tf.maximum(a, 0) + LAMBDA_ALPHA * tf.math.expm1(tf.minimum(tf.zeros_like(a), a))


def gelu_tanh(a):
    # a·σ(q): 1 + tanh(q/2) would cancel.
    return a * tf.sigmoid(2 * math.sqrt(2 / math.pi) * a * (1 + 0.044715 * tf.square(a)))


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
    "selu": selu,
    "gelu-tanh": gelu_tanh,
    "relu6": tf.nn.relu6,
    # That of Keras is 0.2a + 0.5 before version 3.
    "hard-sigmoid": lambda a: tf.nn.relu6(a + 3) / 6,
    "mish": lambda a: a * tf.tanh(tf.math.softplus(a)),
    # 2σ(a) - 1 would lose the digits of small arguments.
    "bipolar-sigmoid": lambda a: tf.tanh(0.5 * a),
    "lecun-tanh": lambda a: 1.7159 * tf.tanh(2 * a / 3),
}
DEFAULT_ALPHA = {"leaky-relu": 0.01, "elu": 1.0}


def activation_of(name, alpha):
    """The function of that name; alpha as requested, or None."""
    function = ACTIVATIONS[name]
    if name not in DEFAULT_ALPHA:
        return function
    slope = DEFAULT_ALPHA[name] if alpha is None else alpha
    return lambda a: function(a, slope)
