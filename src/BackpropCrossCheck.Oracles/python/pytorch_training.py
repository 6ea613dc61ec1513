"""The optimizers of PyTorch whose updates are Keras's.

Its RMSprop and Adagrad add epsilon to the root, where Keras adds it under the root, so they are not offered.
"""

import torch

OPTIMIZERS = ["sgd", "momentum", "adam"]


def optimizer_of(training, tensors):
    parameters = training.parameters
    if training.rule == "momentum" and parameters["momentum"] > 0:
        return torch.optim.SGD(tensors, lr=training.rate, momentum=parameters["momentum"], nesterov=parameters["nesterov"])
    if training.rule == "adam":
        return AdamOfKeras(tensors, training.rate, (parameters["beta1"], parameters["beta2"]), parameters["epsilon"])
    return torch.optim.SGD(tensors, lr=training.rate)


class AdamOfKeras:
    """PyTorch's Adam with epsilon beside the root that is not corrected yet, as in Keras: beside the corrected root it is larger, step by step."""

    def __init__(self, tensors, rate, betas, epsilon):
        self._adam = torch.optim.Adam(tensors, lr=rate, betas=betas, eps=epsilon)
        self._epsilon = epsilon
        self._updates = 0

    def zero_grad(self):
        self._adam.zero_grad()

    def step(self):
        self._updates += 1
        for group in self._adam.param_groups:
            group["eps"] = self._epsilon / (1 - group["betas"][1] ** self._updates) ** 0.5
        self._adam.step()
