"""The high-precision witness: every number of a fixture with 60 correct digits.

    python witness.py FIXTURE...                   adds or renews the entry "mpmath, 60 digits" of each file
    python witness.py --significant 15 FIXTURE...  with 15 significant digits (default 12)

It shares no formula with the engine. The forward calculation is written down as in a textbook, in dual numbers (dual_numbers.py): each weight, each
bias and a 0 added to each pre-activation is a variable, and the loss comes out with its derivatives by all of them; ∂L/∂(the added 0) is δ. There is no
backward pass, no derivative of an activation or of a loss, and nothing is rearranged against cancellation: the calculation is repeated with twice the digits
until two runs agree in 60 of them.

Needs Python 3.9 or later and mpmath (https://mpmath.org).
"""

import argparse

import mpmath

import fixture_text
from dual_numbers import Dual, PrecisionLost, erf, exp, log
from fixture_text import Number, number

BY = "mpmath, 60 digits"
CORRECT_DIGITS = 60
WORKING_DIGITS = [400, 800, 1600, 3200]
SMALLEST = mpmath.mpf("1e-340")  # far below the smallest float64, 5e-324: two runs that are both smaller agree


def activate(layer, a):
    """h(a) of the units of a layer, a and the result lists of dual numbers."""
    alpha = fixture_text.alpha_of(layer)
    if layer["activation"] == "softmax":
        powers = [exp(x) for x in a]
        total = sum(powers, Dual(0))
        return [power / total for power in powers]
    function = {
        "linear": lambda x: x,
        "tanh": tanh,
        "sigmoid": sigmoid,
        # At 0 the derivative is that of the negative side, as in TensorFlow.
        "relu": lambda x: x if x.value > 0 else Dual(0),
        "leaky-relu": lambda x: x if x.value > 0 else alpha * x,
        "elu": lambda x: x if x.value > 0 else alpha * (exp(x) - 1),
        "softplus": lambda x: log(1 + exp(x)),
        "softsign": lambda x: x / (1 + abs(x)),
        "swish": lambda x: x * sigmoid(x),
        "gelu": lambda x: x * (1 + erf(x / mpmath.sqrt(2))) / 2,
        "gelu-tanh": lambda x: x * (1 + tanh(mpmath.sqrt(2 / mpmath.pi) * (x + mpmath.mpf("0.044715") * x * x * x))) / 2,
        "selu": selu,
        "relu6": relu6,
        "hard-sigmoid": lambda x: relu6(x + 3) / 6,
        "mish": lambda x: x * tanh(log(1 + exp(x))),
        "bipolar-sigmoid": lambda x: 2 * sigmoid(x) - 1,
        "lecun-tanh": lambda x: mpmath.mpf("1.7159") * tanh(2 * x / 3),
    }[layer["activation"]]
    return [function(x) for x in a]


def sigmoid(x):
    return 1 / (1 + exp(-x))


def tanh(x):
    return (exp(x) - exp(-x)) / (exp(x) + exp(-x))


def selu(x):
    """Scale and alpha with the digits that TensorFlow has them in."""
    scale = mpmath.mpf("1.0507009873554804934193349852946")
    return scale * x if x.value > 0 else scale * mpmath.mpf("1.6732632423543772848170429916717") * (exp(x) - 1)


def relu6(x):
    """At 0 and at 6 the derivative is 0, as in TensorFlow."""
    return Dual(min(max(x.value, 0), 6)) if x.value <= 0 or x.value >= 6 else x


def loss_term(loss, y, t):
    """ℓ(y, t) of one output; a term with the factor 0 is 0."""
    error = y - t
    terms = {
        "half-squared-error": lambda: error * error / 2,
        "squared-error": lambda: error * error,
        "binary-cross-entropy": lambda: -times_log(t, y) - times_log(1 - t, 1 - y),
        "categorical-cross-entropy": lambda: -times_log(t, y),
        "absolute-error": lambda: abs(error) if error.value != 0 else Dual(0),
        "huber": lambda: huber(error, fixture_text.delta_of(loss)),
        "log-cosh": lambda: log((exp(error) + exp(-error)) / 2),
        # At the edge, 1 − ty = 0, the derivative is −t, as in TensorFlow.
        "hinge": lambda: 1 - t * y if (1 - t * y).value >= 0 else Dual(0),
        "kullback-leibler": lambda: times_log(t, t / y) if t != 0 else Dual(0),
    }
    return terms[fixture_text.loss_of(loss)[0]]()


def times_log(factor, x):
    """factor·ln x, 0 where the factor is 0."""
    return factor * log(x) if factor != 0 else Dual(0)


def huber(error, delta):
    return error * error / 2 if abs(error.value) <= delta else delta * (abs(error) - mpmath.mpf(delta) / 2)


