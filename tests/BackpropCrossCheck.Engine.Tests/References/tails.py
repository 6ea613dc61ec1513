"""Writes tails.tsv beside this file: h, h' and h'' of every activation with 60 digits (mpmath), from its middle to the ends of its tails.

Columns: function ("tanh", "tanh'", "tanh''"), alpha (empty if it has none), argument, value, scale (the larger of two terms that cancel at
a root, by which the error is measured there; else empty).
softmax is given for two units whose pre-activations differ by the argument: the output of the first is its function, and δ of the first
for s = (1, 0) is its derivative.
Usage: python3 tails.py
"""
import pathlib

from mpmath import mp, mpf

ARGUMENTS = [sign * a for a in (0.5, 5, 10, 12, 20, 38, 40, 100, 400, 700, 709, 745) for sign in (-1, 1)]
ELU_SCALES = (0.25, 1.0, 1.6732632423543772, -2.0)
SLOPES = (0.01, 0.3, -0.5)


def sigmoid(a):
    return 1 / (1 + mp.exp(-a))


def bell(a):
    return sigmoid(a) * sigmoid(-a)


def distribution(a):
    return mp.erfc(-a / mp.sqrt(2)) / 2


def density(a):
    return mp.exp(-a * a / 2) / mp.sqrt(2 * mp.pi)


def constant(value):
    return lambda a: mpf(value)


def elu(alpha):
    return (lambda a: a if a > 0 else alpha * mp.expm1(a),
            lambda a: mpf(1) if a > 0 else alpha * mp.exp(a),
            lambda a: mpf(0) if a > 0 else alpha * mp.exp(a))


def leaky(slope):
    return lambda a: a if a > 0 else slope * a, lambda a: mpf(1) if a > 0 else slope, constant(0)


LAMBDA = mpf("1.0507009873554804934193349852946")
ALPHA = mpf("1.6732632423543772848170429916717")
HEIGHT = mpf(1.7159)


def gelu_argument(a):
    return 2 * mp.sqrt(2 / mp.pi) * (a + mpf("0.044715") * a ** 3)


def gelu_slope(a):
    return 2 * mp.sqrt(2 / mp.pi) * (1 + 3 * mpf("0.044715") * a * a)


def gelu_tanh_second(a):
    q = gelu_argument(a)
    bend = 2 * mp.sqrt(2 / mp.pi) * 6 * mpf("0.044715") * a
    return bell(q) * (2 * gelu_slope(a) + a * bend - a * gelu_slope(a) ** 2 * mp.tanh(q / 2))


def mish_factor(a):
    return mp.tanh(mp.log1p(mp.exp(a)))


def mish_slope(a):
    # 1 - tanh² would lose its digits: its logarithm has about a of them.
    return mp.sech(mp.log1p(mp.exp(a))) ** 2 * sigmoid(a)


FUNCTIONS = [
    ("linear", "", (lambda a: a, constant(1), constant(0))),
    ("tanh", "", (mp.tanh, lambda a: mp.sech(a) ** 2, lambda a: -2 * mp.tanh(a) * mp.sech(a) ** 2)),
    ("sigmoid", "", (sigmoid, bell, lambda a: -bell(a) * mp.tanh(a / 2))),
    ("relu", "", (lambda a: max(a, mpf(0)), lambda a: mpf(1 if a > 0 else 0), constant(0))),
    *(("leaky-relu", slope, leaky(mpf(slope))) for slope in SLOPES),
    *(("elu", scale, elu(mpf(scale))) for scale in ELU_SCALES),
    ("softplus", "", (lambda a: mp.log1p(mp.exp(a)), sigmoid, bell)),
    ("softsign", "", (lambda a: a / (1 + abs(a)), lambda a: 1 / (1 + abs(a)) ** 2, lambda a: -2 * mp.sign(a) / (1 + abs(a)) ** 3)),
    ("swish", "", (lambda a: a * sigmoid(a), lambda a: sigmoid(a) * (1 + a * sigmoid(-a)),
                   lambda a: bell(a) * (2 - a * mp.tanh(a / 2)))),
    ("gelu", "", (lambda a: a * distribution(a), lambda a: distribution(a) + a * density(a), lambda a: density(a) * (2 - a * a))),
    ("softmax", "", (sigmoid, bell)),
    ("selu", "", (lambda a: LAMBDA * (a if a > 0 else ALPHA * mp.expm1(a)), lambda a: LAMBDA * (1 if a >= 0 else ALPHA * mp.exp(a)),
                  lambda a: mpf(0) if a > 0 else LAMBDA * ALPHA * mp.exp(a))),
    ("gelu-tanh", "", (lambda a: a * sigmoid(gelu_argument(a)), lambda a: sigmoid(gelu_argument(a)) + a * bell(gelu_argument(a)) * gelu_slope(a),
                       gelu_tanh_second)),
    ("relu6", "", (lambda a: min(max(a, mpf(0)), mpf(6)), lambda a: mpf(1 if 0 < a < 6 else 0), constant(0))),
    ("hard-sigmoid", "", (lambda a: min(max(a + 3, mpf(0)), mpf(6)) / 6, lambda a: mpf(1 if -3 < a < 3 else 0) / 6, constant(0))),
    ("mish", "", (lambda a: a * mish_factor(a), lambda a: mish_factor(a) + a * mish_slope(a),
                  lambda a: mish_slope(a) * (2 + a * (sigmoid(-a) - 2 * mish_factor(a) * sigmoid(a))))),
    ("bipolar-sigmoid", "", (lambda a: mp.tanh(a / 2), lambda a: 2 * bell(a), lambda a: -2 * bell(a) * mp.tanh(a / 2))),
    ("lecun-tanh", "", (lambda a: HEIGHT * mp.tanh(2 * a / 3), lambda a: 2 * HEIGHT / 3 * mp.sech(2 * a / 3) ** 2,
                        lambda a: -8 * HEIGHT / 9 * mp.tanh(2 * a / 3) * mp.sech(2 * a / 3) ** 2)),
]

SCALES_AT_ROOTS = {
    "swish'": lambda a: sigmoid(a) * max(1, abs(a * sigmoid(-a))),
    "gelu'": lambda a: max(distribution(a), abs(a * density(a))),
    "gelu-tanh'": lambda a: max(sigmoid(gelu_argument(a)), abs(a * bell(gelu_argument(a)) * gelu_slope(a))),
    "mish'": lambda a: max(mish_factor(a), abs(a * mish_slope(a))),
}


def digits(value):
    # The normal distribution at −745 is 10^(−120 523): to float64 nothing but 0.
    return "0" if abs(value) < mpf(10) ** -400 else mp.nstr(value, 60, strip_zeros=True, min_fixed=0, max_fixed=0)


def rows():
    for name, alpha, functions in FUNCTIONS:
        for order, function in enumerate(functions):
            written = name + "'" * order
            for a in ARGUMENTS:
                # e^745 has 324 digits before the point, and 1 + e^(−745) as many behind it.
                with mp.workdps(800):
                    value = function(mpf(a))
                    scale = SCALES_AT_ROOTS[written](mpf(a)) if written in SCALES_AT_ROOTS else ""
                yield [written, repr(alpha) if alpha != "" else "", repr(float(a)), digits(value), digits(scale) if scale != "" else ""]


lines = ["\t".join(row) for row in [["function", "alpha", "argument", "value", "scale"], *rows()]]
pathlib.Path(__file__).with_name("tails.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
