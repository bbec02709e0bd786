"""When the work of a course is due for whom, and what late work costs."""

from __future__ import annotations

import datetime
import inspect
import math
import traceback
from numbers import Real
from pathlib import Path

from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from deepcat_grader.dates.dates import Dates
from deepcat_grader.dates.late_rule import LateRule
from deepcat_grader.grading.course_folder import CONFIG, NoCourse, quiet_log

MEND = "Mend it, then grade again: nothing is judged anew, and what was booked before stays."


class NoPenalty(Exception):
    """The teacher's rule for late work failed; the text says where, how, and what to do."""


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

    Raises
    ------
    NoCourse
        If the rule that the configuration names cannot be loaded.
    """

    def __init__(self, config: Config, dates: Dates) -> None:
        try:
            step = AssignLatePenalties(config=config, log=quiet_log())
            step.init_plugin()
        except (Exception, SystemExit) as error:  # a teacher's file may do anything
            reason = error.__context__ or error  # traitlets says only that it could not
            raise NoCourse(
                f"The rule for late work that {CONFIG} names cannot be loaded: "
                f"{type(reason).__name__}: {reason}. Mend it, or take "
                "`c.AssignLatePenalties.plugin_class` out; then start again."
            ) from error
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
        """Points that a notebook loses; None where it is not late, or loses nothing.

        Raises
        ------
        NoPenalty
            If a rule of the teacher's fails, or gives no number.
        """
        if not self._used or time is None or due is None:
            return None
        seconds = (time - due - (extension or datetime.timedelta())).total_seconds()
        if seconds <= 0:
            return None
        try:
            points = self._plugin.late_submission_penalty(student, score, seconds)
        except (Exception, SystemExit) as error:  # a teacher's rule may do anything
            raise NoPenalty(self._failed(error, student)) from error
        if points is None:
            return None
        if not isinstance(points, Real) or math.isnan(points):
            name = type(self._plugin).__name__
            raise NoPenalty(
                f"the rule for late work, {name}, gave {points!r} for {student}, which is no "
                f"number of points. {MEND}"
            )
        return min(max(float(points), 0.0), score)

    def _failed(self, error: BaseException, student: str) -> str:
        """Where in the rule's own file it failed, and how."""
        own = inspect.getsourcefile(type(self._plugin))
        frames = traceback.extract_tb(error.__traceback__)
        at = next((frame for frame in reversed(frames) if frame.filename == own), frames[-1])
        return (
            f"the rule for late work failed for {student} in {Path(at.filename).name}, line "
            f"{at.lineno}: {type(error).__name__}: {error}. {MEND}"
        )
