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
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROJECT = "tests/BackpropCrossCheck.Tests"

# The tests that have to notice a change in a folder, and those of them that take long and run with --thorough only.
FOLDERS = {
    "Engine": ("tests/BackpropCrossCheck.Engine.Tests", [], []),
    "Rounding": (PROJECT, ["Rounding", "Comparison"], ["Comparison.DefectTest", "Comparison.RecordingTest"]),
    "Comparison": (PROJECT, ["Comparison"], ["Comparison.DefectTest", "Comparison.RecordingTest"]),
    "Relations": (PROJECT, ["Relations"], []),
    "Checking": (PROJECT, ["Checking"], []),
    "Grading": (PROJECT, ["Grading(?!.Answers)", "Numbers"], ["Grading.ByHand"]),
    "Diagnosis": (PROJECT, ["Diagnosis", "Checking.StateCheckTest"], ["Diagnosis.DiagnosisSurveyTest", "Diagnosis.DiagnosisCostTest"]),
    "Conventions": (PROJECT, ["Conventions"], []),
    "Answers": (PROJECT, ["Grading.Answers"], []),
}
TARGETS = {
    "Engine": 95, "Rounding": 90, "Comparison": 90, "Relations": 80, "Checking": 90, "Grading": 90, "Diagnosis": 80, "Conventions": 80,
    "Answers": 80,
}


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
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def locate(mutant: Mutant, tree: Path) -> None:
    """Finds the expression, whatever its line breaks are and wherever its file has moved to; says so where it is not there once."""
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


def is_worked_out_once(mutant: Mutant) -> bool:
    """Whether a mutant stands in the value of a static field or property, which is there before a mutant is chosen."""
    text = mutant.path.read_text(encoding="utf-8")
    values = re.finditer(r"\bstatic readonly\b[^;=]*=[^;]*;|\bstatic\b[^;{}=]*\{ get; \}\s*=[^;]*;", text)
    return any(value.start() < mutant.start and mutant.end <= value.end() for value in values)


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
    """Puts every change behind a switch; a constant becomes a property."""
    for path in {mutant.path for mutant in mutants}:
        (tree / "src" / path.relative_to(tree / "src").parts[0] / "MutantSwitch.cs").write_text(
            f"internal static class {switch_name(path, tree)}\n{{\n    public static int Chosen;\n}}\n", encoding="utf-8")
        text = originals.setdefault(path, path.read_text(encoding="utf-8"))
        spans = sorted({(mutant.start, mutant.end) for mutant in mutants if mutant.path == path}, reverse=True)
        for start, end in spans:
            here = [mutant for mutant in mutants if mutant.path == path and (mutant.start, mutant.end) == (start, end)]
            choices = "".join(f"global::{switch_name(path, tree)}.Chosen == {mutant.number} ? ({mutant.after}) : " for mutant in here)
            line = text.rfind("\n", 0, start) + 1
            head = re.sub(r"\bconst\b(.*)=", r"static\1=>", text[line:start])
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
        properties = ["-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-p:CheckLineLength=false",
                      "-p:GenerateProgramFile=false"]
        done = subprocess.run(["dotnet", "build", project, *properties, "-v", "q", "-nologo"], cwd=tree, capture_output=True, text=True)
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


def classes(folder: str, thorough: bool) -> str:
    """The test classes that have to notice a change in a folder, as a regular expression of their full names."""
    project, namespaces, slow = FOLDERS[folder]
    if not namespaces:
        return "."
    without = f"(?!({'|'.join(slow)})\\b)" if slow and not thorough else ""
    return f"^{Path(project).name}.{without}({'|'.join(namespaces)})\\b"


