"""The activations, made of operations that PyTorch differentiates and that are exact in both precisions.

At 0 the derivatives of relu, leaky-relu and elu are those of the negative side.
"""

import math

import torch
import torch.nn.functional as F


def elu(a, alpha):
    # F.elu loses digits of small arguments on some devices. For a above 0, the unused branch must not overflow.
    return F.relu(a) + alpha * torch.expm1(torch.where(a > 0, torch.zeros_like(a), a))


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
}
DEFAULT_ALPHA = {"leaky-relu": 0.01, "elu": 1.0}


def activation_of(name, alpha):
    """The function of that name; alpha as requested, or None."""
    function = ACTIVATIONS[name]
    if name not in DEFAULT_ALPHA:
        return function
    slope = DEFAULT_ALPHA[name] if alpha is None else alpha
    return lambda a: function(a, slope)
