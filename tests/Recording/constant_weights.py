"""Makes networks whose layers have one weight each (a softmax one for each unit), on inputs that are all equal: every unit of a layer makes the same
rounding error.

    python constant_weights.py FOLDER                                    40 networks of up to 300 units
    python constant_weights.py FOLDER --networks 12 --widest 24 --seed 7  fewer and smaller ones

Every activation stands in a hidden and in the last layer, every loss and reduction comes up; networks are named constant-weights-001 and so on. The same
seed gives the same files. The numbers of TensorFlow are added by record_tensorflow.py.
"""

import argparse
import random
from pathlib import Path

import fixture_text

ACTIVATIONS = ["linear", "tanh", "sigmoid", "relu", "leaky-relu", "elu", "softplus", "softsign", "swish", "gelu", "softmax"]
REDUCTIONS = ["sum", "mean-over-samples", "mean-over-outputs", "mean-over-elements"]


def network(number, widest, draw):
    """One fixture."""
    last = ACTIVATIONS[number % len(ACTIVATIONS)]
    losses = ["half-squared-error", "squared-error"] + {"sigmoid": ["binary-cross-entropy"], "softmax": ["categorical-cross-entropy"]}.get(last, [])
    loss = {"kind": losses[-1] if draw.random() < 0.6 else draw.choice(losses), "reduction": REDUCTIONS[number % len(REDUCTIONS)]}
    depth = draw.randint(1, 4)
    widths = [draw.randint(2, widest) for _ in range(depth + 1)]
    samples = draw.randint(1, 6)
    hidden = [ACTIVATIONS[(number // 2 + 3 * l) % len(ACTIVATIONS)] for l in range(depth - 1)]
    layers = []
    for l, activation in enumerate(hidden + [last]):
        # Between a sum of independent terms and one of equal terms, so that pre-activations are neither tiny nor all saturated.
        weight = draw.choice([-1, 1, 1]) * draw.uniform(0.3, 2) / widths[l] ** draw.uniform(0.6, 1)
        # Equal outputs of a softmax have no gradient, and 0 shows nothing: its units have a weight each.
        rows = [weight * (draw.uniform(0.5, 1.5) if activation == "softmax" else 1) for _ in range(widths[l + 1])]
        layer = {"weights": [[row] * widths[l] for row in rows]}
        if draw.random() < 0.5:
            layer["bias"] = [draw.uniform(-0.5, 0.5)] * widths[l + 1]
        layer["activation"] = activation
        layers.append(layer)
    labels = [draw.uniform(0, 2) / widths[-1] for _ in range(widths[-1])] if last == "softmax" else [draw.uniform(0.05, 0.95)] * widths[-1]
    return {
        "version": 1,
        "name": f"constant-weights-{number + 1:03}",
        "description": "All weights of a layer are equal (a softmax has one for each unit), and all inputs of a sample: each unit makes the rounding error of all the others.",
        "source": "Made by tests/Recording/constant_weights.py.",
        "layers": layers,
        "inputs": [[draw.uniform(-2, 2)] * widths[0] for _ in range(samples)],
        "labels": [labels for _ in range(samples)],
        "loss": loss,
    }


def main():
    arguments = argparse.ArgumentParser(description="Makes networks of constant weights.")
    arguments.add_argument("folder", metavar="FOLDER")
    arguments.add_argument("--networks", type=int, default=40)
    arguments.add_argument("--widest", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=20261128)
    options = arguments.parse_args()
    draw = random.Random(options.seed)
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(options.networks):
        fixture = network(number, options.widest, draw)
        fixture_text.write(folder / f"{fixture['name']}.json", fixture)


if __name__ == "__main__":
    main()
