"""The activations, made of operations that PyTorch differentiates and that are exact in both precisions.

At 0 the derivatives of relu, leaky-relu and elu are those of the negative side.
"""

import math

import torch
import torch.nn.functional as F

LAMBDA = 1.0507009873554804934
LAMBDA_ALPHA = 1.7580993408473768599


def elu(a, alpha):
    # F.elu loses digits of small arguments on some devices. For a above 0, the unused branch must not overflow.
    return F.relu(a) + alpha * torch.expm1(torch.where(a > 0, torch.zeros_like(a), a))


def selu(a):
    # F.selu has the derivative λα at 0; TensorFlow has λ there. As for elu, the unused branch must not overflow.
    return torch.where(a >= 0, LAMBDA * a, LAMBDA_ALPHA * torch.expm1(torch.where(a >= 0, torch.zeros_like(a), a)))


def gelu_tanh(a):
    # a·σ(q): 1 + tanh(q/2) in F.gelu cancels.
    return a * torch.sigmoid(2 * math.sqrt(2 / math.pi) * a * (1 + 0.044715 * a ** 2))


ACTIVATIONS = {
    "linear": lambda a: a,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": F.relu,
    "leaky-relu": F.leaky_relu,
    "elu": elu,
    # F.softplus becomes the identity above a threshold of 20.
    "softplus": lambda a: -F.logsigmoid(-a),
    "softsign": F.softsign,
    "swish": F.silu,
    # erfc keeps the digits of the left tail, where 1 + erf cancels.
    "gelu": lambda a: 0.5 * a * torch.erfc(-math.sqrt(0.5) * a),
    "softmax": lambda a: torch.softmax(a, dim=1),
    "selu": selu,
    "gelu-tanh": gelu_tanh,
    "relu6": F.relu6,
    "hard-sigmoid": lambda a: F.relu6(a + 3) / 6,
    "mish": lambda a: a * torch.tanh(-F.logsigmoid(-a)),
    # 2σ(a) - 1 would lose the digits of small arguments.
    "bipolar-sigmoid": lambda a: torch.tanh(0.5 * a),
    "lecun-tanh": lambda a: 1.7159 * torch.tanh(2 * a / 3),
}
DEFAULT_ALPHA = {"leaky-relu": 0.01, "elu": 1.0}


def activation_of(name, alpha):
    """The function of that name; alpha as requested, or None."""
    function = ACTIVATIONS[name]
    if name not in DEFAULT_ALPHA:
        return function
    slope = DEFAULT_ALPHA[name] if alpha is None else alpha
    return lambda a: function(a, slope)
