"""Classes of made-up students of whom everybody works alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry
from deepcat_grader.bank.source import WITHOUT, NoSourceError, as_answer
from deepcat_grader.demo.students import reference_source
from deepcat_grader.insight.similar.handed_in import Cell
from deepcat_grader.insight.similar.known import answer_cells, fingerprints
from deepcat_judge.exercise import Exercise

from .authors import Author


def lesson(name: str) -> list[Entry]:
    """The exercises of a lesson that are answered in code."""
    entries = [entry for entry in ENTRIES.values() if entry.exercise.lesson == name]
    return [entry for entry in entries if isinstance(entry.exercise, Exercise)]


def known(name: str) -> frozenset[int]:
    """What the bank knows but for answers that no key holds: those are left to the students."""
    cells = answer_cells([replace(entry, unseen=()) for entry in lesson(name)])
    return fingerprints([*cells, *(Cell("", True, reference_source(one)) for one in lesson(name))])


@cache
def ways(exercise: str) -> tuple[str, ...]:
    """Right answers, and right and wrong ones that no key holds."""
    entry = ENTRIES[exercise]
    found = [reference_source(entry)]
    for answer in (*entry.variants, *entry.unseen):
        try:
            found.append(as_answer(answer.function, entry.exercise.name))
        except (NoSourceError, OSError):
            continue
    return tuple(text for text in found if WITHOUT not in text)


def honest(name: str, n: int, seed: int, authors: bool = True) -> Mapping[str, list[Cell]]:
    """A class of n: each answer is one of the ways, as its author writes it or as it stands."""
    return {f"student {at}": _answers(name, at, seed, authors) for at in range(n)}


def _answers(name: str, at: int, seed: int, authors: bool) -> list[Cell]:
    rng, author = np.random.default_rng([seed, at, 1]), Author(np.random.default_rng([seed, at]))
    sources = {one.exercise.id: str(rng.choice(ways(one.exercise.id))) for one in lesson(name)}
    return [Cell(id, True, author.write(text) if authors else text) for id, text in sources.items()]
