"""Makes fixtures for backprop-check of models in memory, with the gradients that their framework gets.

    from fixture_from import fixture_from_keras, fixture_from_torch
    fixture_from_keras(model, x, y, "mse", path="my-model.json")
    fixture_from_torch(module, x, y, torch.nn.CrossEntropyLoss(), path="my-module.json")

Both return the fixture as a dict; with a path they write it as JSON too. This one file needs nothing but the framework.
"""
import json
import os

CLOSE = 1e-5  # One device may add up in another order than the other.
ELEMENTS, SAMPLES, OUTPUTS, SUM = "mean-over-elements", "mean-over-samples", "mean-over-outputs", "sum"


class NotAFixture(ValueError):
    """The model, the data or the loss cannot be said in a fixture. The message names the part."""


def fixture_from_keras(model, x, y, loss, path=None, name=None, overwrite=False, regularization=True):
    """The fixture of a Keras model.

    model: a Sequential, or a Functional model that is one chain, of Dense layers and activations.
    x, y: the inputs and the labels, one row a sample; the classes as integers for a sparse categorical cross-entropy.
    loss: a loss of Keras, as an object or by its name.
    regularization: whether the loss has what the regularizers of the layers add; False leaves it out.
    """
    import tensorflow as tf

    refuse_existing(path, overwrite)
    loss = tf.keras.losses.get(loss)
    spec, logits, sparse = keras_loss(loss)
    dtype = tf.as_dtype(model.weights[0].dtype)
    x = tf.cast(tf.convert_to_tensor(x), dtype)
    y = tf.convert_to_tensor(y) if sparse else tf.cast(tf.convert_to_tensor(y), dtype)
    dense = [layer for layer in model.layers if type(layer).__name__ == "Dense"]
    spoken = keras_regularization(dense) if regularization else None
    layers, steps, parameters, z = [], [], [], x
    for layer in model.layers:
        kind = type(layer).__name__
        if kind in ("InputLayer", "Dropout"):
            continue
        if kind == "Flatten" and not layers:
            z = layer(z)
        elif kind == "Dense":
            if len(z.shape) != 2:
                raise NotAFixture(f"layer {layer.name!r} (Dense): its input has {len(z.shape)} axes; flatten it first.")
            kernel, bias = variable(layer.kernel), variable(layer.bias)
            a = tf.linalg.matmul(z, kernel)
            a = a if bias is None else a + bias
            z = layer.activation(a)
            layers.append(linear_layer(plain(tf.transpose(kernel)), None if bias is None else plain(bias)))
            set_activation(layers, layer.name, kind, *keras_function(layer))
            steps.append([a, z])
            parameters.append([kernel] if bias is None else [kernel, bias])
        else:
            found = keras_activation(layer, kind)
            z = layer(z)
            set_activation(layers, layer.name, kind, *found)
            steps[-1][1] = z
    with tf.GradientTape() as tape:
        output = model(x, training=False)
        # A loss that is a function has a value for each sample; compile takes their mean.
        value = tf.reduce_mean(loss(y, output))
        if spoken is not None:
            value += tf.add_n([term for layer in dense for term in keras_penalties(layer)])
    if not layers or output.shape != z.shape or not bool(tf.reduce_all(tf.abs(output - z) <= CLOSE * (1 + tf.abs(z)))):
        raise NotAFixture(
            f"model {model.name!r}: its output is not that of its layers one after the other; a fixture is one chain of layers.")
    gradients = tape.gradient(value, parameters)
    labels = one_hot(plain(tf.reshape(y, [-1])), z.shape[1]) if sparse else rows(plain(y), len(x))
    entry = {
        "by": f"TensorFlow {tf.__version__}",
        "kind": "recorded",
        "precision": dtype.name,
        "lossValue": float(value),
        "gradients": [
            one_layer(plain(tf.transpose(g[0])), plain(g[1]) if len(g) > 1 else None) for g in gradients
        ],
    }
    flat = plain(tf.reshape(x, [len(x), -1]))
    numbers = [[plain(a), plain(z)] for a, z in steps]
    return finish(name or model.name, layers, flat, labels, spec, logits, entry, numbers, path, spoken)


