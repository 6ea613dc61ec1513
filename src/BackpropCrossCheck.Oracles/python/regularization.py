"""The regularization in a request: what is added to the loss for the size of the weights."""

from collections import namedtuple


class Regularization(namedtuple("Regularization", "l2 l1 biases")):
    """l2 * (sum of squares) + l1 * (sum of magnitudes), over the weights, and over the biases too if biases is true."""

    def parts_of(self, layers):
        """The tensors that are regularized; each layer is its weights and perhaps its bias."""
        return [tensor for layer in layers for tensor in (layer if self.biases else layer[:1])]


def regularization_of(message):
    """The regularization of a request; None if it has none."""
    given = message.get("regularization")
    if given is None:
        return None
    l2, l1 = (strength(given, name) for name in ("l2", "l1"))
    return Regularization(l2 / 2 if given.get("half", False) else l2, l1, bool(given.get("biases", False)))


def strength(given, name):
    value = given.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
        raise ValueError(f"regularization.{name}: {value!r} is no number of at least 0")
    return float(value)
