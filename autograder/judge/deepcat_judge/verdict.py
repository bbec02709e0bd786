"""What the judge says about one answer: an outcome, points, and words."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


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
class Verdict:
    """The judgement of one answer, in plain values and ordinary words.

    Attributes
    ----------
    exercise : str
        Exercise id, for example ``"neuron.sigmoid"``.
    outcome : Outcome
    points, max_points : float
        ``0 <= points <= max_points``.
    mistake : str or None
        Id of the known mistake whose output this answer reproduces.
    message : str
        The whole finding in plain text, ready for a terminal.
    headline : str
        One sentence: what is wrong, or that all is well.
    finding : str or None
        What kind of evidence the message rests on (``"shape"``, ``"factor"``, ...).
    expected, received, on_input : str
        The comparison that failed, in short notation; empty where it does not apply.
    next_thought : str
        What to think about next.
    parts : tuple of PartResult
        The rubric, line by line.
    """

    exercise: str
    outcome: Outcome
    points: float
    max_points: float
    mistake: str | None
    message: str
    headline: str = ""
    finding: str | None = None
    expected: str = ""
    received: str = ""
    on_input: str = ""
    next_thought: str = ""
    parts: tuple[PartResult, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the answer earned full marks."""
        return self.outcome is Outcome.PASSED

    def to_json(self) -> dict[str, Any]:
        """Plain values only, for the ledger and for tools."""
        data = {f.name: getattr(self, f.name) for f in fields(self)}
        data["outcome"] = self.outcome.value
        data["parts"] = [vars(part) for part in self.parts]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Verdict:
        """The inverse of `to_json`."""
        values = dict(data)
        values["outcome"] = Outcome(values["outcome"])
        values["parts"] = tuple(PartResult(**part) for part in values["parts"])
        return cls(**values)