def fixture_from_torch(module, x, y, loss, path=None, name=None, overwrite=False):
    """The fixture of a PyTorch module.

    module: a Linear, or a Sequential, or any module whose children are Linear layers and activations and are called in their order.
    x, y: the inputs and the labels, one row a sample; the classes as integers for CrossEntropyLoss.
    loss: a module of torch.nn. A weight decay is in PyTorch's optimizers, not in the loss, so the fixture has none.
    """
    import torch

    refuse_existing(path, overwrite)
    spec, logits, sparse = torch_loss(loss)
    modes = [(child, child.training) for child in module.modules()]
    module.eval()
    try:
        dtype = next(module.parameters()).dtype
        x = torch.as_tensor(x, dtype=dtype).detach()
        y = torch.as_tensor(y)
        sparse = sparse and not y.is_floating_point()
        y = y if sparse else y.to(dtype)
        layers, steps, parameters, z = [], [], [], x
        for label, child in torch_children(module):
            kind = type(child).__name__
            if kind in ("Dropout", "Identity"):
                continue
            if kind == "Flatten" and not layers:
                z = child(z)
            elif kind == "Linear":
                z = child(z)
                layers.append(linear_layer(child.weight.tolist(), None if child.bias is None else child.bias.tolist()))
                steps.append([z, z])
                parameters += [child.weight] if child.bias is None else [child.weight, child.bias]
            else:
                found = torch_activation(label, child, kind)
                z = child(z)
                set_activation(layers, label, kind, *found)
                steps[-1][1] = z
        output = module(x)
        if not layers or z.dim() != 2 or output.shape != z.shape or not bool(((output - z).abs() <= CLOSE * (1 + z.abs())).all()):
            raise NotAFixture(
                f"module {type(module).__name__}: its output is not that of its children one after the other; "
                "a fixture is one chain of layers, and every activation has to be a child of the module.")
        value = loss(output, y)
        gradients = [gradient.tolist() for gradient in torch.autograd.grad(value, parameters)]
    finally:
        for child, training in modes:
            child.training = training
    entry = {
        "by": f"PyTorch {torch.__version__}",
        "kind": "recorded",
        "precision": str(dtype).replace("torch.", ""),
        "lossValue": value.item(),
        "gradients": [one_layer(gradients.pop(0), gradients.pop(0) if "bias" in layer else None) for layer in layers],
    }
    labels = one_hot(y.reshape(-1).tolist(), z.shape[1]) if sparse else rows(y.tolist(), len(x))
    flat = x.reshape(len(x), -1).tolist()
    numbers = [[a.tolist(), z.tolist()] for a, z in steps]
    return finish(name or type(module).__name__, layers, flat, labels, spec, logits, entry, numbers, path)


def finish(name, layers, inputs, labels, spec, logits, entry, steps, path, regularization=None):
    """Puts the fixture together, and writes it."""
    if logits:
        if layers[-1]["activation"] != "linear":
            raise NotAFixture(f"the loss takes logits, and the last layer has the activation {layers[-1]['activation']} already.")
        # The loss applies it by itself; loss and gradients are the same.
        layers[-1]["activation"] = logits
    entry["preActivations"] = [a for a, _ in steps]
    entry["outputs"] = [z for _, z in steps[:-1]] + [None if logits else steps[-1][1]]
    fixture = {
        "version": 1,
        "name": name,
        "source": f"{entry['by']}, fixture_from.py",
        "layers": layers,
        "inputs": inputs,
        "labels": labels,
        "loss": spec,
        **({} if regularization is None else {"regularization": regularization}),
        "expected": [entry],
    }
    text = json.dumps(fixture, allow_nan=False, indent=1)
    if path is not None:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text + "\n")
    return fixture


def refuse_existing(path, overwrite):
    if path is not None and os.path.exists(path) and not overwrite:
        raise FileExistsError(f"{path} is there already; overwrite=True replaces it.")


def one_layer(weights, bias):
    return {"weights": weights} if bias is None else {"weights": weights, "bias": bias}


def linear_layer(weights, bias):
    return {**one_layer(weights, bias), "activation": "linear"}


def set_activation(layers, name, kind, activation, alpha=None):
    """Gives the last layer its activation; a layer of a fixture has one."""
    if not layers:
        raise NotAFixture(f"layer {name!r} ({kind}): it comes before any layer with weights.")
    layer = layers[-1]
    if layer["activation"] != "linear" and activation != "linear":
        raise NotAFixture(f"layer {name!r} ({kind}): the layer before it has the activation {layer['activation']} already.")
    if layer["activation"] == "linear":
        layer["activation"] = activation
        if alpha is not None:
            layer["alpha"] = float(alpha)


def variable(parameter):
    """The variable of TensorFlow, which Keras 3 wraps."""
    value = getattr(parameter, "value", None)
    return parameter if parameter is None or callable(value) else value


def plain(tensor):
    """A tensor of TensorFlow as lists of Python's floats, which hold every float32 exactly."""
    return tensor.numpy().astype("float64").tolist()


def rows(values, samples):
    """Labels as one row a sample."""
    return [value if isinstance(value, list) else [value] for value in values] if len(values) == samples else [values]


def one_hot(classes, outputs):
    return [[float(k == int(label)) for k in range(outputs)] for label in classes]


# Keras

