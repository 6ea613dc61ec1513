"""The losses: c times the sum over samples and outputs."""

import math

import torch
import torch.nn.functional as F


def weighted_log(t, y):
    # 0 ln 0 = 0, and so is its derivative; torch.xlogy gives NaN for that.
    return t * torch.log(torch.where(t != 0, y, torch.ones_like(y)))


def binary_cross_entropy(t, y):
    return -weighted_log(t, y) - weighted_log(1 - t, 1 - y)


def binary_from_logits(t, a):
    # F.binary_cross_entropy_with_logits is 0 at a = 40, t = 1, but 4e-18 is right.
    return -t * F.logsigmoid(a) - (1 - t) * F.logsigmoid(-a)


def huber(t, y, delta):
    error = torch.abs(y - t)
    smaller = torch.clamp(error, max=delta)
    # In this form nothing cancels in the derivative of small errors.
    return smaller * (error - 0.5 * smaller)


def log_cosh(t, y):
    # ln cosh(d) = d + softplus(-2d) - ln 2: cosh would overflow.
    return (y - t) - F.logsigmoid(2 * (y - t)) - math.log(2)


def hinge(t, y):
    # At 1 - ty = 0 the derivative is -t; torch.maximum would halve it.
    margin = 1 - t * y
    return torch.where(margin >= 0, margin, torch.zeros_like(margin))


def kullback_leibler(t, y):
    # The derivative of log(t/y) would have y² in it.
    return weighted_log(t, t) - weighted_log(t, y)


KINDS = {
    "half-squared-error": lambda t, y: 0.5 * (y - t) ** 2,
    "squared-error": lambda t, y: (y - t) ** 2,
    "binary-cross-entropy": binary_cross_entropy,
    "categorical-cross-entropy": lambda t, y: -weighted_log(t, y),
    "absolute-error": lambda t, y: torch.abs(y - t),
    "huber": huber,
    "log-cosh": log_cosh,
    "hinge": hinge,
    "kullback-leibler": kullback_leibler,
}

# From the pre-activations, so accurate even if the output saturates. F.cross_entropy would average over the samples.
FUSED = {
    ("binary-cross-entropy", "sigmoid"): binary_from_logits,
    ("categorical-cross-entropy", "softmax"): lambda t, a: -t * torch.log_softmax(a, dim=1),
}

REDUCTIONS = {
    "sum": torch.sum,
    "mean-over-samples": lambda terms: terms.sum() / terms.shape[0],
    "mean-over-outputs": lambda terms: terms.sum() / terms.shape[1],
    "mean-over-elements": torch.mean,
}


def loss_of(loss, last_activation, t, y, a):
    """L of labels, outputs and pre-activations; each N×K."""
    kind, reduction, *parameters = loss
    fused = FUSED.get((kind, last_activation))
    return REDUCTIONS[reduction](fused(t, a) if fused else KINDS[kind](t, y, *parameters))
