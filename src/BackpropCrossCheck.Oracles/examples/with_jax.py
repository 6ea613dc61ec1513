"""JAX as an oracle: every derivative comes from jax.value_and_grad, in both precisions.

    backprop-check check fixtures --oracle "exec:python3 with_jax.py"
"""

import json
import math
import sys

try:
    import jax
    import jax.numpy as jnp
except ImportError as fault:
    print(json.dumps({"protocol": 1, "oracle": "jax-example", "unavailable": f"JAX could not be imported ({fault}): run \"pip install jax\"."}), flush=True)
    sys.exit()

# Without the first setting, JAX always calculates in float32. The second makes float32 mean float32 on every device.
jax.config.update("jax_enable_x64", True)
jax.config.update("jax_default_matmul_precision", "highest")

LAMBDA = 1.0507009873554805  # Of selu.
LAMBDA_ALPHA = 1.7580993408473769


def relu6(a):
    # The derivative at 0 and at 6 is 0.
    return jnp.where(a > 0, jnp.where(a < 6, a, 6), 0)


# z = h(a), from a (N×K) and alpha. At 0 the derivatives are those of the negative side.
ACTIVATIONS = {
    "linear": lambda a, alpha: a,
    "tanh": lambda a, alpha: jnp.tanh(a),
    "sigmoid": lambda a, alpha: jax.nn.sigmoid(a),
    "relu": lambda a, alpha: jax.nn.relu(a),
    # jax.nn.leaky_relu takes the other side at 0.
    "leaky-relu": lambda a, alpha: jnp.where(a > 0, a, alpha * a),
    "elu": lambda a, alpha: jax.nn.relu(a) + alpha * jnp.expm1(jnp.where(a > 0, 0, a)),
    "softplus": lambda a, alpha: jax.nn.softplus(a),
    # jnp.abs has the derivative 0 at 0, which is right here: it is multiplied by a.
    "softsign": lambda a, alpha: a / (1 + jnp.abs(a)),
    "swish": lambda a, alpha: jax.nn.silu(a),
    "gelu": lambda a, alpha: jax.nn.gelu(a, approximate=False),
    "softmax": lambda a, alpha: jax.nn.softmax(a, axis=1),
    # jax.nn.selu has the derivative of the negative side at 0; TensorFlow has that of the positive side.
    "selu": lambda a, alpha: jnp.where(a >= 0, LAMBDA * a, LAMBDA_ALPHA * jnp.expm1(jnp.where(a >= 0, 0, a))),
    # 1 + tanh(q/2) would cancel.
    "gelu-tanh": lambda a, alpha: a * jax.nn.sigmoid(2 * math.sqrt(2 / math.pi) * a * (1 + 0.044715 * a ** 2)),
    "relu6": lambda a, alpha: relu6(a),
    "hard-sigmoid": lambda a, alpha: relu6(a + 3) / 6,
    "mish": lambda a, alpha: a * jnp.tanh(jax.nn.softplus(a)),
    "bipolar-sigmoid": lambda a, alpha: jnp.tanh(a / 2),
    "lecun-tanh": lambda a, alpha: 1.7159 * jnp.tanh(2 * a / 3),
}


def masked_log(t, y):
    # 0 ln 0 = 0, and so is its derivative.
    return t * jnp.log(jnp.where(t != 0, y, 1))


