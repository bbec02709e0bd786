"""What a class costs: throughput, computing and memory a submission, from a hundred on.

Submissions of lesson 2 are graded by `deepcat grade`, two at a time: the same right notebook for
everybody, then notebooks of which no two are alike, right in several ways or with slips.
Run: python benchmarks/grading_class.py [COUNT …]
"""

from __future__ import annotations

import copy
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import numpy as np
from grading import ASSIGNMENT, BIN, cost, hand_in

from deepcat_grader.bank import ENTRIES
from deepcat_grader.course_dir import init_class
from deepcat_grader.demo.students import make_class

SIZES = (100, 1000)
CLASS = (("right", 28), ("slips", 10), ("half done", 2))


def main() -> None:
    """Grade classes of several sizes, each in a course directory of its own."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    kinds: dict[str, Callable[[Path, int], None]] = {"alike": hand_in, "distinct": hand_in_distinct}
    for kind, fill in kinds.items():
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                course = Path(folder, "course")
                init_class(course)
                fill(course, size)
                cpu, wall = cost([BIN / "deepcat", "grade", course, "--jobs", "2"], course)
            largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(
                f"{size:6} {kind:9} {1000 * cpu / size:7.1f} CPU-ms a submission, "
                f"{60 * size / wall:6.0f} a minute, largest process {largest:.0f} MiB",
                flush=True,
            )


def hand_in_distinct(course: Path, count: int) -> None:
    """Hand in `count` notebooks of which no two are alike."""
    release = nbformat.read(course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4)
    for number, answers in zip(range(count), ways(), strict=False):
        notebook = copy.deepcopy(release)
        for cell in notebook.cells:
            if cell.id in answers:
                cell.source = f"# student {number}\n{answers[cell.id]}"
        target = course / "submitted" / f"student{number}" / ASSIGNMENT
        target.mkdir(parents=True)
        nbformat.write(notebook, target / f"{ASSIGNMENT}.ipynb")


def ways() -> Iterator[dict[str, str]]:
    """The answers of one simulated student after the other, by cell, without end."""
    rng = np.random.default_rng(0)
    while True:
        for student in make_class(rng, {}, CLASS):
            yield {
                ENTRIES[name].exercise.cell: answer.source
                for name, answer in student.answers.items()
            }


if __name__ == "__main__":
    main()