def run_tests(tree: Path, mutants: list[tuple[str, str]], limit: float, thorough: bool) -> Iterator[tuple[str, str, int, float]]:
    """Runs the tests of folders, each with a mutant, until one fails: the mutant, how it ended, how many tests passed, and the seconds."""
    left = list(mutants)
    while left:
        project = FOLDERS[left[0][1]][0]
        here = [order for order in left if FOLDERS[order[1]][0] == project]
        orders, results = tree / "orders.tsv", tree / "results.tsv"
        orders.write_text("".join(f"{number}\t{limit}\t{classes(folder, thorough)}\n" for number, folder in here), encoding="utf-8")
        results.write_text("", encoding="utf-8")
        dll = next((tree / project / "bin/Debug").glob(f"*/{Path(project).name}.dll"))
        command = ["dotnet", str(dll), str(orders), str(results)]
        process = subprocess.Popen(command, cwd=tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        done, ended = 0, ""
        while process.poll() is None or done < results.read_text(encoding="utf-8").count("\n"):
            for line in results.read_text(encoding="utf-8").split("\n")[done:-1]:
                number, ended, tests, seconds = line.split("\t")
                yield number, ended, int(tests), float(seconds)
                done += 1
            time.sleep(0.2)
        if done < len(here) and ended != "endless":
            yield here[done][0], "crashed", 0, 0
            done += 1
        left = [order for order in left if order not in here[:done]]


def try_out(tree: Path, mutants: list[Mutant], thorough: bool) -> None:
    """Tries mutants that are built, after a run without a change that all tests have to pass."""
    limits = {}
    folders = sorted({mutant.folder for mutant in mutants}, key=lambda folder: (FOLDERS[folder][0], folder))
    for folder, (_, ended, tests, seconds) in zip(folders, run_tests(tree, [("", folder) for folder in folders], 3600, thorough)):
        if ended != "passed" or tests == 0:
            sys.exit(f"{folder}: its {tests} tests do not pass without a change.")
        print(f"{folder}: {tests} tests, {seconds:.0f} s without a change", flush=True)
        limits[folder] = seconds
    by_number = {str(mutant.number): mutant for mutant in mutants}
    orders = [(str(mutant.number), mutant.folder) for mutant in sorted(mutants, key=lambda mutant: limits[mutant.folder])]
    # A mutant that leaves something behind in the process would make the tests notice those after it: at the end all have to pass again.
    orders += [("", folder) for folder in folders]
    for number, ended, _, seconds in run_tests(tree, orders, max(120, 10 * max(limits.values())), thorough):
        if not number:
            if ended != "passed":
                sys.exit("After the mutants, the tests do not pass without a change.")
            continue
        mutant = by_number[number]
        mutant.state = "survived" if ended == "passed" else "killed"
        print(f"{mutant.state:9}{seconds:6.1f} s  {mutant}", flush=True)


def measure(tree: Path, mutants: list[Mutant], thorough: bool) -> None:
    for mutant in mutants:
        locate(mutant, tree)
    placed = [mutant for mutant in mutants if not mutant.state]
    projects = sorted({FOLDERS[mutant.folder][0] for mutant in placed})
    for project in projects:
        shutil.copy2(HERE / "MutantRunner.cs", tree / project)
    alone = [mutant for mutant in placed if is_worked_out_once(mutant)]
    for batch in batches([mutant for mutant in placed if mutant not in alone]):
        originals: dict[Path, str] = {}
        while batch:
            write_switches(batch, tree, originals)
            errors = build(tree, projects)
            if not errors:
                try_out(tree, batch, thorough)
            restore(originals)
            if not errors:
                break
            wrong = blamed(errors, batch)
            if not wrong:
                sys.exit(f"The tree does not build:\n{errors}")
            print("\n".join(f"to be built alone: {mutant}" for mutant in wrong), flush=True)
            alone += wrong
            batch = [mutant for mutant in batch if mutant not in wrong]
    for mutant in alone:
        text = mutant.path.read_text(encoding="utf-8")
        mutant.path.write_text(text[:mutant.start] + mutant.after + text[mutant.end:], encoding="utf-8")
        if build(tree, projects):
            mutant.state = "does not apply: does not compile"
            print(f"{mutant.state}  {mutant}", flush=True)
        else:
            ended = next(run_tests(tree, [(str(mutant.number), mutant.folder)], 3600, thorough))[1]
            mutant.state = "survived" if ended == "passed" else "killed"
            print(f"{mutant.state:9}  alone   {mutant}", flush=True)
        mutant.path.write_text(text, encoding="utf-8")


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
        counts = [len(of_folder), len(killed), len(equivalent), len(survived), lost]
        print(f"| {folder} | {' | '.join(map(str, counts))} | {score:.0f} % | {TARGETS[folder]} % |")
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
        for mutant in lost:
            print(f"{mutant.folder} {mutant} ({mutant.state})")
        print(f"{len(chosen) - len(lost)} of {len(chosen)} mutants apply")
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
