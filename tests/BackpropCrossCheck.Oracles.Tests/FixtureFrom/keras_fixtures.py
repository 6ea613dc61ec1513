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
entry = tf.keras.Input((3,))
first = layers.Dense(3, activation="tanh")(entry)
chain = tf.keras.Model(entry, layers.Dense(2)(first))
write(chain, y, losses.MeanSquaredError(), "keras-functional")
branch = tf.keras.Model(entry, layers.Dense(2)(layers.Add()([entry, first])))
refused(["Add"], lambda: fixture_from_keras(branch, x, y, "mse"))
refused(["BatchNormalization"], lambda: fixture_from_keras(built(layers.Dense(2), layers.BatchNormalization()), x, y, "mse"))
refused(["hard_sigmoid"], lambda: fixture_from_keras(built(layers.Dense(2, activation="hard_sigmoid")), x, y, "mse"))
refused(["CosineSimilarity"], lambda: fixture_from_keras(built(layers.Dense(2)), x, y, losses.CosineSimilarity()))
