"""Listen while an exercise is judged: what was asked, what came back, what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from deepcat_grader.bank.registry import Entry
from deepcat_grader.grading.one_notebook import END, Sitting
from deepcat_grader.grading.papers import Paper
from deepcat_grader.marking.plainly import seen_json, to_json
from deepcat_judge.exercise import VECTORISED, Case, Exercise
from deepcat_judge.judge import LARGE, SMALL
from deepcat_judge.observe import Caller, Calls, Observation
from deepcat_judge.plain import Plain

Row = dict[str, Any]
FURTHER = "a further call, for the words of the verdict"


@dataclass
class Recording:
    """Hears every call that one exercise of a notebook gets.

    Attributes
    ----------
    entry : Entry
        The exercise.
    sittings : list of dict
        Plain values: for each judging how it was, the calls in their order, and how many texts
        were tried to find the student's line.
    """

    entry: Entry
    sittings: list[Row] = field(default_factory=list)

    def __call__(self, sitting: Sitting, caller: Caller) -> Caller:
        """Stand between the judge and a caller, where it is about this exercise."""
        if sitting.paper.exercise.id != self.entry.exercise.id:
            return caller
        row: Row = {"how": _how(sitting), "calls": [], "edits": 0}
        self.sittings.append(row)
        return _Heard(caller, row, {id(args): told for args, told in self._known(sitting.paper)})

    def _known(self, paper: Paper) -> Iterator[tuple[tuple[Plain, ...], Row]]:
        """What each call of a paper is for, by its arguments."""
        exercise, key = paper.exercise, paper.key
        if not isinstance(exercise, Exercise):
            yield (), _told("the answer sheet", "", False, to_json(self.entry.reference))  # type: ignore[arg-type]  # of an answer sheet it is a dict
            return
        if exercise.sized and any(part.id == VECTORISED for part in exercise.parts):
            for size in (SMALL, LARGE):
                expected = to_json(key.sized[size].value) if size in key.sized else None
                words = f"{size} examples, whose work is counted"
                yield exercise.sized(size), _told(words, VECTORISED, True, expected)
        rng = np.random.default_rng(0)  # the paper has drawn them already
        for one in exercise.properties:
            for case in one.cases(rng):
                yield case.args, _told(f"this should hold: {one.text}", one.part, True)
        for case in key.cases:
            expected = to_json(key.expected[case.id].value)
            yield case.args, _told(_name(case), case.part, case.hidden, expected)


@dataclass
class _Heard:
    """A `Caller` that writes down what goes through it."""

    caller: Caller
    row: Row
    known: dict[int, Row]

    def missing(self) -> str | None:
        found = self.caller.missing()
        if found is not None:
            self.row["missing"] = found
        return found

    def unwritten(self) -> bool:
        return self.caller.unwritten()

    def source(self) -> str | None:
        return self.caller.source()

    def edited(self, source: str, lines: int) -> Calls | None:
        self.row["edits"] += 1
        return self.caller.edited(source, lines)

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        told = self.known.get(id(args)) or _told(FURTHER, "", True)
        call = {**told, "traced": trace, "args": to_json(args), "came": None}
        self.row["calls"].append(call)
        seen = self.caller.call(args, trace)
        call["came"] = seen_json(seen)
        return seen


def _told(what: str, part: str, hidden: bool, expected: Any = None) -> Row:
    return {"what": what, "part": part, "hidden": hidden, "expected": expected}


def _name(case: Case) -> str:
    return f"case {case.id}: {case.note}" if case.note else f"case {case.id}"


def _how(sitting: Sitting) -> str:
    if not sitting.place:
        return "in one process with the other exercises"
    where = "at the end of the notebook" if sitting.place == END else "at its check"
    instead = ", ".join(sorted(sitting.instead))
    return f"alone, {where}" + (f", with the reference in place of {instead}" if instead else "")
