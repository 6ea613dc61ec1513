"""PyTorch as an oracle: every derivative comes from its autograd, in both precisions.

    backprop-check check fixtures --oracle "exec:python3 with_pytorch.py"
"""

import json
import math
import sys

try:
    import torch
    import torch.nn.functional as F
except ImportError as fault:
    print(json.dumps({"protocol": 1, "oracle": "pytorch-example", "unavailable": f"PyTorch could not be imported ({fault}): run \"pip install torch\"."}), flush=True)
    sys.exit()

# Makes sums run in the same order every time.
torch.set_num_threads(1)

LAMBDA = 1.0507009873554805  # Of selu.
LAMBDA_ALPHA = 1.7580993408473769

# z = h(a), from a (N×K) and alpha.
ACTIVATIONS = {
    "linear": lambda a, alpha: a,
    "tanh": lambda a, alpha: torch.tanh(a),
    "sigmoid": lambda a, alpha: torch.sigmoid(a),
    "relu": lambda a, alpha: F.relu(a),
    "leaky-relu": lambda a, alpha: F.leaky_relu(a, alpha),
    # For a above 0, the unused branch must not overflow. On some devices F.elu does not use expm1.
    "elu": lambda a, alpha: F.relu(a) + alpha * torch.expm1(torch.where(a > 0, torch.zeros_like(a), a)),
    # F.softplus becomes the identity above a threshold.
    "softplus": lambda a, alpha: -F.logsigmoid(-a),
    "softsign": lambda a, alpha: F.softsign(a),
    "swish": lambda a, alpha: F.silu(a),
    "gelu": lambda a, alpha: 0.5 * a * torch.erfc(-math.sqrt(0.5) * a),
    "softmax": lambda a, alpha: torch.softmax(a, dim=1),
    # F.selu has the derivative of the negative side at 0; TensorFlow has that of the positive side.
    "selu": lambda a, alpha: torch.where(a >= 0, LAMBDA * a, LAMBDA_ALPHA * torch.expm1(torch.where(a >= 0, torch.zeros_like(a), a))),
    # F.gelu has 1 + tanh(q/2), which cancels.
    "gelu-tanh": lambda a, alpha: a * torch.sigmoid(2 * math.sqrt(2 / math.pi) * a * (1 + 0.044715 * a ** 2)),
    "relu6": lambda a, alpha: F.relu6(a),
    "hard-sigmoid": lambda a, alpha: F.relu6(a + 3) / 6,
    "mish": lambda a, alpha: a * torch.tanh(-F.logsigmoid(-a)),
    "bipolar-sigmoid": lambda a, alpha: torch.tanh(a / 2),
    "lecun-tanh": lambda a, alpha: 1.7159 * torch.tanh(2 * a / 3),
}


def masked_log(t, y):
    # 0 ln 0 = 0, and so is its derivative.
    return t * torch.log(torch.where(t != 0, y, torch.ones_like(y)))


def terms_of(kind, activation, a, y, t, delta):
    """The terms of the loss. Two cross-entropies are computed from the pre-activations, so they stay accurate when the output saturates."""
    if (kind, activation) == ("binary-cross-entropy", "sigmoid"):
        return F.binary_cross_entropy_with_logits(a, t, reduction="none")
    if (kind, activation) == ("categorical-cross-entropy", "softmax"):
        return -t * torch.log_softmax(a, dim=1)
    if kind == "binary-cross-entropy":
        return -masked_log(t, y) - masked_log(1 - t, 1 - y)
    if kind == "categorical-cross-entropy":
        return -masked_log(t, y)
    if kind == "absolute-error":
        return abs(y - t)
    if kind == "huber":
        smaller = torch.clamp(abs(y - t), max=delta)
        return smaller * (abs(y - t) - 0.5 * smaller)
    if kind == "log-cosh":
        return (y - t) - F.logsigmoid(2 * (y - t)) - math.log(2)
    if kind == "hinge":
        # At 1 - t y = 0 the derivative is -t; torch.maximum would halve it.
        return torch.where(1 - t * y >= 0, 1 - t * y, torch.zeros_like(y))
    if kind == "kullback-leibler":
        return masked_log(t, t) - masked_log(t, y)
    return {"half-squared-error": 0.5, "squared-error": 1.0}[kind] * (y - t) ** 2


def factor_of(reduction, samples, outputs):
    return {"sum": 1, "mean-over-samples": 1 / samples, "mean-over-outputs": 1 / outputs, "mean-over-elements": 1 / (samples * outputs)}[reduction]


def penalty_of(parameters, l2, l1, half, biases):
    """What a regularization adds to the loss. The derivative of torch.abs at 0 is 0."""
    tensors = [tensor for layer in parameters for tensor in (layer if biases else layer[:1])]
    return sum((l2 / 2 if half else l2) * tensor.square().sum() + l1 * tensor.abs().sum() for tensor in tensors)


def calculate(request):
    dtype = {"float32": torch.float32, "float64": torch.float64}[request["precision"]]
    z = torch.tensor(request["inputs"], dtype=dtype)
    t = torch.tensor(request["labels"], dtype=dtype)
    pre_activations, outputs, parameters = [], [], []
    for layer in request["layers"]:
        weights = torch.tensor(layer["weights"], dtype=dtype, requires_grad=True)
        bias = torch.tensor(layer["bias"], dtype=dtype, requires_grad=True) if "bias" in layer else None
        parameters.append([weights] if bias is None else [weights, bias])
        # PyTorch's weights are K×M, as in the request.
        a = F.linear(z, weights, bias)
        z = ACTIVATIONS[layer["activation"]](a, layer.get("alpha", 1.0 if layer["activation"] == "elu" else 0.01))
        pre_activations.append(a)
        outputs.append(z)
    loss = factor_of(request["loss"]["reduction"], *t.shape) * terms_of(request["loss"]["kind"], layer["activation"], a, z, t, request["loss"].get("delta", 1.0)).sum()
    if "regularization" in request:
        loss = loss + penalty_of(parameters, **request["regularization"])
    derivatives = torch.autograd.grad(loss, pre_activations + [tensor for layer in parameters for tensor in layer])
    values = iter(tensor.tolist() for tensor in derivatives)
    deltas = [next(values) for _ in pre_activations]
    return {"lossValue": loss.item(), "preActivations": [a.tolist() for a in pre_activations], "outputs": [z.tolist() for z in outputs], "deltas": deltas,
            "gradients": [dict(zip(("weights", "bias"), [next(values) for _ in layer])) for layer in parameters]}


def say(message):
    # Python would write a number that is not finite as a word that is not JSON, so it is an error here.
    print(json.dumps(message, allow_nan=False), flush=True)


say({"protocol": 1, "oracle": "pytorch-example", "version": torch.__version__, "precisions": ["float64", "float32"], "activations": list(ACTIVATIONS), "regularization": True})
for line in sys.stdin:
    request = json.loads(line)
    try:
        say({"id": request["id"], **calculate(request)})
    except Exception as fault:
        say({"id": request["id"], "error": f"{type(fault).__name__}: {fault}"})
