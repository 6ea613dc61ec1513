"""An oracle that calculates with a Python framework and speaks the oracle protocol (README.md next to the folder python)."""

import importlib
import importlib.util
import sys

from oracle_protocol import Channel


def run(name, title, package, network):
    """Greets and serves. package is the import name of the framework; network is the module that calculates with it."""
    channel = Channel()
    if not is_there(package):
        channel.send({"protocol": 1, "oracle": name, "unavailable": f"{python()} has no {title}."})
        return
    try:
        calculator = importlib.import_module(network)
    except Exception as fault:  # Anything may prevent the framework from loading: a missing library, a wrong version.
        reason = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
        channel.send({"protocol": 1, "oracle": name, "unavailable": f"{title} could not be imported by {python()} ({reason})."})
        return
    channel.send({
        "protocol": 1,
        "oracle": name,
        "version": calculator.VERSION,
        "precisions": ["float64", "float32"],
        "activations": calculator.ACTIVATIONS,
        "training": True,
        "regularization": True,
        "optimizers": calculator.OPTIMIZERS,
    })
    channel.serve(calculator.calculate)


def is_there(package):
    """Whether the package can be imported. This is much faster than a failing import. A mere folder of that name has no origin."""
    try:
        found = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return False
    return found is not None and found.origin is not None


def python():
    return f"Python {sys.version.split()[0]} ({sys.executable})"
