"""The oracle protocol: JSON lines in, JSON lines out."""

import json
import math
import os
import sys


class Channel:
    """Standard input and output. Anything that a library prints goes to standard error, since a stray line would be taken for an answer."""

    def __init__(self):
        self._output = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)

    def send(self, message):
        try:
            self._output.write(json.dumps(message, allow_nan=False, separators=(",", ":")).encode() + b"\n")
            self._output.flush()
        except BrokenPipeError:
            # The program that started this oracle is gone, so there is no one left to tell.
            os._exit(0)

    def serve(self, calculate):
        """Answers until the input ends. A line without a readable id ends the oracle with an error, since silence would look like hard work."""
        for line in sys.stdin.buffer:
            if line.strip():
                self.send(answer(calculate, line))


def answer(calculate, line):
    # Every number is a float: an integer would lose the sign of -0.
    request = json.loads(line, parse_int=float)
    number = request.get("id") if isinstance(request, dict) else None
    if not isinstance(number, float) or not number.is_integer():
        raise ValueError(f"a request without an integer id: {line[:80]!r}")
    try:
        return {"id": int(number), **writable(calculate(request))}
    except Exception as fault:  # The boundary: if one network fails, the error is its answer.
        return {"id": int(number), "error": f"{type(fault).__name__}: {fault}"}


def writable(value):
    """The same with numbers in JSON form: a number that is not finite becomes a string."""
    if isinstance(value, float):
        return value if math.isfinite(value) else "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: writable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [writable(item) for item in value]
    return value
