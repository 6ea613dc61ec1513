"""The numbers of a network. Every derivative comes from TensorFlow's own tape; this code contains none.

Written for Keras 2 (TensorFlow 2.15) and Keras 3 (TensorFlow 2.16 and later). One processor thread and no graphics card: the networks are small, sums
have the same order in every run, and float32 means float32 (some cards round it to fewer bits).
"""

import functools

import numpy as np
import tensorflow as tf
from tensorflow import keras

from activations import ACTIVATIONS as FUNCTIONS, activation_of
from losses import KINDS, REDUCTIONS, loss_of
from request import Request

VERSION = tf.__version__
ACTIVATIONS = list(FUNCTIONS)
# Networks with the same layers are frequent, and building one costs more than using it.
MOST_MODELS = 64

tf.config.set_visible_devices([], "GPU")
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)


def calculate(message):
    request = Request(message, FUNCTIONS, KINDS, REDUCTIONS)
    model = model_of(request.width, tuple(layer.architecture for layer in request.layers), request.precision)
    set_weights(model, request.layers)
    return differentiate(model, request)


@functools.lru_cache(maxsize=MOST_MODELS)
def model_of(width, architectures, precision):
    parts = []
    for number, (units, use_bias, activation, alpha) in enumerate(architectures, start=1):
        dense = keras.layers.Dense(units, use_bias=use_bias, kernel_initializer="zeros", dtype=precision, name=f"dense_{number}")
        # This replaces an Input layer. With one, Keras would trace the whole model, which takes six times as long, and never free the trace.
        dense.build((None, width))
        function = activation_of(activation, alpha)
        parts += [dense, keras.layers.Activation(function, dtype=precision, name=f"activation_{number}")]
        width = units
    return keras.Sequential(parts)


def set_weights(model, parameters):
    for dense, layer in zip(model.layers[::2], parameters):
        # A row of W holds the weights into one unit; a row of a Keras kernel holds those out of one.
        dense.kernel.assign(layer.weights.T)
        if layer.bias is not None:
            dense.bias.assign(layer.bias)


def differentiate(model, request):
    y_true = tf.constant(request.labels)
    pre_activations = []
    outputs = []
    with tf.GradientTape() as tape:
        # y_pred = model(x), but layer by layer, to get the tensors in between.
        y_pred = tf.constant(request.inputs)
        for dense, activation in zip(model.layers[::2], model.layers[1::2]):
            pre_activations.append(dense(y_pred))
            y_pred = activation(pre_activations[-1])
            outputs.append(y_pred)
        loss = loss_of(request.loss, request.layers[-1].activation, y_true, y_pred, pre_activations[-1])
    parameters = [[dense.kernel, dense.bias] if dense.use_bias else [dense.kernel] for dense in model.layers[::2]]
    deltas, gradients = tape.gradient(loss, (pre_activations, parameters))
    return {
        "lossValue": float(loss),
        "preActivations": [numbers(a) for a in pre_activations],
        "outputs": [numbers(z) for z in outputs],
        "deltas": [numbers(delta) for delta in deltas],
        "gradients": [gradient_of(*gradient) for gradient in gradients],
    }


def gradient_of(kernel, bias=None):
    gradient = {"weights": np.transpose(kernel).tolist()}
    return gradient if bias is None else {**gradient, "bias": numbers(bias)}


def numbers(tensor):
    return tensor.numpy().tolist()
