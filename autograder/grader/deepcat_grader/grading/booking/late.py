"""When the work of a course is due for whom, and what late work costs."""

from __future__ import annotations

import datetime

from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from deepcat_grader.dates.dates import Dates
from deepcat_grader.dates.late_rule import LateRule
from deepcat_grader.grading.course_folder import quiet_log


class Late:
    """The dates of a course, and its rule for late submissions.

    Parameters
    ----------
    config : Config
    dates : Dates
        They go before what the gradebook says.

    Attributes
    ----------
    words : str
        Changes with the rule, as far as the configuration and the dates tell.
    """

    def __init__(self, config: Config, dates: Dates) -> None:
        step = AssignLatePenalties(config=config, log=quiet_log())
        step.init_plugin()
        self._plugin, self.dates = step.plugin_inst, dates
        if isinstance(self._plugin, LateRule):
            self._plugin.dates = dates
        kind = type(self._plugin)
        named = config.get("Autograde", {}).get("autograde_preprocessors")
        self._used = named is None or any("AssignLatePenalties" in str(one) for one in named)
        settings = [config.get(one.__name__) for one in kind.__mro__ if one.__name__ in config]
        self.words = f"{self._used} {kind.__module__}.{kind.__name__} {settings} {dates.rule}"

    def due(self, assignment: str, known: datetime.datetime | None) -> datetime.datetime | None:
        """When an assignment is due, of which the gradebook knows a date or none."""
        return self.dates.due.get(assignment, known)

    def extension(
        self,
        assignment: str,
        student: str,
        due: datetime.datetime | None,
        known: datetime.timedelta | None,
    ) -> datetime.timedelta | None:
        """How much longer a student has, of whom the gradebook knows an extension or none."""
        named = {one.assignment for one in self.dates.extensions} | {*self.dates.due}
        if assignment not in named:
            return known
        until = self.dates.until(assignment, student)
        if due is None or until is None:
            return None
        return max(until - due, datetime.timedelta())

    def penalty(
        self,
        student: str,
        score: float,
        time: datetime.datetime | None,
        due: datetime.datetime | None,
        extension: datetime.timedelta | None,
    ) -> float | None:
        """Points that a notebook loses; None where it is not late, or loses nothing."""
        if not self._used or time is None or due is None:
            return None
        seconds = (time - due - (extension or datetime.timedelta())).total_seconds()
        if seconds <= 0:
            return None
        points = self._plugin.late_submission_penalty(student, score, seconds)
        return None if points is None else min(max(points, 0.0), score)
