"""The oracle tensorflow-python: Keras and GradientTape, asked over the oracle protocol (README.md beside the folder python)."""

import importlib.util
import os
import sys

# The folder belongs to the program that was built: no compiled copies of these scripts are left in it.
sys.dont_write_bytecode = True

from oracle_protocol import Channel

NAME = "tensorflow-python"
REMEDY = "Run \"pip install tensorflow\" for it, or set BACKPROP_CHECK_PYTHON to a Python that has TensorFlow."


def main():
    channel = Channel()
    if not has_tensorflow():
        channel.send({"protocol": 1, "oracle": NAME, "unavailable": f"{python()} has no TensorFlow. {REMEDY}"})
        return
    # Both are read when TensorFlow is imported: its notices, and the backend of Keras 3, which must be TensorFlow here.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["KERAS_BACKEND"] = "tensorflow"
    try:
        import keras_network
    except Exception as fault:  # Whatever stops TensorFlow from loading: a missing library, a version that does not fit.
        reason = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
        channel.send({"protocol": 1, "oracle": NAME, "unavailable": f"TensorFlow could not be imported by {python()} ({reason}). {REMEDY}"})
        return
    channel.send({"protocol": 1, "oracle": NAME, "version": keras_network.VERSION, "precisions": ["float64", "float32"],
                  "activations": keras_network.ACTIVATIONS})
    channel.serve(keras_network.calculate)


def has_tensorflow():
    """Whether there is a TensorFlow to import; much faster than an import that fails half-way. A mere folder of that name has no origin."""
    try:
        found = importlib.util.find_spec("tensorflow")
    except (ImportError, ValueError):
        return False
    return found is not None and found.origin is not None


def python():
    return f"Python {sys.version.split()[0]} ({sys.executable})"


if __name__ == "__main__":
    main()
