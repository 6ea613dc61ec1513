"""An engine on NumPy as an oracle: forward and backward pass written by hand, a whole batch at a time, in both precisions.

    backprop-check check fixtures --oracle "exec:python3 with_numpy.py"
"""

import json
import math
import sys

try:
    import numpy as np
except ImportError as fault:
    print(json.dumps({"protocol": 1, "oracle": "numpy-example", "unavailable": f"NumPy could not be imported ({fault}): run \"pip install numpy\"."}), flush=True)
    sys.exit()

# NumPy has no erfc.
ERFC = np.vectorize(math.erfc, otypes=["d"])


def normal(a):
    """The distribution function of the normal distribution."""
    return (0.5 * ERFC(a * -math.sqrt(0.5))).astype(a.dtype)


def sigmoid(a):
    power = np.exp(-abs(a))
    return np.where(a >= 0, 1, power) / (1 + power)


def softplus(a):
    return np.maximum(a, 0) + np.log1p(np.exp(-abs(a)))


def softmax(a):
    power = np.exp(a - a.max(axis=1, keepdims=True))
    return power / power.sum(axis=1, keepdims=True)


def log_softmax(a):
    shifted = a - a.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


LAMBDA = 1.0507009873554805  # Of selu.
LAMBDA_ALPHA = 1.7580993408473769
ROOT = 2 * math.sqrt(2 / math.pi)  # Of gelu-tanh.


def gelu_argument(a):
    """q of gelu-tanh, which is a times sigmoid(q): 1 + tanh(q/2) would cancel."""
    return ROOT * (a + 0.044715 * a ** 3)


# z = h(a), from a (N×K) and alpha.
ACTIVATIONS = {
    "linear": lambda a, alpha: a,
    "tanh": lambda a, alpha: np.tanh(a),
    "sigmoid": lambda a, alpha: sigmoid(a),
    "relu": lambda a, alpha: np.maximum(a, 0),
    "leaky-relu": lambda a, alpha: np.where(a > 0, a, alpha * a),
    "elu": lambda a, alpha: np.where(a > 0, a, alpha * np.expm1(np.minimum(a, 0))),
    "softplus": lambda a, alpha: softplus(a),
    "softsign": lambda a, alpha: a / (1 + abs(a)),
    "swish": lambda a, alpha: a * sigmoid(a),
    "gelu": lambda a, alpha: a * normal(a),
    "softmax": lambda a, alpha: softmax(a),
    "selu": lambda a, alpha: np.where(a > 0, LAMBDA * a, LAMBDA_ALPHA * np.expm1(np.minimum(a, 0))),
    "gelu-tanh": lambda a, alpha: a * sigmoid(gelu_argument(a)),
    "relu6": lambda a, alpha: np.clip(a, 0, 6),
    "hard-sigmoid": lambda a, alpha: np.clip(a + 3, 0, 6) / 6,
    "mish": lambda a, alpha: a * np.tanh(softplus(a)),
    "bipolar-sigmoid": lambda a, alpha: np.tanh(a / 2),
    "lecun-tanh": lambda a, alpha: 1.7159 * np.tanh(2 * a / 3),
}

# delta = dL/da, from a, z, alpha and s = dL/dz. At 0 the derivatives are those of the negative side.
BACKWARD = {
    "linear": lambda a, z, alpha, s: s,
    "tanh": lambda a, z, alpha, s: s * (1 - z * z),
    "sigmoid": lambda a, z, alpha, s: s * z * sigmoid(-a),
    "relu": lambda a, z, alpha, s: np.where(a > 0, s, 0),
    "leaky-relu": lambda a, z, alpha, s: s * np.where(a > 0, 1, alpha),
    "elu": lambda a, z, alpha, s: s * np.where(a > 0, 1, alpha * np.exp(np.minimum(a, 0))),
    "softplus": lambda a, z, alpha, s: s * sigmoid(a),
    "softsign": lambda a, z, alpha, s: s / (1 + abs(a)) ** 2,
    "swish": lambda a, z, alpha, s: s * (sigmoid(a) + z * sigmoid(-a)),
    "gelu": lambda a, z, alpha, s: s * (normal(a) + a * np.exp(-0.5 * a * a) / a.dtype.type(math.sqrt(2 * math.pi))),
    "softmax": lambda a, z, alpha, s: z * (s - (z * s).sum(axis=1, keepdims=True)),
    # At 0 selu has the derivative of the positive side, as in TensorFlow.
    "selu": lambda a, z, alpha, s: s * np.where(a >= 0, LAMBDA, LAMBDA_ALPHA * np.exp(np.minimum(a, 0))),
    "gelu-tanh": lambda a, z, alpha, s: s * (sigmoid(gelu_argument(a)) + z * sigmoid(-gelu_argument(a)) * ROOT * (1 + 0.134145 * a * a)),
    "relu6": lambda a, z, alpha, s: np.where((a > 0) & (a < 6), s, 0),
    "hard-sigmoid": lambda a, z, alpha, s: np.where((a > -3) & (a < 3), s / 6, 0),
    "mish": lambda a, z, alpha, s: s * (np.tanh(softplus(a)) + a * (1 - np.tanh(softplus(a)) ** 2) * sigmoid(a)),
    "bipolar-sigmoid": lambda a, z, alpha, s: s * 2 * sigmoid(a) * sigmoid(-a),
    "lecun-tanh": lambda a, z, alpha, s: s * (2 * (1.7159 - z * z / 1.7159) / 3),
}


def masked_log(t, y):
    return t * np.log(np.where(t != 0, y, 1))


def masked_quotient(t, y):
    return t / np.where(t != 0, y, 1)


