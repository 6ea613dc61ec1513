#!/usr/bin/env python3
"""Measures backprop-check and its peers in turn, in one run, and prints one Markdown table of ratios.

usage: peers.py [--quick] [--native PROGRAM] [--python PYTHON] [--output FILE] [--rows WORD]

The peers are PyTorch and NumPy on OpenBLAS (Debian: python3-torch python3-numpy libopenblas0-pthread), Node.js reading and parsing the same files,
TensorFlow.js, and an empty .NET program. A peer that is missing is named, and its rows say so. Build first:

  dotnet build -c Release
  dotnet publish src/BackpropCrossCheck.Cli -r linux-x64 --output NATIVE      (for --native NATIVE/backprop-check)

--quick takes fewer and smaller rounds; its figures only show that everything runs. --rows takes only rows that contain the word.
The machine should do nothing else. A ratio above 1 is in our favour: the peer takes that many times longer.
"""
import argparse
import atexit
import datetime
import json
import os
import pathlib
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "tests/BackpropCrossCheck.Benchmarks/bin/Release/net10.0/BackpropCrossCheck.Benchmarks.dll"
PROGRAM = ROOT / "src/BackpropCrossCheck.Cli/bin/Release/net10.0/backprop-check.dll"
NETWORK = [784, 512, 256, 10]
FAILING = ROOT / "tests/MustFail/transposed-gradient.json"

TORCH = r'''
import json, os, sys, time
import numpy, torch
torch.set_num_threads(2)
ready = {}
def product(shape):
    rows, inner, columns = (int(size) for size in shape.split("x"))
    generator = numpy.random.default_rng(1)
    a, b, c = generator.random((rows, inner)), generator.random((inner, columns)), numpy.empty((rows, columns))
    return lambda: numpy.matmul(a, b, out=c)
def gradient(widths, samples):
    torch.manual_seed(1)
    units, samples = [int(width) for width in widths.split("-")], int(samples)
    weights = [torch.randn(units[i + 1], units[i], dtype=torch.float64).div_(units[i] ** 0.5).requires_grad_() for i in range(len(units) - 1)]
    biases = [torch.zeros(width, dtype=torch.float64, requires_grad=True) for width in units[1:]]
    x, t = torch.randn(samples, units[0], dtype=torch.float64), torch.randn(samples, units[-1], dtype=torch.float64)
    parameters = weights + biases
    def run():
        z = x
        for w, b in zip(weights, biases):
            z = torch.tanh(torch.addmm(b, z, w.t()))
        return torch.autograd.grad(0.5 * (z - t).square().sum(), parameters)
    return run
def warm(action):
    runs, start = 0, time.perf_counter()
    while time.perf_counter() - start < 0.7:
        action()
        runs += 1
    return action, max(1, int(runs * 0.03 / (time.perf_counter() - start)))
def blas():
    numpy.ones((300, 300)) @ numpy.ones((300, 300))
    torch.ones(300, 300, dtype=torch.float64) @ torch.ones(300, 300, dtype=torch.float64)
    with open("/proc/self/maps") as maps:
        return sorted({line.split()[-1] for line in maps if "blas" in line or "mkl_" in line})
for line in sys.stdin:
    words = line.split()
    if words[0] == "about":
        print(json.dumps([torch.__version__, numpy.__version__, [os.path.realpath(path) for path in blas()]]), flush=True)
        continue
    if line not in ready:
        ready[line] = warm(product(words[1]) if words[0] == "product" else gradient(*words[1:]))
    action, repetitions = ready[line]
    start = time.perf_counter()
    for _ in range(repetitions):
        action()
    print((time.perf_counter() - start) * 1e6 / repetitions, flush=True)
'''

TENSORFLOW_JS = r'''
const tf = require(process.argv[2] + "/tensorflow.js");
const [widths, samples] = [process.argv[3].split("-").map(Number), Number(process.argv[4])];
const tensors = [];
for (let i = 0; i + 1 < widths.length; i++) {
  tensors.push(tf.variable(tf.randomNormal([widths[i], widths[i + 1]], 0, 1 / Math.sqrt(widths[i]))), tf.variable(tf.zeros([widths[i + 1]])));
}
const x = tf.randomNormal([samples, widths[0]]), t = tf.randomNormal([samples, widths[widths.length - 1]]);
const loss = () => {
  let z = x;
  for (let i = 0; i < tensors.length; i += 2) z = tf.tanh(tf.add(tf.matMul(z, tensors[i]), tensors[i + 1]));
  return tf.mul(0.5, tf.sum(tf.squaredDifference(z, t)));
};
const run = () => { const { value, grads } = tf.variableGrads(loss); for (const g of Object.values(grads)) { g.dataSync(); g.dispose(); } value.dispose(); };
run();
let runs = 0; const start = process.hrtime.bigint();
do { run(); runs++; } while (Number(process.hrtime.bigint() - start) < Number(process.argv[5]) * 1e9);
console.log(Number(process.hrtime.bigint() - start) / 1e3 / runs);
'''

