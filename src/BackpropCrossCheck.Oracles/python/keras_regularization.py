"""The regularizers of Keras."""

import tensorflow as tf
from tensorflow import keras


def penalty_of(regularization, layers, precision):
    """What Keras's regularizers add to the loss; each layer is its kernel and perhaps its bias."""
    # They keep their strengths in Keras's default format, and would round them to float32.
    before = keras.backend.floatx()
    keras.backend.set_floatx(precision)
    try:
        regularizer = keras.regularizers.L1L2(l1=regularization.l1, l2=regularization.l2)
        return tf.add_n([regularizer(tensor) for tensor in regularization.parts_of(layers)])
    finally:
        keras.backend.set_floatx(before)
