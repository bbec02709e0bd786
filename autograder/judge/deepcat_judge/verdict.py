"""What the judge says about one answer: an outcome, points, and what was found, as data."""

from __future__ import annotations

import enum
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from deepcat_judge import telling


class Outcome(enum.Enum):
    """How judging one answer ended. Our own failure is never a student's zero."""

    PASSED = "passed"
    INCORRECT = "incorrect"
    NOT_ATTEMPTED = "not attempted"
    RAISED = "raised"
    TIMED_OUT = "timed out"
    GRADER_FAULT = "grader fault"


@dataclass(frozen=True)
class PartResult:
    """Points earned on one line of an exercise's rubric."""

    id: str
    title: str
    points: float
    max_points: float


@dataclass(frozen=True)
class Item:
    """What is said of one question of an answer sheet."""

    name: str
    right: bool
    words: str


@dataclass(frozen=True)
class TrailRow:
    """One array on the way to a result, beside what it should have been.

    ``difference`` is the largest one between two elements; NaN where the shapes do not agree.
    """

    name: str
    shape: tuple[int, ...]
    difference: float
    right: bool


@dataclass(frozen=True)
class Verdict:
    """The judgement of one answer. Text and HTML are views of it; nothing is read back from them.

    Attributes
    ----------
    exercise : str
        Exercise id, for example ``"neuron.sigmoid"``.
    outcome : Outcome
    points, max_points : float
        ``0 <= points <= max_points``.
    mistake : str or None
        Id of the known mistake whose output this answer reproduces.
    headline : str
        What is wrong, or that all is well, in one or two sentences.
    finding : str or None
        What kind of evidence the words rest on (``"shape"``, ``"factor"``, ...).
    input_note, input : str
        The input that failed: described in words, and written out. A hidden one has no ``input``.
    expected, received : str
        The comparison that failed, in short notation; empty where it does not apply.
    line, code : int, str
        Number and text of the student's own line that is meant; 0 and empty where none is.
    thought : str
        What to think about next.
    notes : tuple of str
        Sentences that hold besides, such as how the answer was judged.
    printed : str
        What the answer printed on the input that failed, cut short.
    curve : tuple of float
        Losses of a training run, from its first step to its last.
    trail : tuple of TrailRow
        Array by array, where the answer and the right way part.
    items : tuple of Item
        An answer sheet, question by question.
    parts : tuple of PartResult
        The rubric, line by line.
    traceback : str
        Of our own fault, for teachers.
    """

    exercise: str
    outcome: Outcome
    points: float
    max_points: float
    mistake: str | None = None
    headline: str = ""
    finding: str | None = None
    input_note: str = ""
    input: str = ""
    expected: str = ""
    received: str = ""
    line: int = 0
    code: str = ""
    thought: str = ""
    notes: tuple[str, ...] = ()
    printed: str = ""
    curve: tuple[float, ...] = ()
    trail: tuple[TrailRow, ...] = ()
    items: tuple[Item, ...] = ()
    parts: tuple[PartResult, ...] = ()
    traceback: str = ""

    @property
    def passed(self) -> bool:
        """Whether the answer earned full marks."""
        return self.outcome is Outcome.PASSED

    @property
    def message(self) -> str:
        """The whole finding in plain text, ready for a terminal."""
        return telling.tell(self)

    def to_json(self) -> dict[str, Any]:
        """Plain values only, for the ledger and for tools."""
        data = {f.name: getattr(self, f.name) for f in fields(self)}
        data["outcome"] = self.outcome.value
        data["notes"] = list(self.notes)
        data["curve"] = [_number_out(value) for value in self.curve]
        data["trail"] = [
            {**vars(row), "shape": list(row.shape), "difference": _number_out(row.difference)}
            for row in self.trail
        ]
        data["items"] = [dict(vars(item)) for item in self.items]
        data["parts"] = [dict(vars(part)) for part in self.parts]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Verdict:
        """The inverse of `to_json`.

        Raises
        ------
        KeyError, TypeError, ValueError
            If the data was written by a version with other fields.
        """
        values = dict(data)
        values["outcome"] = Outcome(values["outcome"])
        values["notes"] = tuple(values["notes"])
        values["curve"] = tuple(map(float, values["curve"]))
        values["trail"] = tuple(_row(row) for row in values["trail"])
        values["items"] = tuple(Item(**item) for item in values["items"])
        values["parts"] = tuple(PartResult(**part) for part in values["parts"])
        return cls(**values)


def _number_out(value: float) -> float | str:
    """A number that JSON has, or the name of one that it lacks."""
    return value if math.isfinite(value) else str(value)


def _row(data: Mapping[str, Any]) -> TrailRow:
    return TrailRow(
        data["name"], tuple(data["shape"]), float(data["difference"]), bool(data["right"])
    )