KERAS_NAMES = {
    "linear": "linear", "tanh": "tanh", "sigmoid": "sigmoid", "relu": "relu", "softplus": "softplus", "softsign": "softsign",
    "swish": "swish", "silu": "swish", "gelu": "gelu", "softmax": "softmax", "selu": "selu", "relu6": "relu6", "mish": "mish",
}

KERAS_LOSSES = {
    "MeanSquaredError": ("squared-error", True), "mean_squared_error": ("squared-error", True),
    "BinaryCrossentropy": ("binary-cross-entropy", True), "binary_crossentropy": ("binary-cross-entropy", True),
    "CategoricalCrossentropy": ("categorical-cross-entropy", False), "categorical_crossentropy": ("categorical-cross-entropy", False),
    "SparseCategoricalCrossentropy": ("categorical-cross-entropy", False),
    "sparse_categorical_crossentropy": ("categorical-cross-entropy", False),
    "MeanAbsoluteError": ("absolute-error", True), "Huber": ("huber", True), "LogCosh": ("log-cosh", True), "Hinge": ("hinge", True),
    "KLDivergence": ("kullback-leibler", False),
}


def keras_function(layer):
    """The activation of a Dense layer."""
    import tensorflow as tf

    name = getattr(layer.activation, "__name__", type(layer.activation).__name__)
    if name == "elu":
        return "elu", 1
    if name == "leaky_relu":
        return "leaky-relu", 0.2
    # Keras 2's hard_sigmoid is another function.
    if name == "hard_sigmoid" and hasattr(tf.keras, "ops"):
        return ("hard-sigmoid",)
    if hasattr(layer.activation, "get_config"):
        return keras_activation(layer.activation, name)
    if name in KERAS_NAMES:
        return (KERAS_NAMES[name],)
    raise NotAFixture(f"layer {layer.name!r} (Dense): its activation {name!r} is none of a fixture's.")


def keras_activation(layer, kind):
    """The activation that a layer of its own is."""
    config = layer.get_config()
    if kind == "Activation":
        return keras_function(layer)
    if kind == "LeakyReLU":
        return "leaky-relu", float(config.get("negative_slope", config.get("alpha")))
    if kind == "ELU":
        return "elu", float(config["alpha"])
    if kind == "Softmax" and config["axis"] in (-1, 1):
        return ("softmax",)
    if kind == "ReLU" and not config["threshold"]:
        most, slope = config["max_value"], float(config["negative_slope"] or 0)
        if most is None:
            return ("leaky-relu", slope) if slope else ("relu",)
        if float(most) == 6 and not slope:
            return ("relu6",)
    raise NotAFixture(
        f"layer {layer.name!r} ({kind}): a fixture cannot have it. What it can have is a chain of Dense, Activation, ReLU, LeakyReLU, "
        "ELU, Softmax, Flatten of the input, and Dropout, which does nothing outside training.")


def keras_regularization(dense):
    """The regularization of a fixture: one strength for the weights of all layers, and perhaps for the biases. None if there is none."""
    weights = [(layer, keras_strengths(layer, "kernel_regularizer")) for layer in dense]
    biases = [(layer, keras_strengths(layer, "bias_regularizer")) for layer in dense if layer.use_bias]
    for layer in dense:
        if layer.activity_regularizer is not None:
            raise unspoken(layer, "activity_regularizer", "a fixture regularizes weights and biases, not outputs")
    if not any(l2 or l1 for _, (l2, l1) in weights + biases):
        return None
    common, of_biases = weights[0][1], any(l2 or l1 for _, (l2, l1) in biases)
    for name, all_of_them, needed in (("kernel_regularizer", weights, common), ("bias_regularizer", biases, common if of_biases else (0, 0))):
        for layer, found in all_of_them:
            if found != needed:
                raise unspoken(layer, name, "a fixture has one strength for the weights of all layers, and for all biases the same or none")
    return {"l2": common[0], "l1": common[1], "half": False, "biases": of_biases}


def keras_strengths(layer, name):
    """l2 and l1 of a regularizer, as it calculates with them."""
    from tensorflow.keras import regularizers

    found = getattr(layer, name)
    if found is None:
        return 0, 0
    if type(found) not in (regularizers.L1, regularizers.L2, regularizers.L1L2):
        raise unspoken(layer, name, f"{type(found).__name__} is not the L1, L2 or L1L2 that a fixture can have")
    config = found.get_config()
    return float(config.get("l2", 0)), float(config.get("l1", 0))


def keras_penalties(layer):
    """What the regularizers of a Dense layer add to the loss."""
    pairs = ((layer.kernel_regularizer, layer.kernel), (layer.bias_regularizer, layer.bias))
    return [regularizer(variable(parameter)) for regularizer, parameter in pairs if regularizer is not None and parameter is not None]


