"""Writes functions.csv and losses.csv beside this file: reference values with 50 digits (mpmath), for the tests of the engine.

functions.csv: function, argument, value (rounded to float64), rest (value - rounded value, so that fractions of an ulp can be
measured), scale (the magnitude that the error is measured by where it is not |value|: the largest term where terms cancel at a root).
losses.csv: kind, logits, labels, loss, deltas, scales, outputs; numbers of a list are separated by spaces.
Usage: python3 reference_values.py
"""
import csv
import pathlib
import random

from mpmath import mp, mpf

mp.dps = 50
ONE = mpf(1)


def sigmoid(a):
    return ONE / (1 + mp.exp(-a))


def distribution(a):
    return (ONE if a > 0 else mpf(0)) if abs(a) > 1000 else mp.erfc(-a / mp.sqrt(2)) / 2


def density(a):
    return mpf(0) if abs(a) > 1000 else mp.exp(-a * a / 2) / mp.sqrt(2 * mp.pi)


def elu(a):
    return a if a > 0 else mp.expm1(a)


def leaky(a):
    return a if a > 0 else mpf(0.01) * a


LAMBDA = mpf("1.0507009873554804934193349852946")
ALPHA = mpf("1.6732632423543772848170429916717")
CUBIC = mpf("0.044715")
HEIGHT = mpf(1.7159)


def gelu_argument(a):
    return 2 * mp.sqrt(2 / mp.pi) * (a + CUBIC * a ** 3)


def gelu_bell(a):
    q = gelu_argument(a)
    return a * sigmoid(q) * sigmoid(-q) * 2 * mp.sqrt(2 / mp.pi) * (1 + 3 * CUBIC * a * a)


def mish_factor(a):
    return mp.tanh(mp.log1p(mp.exp(a)))


def mish_bell(a):
    return a * (1 - mish_factor(a) ** 2) * sigmoid(a)


FUNCTIONS = {
    "linear": lambda a: a,
    "linear'": lambda a: ONE,
    "relu": lambda a: max(a, mpf(0)),
    "relu'": lambda a: ONE if a > 0 else mpf(0),
    "leaky-relu": leaky,
    "leaky-relu'": lambda a: ONE if a > 0 else mpf(0.01),
    "exp-minus-one": mp.expm1,
    "log-one-plus": lambda x: mp.log1p(x),
    "normal-distribution": distribution,
    "normal-density": density,
    "tanh": mp.tanh,
    "tanh'": lambda a: mp.sech(a) ** 2,
    "sigmoid": sigmoid,
    "sigmoid'": lambda a: sigmoid(a) * sigmoid(-a),
    "elu": elu,
    "elu'": lambda a: ONE if a > 0 else mp.exp(a),
    "softplus": lambda a: mp.log1p(mp.exp(a)),
    "softplus'": sigmoid,
    "softsign": lambda a: a / (1 + abs(a)),
    "softsign'": lambda a: 1 / (1 + abs(a)) ** 2,
    "swish": lambda a: a * sigmoid(a),
    "swish'": lambda a: sigmoid(a) * (1 + a * sigmoid(-a)),
    "gelu": lambda a: a * distribution(a),
    "gelu'": lambda a: distribution(a) + a * density(a),
    "selu": lambda a: LAMBDA * (a if a > 0 else ALPHA * mp.expm1(a)),
    "selu'": lambda a: LAMBDA * (ONE if a >= 0 else ALPHA * mp.exp(a)),
    "gelu-tanh": lambda a: a * sigmoid(gelu_argument(a)),
    "gelu-tanh'": lambda a: sigmoid(gelu_argument(a)) + gelu_bell(a),
    "relu6": lambda a: min(max(a, mpf(0)), mpf(6)),
    "relu6'": lambda a: ONE if 0 < a < 6 else mpf(0),
    "hard-sigmoid": lambda a: min(max(a + 3, mpf(0)), mpf(6)) / 6,
    "hard-sigmoid'": lambda a: ONE / 6 if -3 < a < 3 else mpf(0),
    "mish": lambda a: a * mish_factor(a),
    "mish'": lambda a: mish_factor(a) + mish_bell(a),
    "bipolar-sigmoid": lambda a: mp.tanh(a / 2),
    "bipolar-sigmoid'": lambda a: 2 * sigmoid(a) * sigmoid(-a),
    "lecun-tanh": lambda a: HEIGHT * mp.tanh(2 * a / 3),
    "lecun-tanh'": lambda a: 2 * HEIGHT / 3 * mp.sech(2 * a / 3) ** 2,
}
SCALES = {
    "swish'": lambda a: sigmoid(a) * max(1, abs(a * sigmoid(-a))),
    "gelu'": lambda a: max(distribution(a), abs(a * density(a))),
    "gelu-tanh'": lambda a: max(sigmoid(gelu_argument(a)), abs(gelu_bell(a))),
    "mish'": lambda a: max(mish_factor(a), abs(mish_bell(a))),
}

