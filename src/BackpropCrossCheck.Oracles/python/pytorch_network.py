"""The numbers of a network. Every derivative comes from PyTorch's autograd; this code contains none.

One processor thread and no graphics card: the networks are small, and sums have the same order in every run.
"""

import torch
import torch.nn.functional as F

from pytorch_activations import ACTIVATIONS as FUNCTIONS, activation_of
from pytorch_losses import KINDS, REDUCTIONS, loss_of
from pytorch_training import OPTIMIZERS, optimizer_of
from request import Request

VERSION = torch.__version__
ACTIVATIONS = list(FUNCTIONS)

torch.set_num_threads(1)


def calculate(message):
    request = Request(message, FUNCTIONS, KINDS, REDUCTIONS)
    parameters = [[torch.tensor(array, requires_grad=True) for array in (layer.weights, layer.bias) if array is not None] for layer in request.layers]
    loss, pre_activations, outputs = forward(parameters, request, slice(None))
    # If the loss does not depend on a tensor, that is an error, never a zero.
    derivatives = iter(torch.autograd.grad(loss, pre_activations + [tensor for layer in parameters for tensor in layer]))
    deltas = [next(derivatives).tolist() for _ in pre_activations]
    answer = {
        "lossValue": loss.item(),
        "preActivations": [a.tolist() for a in pre_activations],
        "outputs": [z.tolist() for z in outputs],
        "deltas": deltas,
        "gradients": [tensors_of([next(derivatives) for _ in layer]) for layer in parameters],
    }
    return answer if request.training is None else {**answer, **train(parameters, request)}


def forward(parameters, request, rows):
    """The loss of some samples, and a and z of each layer."""
    pre_activations, outputs = [], []
    z = torch.from_numpy(request.inputs[rows])
    for tensors, layer in zip(parameters, request.layers):
        # PyTorch's weights are K×M, as in the request.
        a = F.linear(z, *tensors)
        z = activation_of(layer.activation, layer.alpha)(a)
        pre_activations.append(a)
        outputs.append(z)
    loss = loss_of(request.loss, request.layers[-1].activation, torch.from_numpy(request.labels[rows]), z, a)
    if request.regularization is not None:
        loss = loss + penalty_of(request.regularization, parameters)
    return loss, pre_activations, outputs


def train(parameters, request):
    """Parameters and loss after PyTorch's own optimizer has trained them."""
    training = request.training
    trained = [tensor for layer in parameters for tensor in (layer if training.biases else layer[:1])]
    optimizer = optimizer_of(training, trained)
    for _ in range(training.steps):
        for rows in training.batches(len(request.inputs)):
            optimizer.zero_grad()
            forward(parameters, request, rows)[0].backward()
            optimizer.step()
    with torch.no_grad():
        loss = forward(parameters, request, slice(None))[0]
    return {"updatedParameters": [tensors_of(layer) for layer in parameters], "updatedLossValue": loss.item()}


def penalty_of(regularization, layers):
    """What the regularization adds to the loss. The derivative of torch.abs at 0 is 0."""
    parts = regularization.parts_of(layers)
    return sum(regularization.l2 * tensor.square().sum() + regularization.l1 * tensor.abs().sum() for tensor in parts)


def tensors_of(tensors):
    return dict(zip(("weights", "bias"), [tensor.tolist() for tensor in tensors]))
