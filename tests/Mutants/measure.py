#!/usr/bin/env python3
"""Measures how many single-line changes of the library its tests notice. README.md says how it is used."""

import argparse
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VARIABLE = "BACKPROP_CHECK_MUTANT"
PROJECT = "tests/BackpropCrossCheck.Tests"

# The tests that have to notice a change in a folder, and those of them that take long: they run where the others notice nothing, and that is asked for.
FOLDERS = {
    "Engine": ("tests/BackpropCrossCheck.Engine.Tests", [], []),
    "Rounding": (PROJECT, ["Rounding", "Comparison"], ["Comparison.DefectTest", "Comparison.RecordingTest"]),
    "Comparison": (PROJECT, ["Comparison"], ["Comparison.DefectTest", "Comparison.RecordingTest"]),
    "Checking": (PROJECT, ["Checking"], []),
    "Grading": (PROJECT, ["Grading", "Numbers"], ["Grading.Answers", "Grading.ByHand"]),
    "Diagnosis": (PROJECT, ["Diagnosis", "Checking.StateCheckTest"], []),
}
TARGETS = {"Engine": 95, "Rounding": 90, "Comparison": 90, "Checking": 90, "Grading": 90, "Diagnosis": 80}


@dataclass(eq=False)
class Mutant:
    """A change of one expression, and what became of it."""

    number: int
    folder: str
    file: str
    before: str
    after: str
    equivalent: str
    path: Path | None = None
    start: int = 0
    end: int = 0
    state: str = ""
    lines: range = field(default_factory=lambda: range(0))

    def __str__(self) -> str:
        change = self.before if "«" in self.before else f"«{self.before}»"
        return f"{self.number:3} {Path(self.file).name}: {change} -> {self.after}"


def read_list(path: Path) -> list[Mutant]:
    """The mutants of a list: sections in brackets, then file, expression, replacement and, where no test can notice it, why."""
    mutants = []
    folder = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            folder = line[1:-1]
        elif line and not line.startswith("#"):
            parts = line.split("\t")
            if len(parts) not in (3, 4) or folder not in FOLDERS:
                sys.exit(f"{path.name}: not file, before, after and perhaps a reason, in a known section: {line}")
            mutants.append(Mutant(len(mutants) + 1, folder, *parts[:3], parts[3] if len(parts) == 4 else ""))
    return mutants


