"""The oracle tensorflow-python: Keras and GradientTape."""

import os
import sys

# The folder belongs to the built program, so no compiled copies of these scripts must be left in it.
sys.dont_write_bytecode = True
# TensorFlow reads both when it is imported: the level of its messages, and the backend of Keras 3, which must be TensorFlow here.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

from framework_oracle import run

if __name__ == "__main__":
    run("tensorflow-python", "TensorFlow", "tensorflow", "keras_network")
