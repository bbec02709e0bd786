"""What otter-grader needs for the same notebooks, with simple tests of the same answers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from deepcat_grader.bank import ENTRIES
from deepcat_judge.exercise import Exercise
from deepcat_judge.plain import materialise
from deepcat_judge.uses import USES

CASES = 3  # that a test of each answer has, where they are of numbers alone
NUMBERS = (int, float, np.generic, np.ndarray)
Cost = Callable[[list[object], Path], tuple[float, float]]


def with_otter(lesson: str, notebooks: list[Path], folder: Path, cost: Cost) -> tuple[float, float]:
    """CPU and wall seconds of a notebook, run one after the other by ``otter run``.

    Its autograder is made in `folder`, of tests that compare the answers to the visible cases
    with what the reference gives. It ends the program where an answer loses points.
    """
    tests = folder / "tests"
    tests.mkdir(parents=True)
    for name, entry in ENTRIES.items():
        if name.startswith(f"{lesson}.") and isinstance(entry.exercise, Exercise):
            (tests / f"{entry.exercise.name}.py").write_text(_test(entry.exercise, entry.reference))
    made = folder / "autograder.zip"
    command = [otter(), "generate", "-t", tests, "-o", made, "--no-environment"]
    subprocess.run([*map(str, command), "--no-requirements", "--no-config"], cwd=folder, check=True)
    total = np.zeros(2)
    for number, notebook in enumerate(notebooks):
        results = folder / str(number)
        results.mkdir()
        command = [otter(), "run", "--no-logo", "-a", made, "-o", results, notebook]
        total += cost(command, folder)
        found = json.loads((results / "results.json").read_text(encoding="utf-8"))["tests"]
        wrong = [one["name"] for one in found if one.get("score", 0) < one.get("max_score", 0)]
        if wrong:
            sys.exit(f"otter found right answers wrong: {', '.join(wrong)}")
    cpu, wall = total / len(notebooks)
    return float(cpu), float(wall)


def otter() -> str | None:
    """The command, where otter-grader is installed."""
    return shutil.which("otter")


def _test(exercise: Exercise, reference: Callable[..., object]) -> str:
    """A file of tests in the form that otter calls OK."""
    lines = [">>> import numpy as np", f">>> callable({exercise.name})", "True"]
    for case in exercise.cases[:CASES]:
        expected = USES[exercise.use](reference, *materialise(case.args))
        if not all(isinstance(one, NUMBERS) for one in (*case.args, expected)):
            continue
        call = f"{exercise.name}({', '.join(map(_text, case.args))})"
        lines += [f">>> bool(np.allclose({call}, {_text(expected)}))", "True"]
    suites = [{"cases": [{"code": "\n".join(lines)}], "type": "doctest"}]
    test = {"name": exercise.name, "points": exercise.points, "suites": suites}
    return f"OK_FORMAT = True\ntest = {test!r}\n"


def _text(value: object) -> str:
    """A number or an array as Python writes it down."""
    if isinstance(value, np.ndarray):
        values = re.sub("nan|inf", r"np.\g<0>", str(value.tolist()))
        return f"np.array({values})"
    return repr(value.item() if isinstance(value, np.generic) else value)
