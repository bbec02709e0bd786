"""What this Python process remembers of a student's work: latest verdicts and hints given."""

from __future__ import annotations

from dataclasses import dataclass, field

from deepcat_judge.verdict import Verdict


@dataclass
class Session:
    """One student's work in one kernel. Nothing is written to disk.

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
    """

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    hints_given: dict[str, int] = field(default_factory=dict)
    explained: dict[str, Verdict] = field(default_factory=dict)
    lesson: str = ""
    shown: tuple[int, Verdict] | None = None

    def remember(self, verdict: Verdict) -> None:
        """Keep the latest verdict, and the lesson it belongs to."""
        self.verdicts[verdict.exercise] = verdict
        self.lesson = verdict.exercise.partition(".")[0]


SESSION = Session()