TINY = [s * 3.7 * 10.0 ** -e for e in (300, 100, 30, 20, 17, 16, 15, 12, 10, 8, 7, 6, 5) for s in (1, -1)]
ORDINARY = [s * a for a in (1e-4, 1e-3, 0.01, 0.05, 0.1, 0.25, 0.3, 0.5, 0.7, 0.75179, 1, 1.27846, 1.5, 2, 3, 4, 5, 7, 10, 15) for s in (1, -1)]
TAILS = [s * a for a in (18, 20, 25, 30, 36, 36.7, 37, 37.4, 37.6, 38, 38.3, 38.45, 38.5, 38.6, 40, 100, 300, 353, 354, 360, 372, 700, 708.1, 709, 712,
                         715.3, 720, 735, 740, 745, 745.1, 750, 800, 1e5, 1e16, 1e155, 1e300, 1e308) for s in (1, -1)]
LOGARITHM = [-0.999999, -0.9, -0.5, 0.9, 1e3, 1e10, 1e100, 1e308] + [a for a in ORDINARY if -1 < a]
EXPONENTIAL = [a for a in TAILS if a < 709.7]


def arguments(name):
    chance = random.Random(name)
    spread = [chance.uniform(-8, 8) for _ in range(30)] + [chance.uniform(-39, 39) for _ in range(20)]
    if name.strip("'") in ("linear", "relu", "leaky-relu", "relu6", "hard-sigmoid"):
        return ORDINARY + [a for a in TAILS if abs(a) > 36]
    if name == "log-one-plus":
        return TINY + LOGARITHM + [abs(a) for a in spread]
    return TINY + ORDINARY + spread + (EXPONENTIAL if name == "exp-minus-one" else TAILS)


def rounded(v):
    """The double nearest to v; mpmath rounds to 53 bits regardless of the exponent, so subnormal results are rounded on their own grid."""
    if abs(v) >= mpf(2) ** -1022:
        return float(v)
    return float(int(mp.nint(v * mpf(2) ** 1074))) * 2.0 ** -1074


def functions():
    for name, function in FUNCTIONS.items():
        for a in sorted(set(arguments(name))):
            x = mpf(a)
            with mp.workdps(400 if abs(a) < 1e-20 else 60):
                value = function(x)
                scale = repr(rounded(SCALES[name](x))) if name in SCALES else ""
            nearest = rounded(value)
            yield [name, repr(a), repr(nearest), repr(rounded(value - mpf(nearest))), scale]


def loss_cases():
    chance = random.Random("losses")
    logits = [[0.3], [40.0, -40.0], [800.0, 0.0, -1.5], [0.0, 800.0, 400.0], [-700.0, 36.0, 36.5, 1.0], [1e300, -1e300], [2.5, 2.5, 2.5], [745.0, 0.0],
              [-745.0, 710.0], [20.0, -17.5, 3.0, -0.25]]
    logits += [[chance.uniform(-s, s) for _ in range(k)] for s in (1, 5, 30, 300) for k in (2, 3, 5)]
    for kind in ("binary", "categorical"):
        for a in logits:
            k = len(a)
            yield kind, a, [1.0] + [0.0] * (k - 1)
            yield kind, a, [0.0] * (k - 1) + [1.0]
            yield kind, a, [round(chance.uniform(0, 1), 3) for _ in range(k)]
            yield kind, a, [1.0] * k
            yield kind, a, [0.0] * k


def losses():
    for kind, a, t in loss_cases():
        with mp.workdps(800):
            x, label = [mpf(v) for v in a], [mpf(v) for v in t]
            if kind == "binary":
                y = [sigmoid(v) for v in x]
                rest = [sigmoid(-v) for v in x]
                loss = sum(w * mp.log1p(mp.exp(-v)) + (1 - w) * mp.log1p(mp.exp(v)) for v, w in zip(x, label))
                terms = [((1 - w) * p, w * q) for p, q, w in zip(y, rest, label)]
            else:
                e = [mp.exp(v - max(x)) for v in x]
                y = [v / sum(e) for v in e]
                rest = [sum(e[:k] + e[k + 1:]) / sum(e) for k in range(len(e))]
                loss = sum(w * (max(x) - v + mp.log(sum(e))) for v, w in zip(x, label))
                terms = [(p * (sum(label) - w), w * q) for p, q, w in zip(y, rest, label)]
            yield [kind, *[" ".join(repr(v) for v in column) for column in (
                a, t, [rounded(loss)], [rounded(p - q) for p, q in terms], [rounded(p + q) for p, q in terms], [rounded(p) for p in y])]]


def write(name, header, rows):
    with open(pathlib.Path(__file__).with_name(name), "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


write("functions.csv", ["function", "argument", "value", "rest", "scale"], functions())
write("losses.csv", ["kind", "logits", "labels", "loss", "deltas", "scales", "outputs"], losses())
