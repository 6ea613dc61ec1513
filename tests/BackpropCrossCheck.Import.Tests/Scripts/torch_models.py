"""Writes models that PyTorch made, and beside each what PyTorch got for it: a batch, the loss, the output, the gradients.

usage: torch_models.py FOLDER
"""
import json
import struct
import sys
import warnings

import numpy
import torch

warnings.filterwarnings("ignore")
folder = sys.argv[1]
torch.manual_seed(2)


def save_safetensors(path, arrays):
    header, data = {}, b""
    for name, array in arrays.items():
        raw = array.detach().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def record(name, module, inputs, labels, loss, kind):
    output = module(inputs)
    value = loss(output, labels)
    value.backward()
    recorded = {
        "inputs": inputs.tolist(),
        "labels": labels.tolist(),
        "loss": kind,
        "lossValue": value.item(),
        "output": output.tolist(),
        "gradients": [
            {"variable": key, "kernelLayout": "units x inputs", "value": p.grad.tolist() if p.dim() == 2 else [p.grad.tolist()]}
            for key, p in module.named_parameters()
        ],
    }
    with open(f"{folder}/{name}.recorded.json", "w") as file:
        json.dump(recorded, file)
    save_safetensors(f"{folder}/{name}.safetensors", module.state_dict())
    state = {key: array.numpy() for key, array in module.state_dict().items()}
    numpy.savez(f"{folder}/{name}.npz", **state)
    torch.onnx.export(
        module, inputs, f"{folder}/{name}.onnx", input_names=["x"], output_names=["y"],
        dynamic_axes={"x": {0: "samples"}, "y": {0: "samples"}})
    numpy.save(f"{folder}/{name}.inputs.npy", inputs.numpy())
    numpy.save(f"{folder}/{name}.labels.npy", labels.numpy())


def cross_entropy(output, labels):
    return -(labels * torch.log(output)).sum() / len(labels)


def one_hot(rows, columns):
    return torch.nn.functional.one_hot(torch.randint(columns, (rows,)), columns).float()


linear = torch.nn.Linear
squares = torch.nn.MSELoss()
record(
    "chain",
    torch.nn.Sequential(
        linear(3, 5), torch.nn.LeakyReLU(0.2), linear(5, 4, bias=False), torch.nn.ELU(0.7), torch.nn.Dropout(0.5), linear(4, 4),
        torch.nn.Softplus(), linear(4, 3), torch.nn.Softsign(), linear(3, 2)).eval(),
    torch.randn(6, 3), torch.randn(6, 2), squares, "mean-squared-error")
record(
    "classifier", torch.nn.Sequential(linear(4, 6), torch.nn.Tanh(), linear(6, 3), torch.nn.Softmax(dim=1)),
    torch.randn(5, 4), one_hot(5, 3), cross_entropy, "categorical-cross-entropy")
record(
    "sigmoid", torch.nn.Sequential(linear(4, 4), torch.nn.Sigmoid(), linear(4, 4), torch.nn.ReLU(), linear(4, 1), torch.nn.Sigmoid()),
    torch.randn(5, 4), torch.randint(2, (5, 1)).float(), torch.nn.BCELoss(), "binary-cross-entropy")
record(
    "smooth", torch.nn.Sequential(linear(3, 5), torch.nn.SiLU(), linear(5, 4), torch.nn.GELU(), linear(4, 2)),
    torch.randn(6, 3), torch.randn(6, 2), squares, "mean-squared-error")
record(
    "steps", torch.nn.Sequential(linear(3, 5), torch.nn.GELU(approximate="tanh"), linear(5, 4), torch.nn.ReLU6(), linear(4, 2)),
    torch.randn(6, 3), torch.randn(6, 2), squares, "mean-squared-error")


class Products(torch.nn.Module):
    """Matrices as inputs × units, which ONNX has as MatMul and Add."""

    def __init__(self):
        super().__init__()
        self.first = torch.nn.Parameter(torch.randn(3, 4))
        self.second = torch.nn.Parameter(torch.randn(4, 2))
        self.offset = torch.nn.Parameter(torch.randn(2))

    def forward(self, x):
        return self.offset + torch.tanh(x @ self.first) @ self.second


products = Products()
inputs, labels = torch.randn(4, 3), torch.randn(4, 2)
record("products", products, inputs, labels, squares, "mean-squared-error")
with open(f"{folder}/products.recorded.json") as file:
    recorded = json.load(file)
for gradient in recorded["gradients"][:2]:
    gradient["kernelLayout"] = "inputs x units"
with open(f"{folder}/products.recorded.json", "w") as file:
    json.dump(recorded, file)
record(
    "mnist",
    torch.nn.Sequential(
        linear(784, 512), torch.nn.ReLU(), linear(512, 256), torch.nn.Tanh(), linear(256, 10), torch.nn.Softmax(dim=1)),
    torch.rand(3, 784), one_hot(3, 10), cross_entropy, "categorical-cross-entropy")
for name, layer in {"convolution": torch.nn.Conv2d(1, 2, 3), "norm": torch.nn.BatchNorm1d(3)}.items():
    batch = torch.randn(2, 1, 5, 5) if name == "convolution" else torch.randn(2, 3)
    torch.onnx.export(layer.eval(), batch, f"{folder}/{name}.onnx", dynamic_axes={})
    save_safetensors(f"{folder}/{name}.safetensors", {k: v for k, v in layer.state_dict().items() if v.dtype == torch.float32})


class Branch(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = linear(3, 3)

    def forward(self, x):
        return x + self.layer(x)


torch.onnx.export(Branch(), torch.randn(2, 3), f"{folder}/branch.onnx")
