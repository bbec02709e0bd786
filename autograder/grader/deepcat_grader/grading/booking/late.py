"""What a late submission costs, by the plugin that a course's configuration names."""

from __future__ import annotations

import datetime

from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from deepcat_grader.grading.course_folder import quiet_log


class Late:
    """The rule for late submissions of a course.

    Attributes
    ----------
    words : str
        Changes with the rule, as far as the configuration tells.
    """

    def __init__(self, config: Config) -> None:
        step = AssignLatePenalties(config=config, log=quiet_log())
        step.init_plugin()
        self._plugin = step.plugin_inst
        kind = type(self._plugin)
        named = config.get("Autograde", {}).get("autograde_preprocessors")
        self._used = named is None or any("AssignLatePenalties" in str(one) for one in named)
        self.words = f"{self._used} {kind.__module__}.{kind.__name__} {config.get(kind.__name__)}"

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
