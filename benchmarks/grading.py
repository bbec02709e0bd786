"""What grading a notebook costs: `deepcat grade` beside `nbgrader autograde` as it comes.

Both grade the same notebooks, filled in with the reference, in one run on one machine; the
figure to quote is the ratio. Run: python benchmarks/grading.py [COUNT]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from deepcat_grader.bank import ENTRIES
from deepcat_grader.course_dir import init_class
from deepcat_grader.demo.students import reference_source
from deepcat_grader.grading.course_folder import CONFIG

ASSIGNMENT = "2_neuron"
BIN = Path(sys.executable).parent


def main() -> None:
    """Make two course directories with the same work in them, grade both, compare."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder, "ours"), Path(folder, "plain")
        for course in (ours, plain):
            init_class(course)
            hand_in(course, count)
        (plain / CONFIG).write_text("c = get_config()\n", encoding="utf-8")
        graded = [BIN / "deepcat", "grade", ours, "--no-feedback", "--jobs", "1"]
        autograded = [BIN / "nbgrader", "autograde", ASSIGNMENT]
        figures = {
            "deepcat grade, one at a time": cost(graded, ours),
            "nbgrader autograde as it comes": cost(autograded, plain),
        }
    for name, (cpu, wall) in figures.items():
        print(f"{name:32} {cpu / count:6.2f} CPU-s {wall / count:6.2f} s a notebook")
    (cpu, wall), (their_cpu, their_wall) = figures.values()
    print(f"{'ratio':32} {cpu / their_cpu:6.2f}       {wall / their_wall:6.2f}")


def hand_in(course: Path, count: int) -> None:
    """Hand in the same right notebook for `count` students."""
    notebook = nbformat.read(course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4)
    answers = {entry.exercise.cell: reference_source(entry) for entry in ENTRIES.values()}
    for cell in notebook.cells:
        if cell.id in answers:
            cell.source = answers[cell.id]
    for student in range(count):
        target = course / "submitted" / f"student{student}" / ASSIGNMENT
        target.mkdir(parents=True)
        nbformat.write(notebook, target / f"{ASSIGNMENT}.ipynb")


def cost(command: list[object], folder: Path) -> tuple[float, float]:
    """CPU seconds of a command with all its children, and seconds on the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stderr.decode(errors="replace")[-2000:])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall


if __name__ == "__main__":
    main()
