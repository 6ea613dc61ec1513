"""The oracle protocol: JSON lines in, JSON lines out."""

import json
import math
import os
import sys


class Channel:
    """Standard input and output. What else is printed, by whatever library, goes to standard error: a stray line would be taken for an answer."""

    def __init__(self):
        self._output = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)

    def send(self, message):
        try:
            self._output.write(json.dumps(message, allow_nan=False, separators=(",", ":")).encode() + b"\n")
            self._output.flush()
        except BrokenPipeError:
            # Whoever started this oracle is gone: nobody is left to tell.
            os._exit(0)

    def serve(self, calculate):
        """Answers until the input ends. A line without a readable id ends the oracle with a fault: silence would look like hard work."""
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
    except Exception as fault:  # The boundary: what goes wrong with one network is the answer for it.
        return {"id": int(number), "error": f"{type(fault).__name__}: {fault}"}


def writable(value):
    """The same with numbers as JSON has them: one that is not finite is a string."""
    if isinstance(value, float):
        return value if math.isfinite(value) else "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: writable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [writable(item) for item in value]
    return value
