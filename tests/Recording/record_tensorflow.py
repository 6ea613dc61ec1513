"""Records the numbers of real TensorFlow: tf.GradientTape over the whole batch, in float32 and in float64.

    python record_tensorflow.py FIXTURE...                            adds or renews the two TensorFlow entries of each file
    python record_tensorflow.py --loss mean-squared-error FIXTURE...  states them in another convention of the loss
    python record_tensorflow.py --loss binary-cross-entropy/sum FIXTURE...

Every derivative is TensorFlow's own. Where its operations are not what their names say, they are composed of others
(in both precisions unless float64 is named):

- float64 gelu: tf.nn.gelu holds the constant √2 in float32; composed of tf.math.erf.
- float64 leaky-relu: tf.nn.leaky_relu takes its slope as a float32 attribute; composed of tf.maximum and tf.minimum. At a tie they give the gradient to
  their first argument if that is >= (<=) the second, so 0 must come first in maximum(0, a) and last in minimum(a, 0): at 0 the derivative is then the slope.
- elu: tf.nn.elu has no scale; scaled below 0, as Keras does.
- categorical cross-entropy after softmax: −Σ t·log_softmax(a), since tf.nn.softmax_cross_entropy_with_logits takes for granted that label rows sum to 1.
- hard-sigmoid: Keras's is 0.2a + 0.5 before version 3; composed of tf.nn.relu6.
- huber and log-cosh: written as Keras does, whose huber calculates in float32 whatever it is given.
- kullback-leibler: Keras clips labels and outputs at 1e-7; composed of tf.math.xlogy.
- cross-entropies of outputs: tf.math.xlogy and xlog1py, where a term with the factor 0 is 0; Keras divides by the sum and clips at 1e-7.

Regularization is Keras's L1L2, with its strengths in the precision that is recorded: it would keep them in float32.

Optimizers other than sgd are Keras's own; sgd is written out.

Recorded with TensorFlow 2.15.1.
"""

import argparse
import math

import numpy as np
import tensorflow as tf

import fixture_text
from fixture_text import Number, number


def activate(layer, a):
    """h(a), N×K."""
    alpha = fixture_text.alpha_of(layer)
    composed = a.dtype == tf.float64
    functions = {
        "linear": lambda: a,
        "tanh": lambda: tf.math.tanh(a),
        "sigmoid": lambda: tf.math.sigmoid(a),
        "relu": lambda: tf.nn.relu(a),
        "leaky-relu": lambda: tf.maximum(tf.zeros_like(a), a) + alpha * tf.minimum(a, 0) if composed else tf.nn.leaky_relu(a, alpha),
        "elu": lambda: tf.where(a > 0, a, alpha * tf.nn.elu(a)),
        "softplus": lambda: tf.math.softplus(a),
        "softsign": lambda: tf.nn.softsign(a),
        "swish": lambda: tf.nn.swish(a),
        "gelu": lambda: 0.5 * a * (1 + tf.math.erf(a / math.sqrt(2))) if composed else tf.nn.gelu(a, approximate=False),
        "softmax": lambda: tf.nn.softmax(a),
        "selu": lambda: tf.nn.selu(a),
        "gelu-tanh": lambda: 0.5 * a * (1 + tf.tanh(math.sqrt(2 / math.pi) * (a + 0.044715 * a ** 3))) if composed else tf.nn.gelu(a, approximate=True),
        "relu6": lambda: tf.nn.relu6(a),
        "hard-sigmoid": lambda: tf.nn.relu6(a + 3) / 6,
        "mish": lambda: tf.keras.activations.mish(a),
        "bipolar-sigmoid": lambda: 2 * tf.math.sigmoid(a) - 1,
        "lecun-tanh": lambda: 1.7159 * tf.math.tanh(2 * a / 3),
    }
    return functions[layer["activation"]]()


