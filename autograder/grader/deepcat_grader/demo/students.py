"""Who is in the simulated class, and which answer each student gives to each exercise."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from deepcat.lessons import lessons, ordered_exercises
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry
from deepcat_grader.bank.source import as_answer
from deepcat_judge.exercise import Exercise, Quiz

FIRST_NAMES = (
    "ada", "amara", "anders", "beatriz", "carlos", "chen", "dilnoza", "elif", "emeka", "fatima",
    "felix", "gita", "hana", "hugo", "ines", "ivan", "jamal", "johanna", "kaito", "lars",
    "leila", "lucia", "mads", "mei", "milan", "nadia", "noor", "oskar", "paula", "priya",
    "quentin", "rosa", "sami", "sofia", "tariq", "tuva", "umar", "vera", "wanjiru", "yusuf",
)  # fmt: skip

Size: TypeAlias = Sequence[tuple[str, int]]

KINDS: Size = (
    ("right", 14),
    ("slips", 13),
    ("half done", 5),
    ("untouched", 1),
    ("broken", 4),
    ("hostile", 3),
)


@dataclass(frozen=True)
class Answer:
    """The source of one answer, and the known mistake that was planted in it, if any."""

    source: str
    planted: str | None = None


@dataclass(frozen=True)
class Student:
    """A simulated student: `trouble` names what is broken or hostile in the notebook."""

    id: str
    kind: str
    trouble: str | None
    answers: Mapping[str, Answer]


def make_class(
    rng: np.random.Generator, troubles: Mapping[str, Sequence[str]], size: Size = KINDS
) -> list[Student]:
    """Students: right in several styles, wrong in known ways, half done, broken, hostile.

    Parameters
    ----------
    rng : numpy.random.Generator
    troubles : mapping from kind to names
        The names are dealt out in order among the students of a kind.
    size : sequence of (kind, number)
        How many there are of each kind, at most forty in all.

    Raises
    ------
    ValueError
        If there are more students than names.
    """
    kinds = [kind for kind, count in size for _ in range(count)]
    names = list(FIRST_NAMES)
    rng.shuffle(names)
    students = []
    dealt = dict.fromkeys(troubles, 0)
    for name, kind in zip(names[: len(kinds)], kinds, strict=True):
        trouble = None
        if kind in troubles:
            trouble = troubles[kind][dealt[kind] % len(troubles[kind])]
            dealt[kind] += 1
        students.append(Student(name, kind, trouble, _answers(kind, rng)))
    return sorted(students, key=lambda student: student.id)


def _answers(kind: str, rng: np.random.Generator) -> dict[str, Answer]:
    if kind == "untouched":
        return {}
    entries = _taught()
    written = {name: _right(entry, rng) for name, entry in entries.items()}
    if kind == "half done":
        kept = list(written)[: int(rng.integers(len(written) // 4, len(written) // 2))]
        return {name: written[name] for name in kept}
    if kind == "slips":
        wrong_able = [name for name, entry in entries.items() if entry.mistakes]
        count = min(len(wrong_able), int(rng.integers(1, 5)))
        for name in rng.choice(wrong_able, size=count, replace=False):
            entry = entries[str(name)]
            mistake = entry.mistakes[int(rng.integers(len(entry.mistakes)))]
            planted = mistake.id if isinstance(entry.exercise, Exercise) else None
            source = as_answer(mistake.function, entry.exercise.name)
            written[str(name)] = Answer(_with_imports(source), planted)
    return written


def _taught() -> dict[str, Entry]:
    """The exercises of the lessons whose text is written, in the order of the course."""
    return {e.id: ENTRIES[e.id] for lesson in lessons() for e in ordered_exercises(lesson)}


def _right(entry: Entry, rng: np.random.Generator) -> Answer:
    exercise = entry.exercise
    if not isinstance(exercise, (Exercise, Quiz)):
        return Answer(_ESSAY)
    sources = [as_answer(variant.function, exercise.name) for variant in entry.variants]
    styles = [source for source in sources if not _calls_another(source, exercise)]
    pick = int(rng.integers(len(styles) + 1))
    if pick == len(styles):
        return Answer(reference_source(entry))
    return Answer(_with_imports(styles[pick]))


def _calls_another(source: str, exercise: Exercise | Quiz) -> bool:
    """Whether an answer builds on another one of its lesson: two styles need not fit together."""
    lesson = [e.exercise for e in ENTRIES.values() if e.exercise.lesson == exercise.lesson]
    others = (other.name for other in lesson if other.id != exercise.id)
    return any(re.search(rf"\b{name}\(", source) for name in others)


def reference_source(entry: Entry) -> str:
    """The reference as a student would have written it, without the markers."""
    source = inspect.getsource(entry.reference)
    return re.sub(r"^[ ]*### (?:BEGIN|END) SOLUTION\n", "", source, flags=re.MULTILINE)


def _with_imports(source: str) -> str:
    modules = [name for name in ("math", "functools", "itertools") if f"{name}." in source]
    return "".join(f"import {name}\n" for name in modules) + source


_ESSAY = """\
A bakery wants to know in the evening how many loaves to bake for the next morning.
One example is a day: weekday, weather forecast, school holidays, and the sales of the last week.
The measure is the mean absolute error in loaves, against the baseline "as many as a week ago",
on the days of the last three months. Too many loaves are wasted, too few disappoint customers.
The data leave out the days on which the shop sold out early; a street festival would be new to it.
"""
