"""The numbers of a network. Every derivative comes from PyTorch's autograd; this code contains none.

One processor thread and no graphics card: the networks are small, and sums have the same order in every run.
"""

import torch
import torch.nn.functional as F

from pytorch_activations import ACTIVATIONS as FUNCTIONS, activation_of
from pytorch_losses import KINDS, REDUCTIONS, loss_of
from request import Request

VERSION = torch.__version__
ACTIVATIONS = list(FUNCTIONS)

torch.set_num_threads(1)


def calculate(message):
    request = Request(message, FUNCTIONS, KINDS, REDUCTIONS)
    parameters, pre_activations, outputs = [], [], []
    z = torch.from_numpy(request.inputs)
    for layer in request.layers:
        parameters.append([torch.tensor(array, requires_grad=True) for array in (layer.weights, layer.bias) if array is not None])
        # PyTorch's weights are K×M, as in the request.
        a = F.linear(z, *parameters[-1])
        z = activation_of(layer.activation, layer.alpha)(a)
        pre_activations.append(a)
        outputs.append(z)
    loss = loss_of(request.loss, request.layers[-1].activation, torch.from_numpy(request.labels), z, a)
    # If the loss does not depend on a tensor, that is an error, never a zero.
    derivatives = iter(torch.autograd.grad(loss, pre_activations + [tensor for layer in parameters for tensor in layer]))
    deltas = [next(derivatives).tolist() for _ in pre_activations]
    return {
        "lossValue": loss.item(),
        "preActivations": [a.tolist() for a in pre_activations],
        "outputs": [z.tolist() for z in outputs],
        "deltas": deltas,
        "gradients": [dict(zip(("weights", "bias"), [next(derivatives).tolist() for _ in layer])) for layer in parameters],
    }
