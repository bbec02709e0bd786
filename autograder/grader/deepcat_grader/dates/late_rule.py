"""nbgrader's plugin for late work, by the rule of a class's `dates.toml`."""

from __future__ import annotations

from pathlib import Path

from nbgrader.plugins import LateSubmissionPlugin

from deepcat_grader.dates.dates import Dates, read_dates


class LateRule(LateSubmissionPlugin):  # type: ignore[misc]  # nbgrader comes without types
    """Takes off what `dates.toml` says; where it has no rule, what nbgrader's own settings say.

    Attributes
    ----------
    dates : Dates or None
        Read from the class's folder where nobody gives them.
    """

    dates: Dates | None = None

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Points that a notebook loses.

        Parameters
        ----------
        student_id : str
        score : float
        total_seconds_late : float
            Since it was due for this student.
        """
        if self.dates is None:
            self.dates = read_dates(Path(self.config.CourseDirectory.root), "UTC")
        if self.dates.rule is not None:
            return self.dates.rule.cost(score, total_seconds_late)
        lost: float | None = super().late_submission_penalty(student_id, score, total_seconds_late)
        return lost
