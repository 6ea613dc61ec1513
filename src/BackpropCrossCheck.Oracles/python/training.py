"""The training in a request, after checking that it has everything."""

from collections import namedtuple

RULES = {
    "sgd": {},
    "momentum": {"momentum": 0.9, "nesterov": False},
    "adam": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7},
    "rmsprop": {"rho": 0.9, "epsilon": 1e-7},
    "adagrad": {"initialAccumulator": 0.1, "epsilon": 1e-7},
}


class Training(namedtuple("Training", "rate steps biases by_samples rule parameters")):
    """parameters: those of the rule, by their names in the protocol."""

    def batches(self, samples):
        """The rows of each update of one step."""
        return [slice(n, n + 1) for n in range(samples)] if self.by_samples else [slice(0, samples)]


def training_of(message):
    """The training of a request; None if it has none."""
    training = message.get("training")
    if training is None:
        return None
    optimizer = training.get("optimizer") or "sgd"
    if isinstance(optimizer, str):
        optimizer = {"kind": optimizer}
    rule = optimizer.get("kind")
    if rule not in RULES:
        raise ValueError(f"training.optimizer: unknown: {rule!r}")
    parameters = {name: optimizer.get(name, default) for name, default in RULES[rule].items()}
    steps = int(training.get("steps", 1))
    return Training(training["learningRate"], steps, training.get("biases", True), training.get("order") == "samples", rule, parameters)