class Calculation:
    """One calculation of a fixture with the present number of digits."""

    def __init__(self, fixture, weights, biases, with_derivatives=True):
        self.layers = fixture["layers"]
        self.weights = weights
        self.biases = biases
        self.with_derivatives = with_derivatives
        self.inputs = fixture_text.matrix(fixture["inputs"])
        self.labels = fixture_text.matrix(fixture["labels"])
        self.pre_activations = [[] for _ in self.layers]
        self.outputs = [[] for _ in self.layers]
        reduction = fixture_text.loss_of(fixture["loss"])[1]
        total = Dual(0)
        for n, row in enumerate(self.inputs):
            y = self._forward(n, [Dual(x) for x in row])
            for output, label in zip(y, self.labels[n]):
                total = total + loss_term(fixture["loss"], output, mpmath.mpf(label))
        self.loss = total / fixture_text.scale_of(reduction, len(self.labels), len(self.labels[0]))

    def _forward(self, n, z):
        for l, layer in enumerate(self.layers):
            a = []
            for k, row in enumerate(self.weights[l]):
                total = self._variable(("delta", l, n, k), 0)
                for m, weight in enumerate(row):
                    total = total + self._variable(("weight", l, k, m), weight) * z[m]
                if self.biases[l] is not None:
                    total = total + self._variable(("bias", l, k), self.biases[l][k])
                a.append(total)
            z = activate(layer, a)
            self.pre_activations[l].append([x.value for x in a])
            self.outputs[l].append([x.value for x in z])
        return z

    def _variable(self, name, value):
        return Dual.variable(name, value) if self.with_derivatives else Dual(value)

    def derivative(self, *name):
        return self.loss.derivatives.get(name, mpmath.mpf(0))

    def deltas(self):
        return [[[self.derivative("delta", l, n, k) for k in range(len(row))] for n, row in enumerate(rows)]
                for l, rows in enumerate(self.pre_activations)]

    def gradients(self):
        return [parameters([[self.derivative("weight", l, k, m) for m in range(len(row))] for k, row in enumerate(weights)],
                           self.biases[l] and [self.derivative("bias", l, k) for k in range(len(weights))])
                for l, weights in enumerate(self.weights)]


def parameters(weights, bias):
    return {"weights": weights} if bias is None else {"weights": weights, "bias": bias}


def calculate(fixture):
    """Every number of a fixture, as in an `expected` entry, with the present number of digits."""
    weights = [[[mpmath.mpf(w) for w in row] for row in fixture_text.matrix(layer["weights"])] for layer in fixture["layers"]]
    biases = [[mpmath.mpf(number(b)) for b in layer["bias"]] if "bias" in layer else None for layer in fixture["layers"]]
    first = Calculation(fixture, weights, biases)
    numbers = {
        "lossValue": first.loss.value,
        "preActivations": first.pre_activations,
        "outputs": first.outputs,
        "deltas": first.deltas(),
        "gradients": first.gradients(),
    }
    if "training" in fixture:
        training = fixture["training"]
        rate = mpmath.mpf(number(training["learningRate"]))
        steps = int(number(training.get("steps", 1)))
        gradients = numbers["gradients"]
        for step in range(steps):
            for l, gradient in enumerate(gradients):
                weights[l] = [[w - rate * g for w, g in zip(*rows)] for rows in zip(weights[l], gradient["weights"])]
                if biases[l] is not None and training.get("biases", True):
                    biases[l] = [b - rate * g for b, g in zip(biases[l], gradient["bias"])]
            last = step == steps - 1
            after = Calculation(fixture, weights, biases, with_derivatives=not last)
            gradients = None if last else after.gradients()
        numbers["updatedLossValue"] = after.loss.value
        numbers["updatedParameters"] = [parameters(w, b) for w, b in zip(weights, biases)]
    return numbers


def calculate_surely(fixture):
    """Every number with 60 correct digits; fails where that cannot be reached."""
    before = None
    for digits in WORKING_DIGITS:
        with mpmath.workdps(digits):
            try:
                numbers = calculate(fixture)
            except PrecisionLost:
                continue
            if before is not None and agree(before, numbers):
                return numbers
            before = numbers
    raise PrecisionLost(f"{fixture['name']}: two runs do not agree in {CORRECT_DIGITS} digits, even with {WORKING_DIGITS[-1]}")


def agree(x, y):
    """Whether two results agree in all their numbers."""
    if isinstance(x, dict):
        return all(agree(x[key], y[key]) for key in x)
    if isinstance(x, list):
        return all(agree(*pair) for pair in zip(x, y))
    return abs(x - y) <= abs(y) * mpmath.mpf(10) ** -CORRECT_DIGITS or max(abs(x), abs(y)) < SMALLEST


def rounded(value, significant):
    """A result with its numbers written with some significant digits."""
    if isinstance(value, dict):
        return {key: rounded(item, significant) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item, significant) for item in value]
    if abs(value) < SMALLEST:
        return Number("0.0")
    return Number(mpmath.nstr(value, significant, min_fixed=-5, max_fixed=16))


def main():
    arguments = argparse.ArgumentParser(description="Adds the numbers of the high-precision witness to fixtures.")
    arguments.add_argument("fixtures", nargs="+", metavar="FIXTURE")
    arguments.add_argument("--significant", type=int, default=12, help="significant digits to be written (default 12)")
    options = arguments.parse_args()
    for path in options.fixtures:
        fixture = fixture_text.read(path)
        entry = {"by": BY, "kind": "recorded", "precision": {"significant": options.significant}}
        entry.update(rounded(calculate_surely(fixture), options.significant))
        fixture_text.put_entry(fixture, entry)
        fixture_text.write(path, fixture)


if __name__ == "__main__":
    main()