def unspoken(layer, name, why):
    return NotAFixture(f"layer {layer.name!r} (Dense), {name}: {why}. regularization=False leaves the regularizers of the model out.")


def keras_loss(loss):
    """The convention of a fixture, the activation that the loss applies by itself, and whether labels are classes."""
    name = getattr(loss, "__name__", type(loss).__name__)
    config = loss.get_config() if hasattr(loss, "get_config") else {}
    if name not in KERAS_LOSSES:
        raise NotAFixture(f"loss {name!r}: a fixture does not have it; it can have {', '.join(KERAS_LOSSES)}.")
    if config.get("label_smoothing"):
        raise NotAFixture(f"loss {name!r}: label_smoothing is not part of a fixture; smooth the labels.")
    kind, mean = KERAS_LOSSES[name]
    reduction = {"sum": SUM if not mean else OUTPUTS, "auto": ELEMENTS if mean else SAMPLES}
    reduction["sum_over_batch_size"] = reduction["auto"]
    if config.get("reduction", "auto") not in reduction:
        raise NotAFixture(f"loss {name!r}: the reduction {config['reduction']!r} gives no single number, or none of a fixture's.")
    spec = {"kind": kind, "reduction": reduction[config.get("reduction", "auto")]}
    if kind == "huber" and config.get("delta", 1) != 1:
        spec["delta"] = float(config["delta"])
    logits = {"binary-cross-entropy": "sigmoid", "categorical-cross-entropy": "softmax"}.get(kind) if config.get("from_logits") else None
    return spec, logits, name.lower().startswith("sparse")


# PyTorch

TORCH_NAMES = {
    "Tanh": "tanh", "Sigmoid": "sigmoid", "ReLU": "relu", "Softsign": "softsign", "SiLU": "swish", "SELU": "selu", "ReLU6": "relu6",
    "Hardsigmoid": "hard-sigmoid", "Mish": "mish",
}

TORCH_LOSSES = {
    "MSELoss": ("squared-error", None), "BCELoss": ("binary-cross-entropy", None), "BCEWithLogitsLoss": ("binary-cross-entropy", "sigmoid"),
    "CrossEntropyLoss": ("categorical-cross-entropy", "softmax"), "L1Loss": ("absolute-error", None), "HuberLoss": ("huber", None),
}


def torch_children(module, prefix=""):
    """The modules without children of their own, in their order, with their names."""
    children = list(module.named_children())
    if not children:
        yield prefix or type(module).__name__, module
    for name, child in children:
        yield from torch_children(child, f"{prefix}.{name}" if prefix else name)


def torch_activation(name, module, kind):
    """The activation that a module is."""
    if kind in TORCH_NAMES:
        return (TORCH_NAMES[kind],)
    if kind == "LeakyReLU":
        return "leaky-relu", module.negative_slope
    if kind == "ELU":
        return "elu", module.alpha
    if kind == "Softplus" and module.beta == 1:
        return ("softplus",)
    if kind == "GELU":
        return ("gelu-tanh" if module.approximate == "tanh" else "gelu",)
    if kind == "Softmax" and module.dim in (-1, 1):
        return ("softmax",)
    advice = " Leave it out and use CrossEntropyLoss, which is the same." if kind == "LogSoftmax" else ""
    raise NotAFixture(
        f"layer {name!r} ({kind}): a fixture cannot have it.{advice} What it can have is a chain of Linear, {', '.join(TORCH_NAMES)}, "
        "LeakyReLU, ELU, Softplus, GELU, Softmax over the units, Flatten of the input, and Dropout, which does nothing outside training.")


def torch_loss(loss):
    """The convention of a fixture, the activation that the loss applies by itself, and whether labels may be classes."""
    name = type(loss).__name__
    if name not in TORCH_LOSSES:
        raise NotAFixture(f"loss {name!r}: a fixture does not have it; it can have {', '.join(TORCH_LOSSES)}.")
    for setting in ("weight", "pos_weight", "label_smoothing"):
        value = getattr(loss, setting, None)
        if value is not None and not (setting == "label_smoothing" and value == 0):
            raise NotAFixture(f"loss {name!r}: {setting} is not part of a fixture.")
    if loss.reduction not in ("mean", "sum"):
        raise NotAFixture(f"loss {name!r}: the reduction {loss.reduction!r} gives no single number.")
    kind, logits = TORCH_LOSSES[name]
    mean = SAMPLES if kind == "categorical-cross-entropy" else ELEMENTS
    spec = {"kind": kind, "reduction": mean if loss.reduction == "mean" else SUM}
    if kind == "huber" and loss.delta != 1:
        spec["delta"] = float(loss.delta)
    return spec, logits, kind == "categorical-cross-entropy"