def terms_of(kind, activation, a, y, t, delta):
    """The terms of the loss. Two cross-entropies are computed from the pre-activations, so they stay accurate when the output saturates."""
    if (kind, activation) == ("binary-cross-entropy", "sigmoid"):
        return t * jax.nn.softplus(-a) + (1 - t) * jax.nn.softplus(a)
    if (kind, activation) == ("categorical-cross-entropy", "softmax"):
        return -t * jax.nn.log_softmax(a, axis=1)
    if kind == "binary-cross-entropy":
        return -masked_log(t, y) - masked_log(1 - t, 1 - y)
    if kind == "categorical-cross-entropy":
        return -masked_log(t, y)
    if kind == "absolute-error":
        return jnp.where(y > t, y - t, jnp.where(y < t, t - y, 0))
    if kind == "huber":
        return jnp.where(abs(y - t) <= delta, 0.5 * (y - t) ** 2, delta * (abs(y - t) - 0.5 * delta))
    if kind == "log-cosh":
        return (y - t) + jax.nn.softplus(-2 * (y - t)) - math.log(2)
    if kind == "hinge":
        # At 1 - t y = 0 the derivative is -t; jnp.maximum would halve it.
        return jnp.where(1 - t * y >= 0, 1 - t * y, 0)
    if kind == "kullback-leibler":
        return masked_log(t, t) - masked_log(t, y)
    return {"half-squared-error": 0.5, "squared-error": 1.0}[kind] * (y - t) ** 2


def factor_of(reduction, samples, outputs):
    return {"sum": 1, "mean-over-samples": 1 / samples, "mean-over-outputs": 1 / outputs, "mean-over-elements": 1 / (samples * outputs)}[reduction]


def penalty_of(parameters, l2, l1, half, biases):
    """What a regularization adds to the loss. The derivative of |w| at 0 is 0; that of abs in JAX is 0 there too."""
    tensors = [layer[name] for layer in parameters for name in (("weights", "bias") if biases else ("weights",)) if name in layer]
    return sum((l2 / 2 if half else l2) * (tensor ** 2).sum() + l1 * abs(tensor).sum() for tensor in tensors)


def calculate(request):
    layers = request["layers"]
    def array(values): return jnp.array(values, dtype=request["precision"])
    inputs, t = array(request["inputs"]), array(request["labels"])
    parameters = [{name: array(layer[name]) for name in ("weights", "bias") if name in layer} for layer in layers]
    # The derivative by a zero added to a pre-activation equals the derivative by the pre-activation.
    zeros = [jnp.zeros((len(inputs), len(layer["weights"])), inputs.dtype) for layer in layers]

    def loss_of(parameters, zeros):
        z, pre_activations, outputs = inputs, [], []
        for layer, parameter, zero in zip(layers, parameters, zeros):
            # A row holds the weights into one unit.
            a = z @ parameter["weights"].T + parameter.get("bias", 0) + zero
            z = ACTIVATIONS[layer["activation"]](a, layer.get("alpha", 1.0 if layer["activation"] == "elu" else 0.01))
            pre_activations.append(a)
            outputs.append(z)
        terms = terms_of(request["loss"]["kind"], layers[-1]["activation"], a, z, t, request["loss"].get("delta", 1.0))
        loss = factor_of(request["loss"]["reduction"], *t.shape) * terms.sum()
        if "regularization" in request:
            loss = loss + penalty_of(parameters, **request["regularization"])
        return loss, (pre_activations, outputs)

    (loss, (pre_activations, outputs)), (gradients, deltas) = jax.value_and_grad(loss_of, argnums=(0, 1), has_aux=True)(parameters, zeros)
    return {"lossValue": loss.item(), "preActivations": [a.tolist() for a in pre_activations], "outputs": [z.tolist() for z in outputs],
            "deltas": [delta.tolist() for delta in deltas], "gradients": [{name: value.tolist() for name, value in layer.items()} for layer in gradients]}


def say(message):
    # Python would write a number that is not finite as a word that is not JSON, so it is an error here.
    print(json.dumps(message, allow_nan=False), flush=True)


say({"protocol": 1, "oracle": "jax-example", "version": jax.__version__, "precisions": ["float64", "float32"], "activations": list(ACTIVATIONS), "regularization": True})
for line in sys.stdin:
    request = json.loads(line)
    try:
        say({"id": request["id"], **calculate(request)})
    except Exception as fault:
        say({"id": request["id"], "error": f"{type(fault).__name__}: {fault}"})