def loss_value(loss, last_activation, a, y, t):
    """L of the batch."""
    kind, reduction = fixture_text.loss_of(loss)
    if kind == "half-squared-error":
        terms = 0.5 * tf.square(y - t)
    elif kind == "squared-error":
        terms = tf.square(y - t)
    elif kind == "binary-cross-entropy":
        terms = (tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=a) if last_activation == "sigmoid"
                 else -tf.math.xlogy(t, y) - tf.math.xlog1py(1 - t, -y))
    elif kind == "absolute-error":
        terms = tf.abs(y - t)
    elif kind == "huber":
        delta = fixture_text.delta_of(loss)
        error = tf.abs(y - t)
        terms = tf.where(error <= delta, 0.5 * tf.square(error), delta * (error - 0.5 * delta))
    elif kind == "log-cosh":
        terms = (y - t) + tf.math.softplus(-2 * (y - t)) - math.log(2)
    elif kind == "hinge":
        terms = tf.maximum(1 - t * y, 0)
    elif kind == "kullback-leibler":
        terms = tf.math.xlogy(t, t) - tf.math.xlogy(t, y)
    else:
        terms = -t * tf.nn.log_softmax(a) if last_activation == "softmax" else -tf.math.xlogy(t, y)
    if reduction == "mean-over-elements":
        return tf.reduce_mean(terms)
    return tf.reduce_sum(terms) / fixture_text.scale_of(reduction, *terms.shape)


def penalty(regularization, weights, biases):
    """What Keras's regularizers add to the loss."""
    tf.keras.backend.set_floatx(weights[0].dtype.name)
    l2 = number(regularization.get("l2", 0)) * (0.5 if regularization.get("half", False) else 1)
    regularizer = tf.keras.regularizers.L1L2(l1=number(regularization.get("l1", 0)), l2=l2)
    tensors = weights + [bias for bias in biases if bias is not None and regularization.get("biases", False)]
    return tf.add_n([regularizer(tensor) for tensor in tensors])


class Network:
    """The layers of a fixture as TensorFlow variables; weights are K×M, as in the fixture."""

    def __init__(self, fixture, precision):
        constant = lambda rows: tf.constant(np.array(rows, dtype=np.float64), dtype=precision)
        self.layers = fixture["layers"]
        self.weights = [tf.Variable(constant(fixture_text.matrix(layer["weights"]))) for layer in self.layers]
        self.biases = [tf.Variable(constant([number(b) for b in layer["bias"]])) if "bias" in layer else None for layer in self.layers]
        self.inputs = constant(fixture_text.matrix(fixture["inputs"]))
        self.labels = constant(fixture_text.matrix(fixture["labels"]))
        self.regularization = fixture.get("regularization")

    def calculate(self, loss, rows=slice(None)):
        """Loss, pre-activations, outputs, deltas, gradients by weights and by biases."""
        with tf.GradientTape() as tape:
            pre_activations, outputs = [], []
            z = self.inputs[rows]
            for layer, weights, bias in zip(self.layers, self.weights, self.biases):
                a = tf.linalg.matmul(z, weights, transpose_b=True)
                a = a if bias is None else a + bias
                z = activate(layer, a)
                pre_activations.append(a)
                outputs.append(z)
            value = loss_value(loss, self.layers[-1]["activation"], a, z, self.labels[rows])
            if self.regularization:
                value += penalty(self.regularization, self.weights, self.biases)
        given = [bias for bias in self.biases if bias is not None]
        deltas, weight_gradients, given_gradients = tape.gradient(
            value, [pre_activations, self.weights, given], unconnected_gradients=tf.UnconnectedGradients.ZERO)
        remaining = iter(given_gradients)
        bias_gradients = [None if bias is None else next(remaining) for bias in self.biases]
        return value, pre_activations, outputs, deltas, weight_gradients, bias_gradients

    def train(self, loss, training):
        """All steps of a training."""
        update = update_of(training, self.inputs.dtype)
        trained = self.weights + self.biases if training.get("biases", True) else self.weights
        samples = self.inputs.shape[0]
        by_samples = training.get("order") == "samples"
        for _ in range(int(number(training.get("steps", 1)))):
            for rows in [slice(n, n + 1) for n in range(samples)] if by_samples else [slice(None)]:
                *_, weight_gradients, bias_gradients = self.calculate(loss, rows)
                gradients = weight_gradients + bias_gradients
                update([(gradient, variable) for gradient, variable in zip(gradients, trained) if variable is not None])


