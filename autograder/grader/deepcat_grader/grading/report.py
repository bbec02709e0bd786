"""What a run of the grader did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deepcat_grader.grading.course_folder import Submission
from deepcat_grader.grading.ledger import Ledger
from deepcat_grader.grading.points import restated
from deepcat_grader.grading.record import NotebookRecord


@dataclass(frozen=True)
class Item:
    """One notebook of a run: what was handed in, and under which key the ledger has its record."""

    submission: Submission
    key: str
    unreadable: str = ""


class Records(Mapping[str, NotebookRecord]):
    """Records of a run by key, read from the ledger when they are asked for."""

    def __init__(self, course: Path, ledger: Path | None = None) -> None:
        self._course, self._ledger = course, ledger
        self._points: dict[str, Mapping[str, float]] = {}
        self._seen: dict[tuple[tuple[str, float], ...], Mapping[str, float]] = {}

    def add(self, key: str, points: Mapping[str, float]) -> None:
        """Note that the ledger has a record under a key, and what its notebook gives points for."""
        # A class has few mappings, and one submission more or less should weigh little.
        self._points[key] = self._seen.setdefault((*points.items(),), points)

    def __getitem__(self, key: str) -> NotebookRecord:
        points = self._points[key]
        with Ledger(self._course, self._ledger) as ledger:
            record = ledger.find(key)
        if record is None:
            raise KeyError(key)
        return restated(record, points)

    def __iter__(self) -> Iterator[str]:
        return iter(self._points)

    def __len__(self) -> int:
        return len(self._points)


@dataclass
class Report:
    """What a run did.

    ``failed`` maps student and assignment to why they were not graded; ``seconds`` has the time
    of each phase, ``tracebacks`` those of our own faults by student and assignment; ``notes``
    are sentences that a person should read, and ``unbooked`` says why the gradebook was not
    filled, where it was not: that is nobody's fault in the class.
    """

    records: Records
    items: list[Item] = field(default_factory=list)
    failed: dict[tuple[str, str], str] = field(default_factory=dict)
    tracebacks: dict[tuple[str, str], str] = field(default_factory=dict)
    judged: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unbooked: str = ""