# Reads and parses every file of the folder, or the one file, and keeps nothing.
NODE_PARSE = r'''
const fs = require("fs"), path = process.argv[2];
const files = fs.statSync(path).isDirectory() ? fs.readdirSync(path).map(name => path + "/" + name) : [path];
let layers = 0;
const start = process.hrtime.bigint();
for (const file of files) layers += JSON.parse(fs.readFileSync(file, "utf8")).layers.length;
console.error(Number(process.hrtime.bigint() - start) / 1e6);
if (layers < files.length) process.exit(1);
'''


class Missing(Exception):
    """A peer that is not there."""


class Questioned:
    """A program that answers a line with a line."""

    def __init__(self, command, environment=None):
        try:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        except OSError as fault:
            raise Missing(f"{command[0]}: {fault.strerror}") from fault
        atexit.register(self.end)

    def ask(self, question):
        try:
            self.process.stdin.write(question + "\n")
            self.process.stdin.flush()
        except OSError as fault:
            raise Missing(f"{self.process.args[0]} has ended") from fault
        line = self.process.stdout.readline()
        # Helping threads, ours and OpenBLAS's, spin for a while before they sleep; they must not disturb the other side.
        time.sleep(0.05)
        if not line:
            raise Missing(f"{self.process.args[0]} gave no answer to: {question}")
        return line.strip()

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Run:
    """One run of a whole process."""

    def __init__(self, command, expected=0, environment=None):
        before = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, text=True, cwd=ROOT)
        self.error = process.stderr.read()
        _, status = os.waitpid(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.perf_counter() - before
        if process.returncode != expected:
            raise Missing(f"exit code {process.returncode} of {' '.join(map(str, command))}: {self.error.strip()[-300:]}")


# The largest memory of a process counts that of whoever started it, up to then; so a small one starts it.
MEASURE_MEMORY = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
print(os.wait4(process.pid, 0)[2].ru_maxrss * 1024, file=sys.stderr)
"""


def memory(command):
    """The largest memory of a whole process, in bytes."""
    return int(Run([sys.executable, "-c", MEASURE_MEMORY, *command]).error.split()[-1])


class Table:
    """The rows: what, ours, the peer's, the ratio and its spread, the target."""

    def __init__(self, chosen):
        self.chosen = chosen
        self.lines = []

    def wants(self, what):
        return self.chosen is None or self.chosen in what

    def compare(self, what, unit, peer, rounds, own, other, target, scale=1.0):
        """Measures both in turn. The ratio is that of each round, peer / ours, so that what disturbs a round disturbs both."""
        if not self.wants(what):
            return
        try:
            pairs = []
            for number in range(rounds):
                # The second of a pair finds a warmer machine, so the two take turns.
                pair = (own(), other()) if number % 2 == 0 else tuple(reversed((other(), own())))
                pairs.append(pair)
            ratios = sorted(second / first for first, second in pairs)
            ours, theirs = (statistics.median(pair[i] for pair in pairs) * scale for i in (0, 1))
            spread = f"{ratios[len(ratios) // 10]:.2f} to {ratios[-1 - len(ratios) // 10]:.2f}"
            self.add(what, f"{figure(ours)} {unit}", f"{peer} {figure(theirs)} {unit}", f"{statistics.median(ratios):.2f}×", spread, target)
        except Missing as fault:
            self.add(what, "–", peer, "not measured", str(fault), target)

    def alone(self, what, unit, rounds, measure, target, scale=1.0, peer="–"):
        if not self.wants(what):
            return
        try:
            values = sorted(measure() * scale for _ in range(rounds))
            self.add(what, f"{figure(statistics.median(values))} {unit}", peer, "–", f"{figure(values[0])} to {figure(values[-1])}", target)
        except Missing as fault:
            self.add(what, "–", peer, "not measured", str(fault), target)

    def add(self, *cells):
        self.lines.append("| " + " | ".join(cells) + " |")
        print(self.lines[-1], file=sys.stderr, flush=True)

    def text(self):
        return "\n".join(["| what | ours | peer | peer / ours | spread | target |", "|---|---|---|---|---|---|", *self.lines])


def figure(value):
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def core_type():
    """The kernel that OpenBLAS has to take: Debian's does not know new processors and takes a slow one."""
    flags = pathlib.Path("/proc/cpuinfo").read_text()
    return "SkylakeX" if "avx512f" in flags else "Haswell" if "avx2" in flags else None


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def small_fixtures(folder, count):
    text = (ROOT / "fixtures/paper/paper-section-6.json").read_text()
    for i in range(count):
        (folder / f"{i:05d}.json").write_text(text.replace('"paper-section-6"', f'"copy {i}"', 1))


def failing_fixtures(folder, count):
    text = FAILING.read_text()
    for i in range(count):
        (folder / f"{i:05d}.json").write_text(text.replace('"transposed-gradient"', f'"copy {i}"', 1))


def programs(options, check):
    """The program of each build, as a command."""
    return [("on .NET", check)] + ([("native", [options.native, "check"])] if options.native else [])


def matrix(rows, columns, size):
    return [[float(f"{random.uniform(-size, size):.8g}") for _ in range(columns)] for _ in range(rows)]


def large_fixture(path, samples, widths):
    """A network with the gradients that NumPy calculates, recorded in float32."""
    random.seed(1)
    layers = [{"weights": matrix(widths[i + 1], widths[i], widths[i] ** -0.5), "bias": [0.1] * widths[i + 1],
               "activation": "tanh" if i + 2 < len(widths) else "softmax"} for i in range(len(widths) - 1)]
    labels = [[1 if k == n % widths[-1] else 0 for k in range(widths[-1])] for n in range(samples)]
    fixture = {"version": 1, "name": "large", "layers": layers, "inputs": matrix(samples, widths[0], 1), "labels": labels,
               "loss": {"kind": "categorical-cross-entropy", "reduction": "mean-over-samples"}}
    path.write_text(json.dumps(fixture))
    fixture["expected"] = [recorded(path)]
    path.write_text(json.dumps(fixture))


def recorded(path):
    """An entry with the gradients by NumPy in float64, rounded to float32."""
    code = r'''
import json, sys
import numpy as np
f = json.load(open(sys.argv[1]))
W = [np.array(l["weights"]) for l in f["layers"]]; b = [np.array(l["bias"]) for l in f["layers"]]
z = [np.array(f["inputs"])]; t = np.array(f["labels"], float)
for l in range(len(W)):
    a = z[-1] @ W[l].T + b[l]
    if l + 1 < len(W): z.append(np.tanh(a))
    else:
        e = np.exp(a - a.max(1, keepdims=True)); z.append(e / e.sum(1, keepdims=True))
d = (z[-1] - t) / len(t); out = [None] * len(W)
def text(m): return [[float(str(np.float32(v))) for v in row] for row in m]
for l in reversed(range(len(W))):
    out[l] = {"weights": text(d.T @ z[l]), "bias": text(d.sum(0, keepdims=True))[0]}
    if l: d = (d @ W[l]) * (1 - z[l] ** 2)
json.dump(out, sys.stdout)
'''
    answer = subprocess.run([PYTHON, "-c", code, str(path)], stdout=subprocess.PIPE, text=True, check=False)
    if answer.returncode != 0:
        raise Missing("NumPy, which calculates the large fixture's gradients, is missing")
    return {"by": "NumPy", "kind": "recorded", "precision": "float32", "gradients": json.loads(answer.stdout)}


def measure(table, options, folder):
    rounds = 3 if options.quick else 15
    few = 2 if options.quick else 5
    ours = Questioned(["dotnet", str(BENCHMARKS), "answer"])
    environment = dict(os.environ)
    if core_type():
        environment["OPENBLAS_CORETYPE"] = core_type()
    environment.setdefault("OPENBLAS_NUM_THREADS", "2")
    notes = []
    try:
        torch = Questioned([PYTHON, "-c", TORCH], environment)
        version, numpy_version, libraries = json.loads(torch.ask("about"))
        notes.append(f"PyTorch {version} and NumPy {numpy_version} multiply with {', '.join(libraries) or 'no BLAS library'}, "
                     f"OPENBLAS_CORETYPE={environment.get('OPENBLAS_CORETYPE', 'unset')}, two threads.")
        if not any("openblas" in library for library in libraries):
            notes.append("**That is not OpenBLAS: the ratios of products and gradients do not count.**")
    except Missing as fault:
        torch = None
        notes.append(f"PyTorch is not there: {fault}")

    def ask(program, question):
        def answer():
            if program is None:
                raise Missing("PyTorch with NumPy is not there")
            return float(program.ask(question))
        return answer

    def peak():
        """The best of several, since another thread of the machine's own may slow one of ours."""
        return max(float(ours.ask("peak")) for _ in range(5))

    notes.append(f"Peak of two threads, multiplications and additions in registers: {peak():.0f} GF/s in float64 at the start; "
                 "where a row gives a share of the peak, it is measured again in each round.")
    for shape in ["128x128x128", "512x512x512", "1024x1024x1024", "128x784x512", "128x256x10"]:
        rows, inner, columns = (int(size) for size in shape.split("x"))
        target = "–" if columns < 128 else "≥ 0.95×"
        table.compare(f"matrix product {shape}", "µs", "NumPy", rounds, ask(ours, f"product {shape}"), ask(torch, f"product {shape}"), target)
        if rows >= 1024 and table.wants("matrix product"):
            table.alone(f"matrix product {shape}, of the peak", "%", rounds,
                        lambda: 2e-3 * rows * inner * columns / float(ours.ask(f"product {shape}")) / peak() * 100, "≥ 85 %")
    for network, samples, target in [("784-512-256-10", 128, "≥ 1.2×"), ("24-8-2", 200, "≥ 25×"), ("16-32-16", 8, "≥ 25×"), ("2-3-2", 1, "≥ 250×")]:
        question = f"gradient {network} {samples}"
        table.compare(f"gradient {network}, batch {samples}", "µs", "PyTorch", rounds, ask(ours, question), ask(torch, question), target)
        table.alone(f"gradient {network}, batch {samples}, allocated", "bytes", 1, ask(ours, f"allocated {network} {samples}"), "0 bytes")

    scripts = {}
    for name, text in [("parse.js", NODE_PARSE), ("tensorflow.js", TENSORFLOW_JS)]:
        scripts[name] = folder / name
        scripts[name].write_text(text)
    oracle = PROGRAM.parent / "oracles/js"
    for network, samples in [("2-3-2", 1), ("784-512-256-10", 128)]:
        def javascript():
            if not (oracle / "node_modules").exists():
                raise Missing("TensorFlow.js is not installed")
            seconds = 0.2 if options.quick else 2
            answer = subprocess.run(["node", str(scripts["tensorflow.js"]), str(oracle), network, str(samples), str(seconds)],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
            if answer.returncode != 0:
                raise Missing("TensorFlow.js gave no answer")
            return float(answer.stdout)
        table.compare(f"gradient {network}, batch {samples}, float32 there", "µs", "TensorFlow.js cpu", few, ask(ours, f"gradient {network} {samples}"), javascript, "–")

    small = str(ROOT / "fixtures/paper/paper-section-6.json")
    check = ["dotnet", str(PROGRAM), "check"]
    empty = ["dotnet", str(BENCHMARKS), "empty"]
    starts = 5 if options.quick else 31
    pairs = []
    if table.wants("one small fixture"):
        for _ in range(starts):
            pairs.append((Run([*check, small, "--oracle", "none"]).seconds * 1e3, Run(empty).seconds * 1e3))
        more = sorted(first - second for first, second in pairs)
        table.add("one small fixture, whole process on .NET", f"{statistics.median(first for first, _ in pairs):.0f} ms",
                  f"an empty program {statistics.median(second for _, second in pairs):.0f} ms", f"+ {statistics.median(more):.0f} ms",
                  f"+ {more[len(more) // 10]:.0f} to + {more[-1 - len(more) // 10]:.0f} ms", "≤ + 20 ms")

    def native():
        if options.native is None:
            raise Missing("--native names no program")
        return Run([options.native, "check", small, "--oracle", "none"]).seconds
    table.alone("one small fixture, whole process, native", "ms", starts, native, "≤ 6 ms", 1e3)

    node = shutil.which("node")

    def parse(path):
        if node is None:
            raise Missing("Node.js is not there")
        return float(Run([node, str(scripts["parse.js"]), str(path)]).error) / 1e3

    copies = 500 if options.quick else 20000
    if table.wants("small fixtures"):
        many = folder / "many"
        many.mkdir()
        small_fixtures(many, copies)
        for name, command in programs(options, check):
            whole = lambda: Run([*command, str(many), "--oracle", "none", "--quiet"]).seconds
            table.compare(f"{copies} small fixtures, {name}", "s", "node: read, JSON.parse", few, whole, lambda: parse(many), "≥ 1.0×")
            table.compare(f"{copies} small fixtures, {name}, two processors", "s", "one processor", few, whole,
                          lambda: Run([*command, str(many), "--oracle", "none", "--quiet", "--jobs", "1"]).seconds, "≥ 1.7×")
            table.alone(f"{copies} small fixtures, {name}, memory", "MB", 1,
                        lambda: memory([*command, str(many), "--oracle", "none", "--quiet"]) / 1e6, "–")
    if table.wants("large fixture"):
        try:
            measure_large(table, options, folder, check, parse, few)
        except Missing as fault:
            table.add("large fixture", "–", "–", "not measured", str(fault), "–")

    if table.wants("failing"):
        measure_failing(table, options, folder, check, few)
    table.alone("diagnosis of one failing small fixture, warm", "ms", rounds, ask(ours, f"diagnosis {FAILING}"), "≤ 5 ms", 1e-3)
    return notes


def measure_failing(table, options, folder, check, few):
    copies = 50 if options.quick else 1000
    passing, failing = folder / "passing", folder / "failing"
    for made, fill in [(passing, small_fixtures), (failing, failing_fixtures)]:
        made.mkdir()
        fill(made, copies)
    for name, command in programs(options, check):
        table.compare(f"{copies} failing small fixtures, {name}", "s", f"{copies} passing ones", few,
                      lambda: Run([*command, str(failing), "--oracle", "none", "--quiet"], expected=1).seconds,
                      lambda: Run([*command, str(passing), "--oracle", "none", "--quiet"]).seconds, "≥ 0.33×")


def measure_large(table, options, folder, check, parse, few):
    widths = [40, 20, 10] if options.quick else NETWORK
    path = folder / "large.json"
    large_fixture(path, 128, widths)
    huge = folder / "huge.json"
    large_fixture(huge, 64, [60, 30, 10] if options.quick else [2048, 2048, 10])
    for name, command in programs(options, check):
        def whole(file, oracle="none"):
            return lambda: Run([*command, str(file), "--oracle", oracle, "--quiet"]).seconds
        large = f"large fixture {path.stat().st_size / 1e6:.1f} MB, {name}"
        table.compare(large, "s", "node: read, JSON.parse", few, whole(path), lambda: parse(path), "≥ 0.5×")
        table.alone(f"{large}, with finite differences", "s", few, whole(path, "finite-differences"), "≤ 2 s")
        size = huge.stat().st_size
        large = f"large fixture {size / 1e6:.0f} MB, {name}"
        table.compare(large, "s", "node: read, JSON.parse", few, whole(huge), lambda: parse(huge), "≥ 1.4×")
        table.alone(f"{large}, memory / size", "×", 2, lambda: memory([*command, str(huge), "--oracle", "none", "--quiet"]) / size, "≤ 1.5×")


def wrapped(text):
    """Prose in lines of at most 140 columns; a row of the table stays a line."""
    return "\n".join(line if line.startswith("|") else textwrap.fill(line, 140, break_on_hyphens=False, break_long_words=False) for line in text.split("\n"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few and small rounds: only to see that everything runs")
    parser.add_argument("--native", help="the program compiled ahead of time")
    parser.add_argument("--python", default="/usr/bin/python3", help="a Python with PyTorch and NumPy")
    parser.add_argument("--output", help="a file for the table; default: results/DATE-machine.md beside this script, none with --quick")
    parser.add_argument("--rows", help="take only rows that contain this word")
    options = parser.parse_args()
    global PYTHON
    PYTHON = options.python
    for path in (BENCHMARKS, PROGRAM):
        if not path.exists():
            parser.error(f"{path} is not there: dotnet build -c Release")
    table = Table(options.rows)
    start = datetime.datetime.now(datetime.timezone.utc)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="backprop-check-peers-") as folder:
        notes = measure(table, options, pathlib.Path(folder))
    runtime = subprocess.run(["dotnet", "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    text = wrapped("\n".join([
        f"# Peers, {start:%d %B %Y, %H:%M} UTC", "",
        f"{processor()}, {os.cpu_count()} processors, .NET SDK {runtime}, Release; load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end"
        + ("; **a quick run, whose figures mean nothing**" if options.quick else "") + ".",
        *notes, "Each ratio is the median of rounds in which ours and the peer's ran in turn; the spread leaves out the outer tenths.", "",
        table.text(), ""]))
    print(text)
    output = options.output
    if output is None and not options.quick and options.rows is None:
        results = pathlib.Path(__file__).parent / "results"
        results.mkdir(exist_ok=True)
        name = "".join(letter if letter.isalnum() else "-" for letter in processor().split("@")[0].strip().lower())
        output = str(results / f"{start:%Y-%m-%d}-{name}.md")
    if output is not None:
        pathlib.Path(output).write_text(text)
        print(f"{output} is written.", file=sys.stderr)


if __name__ == "__main__":
    main()
