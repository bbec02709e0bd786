"""What grading one notebook found, in plain values for the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from deepcat_grader.cage.tiers import Tier
from deepcat_judge.observe import Raised
from deepcat_judge.plain import Plain
from deepcat_judge.verdict import Verdict


@dataclass(frozen=True)
class CellRun:
    """What running one cell did.

    Attributes
    ----------
    text : str
        What it wrote.
    raised : Raised or None
    fault : str
        Why it came to no end, as the rest of a sentence that begins with the cell; or empty.
    timed_out : bool
    result : int, float or None
        The value of its last expression, where that is a plain number.
    """

    text: str = ""
    raised: Raised | None = None
    fault: str = ""
    timed_out: bool = False
    result: Plain = None

    @property
    def words(self) -> str:
        """What went wrong, in one sentence; empty when nothing did."""
        if self.fault:
            return f"This cell was stopped: {self.fault}."
        if self.raised is None:
            return ""
        where = f" on line {self.raised.lineno}" if self.raised.lineno else ""
        line = f": {self.raised.line}" if self.raised.line else ""
        return f"{self.raised.kind}{where}{line}\n{self.raised.text}".strip()


@dataclass(frozen=True)
class Score:
    """Points of a test cell that a teacher wrote.

    Attributes
    ----------
    points, max_points : float
    message : str
        What the student is told.
    waits : bool
        Whether a person has to look: then there is no automatic score.
    inside : bool
        Whether the test ran in the student's process, where a student's code can cheat it.
    traceback : str
        What failed on our side.
    """

    points: float
    max_points: float
    message: str
    waits: bool = False
    inside: bool = False
    traceback: str = ""


@dataclass(frozen=True)
class NotebookRecord:
    """Everything that grading one notebook found.

    ``verdicts`` go by exercise, ``scores`` and ``runs`` by cell id; ``tier`` is the one under
    which the notebook ran.
    """

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    scores: Mapping[str, Score] = field(default_factory=dict)
    runs: Mapping[str, CellRun] = field(default_factory=dict)
    tier: Tier = Tier.C

    def to_json(self) -> dict[str, Any]:
        """Plain values only."""
        return {
            "verdicts": {key: verdict.to_json() for key, verdict in self.verdicts.items()},
            "scores": {key: asdict(score) for key, score in self.scores.items()},
            "runs": {key: asdict(run) for key, run in self.runs.items()},
            "tier": self.tier.name,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> NotebookRecord:
        """The inverse of `to_json`."""
        runs = {}
        for key, run in data["runs"].items():
            raised = Raised(**run["raised"]) if run["raised"] else None
            runs[key] = CellRun(**{**run, "raised": raised})
        return cls(
            {key: Verdict.from_json(value) for key, value in data["verdicts"].items()},
            {key: Score(**value) for key, value in data["scores"].items()},
            runs,
            Tier[data["tier"]],
        )
