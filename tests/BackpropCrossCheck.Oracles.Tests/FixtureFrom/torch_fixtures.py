"""Makes fixtures of PyTorch modules. usage: torch_fixtures.py FOLDER-OF-FIXTURE_FROM FOLDER"""
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import torch
from fixture_from import NotAFixture, fixture_from_torch

nn = torch.nn
torch.manual_seed(3)
x, y, classes = torch.randn(5, 3), torch.randn(5, 2), torch.tensor([0, 1, 1, 0, 1])
hot = nn.functional.one_hot(classes).float()


def write(module, labels, loss, name, inputs=x):
    fixture_from_torch(module, inputs, labels, loss, path=f"{sys.argv[2]}/{name}.json", name=name)


def refused(words, make):
    try:
        make()
    except NotAFixture as fault:
        if all(word in str(fault) for word in words):
            return
        raise AssertionError(f"{words} are not in: {fault}") from fault
    raise AssertionError(f"not refused: {words}")


def many():
    return nn.Sequential(
        nn.Linear(3, 5), nn.Tanh(), nn.Dropout(0.5), nn.Sequential(nn.Linear(5, 4, bias=False), nn.LeakyReLU(0.2)), nn.Linear(4, 4),
        nn.GELU(), nn.Linear(4, 4), nn.ELU(0.7), nn.Linear(4, 3), nn.SiLU(), nn.Linear(3, 2))


write(many(), y, nn.MSELoss(), "torch-many")
write(many(), y, nn.MSELoss(reduction="sum"), "torch-sum")
write(many().double(), y, nn.MSELoss(), "torch-float64")
write(many(), classes, nn.CrossEntropyLoss(), "torch-classes")
write(many(), hot, nn.CrossEntropyLoss(reduction="sum"), "torch-rows")
write(many(), hot, nn.BCEWithLogitsLoss(), "torch-logits")
write(nn.Sequential(nn.Linear(3, 2), nn.Sigmoid()), hot, nn.BCELoss(), "torch-sigmoid")
write(nn.Sequential(nn.Flatten(), nn.Linear(4, 2)), y, nn.MSELoss(), "torch-flatten", torch.randn(5, 2, 2))


class Named(nn.Module):
    def __init__(self, activation):
        super().__init__()
        self.first, self.activation, self.second, self.hidden = nn.Linear(3, 3), nn.Softplus(), nn.Linear(3, 2), activation

    def forward(self, inputs):
        return self.hidden(self.second(self.activation(self.first(inputs))))


class Function(Named):
    def forward(self, inputs):
        return torch.relu(super().forward(inputs))


write(Named(nn.Softsign()), y, nn.MSELoss(), "torch-module")
module = many().train()
fixture_from_torch(module, x, y, nn.MSELoss())
assert all(child.training for child in module.modules()), "the mode is as before"
assert all(parameter.grad is None for parameter in module.parameters()), "no gradient is left"
refused(["Function", "one after the other"], lambda: fixture_from_torch(Function(nn.Softsign()), x, y, nn.MSELoss()))
refused(["Conv1d"], lambda: fixture_from_torch(nn.Sequential(nn.Conv1d(1, 1, 1)), x, y, nn.MSELoss()))
logarithm = nn.Sequential(nn.Linear(3, 2), nn.LogSoftmax(1))
refused(["LogSoftmax", "CrossEntropyLoss"], lambda: fixture_from_torch(logarithm, x, classes, nn.CrossEntropyLoss()))
refused(["Tanh", "already"], lambda: fixture_from_torch(nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Tanh()), x, y, nn.MSELoss()))
refused(["logits", "tanh"], lambda: fixture_from_torch(nn.Sequential(nn.Linear(3, 2), nn.Tanh()), x, hot, nn.CrossEntropyLoss()))
refused(["NLLLoss"], lambda: fixture_from_torch(nn.Linear(3, 2), x, classes, nn.NLLLoss()))
refused(["label_smoothing"], lambda: fixture_from_torch(nn.Linear(3, 2), x, classes, nn.CrossEntropyLoss(label_smoothing=0.1)))
try:
    write(many(), y, nn.MSELoss(), "torch-many")
    raise AssertionError("an existing file was overwritten")
except FileExistsError:
    pass
