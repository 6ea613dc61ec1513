"""Reads and writes fixtures so that a file keeps its form: numbers as they were written, one row of numbers a line, two spaces a level.

A fixture's numbers are the float64 nearest to what is written, for every program alike; `number` gives that one.
"""

import json
from pathlib import Path


class Number(str):
    """A number as it is written in a file."""


def read(path):
    """The fixture in a file; its numbers are `Number`."""
    return json.loads(Path(path).read_text(encoding="utf-8"), parse_float=Number, parse_int=Number)


def write(path, fixture):
    """Writes a fixture. Numbers are `Number`, None or Python's own."""
    Path(path).write_text(_text(fixture, "") + "\n", encoding="utf-8", newline="\n")


def number(value):
    """The float64 that a written number stands for."""
    return float(value)


def matrix(rows):
    """Rows of written numbers as rows of floats."""
    return [[number(value) for value in row] for row in rows]


def loss_of(value):
    """(kind, reduction) of a loss, its short forms included."""
    short_forms = {
        "half-sum-of-squares": ("half-squared-error", "sum"),
        "mean-squared-error": ("squared-error", "mean-over-elements"),
    }
    return short_forms[value] if isinstance(value, str) else (value["kind"], value["reduction"])


def delta_of(value):
    """The delta of huber."""
    return float(value.get("delta", 1))


def scale_of(reduction, samples, units):
    """The denominator 1/c of a reduction."""
    return {"sum": 1, "mean-over-samples": samples, "mean-over-outputs": units, "mean-over-elements": samples * units}[reduction]


def alpha_of(layer):
    """The slope of leaky-relu or the scale of elu."""
    return number(layer.get("alpha", {"leaky-relu": 0.01, "elu": 1}.get(layer["activation"], 0)))


def put_entry(fixture, entry):
    """Adds an entry to `expected`, in the place of the one with the same `by` and `loss` if there is one."""
    entries = fixture.setdefault("expected", [])
    for i, old in enumerate(entries):
        if old["by"] == entry["by"] and old.get("loss") == entry.get("loss"):
            entries[i] = entry
            return
    entries.append(entry)


def _text(value, indent):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, list) and not any(isinstance(item, (list, dict)) for item in value):
        return "[" + ", ".join(_text(item, indent) for item in value) + "]"
    inner = indent + "  "
    if isinstance(value, list):
        return "[\n" + ",\n".join(inner + _text(item, inner) for item in value) + "\n" + indent + "]"
    if isinstance(value, dict):
        members = (f"{inner}{json.dumps(key, ensure_ascii=False)}: {_text(item, inner)}" for key, item in value.items())
        return "{\n" + ",\n".join(members) + "\n" + indent + "}"
    return json.dumps(value, ensure_ascii=False)