def copy_tree(target: Path) -> None:
    """Copies what git has or would have of the working tree."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def locate(mutant: Mutant, tree: Path) -> None:
    """Finds the expression, whatever its line breaks are and wherever a file of its name has moved to; sets the state where it is not there once."""
    path = tree / "src" / mutant.file
    if not path.is_file():
        moved = [found for found in (tree / "src").rglob(path.name) if not {"bin", "obj"} & set(found.parts)]
        if len(moved) != 1:
            mutant.state = "does not apply: no such file"
            return
        path = moved[0]
    opened = mutant.before if "«" in mutant.before else f"«{mutant.before}»"
    ahead, inside, behind = re.fullmatch(r"(.*)«(.*)»(.*)", opened).groups()
    pattern = f"{loose(ahead)}(?P<changed>{loose(inside)}){loose(behind)}"
    found = list(re.finditer(pattern, path.read_text(encoding="utf-8")))
    if len(found) != 1:
        mutant.state = f"does not apply: found {len(found)} times"
        return
    mutant.path, (mutant.start, mutant.end) = path, found[0].span("changed")


def loose(text: str) -> str:
    return re.sub(r"\s+", lambda _: r"\s+", re.escape(text).replace(r"\ ", " "))


def batches(mutants: list[Mutant]) -> list[list[Mutant]]:
    """Groups of mutants whose expressions do not overlap, except where they are the same expression."""
    groups: list[list[Mutant]] = []
    for mutant in mutants:
        for group in groups:
            if all(disjoint(mutant, other) for other in group):
                group.append(mutant)
                break
        else:
            groups.append([mutant])
    return groups


def disjoint(one: Mutant, other: Mutant) -> bool:
    same = (one.start, one.end) == (other.start, other.end)
    return one.path != other.path or same or one.end <= other.start or other.end <= one.start


def switch_name(path: Path, tree: Path) -> str:
    return "MutantSwitchOf" + path.relative_to(tree / "src").parts[0].replace(".", "")


def write_switches(mutants: list[Mutant], tree: Path, originals: dict[Path, str]) -> None:
    """Puts every change behind a switch that the environment sets; a constant becomes a field."""
    for path in {mutant.path for mutant in mutants}:
        (tree / "src" / path.relative_to(tree / "src").parts[0] / "MutantSwitch.cs").write_text(
            f"internal static class {switch_name(path, tree)}\n{{\n"
            f"    private static readonly string Chosen = System.Environment.GetEnvironmentVariable(\"{VARIABLE}\") ?? string.Empty;\n"
            "    public static bool Is(string number) => Chosen == number;\n}\n", encoding="utf-8")
        text = originals.setdefault(path, path.read_text(encoding="utf-8"))
        spans = sorted({(mutant.start, mutant.end) for mutant in mutants if mutant.path == path}, reverse=True)
        for start, end in spans:
            here = [mutant for mutant in mutants if mutant.path == path and (mutant.start, mutant.end) == (start, end)]
            choices = "".join(f"global::{switch_name(path, tree)}.Is(\"{mutant.number}\") ? ({mutant.after}) : " for mutant in here)
            line = text.rfind("\n", 0, start) + 1
            head = re.sub(r"\bconst\b", "static readonly", text[line:start])
            first = text.count("\n", 0, start) + 1
            for mutant in here:
                mutant.lines = range(first, first + text.count("\n", start, end) + 1)
            text = text[:line] + head + f"({choices}({text[start:end]}))" + text[end:]
        path.write_text(text, encoding="utf-8")


def restore(originals: dict[Path, str]) -> None:
    for path, text in originals.items():
        path.write_text(text, encoding="utf-8")


def build(tree: Path, projects: list[str]) -> str:
    """Builds; the errors, or nothing."""
    for project in projects:
        done = subprocess.run(
            ["dotnet", "build", project, "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-p:EnforceCodeStyleInBuild=false", "-v", "q", "-nologo"],
            cwd=tree, capture_output=True, text=True)
        if done.returncode != 0:
            return done.stdout + done.stderr
    return ""


def blamed(errors: str, mutants: list[Mutant]) -> list[Mutant]:
    """The mutants that stand in the lines where the compiler finds errors; all of a file where none stands in the line."""
    found: list[Mutant] = []
    for name, line in set(re.findall(r"([^\s(]+\.cs)\((\d+),\d+\): error", errors)):
        of_file = [mutant for mutant in mutants if str(mutant.path) == name]
        found += [mutant for mutant in of_file if int(line) in mutant.lines] or of_file
    return list(dict.fromkeys(found))


def run_tests(tree: Path, folder: str, number: str, limit: float, thorough: bool) -> tuple[bool, int, float]:
    """Runs the tests of a folder until one fails: whether all passed, how many, and how long it took."""
    project, namespaces, slow = FOLDERS[folder]
    name = Path(project).name
    named = [[f"FullyQualifiedName{sign}{name}.{part}." for part in parts] for sign, parts in (("~", namespaces), ("!~", slow), ("~", slow))]
    filters = [f"({'|'.join(named[0])})&{'&'.join(named[1])}"] if slow else ["|".join(named[0])]
    filters += ["|".join(named[2])] if slow and thorough else []
    start = time.monotonic()
    tests = 0
    for chosen in filters:
        passed, count = run_filtered(tree, project, chosen, number, limit)
        tests += count
        if not passed:
            return False, tests, time.monotonic() - start
    return True, tests, time.monotonic() - start


def run_filtered(tree: Path, project: str, chosen: str, number: str, limit: float) -> tuple[bool, int]:
    """Runs tests until one fails: whether all passed, and how many; a run over the limit counts as failed, for the change has made it endless."""
    dll = next((tree / project / "bin/Debug").glob(f"*/{Path(project).name}.dll"))
    process = subprocess.Popen(
        ["dotnet", "test", str(dll), "--nologo", *(["--filter", chosen] if chosen else []), "--", "NUnit.StopOnError=true"],
        cwd=tree, env={**os.environ, VARIABLE: number}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        output, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        return False, 0
    passed = re.search(r"Passed:\s*(\d+)", output)
    return process.returncode == 0, int(passed.group(1)) if passed else 0


def try_out(tree: Path, mutants: list[Mutant], limits: dict[str, float], thorough: bool) -> None:
    for mutant in mutants:
        survived, _, seconds = run_tests(tree, mutant.folder, str(mutant.number), limits[mutant.folder], thorough)
        mutant.state = "survived" if survived else "killed"
        print(f"{mutant.state:9}{seconds:5.0f} s  {mutant}", flush=True)


def measure(tree: Path, mutants: list[Mutant], thorough: bool) -> None:
    for mutant in mutants:
        locate(mutant, tree)
    placed = [mutant for mutant in mutants if not mutant.state]
    projects = sorted({FOLDERS[mutant.folder][0] for mutant in placed})
    limits: dict[str, float] = {}
    alone: list[Mutant] = []
    for batch in batches(placed):
        originals: dict[Path, str] = {}
        while batch:
            write_switches(batch, tree, originals)
            errors = build(tree, projects)
            if not errors:
                break
            restore(originals)
            wrong = blamed(errors, batch)
            if not wrong:
                sys.exit(f"The tree does not build:\n{errors}")
            alone += wrong
            batch = [mutant for mutant in batch if mutant not in wrong]
        for folder in sorted({mutant.folder for mutant in batch} - limits.keys()):
            limits[folder] = limit_of(tree, folder, thorough)
        try_out(tree, batch, limits, thorough)
        restore(originals)
    for mutant in alone:
        text = mutant.path.read_text(encoding="utf-8")
        mutant.path.write_text(text[:mutant.start] + mutant.after + text[mutant.end:], encoding="utf-8")
        if build(tree, projects):
            mutant.state = "does not apply: does not compile"
            print(f"{mutant.state}  {mutant}", flush=True)
        else:
            limits.setdefault(mutant.folder, 600)
            try_out(tree, [mutant], limits, thorough)
        mutant.path.write_text(text, encoding="utf-8")


def limit_of(tree: Path, folder: str, thorough: bool) -> float:
    """Ten times what the tests take without a change, which they have to pass."""
    passed, tests, seconds = run_tests(tree, folder, "", 1200, thorough)
    if not passed or tests == 0:
        sys.exit(f"{folder}: its {tests} tests do not pass without a change.")
    print(f"{folder}: {tests} tests, {seconds:.0f} s without a change", flush=True)
    return max(120, 10 * seconds)


def report(mutants: list[Mutant]) -> bool:
    print("\n| folder | mutants | killed | equivalent | survived | do not apply | score | target |\n|---|---|---|---|---|---|---|---|")
    reached = True
    for folder in [folder for folder in FOLDERS if any(mutant.folder == folder for mutant in mutants)]:
        of_folder = [mutant for mutant in mutants if mutant.folder == folder]
        killed = [mutant for mutant in of_folder if mutant.state == "killed"]
        survived = [mutant for mutant in of_folder if mutant.state == "survived" and not mutant.equivalent]
        equivalent = [mutant for mutant in of_folder if mutant.state == "survived" and mutant.equivalent]
        counted = len(killed) + len(survived)
        score = 100 * len(killed) / counted if counted else 0
        reached &= score >= TARGETS[folder]
        lost = len(of_folder) - counted - len(equivalent)
        print(f"| {folder} | {len(of_folder)} | {len(killed)} | {len(equivalent)} | {len(survived)} | {lost} | {score:.0f} % | {TARGETS[folder]} % |")
    for title, chosen in (
        ("Survived", [mutant for mutant in mutants if mutant.state == "survived" and not mutant.equivalent]),
        ("Said to be equivalent, and noticed", [mutant for mutant in mutants if mutant.state == "killed" and mutant.equivalent]),
        ("Do not apply any longer", [mutant for mutant in mutants if mutant.state.startswith("does not apply")])):
        if chosen:
            print(f"\n{title}:")
            for mutant in chosen:
                print(f"  {mutant.folder} {mutant}{f' ({mutant.state})' if title.startswith('Do not') else ''}")
    return reached


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help=f"of {', '.join(FOLDERS)}; all where none is given")
    parser.add_argument("--list", type=Path, default=HERE / "mutants.tsv", help="the list of mutants")
    parser.add_argument("--only", type=int, nargs="+", metavar="NUMBER", help="these mutants only, by their numbers")
    parser.add_argument("--locate", action="store_true", help="only say which mutants do not apply any longer")
    parser.add_argument("--thorough", action="store_true", help="run the tests that take long too, where the others notice nothing")
    options = parser.parse_args()
    if set(options.folders) - FOLDERS.keys():
        parser.error(f"a folder is one of {', '.join(FOLDERS)}")
    chosen = [mutant for mutant in read_list(options.list)
              if (not options.folders or mutant.folder in options.folders) and (not options.only or mutant.number in options.only)]
    if options.locate:
        for mutant in chosen:
            locate(mutant, ROOT)
        lost = [mutant for mutant in chosen if mutant.state]
        print("\n".join([f"{mutant.folder} {mutant} ({mutant.state})" for mutant in lost] + [f"{len(chosen) - len(lost)} of {len(chosen)} mutants apply"]))
        return 1 if lost else 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="backprop-check-mutants-") as folder:
        tree = Path(folder).resolve() / "tree"
        copy_tree(tree)
        measure(tree, chosen, options.thorough)
    print(f"\n{time.strftime('%Y-%m-%d')}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    return 0 if report(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
