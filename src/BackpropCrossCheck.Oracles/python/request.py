"""A request, after checking that it has everything a network needs."""

from collections import namedtuple

import numpy as np

from regularization import regularization_of
from training import training_of

PRECISIONS = ("float32", "float64")


class Layer(namedtuple("Layer", "weights bias activation alpha")):
    @property
    def architecture(self):
        """What a model is built from: everything but the parameters."""
        return self.weights.shape[0], self.bias is not None, self.activation, self.alpha


class Request:
    def __init__(self, message, activations, losses, reductions):
        """The request in message; the other arguments are the known words."""
        self._activations = activations
        self.precision = one_of(PRECISIONS, message.get("precision"), "precision")
        self.inputs = self._matrix(message.get("inputs"), "inputs")
        self.labels = self._matrix(message.get("labels"), "labels")
        self.layers = [self._layer(layer, f"layers[{index}]") for index, layer in enumerate(message.get("layers") or [])]
        loss = message.get("loss") or {}
        self.loss = (one_of(losses, loss.get("kind"), "loss.kind"), one_of(reductions, loss.get("reduction"), "loss.reduction"))
        if self.loss[0] == "huber":
            self.loss += (loss.get("delta", 1.0),)
        self.regularization = regularization_of(message)
        self.training = training_of(message)
        self._check_sizes()

    @property
    def width(self):
        return self.inputs.shape[1]

    def _layer(self, layer, name):
        weights = self._matrix(layer.get("weights"), f"{name}.weights")
        bias = layer.get("bias")
        if bias is not None:
            bias = self._array(bias, 1, f"{name}.bias")
            require(len(bias) == len(weights), f"{name}.bias: {len(bias)} numbers, {len(weights)} are needed")
        return Layer(weights, bias, one_of(self._activations, layer.get("activation"), f"{name}.activation"), layer.get("alpha"))

    def _matrix(self, rows, name):
        return self._array(rows, 2, name)

    def _array(self, values, dimensions, name):
        try:
            array = np.array(values)
        except ValueError:  # The rows have different lengths.
            array = np.array(None)
        require(array.dtype == np.float64 and array.ndim == dimensions and array.size > 0, f"{name}: {'rows of ' if dimensions > 1 else ''}numbers are needed")
        with np.errstate(over="ignore"):  # Numbers beyond float32 become infinite.
            return array.astype(self.precision)

    def _check_sizes(self):
        require(self.layers, "layers: at least one is needed")
        width = self.width
        for index, layer in enumerate(self.layers):
            units, columns = layer.weights.shape
            require(columns == width, f"layers[{index}].weights: rows of {columns} numbers, {width} are needed")
            width = units
        rows, columns = self.labels.shape
        require((rows, columns) == (len(self.inputs), width), f"labels: {rows}×{columns}, {len(self.inputs)}×{width} is needed")


def one_of(known, found, name):
    require(isinstance(found, str) and found in known, f"{name}: unknown: {found!r}")
    return found


def require(holds, message):
    if not holds:
        raise ValueError(message)
