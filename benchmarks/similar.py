"""How often `deepcat report similar` asks about nobody's copy, finds a copy, and how long it takes.

Run with ``python benchmarks/similar.py`` (about ten minutes), or with ``--students 3000`` for one
large class. The classes are those of the tests: right answers and some that no key holds, each
rewritten by an author with names, comments and steps in between of his or her own.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from tqdm import tqdm

from deepcat_grader.insight.similar.evidence import prints_of
from deepcat_grader.insight.similar.handed_in import Cell
from deepcat_grader.insight.similar.pairs import Pair, pairs

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.grading.insight.authors import COPIES  # found once the path is set
from tests.grading.insight.made_up_class import honest, known

LESSONS = (
    "introduction",
    "neuron",
    "network",
    "losses",
    "hidden_layer",
    "backprop",
    "cat_detector",
)


def found(students: Mapping[str, list[Cell]], knows: frozenset[int]) -> list[Pair]:
    """The pairs of a class."""
    return pairs({student: prints_of(cells, knows) for student, cells in students.items()})


def class_of(lesson: str, n: int, seeds: int) -> str:
    """One line of the table: honest classes, and the same ones with a copy of each kind."""
    knows, false, caught = known(lesson), 0, Counter[str]()
    for seed in tqdm(range(seeds), lesson, leave=False):
        students = dict(honest(lesson, n, seed))
        false += len(found(students, knows))
        for at, (name, copy) in enumerate(COPIES.items()):
            rng = np.random.default_rng([seed, at])
            cells = students[f"student {at}"]
            students[name] = [replace(one, source=copy(one.source, rng)) for one in cells][::-1]
        asked = {(pair.student, pair.other) for pair in found(students, knows)}
        caught.update(name for at, name in enumerate(COPIES) if (f"student {at}", name) in asked)
    counts = "  ".join(f"{name} {caught[name]}" for name in COPIES)
    return f"{lesson:13} {n} students, {seeds} classes: {false} false pairs; found: {counts}"


def large(lesson: str, n: int) -> str:
    """How long one class takes."""
    students = honest(lesson, n, seed=0)
    start = time.perf_counter()
    knows = known(lesson)
    prints = {student: prints_of(cells, knows) for student, cells in tqdm(students.items())}
    cut = time.perf_counter()
    alike = pairs(prints)
    end = time.perf_counter()
    many = sum(len(one.pieces) for student in prints.values() for one in student.values())
    return (
        f"{lesson}, {n} students, {many} pieces: {cut - start:.0f} s to cut, {end - cut:.0f} s to "
        f"compare {n * (n - 1) // 2} pairs; {len(alike)} false"
    )


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--classes", type=int, default=10)
    parser.add_argument("--lessons", nargs="*", default=LESSONS)
    given = parser.parse_args()
    for lesson in given.lessons:
        if given.students > 500:
            print(large(lesson, given.students))
        else:
            print(class_of(lesson, given.students, given.classes))


if __name__ == "__main__":
    main()