# The terms of the loss and their derivatives by y.
LOSSES = {
    "half-squared-error": (lambda y, t: 0.5 * (y - t) ** 2, lambda y, t: y - t),
    "squared-error": (lambda y, t: (y - t) ** 2, lambda y, t: 2 * (y - t)),
    "binary-cross-entropy": (lambda y, t: -masked_log(t, y) - masked_log(1 - t, 1 - y), lambda y, t: masked_quotient(1 - t, 1 - y) - masked_quotient(t, y)),
    "categorical-cross-entropy": (lambda y, t: -masked_log(t, y), lambda y, t: -masked_quotient(t, y)),
    "absolute-error": (lambda y, t: abs(y - t), lambda y, t: np.sign(y - t)),
    "log-cosh": (lambda y, t: abs(y - t) + np.log1p(np.exp(-2 * abs(y - t))) - math.log(2), lambda y, t: np.tanh(y - t)),
    # At 1 - t y = 0 the derivative is -t.
    "hinge": (lambda y, t: np.maximum(0, 1 - t * y), lambda y, t: np.where(t * y <= 1, -t, 0)),
    "kullback-leibler": (lambda y, t: masked_log(t, t) - masked_log(t, y), lambda y, t: -masked_quotient(t, y)),
}


def huber(delta):
    """The terms and their derivatives; delta is part of the request."""
    def terms(y, t):
        smaller = np.minimum(abs(y - t), delta)
        return smaller * (abs(y - t) - 0.5 * smaller)
    return terms, lambda y, t: np.clip(y - t, -delta, delta)



# The terms from the pre-activations and their derivatives by them, which stay accurate when the output saturates.
FUSED = {
    ("binary-cross-entropy", "sigmoid"): (lambda a, t: t * softplus(-a) + (1 - t) * softplus(a), lambda y, t: y - t),
    ("categorical-cross-entropy", "softmax"): (lambda a, t: -t * log_softmax(a), lambda y, t: y * t.sum(axis=1, keepdims=True) - t),
}


def factor_of(reduction, samples, outputs):
    return {"sum": 1, "mean-over-samples": 1 / samples, "mean-over-outputs": 1 / outputs, "mean-over-elements": 1 / (samples * outputs)}[reduction]


def regularize(layers, gradients, array, l2, l1, half, biases):
    """What l2 times the sum of the squares, or half of that, and l1 times the sum of the magnitudes add to the loss; adds their derivatives to gradients."""
    of_squares, l1, added = array(l2 / 2 if half else l2), array(l1), 0
    for (weights, bias, *_), gradient in zip(layers, gradients):
        for name, parameters in (("weights", weights), ("bias", bias if biases else None)):
            if parameters is not None:
                added = added + of_squares * (parameters ** 2).sum() + l1 * abs(parameters).sum()
                # The derivative of |w| at 0 is 0, and so is np.sign(0).
                gradient[name] = gradient[name] + 2 * of_squares * parameters + l1 * np.sign(parameters)
    return added


def calculate(request):
    kind, reduction = request["loss"]["kind"], request["loss"]["reduction"]
    def array(values): return np.array(values, dtype=request["precision"])
    layers = [(array(layer["weights"]), array(layer["bias"]) if "bias" in layer else None, layer["activation"],
               layer.get("alpha", 1.0 if layer["activation"] == "elu" else 0.01)) for layer in request["layers"]]
    t = array(request["labels"])
    c = factor_of(reduction, *t.shape)

    # Forward: a = z W^T + b, a row for each sample.
    z = [array(request["inputs"])]
    a = []
    for weights, bias, activation, alpha in layers:
        a.append(z[-1] @ weights.T if bias is None else z[-1] @ weights.T + bias)
        z.append(ACTIVATIONS[activation](a[-1], alpha))

    # Backward: dL/dW = delta^T z, dL/db = the sum of delta over the samples, and delta W for the layer below.
    activation, alpha = layers[-1][2:]
    if (kind, activation) in FUSED:
        loss, slope = FUSED[kind, activation]
        terms, delta = loss(a[-1], t), c * slope(z[-1], t)
    else:
        loss, slope = huber(request["loss"].get("delta", 1.0)) if kind == "huber" else LOSSES[kind]
        terms, delta = loss(z[-1], t), BACKWARD[activation](a[-1], z[-1], alpha, c * slope(z[-1], t))
    deltas = []
    gradients = []
    for l in reversed(range(len(layers))):
        weights, bias = layers[l][:2]
        deltas.insert(0, delta.tolist())
        gradients.insert(0, {"weights": delta.T @ z[l]} if bias is None else {"weights": delta.T @ z[l], "bias": delta.sum(axis=0)})
        if l > 0:
            activation, alpha = layers[l - 1][2:]
            delta = BACKWARD[activation](a[l - 1], z[l], alpha, delta @ weights)
    loss = c * terms.sum()
    if "regularization" in request:
        loss = loss + regularize(layers, gradients, array, **request["regularization"])
    return {"lossValue": float(loss), "preActivations": [x.tolist() for x in a], "outputs": [x.tolist() for x in z[1:]],
            "deltas": deltas, "gradients": [{name: gradient.tolist() for name, gradient in layer.items()} for layer in gradients]}


def say(message):
    # Python would write a number that is not finite as a word that is not JSON, so it is an error here.
    print(json.dumps(message, allow_nan=False), flush=True)


say({"protocol": 1, "oracle": "numpy-example", "version": np.__version__, "precisions": ["float64", "float32"], "activations": list(ACTIVATIONS), "regularization": True})
for line in sys.stdin:
    request = json.loads(line)
    try:
        say({"id": request["id"], **calculate(request)})
    except Exception as fault:
        say({"id": request["id"], "error": f"{type(fault).__name__}: {fault}"})
