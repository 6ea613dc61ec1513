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
from keras_regularization import penalty_of
from keras_training import OPTIMIZERS, optimizer_of
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
    answer = differentiate(model, request)
    return answer if request.training is None else {**answer, **train(model, request)}


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
    with tf.GradientTape() as tape:
        loss, pre_activations, outputs = forward(model, request, slice(None))
    deltas, gradients = tape.gradient(loss, (pre_activations, parameters_of(model)))
    return {
        "lossValue": float(loss),
        "preActivations": [numbers(a) for a in pre_activations],
        "outputs": [numbers(z) for z in outputs],
        "deltas": [numbers(delta) for delta in deltas],
        "gradients": [tensors_of(*gradient) for gradient in gradients],
    }


def forward(model, request, rows):
    """The loss of some samples, and a and z of each layer."""
    pre_activations = []
    outputs = []
    # y_pred = model(x), but layer by layer, to get the tensors in between.
    y_pred = tf.constant(request.inputs[rows])
    for dense, activation in zip(model.layers[::2], model.layers[1::2]):
        pre_activations.append(dense(y_pred))
        y_pred = activation(pre_activations[-1])
        outputs.append(y_pred)
    y_true = tf.constant(request.labels[rows])
    loss = loss_of(request.loss, request.layers[-1].activation, y_true, y_pred, pre_activations[-1])
    if request.regularization is not None:
        loss += penalty_of(request.regularization, parameters_of(model), request.precision)
    return loss, pre_activations, outputs


def train(model, request):
    """Parameters and loss after Keras's own optimizer has trained the model."""
    training = request.training
    optimizer = optimizer_of(training, request.precision)
    variables = [tensor for layer in parameters_of(model) for tensor in (layer if training.biases else layer[:1])]
    for _ in range(training.steps):
        for rows in training.batches(len(request.inputs)):
            with tf.GradientTape() as tape:
                loss, _, _ = forward(model, request, rows)
            optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    loss, _, _ = forward(model, request, slice(None))
    return {"updatedParameters": [tensors_of(*layer) for layer in parameters_of(model)], "updatedLossValue": float(loss)}


def parameters_of(model):
    return [[dense.kernel, dense.bias] if dense.use_bias else [dense.kernel] for dense in model.layers[::2]]


def tensors_of(kernel, bias=None):
    """A kernel or its gradient as W has it, and the bias."""
    tensors = {"weights": np.transpose(kernel).tolist()}
    return tensors if bias is None else {**tensors, "bias": numbers(bias)}


def numbers(tensor):
    return tensor.numpy().tolist()
