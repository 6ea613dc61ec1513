"""Makes fixtures of Keras models. usage: keras_fixtures.py FOLDER-OF-FIXTURE_FROM FOLDER"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from fixture_from import NotAFixture, fixture_from_keras

layers, losses = tf.keras.layers, tf.keras.losses
tf.keras.utils.set_random_seed(3)
random = np.random.default_rng(3)
x, y, classes = random.normal(size=(5, 3)), random.normal(size=(5, 2)), [0, 1, 1, 0, 1]
hot = np.eye(2)[classes]
count = 0


def built(*parts):
    model = tf.keras.Sequential(parts)
    model.build((None, 3))
    return model


def write(model, labels, loss, name):
    fixture_from_keras(model, x, labels, loss, path=f"{sys.argv[2]}/{name}.json", name=name)


def refused(words, make):
    try:
        make()
    except NotAFixture as fault:
        if all(word in str(fault) for word in words):
            return
        raise AssertionError(f"{words} are not in: {fault}") from fault
    raise AssertionError(f"not refused: {words}")


many = lambda **settings: built(
    layers.Dense(5, activation="tanh", **settings), layers.Dropout(0.5), layers.Dense(4, use_bias=False), layers.LeakyReLU(0.2),
    layers.Dense(4, activation="gelu"), layers.Dense(4, activation=layers.ELU(0.7)), layers.Dense(2))
write(many(), y, losses.MeanSquaredError(), "keras-many")
write(many(), y, "mse", "keras-by-name")
write(many(), y, losses.MeanSquaredError(reduction="sum"), "keras-sum")
write(many(), classes, losses.SparseCategoricalCrossentropy(from_logits=True), "keras-logits")
write(built(layers.Dense(4, activation="swish"), layers.Dense(2, activation="softmax")), hot, "categorical_crossentropy", "keras-softmax")
write(built(layers.Dense(4, activation="elu"), layers.Dense(2, activation="sigmoid")), hot, losses.BinaryCrossentropy(), "keras-sigmoid")
double = {"dtype": "float64"}
parts = [layers.InputLayer((3,), **double), layers.Dense(4, activation="softsign", **double), layers.Dense(2, **double)]
model = tf.keras.Sequential(parts)
write(model, y, losses.MeanSquaredError(), "keras-float64")
l1, l2, both = tf.keras.regularizers.L1(0.02), tf.keras.regularizers.L2(0.1), tf.keras.regularizers.L1L2(0.02, 0.1)
regular = lambda first, last, **more: built(
    layers.Dense(4, activation="tanh", kernel_regularizer=first, **more), layers.Dense(2, kernel_regularizer=last, **more))
write(regular(l2, l2), y, losses.MeanSquaredError(), "keras-l2")
write(regular(both, both, bias_regularizer=both, bias_initializer="ones"), y, losses.MeanSquaredError(), "keras-l1-l2-biases")
frozen = regular(l1, l1)
frozen.layers[0].trainable = False
write(frozen, y, losses.MeanSquaredError(), "keras-l1-frozen")
fixture_from_keras(regular(l2, None), x, y, "mse", path=f"{sys.argv[2]}/keras-without.json", name="keras-without", regularization=False)
made = fixture_from_keras(regular(both, both), x, y, "mse")["regularization"]
assert made == {"l2": float(np.float32(0.1)), "l1": float(np.float32(0.02)), "half": False, "biases": False}, made
assert "regularization" not in fixture_from_keras(regular(None, None), x, y, "mse")
refused(["dense", "kernel_regularizer", "one strength", "regularization=False"], lambda: fixture_from_keras(regular(l2, None), x, y, "mse"))
refused(["kernel_regularizer"], lambda: fixture_from_keras(regular(l1, l2), x, y, "mse"))
refused(["bias_regularizer"], lambda: fixture_from_keras(regular(l1, l1, bias_regularizer=l2), x, y, "mse"))
refused(["OrthogonalRegularizer"], lambda: fixture_from_keras(
    regular(tf.keras.regularizers.OrthogonalRegularizer(), None), x, y, "mse"))
refused(["activity_regularizer"], lambda: fixture_from_keras(regular(None, None, activity_regularizer=l2), x, y, "mse"))
entry = tf.keras.Input((3,))
first = layers.Dense(3, activation="tanh")(entry)
chain = tf.keras.Model(entry, layers.Dense(2)(first))
write(chain, y, losses.MeanSquaredError(), "keras-functional")
branch = tf.keras.Model(entry, layers.Dense(2)(layers.Add()([entry, first])))
refused(["Add"], lambda: fixture_from_keras(branch, x, y, "mse"))
refused(["BatchNormalization"], lambda: fixture_from_keras(built(layers.Dense(2), layers.BatchNormalization()), x, y, "mse"))
refused(["hard_sigmoid"], lambda: fixture_from_keras(built(layers.Dense(2, activation="hard_sigmoid")), x, y, "mse"))
refused(["CosineSimilarity"], lambda: fixture_from_keras(built(layers.Dense(2)), x, y, losses.CosineSimilarity()))