def update_of(training, precision):
    """What changes variables by their gradients, given as pairs."""
    rate = number(training["learningRate"])
    optimizer = training.get("optimizer", "sgd")
    optimizer = {"kind": optimizer} if isinstance(optimizer, str) else optimizer
    if optimizer["kind"] == "sgd":
        return lambda pairs: [variable.assign_sub(rate * gradient) for gradient, variable in pairs]
    # Keras rounds the learning rate to its default format, and tf.cast takes a number of Python for a float32, but not one of NumPy.
    tf.keras.backend.set_floatx(precision.name)
    given = lambda name, default: precision.as_numpy_dtype(number(optimizer.get(name, default)))
    optimizers = {
        "momentum": lambda: tf.keras.optimizers.SGD(
            rate, momentum=given("momentum", 0.9), nesterov=optimizer.get("nesterov", False)),
        "adam": lambda: tf.keras.optimizers.Adam(
            rate, beta_1=given("beta1", 0.9), beta_2=given("beta2", 0.999), epsilon=given("epsilon", 1e-7)),
        "rmsprop": lambda: tf.keras.optimizers.RMSprop(rate, rho=given("rho", 0.9), epsilon=given("epsilon", 1e-7)),
        "adagrad": lambda: tf.keras.optimizers.Adagrad(
            rate, initial_accumulator_value=given("initialAccumulator", 0.1), epsilon=given("epsilon", 1e-7)),
    }
    return optimizers[optimizer["kind"]]().apply_gradients


def record(fixture, precision, loss):
    """An `expected` entry."""
    network = Network(fixture, precision)
    value, pre_activations, outputs, deltas, weights, biases = network.calculate(loss)
    entry = {
        "lossValue": text(value),
        "preActivations": [text(a) for a in pre_activations],
        "outputs": [text(z) for z in outputs],
        "deltas": [text(delta) for delta in deltas],
        "gradients": parameters(weights, biases),
    }
    if "training" in fixture:
        network.train(loss, fixture["training"])
        entry["updatedLossValue"] = text(network.calculate(loss)[0])
        entry["updatedParameters"] = parameters(network.weights, network.biases)
    return entry


def parameters(weights, biases):
    return [{"weights": text(w)} if b is None else {"weights": text(w), "bias": text(b)} for w, b in zip(weights, biases)]


def text(tensor):
    """The shortest text of every number that reads as the same number."""
    write = lambda value: [write(item) for item in value] if value.ndim else Number(str(value))
    return write(tensor.numpy())


def main():
    arguments = argparse.ArgumentParser(description="Adds the numbers of TensorFlow to fixtures.")
    arguments.add_argument("fixtures", nargs="+", metavar="FIXTURE")
    arguments.add_argument("--loss", help="the convention to state them in: a short form, or KIND/REDUCTION")
    options = arguments.parse_args()
    stated = options.loss
    if stated and "/" in stated:
        stated = dict(zip(("kind", "reduction"), stated.split("/")))
    for path in options.fixtures:
        fixture = fixture_text.read(path)
        if stated and "training" in fixture:
            raise SystemExit(f"{path}: a training descends the fixture's own loss; leave --loss away.")
        for precision in "float32", "float64":
            entry = {"by": f"TensorFlow {tf.__version__}, {precision}", "kind": "recorded", "precision": precision}
            if stated:
                entry["loss"] = stated
            entry.update(record(fixture, precision, stated or fixture["loss"]))
            fixture_text.put_entry(fixture, entry)
        fixture_text.write(path, fixture)


if __name__ == "__main__":
    main()
