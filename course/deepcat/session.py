"""What this Python process remembers of a student's work: latest verdicts and hints given."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from deepcat.kept import Keeper
from deepcat_judge.verdict import Verdict


class Closing(Protocol):
    """What can be closed."""

    def close(self) -> None:
        """Leave the page."""


@dataclass
class Session:
    """One student's work in one kernel.

    Attributes
    ----------
    verdicts : dict from exercise id to Verdict
        The latest of each exercise.
    hints_given : dict from exercise id to int
    explained : dict from exercise id to Verdict
        The verdict that the latest hint of that exercise spoke about.
    lesson : str
        The lesson in use; empty until an exercise of it was checked.
    shown : tuple of (int, Verdict) or None
        The verdict that `check` drew last, and the number of the cell it was drawn in.
    keeper : Keeper
        Of the answers to questions, in the folder in which the kernel was started.
    on_show : dict from place to widget
        The questions that stand on the page, to be closed when they are shown again.
    """

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    hints_given: dict[str, int] = field(default_factory=dict)
    explained: dict[str, Verdict] = field(default_factory=dict)
    lesson: str = ""
    shown: tuple[int, Verdict] | None = None
    keeper: Keeper = field(default_factory=lambda: Keeper(Path.cwd()))
    on_show: dict[str, Closing] = field(default_factory=dict)

    def remember(self, verdict: Verdict) -> None:
        """Keep the latest verdict, the mistake that it names, and the lesson it belongs to."""
        self.verdicts[verdict.exercise] = verdict
        self.lesson = verdict.exercise.partition(".")[0]
        self.keeper.met(verdict)


SESSION = Session()
