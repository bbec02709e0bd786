"""Who is in the simulated class, and which answer each student gives to each exercise."""

from __future__ import annotations

import inspect
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from deepcat.lessons import lessons, ordered_exercises
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry
from deepcat_grader.bank.source import as_answer
from deepcat_grader.build.course import this_course
from deepcat_judge.exercise import Exercise, Quiz

FIRST_NAMES = (
    "ada", "amara", "anders", "beatriz", "carlos", "chen", "dilnoza", "elif", "emeka", "fatima",
    "felix", "gita", "hana", "hugo", "ines", "ivan", "jamal", "johanna", "kaito", "lars",
    "leila", "lucia", "mads", "mei", "milan", "nadia", "noor", "oskar", "paula", "priya",
    "quentin", "rosa", "sami", "sofia", "tariq", "tuva", "umar", "vera", "wanjiru", "yusuf",
)  # fmt: skip

LAST_NAMES = (
    "lovelace", "okafor", "nilsen", "silva", "ruiz", "wang", "karimova", "yilmaz", "obi", "haddad",
    "bauer", "rao", "sato", "martin", "costa", "petrov", "khan", "weber", "mori", "hansen",
    "ahmadi", "romano", "jensen", "lin", "novak", "saleh", "amin", "berg", "moreno", "nair",
    "dubois", "vega", "laine", "rossi", "aziz", "dahl", "farouk", "ivanova", "kamau", "demir",
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

    The first slip of each student stands in another lesson, so that none goes without.

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
    taught = _taught()
    styles = {exercise: _styles(entry) for exercise, entry in taught.items()}
    turns = itertools.cycle(lessons())
    for name, kind in zip(names[: len(kinds)], kinds, strict=True):
        trouble = None
        if kind in troubles:
            trouble = troubles[kind][dealt[kind] % len(troubles[kind])]
            dealt[kind] += 1
        answers = _answers(kind, styles, rng)
        if kind == "slips":
            answers |= _slips(taught, next(turns), rng)
        students.append(Student(name, kind, trouble, answers))
    return sorted(students, key=lambda student: student.id)


def _answers(
    kind: str, styles: Mapping[str, Sequence[Answer]], rng: np.random.Generator
) -> dict[str, Answer]:
    """An answer to each exercise in one of its styles, or to some, or to none."""
    if kind == "untouched":
        return {}
    written = {name: ways[int(rng.integers(len(ways)))] for name, ways in styles.items()}
    if kind == "half done":
        kept = list(written)[: int(rng.integers(len(written) // 4, len(written) // 2))]
        return {name: written[name] for name in kept}
    return written


def _slips(
    entries: Mapping[str, Entry], lesson: str, rng: np.random.Generator
) -> dict[str, Answer]:
    """One to four wrong answers, the first of them to an exercise of this lesson."""
    able = {name: entry for name, entry in entries.items() if entry.mistakes}
    here = [
        name
        for name, entry in able.items()
        if entry.exercise.lesson == lesson and isinstance(entry.exercise, Exercise)
    ]
    first = str(rng.choice(here))
    others = rng.choice([name for name in able if name != first], rng.integers(4), replace=False)
    return {name: _wrong(able[name], rng) for name in (first, *map(str, others))}


def _wrong(entry: Entry, rng: np.random.Generator) -> Answer:
    mistake = entry.mistakes[int(rng.integers(len(entry.mistakes)))]
    planted = mistake.id if isinstance(entry.exercise, Exercise) else None
    return Answer(_with_imports(as_answer(mistake.function, entry.exercise.name)), planted)


def _taught() -> dict[str, Entry]:
    """The exercises of the lessons whose text is written, in the order of the course."""
    return {e.id: ENTRIES[e.id] for lesson in lessons() for e in ordered_exercises(lesson)}


def _styles(entry: Entry) -> list[Answer]:
    """Right answers to an exercise, written in different ways; the reference is the last."""
    exercise = entry.exercise
    if not isinstance(exercise, (Exercise, Quiz)):
        return [Answer(_ESSAY)]
    sources = [as_answer(variant.function, exercise.name) for variant in entry.variants]
    alone = [source for source in sources if not _calls_another(source, entry)]
    return [*(Answer(_with_imports(source)) for source in alone), Answer(reference_source(entry))]


def _calls_another(source: str, entry: Entry) -> bool:
    """Whether an answer builds on others than the reference does, or on what the bank has.

    A notebook has the lesson's exercises and the functions that it defines: no helpers of the
    bank, and no reference behind the answer's own name.
    """
    exercise = entry.exercise
    (path,) = (this_course().root / "lessons").glob(f"?_{exercise.lesson}.md")
    given = re.findall(r"^def (\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    own = inspect.signature(entry.reference).parameters
    others = {other.exercise.name for other in ENTRIES.values()}
    others -= {*given, *own, *_called(reference_source(entry))}
    itself = re.search(rf"(?<!def )(?<![.\w]){exercise.name}\(", source)
    return bool(itself) or any(name in others or name[0] == "_" for name in _called(source))


def _called(source: str) -> set[str]:
    """Names that a piece of code calls and does not define."""
    defined = re.findall(r"def (\w+)", source)
    return {*re.findall(r"(?<![.\w])(\w+)\(", source)}.difference(defined)


def reference_source(entry: Entry) -> str:
    """The reference as a student would have written it, without the markers."""
    source = inspect.getsource(entry.reference)
    return re.sub(r"^[ ]*### (?:BEGIN|END) SOLUTION\n", "", source, flags=re.MULTILINE)


def _with_imports(source: str) -> str:
    modules = [
        f"import {name}\n"
        for name in ("copy", "functools", "itertools", "math")
        if re.search(rf"(?<!\.)\b{name}\.", source)
    ]
    if "Counter(" in source:
        modules.append("from collections import Counter\n")
    return "".join(modules) + source


_ESSAY = """\
A bakery wants to know in the evening how many loaves to bake for the next morning.
One example is a day: weekday, weather forecast, school holidays, and the sales of the last week.
The measure is the mean absolute error in loaves, against the baseline "as many as a week ago",
on the days of the last three months. Too many loaves are wasted, too few disappoint customers.
The data leave out the days on which the shop sold out early; a street festival would be new to it.
"""
