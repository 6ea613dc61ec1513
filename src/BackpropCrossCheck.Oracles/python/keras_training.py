"""The optimizers of Keras."""

import numpy as np
from tensorflow import keras

OPTIMIZERS = ["sgd", "momentum", "adam", "rmsprop", "adagrad"]


def optimizer_of(training, precision):
    # Keras 2 keeps the learning rate in its default format, and would round it to float32.
    before = keras.backend.floatx()
    keras.backend.set_floatx(precision)
    try:
        # tf.cast takes a number of Python for a float32; one of NumPy keeps its format.
        number = np.dtype(precision).type
        parameters = {name: value if isinstance(value, bool) else number(value) for name, value in training.parameters.items()}
        return _optimizer(training.rule, training.rate, parameters)
    finally:
        keras.backend.set_floatx(before)


def _optimizer(rule, rate, parameters):
    if rule == "momentum":
        return keras.optimizers.SGD(rate, momentum=parameters["momentum"], nesterov=parameters["nesterov"])
    if rule == "adam":
        return keras.optimizers.Adam(rate, beta_1=parameters["beta1"], beta_2=parameters["beta2"], epsilon=parameters["epsilon"])
    if rule == "rmsprop":
        return keras.optimizers.RMSprop(rate, rho=parameters["rho"], epsilon=parameters["epsilon"])
    if rule == "adagrad":
        return keras.optimizers.Adagrad(rate, initial_accumulator_value=parameters["initialAccumulator"], epsilon=parameters["epsilon"])
    return keras.optimizers.SGD(rate)
