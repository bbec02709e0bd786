"""Our steps in nbgrader's own commands do what nbgrader would do otherwise."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from traitlets.config import Config

from deepcat_grader.grading.booking.marks import Marks
from deepcat_grader.grading.booking.plugin import ANSWERS, MARKS, RepairNotebook, SaveVerdicts
from deepcat_grader.grading.intake.times import UnclearTime

from ..small import NAME, hand_in

# nbgrader's own way to add a submission makes SQLAlchemy say this.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted")
Resources = dict[str, Any]


@pytest.fixture
def handed_in(course: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Resources]:
    """What nbgrader tells its steps of a folder with this time."""
    monkeypatch.chdir(course)
    url = f"sqlite:///{course}/gradebook.db"
    path = hand_in(course, "ada", "{}")
    with Gradebook(url) as gradebook:
        gradebook.add_student("ada")
        gradebook.add_submission(NAME, "ada")

    def at(time: str) -> Resources:
        (path.parent / "timestamp.txt").write_text(time)
        names = {"assignment": NAME, "student": "ada", "notebook": NAME, "db_url": url}
        return {"nbgrader": names, MARKS: Marks({}, {}), ANSWERS: {}}

    return at


def test_a_time_is_read_as_our_own_command_reads_it(handed_in: Callable[[str], Resources]) -> None:
    config = Config({"Exchange": {"timezone": "Europe/Berlin"}})
    for time, hour in (("2026-11-03 10:00:00 +0100", 9), ("2026-07-03 10:00:00 CEST", 8)):
        resources = handed_in(time)
        SaveVerdicts(config=config).preprocess(new_notebook(), resources)
        with Gradebook(resources["nbgrader"]["db_url"]) as gradebook:
            read = gradebook.find_submission(NAME, "ada").timestamp
            assert read == datetime.datetime.fromisoformat(f"{time[:10]} {hour:02}:00")


def test_a_time_that_is_not_clear_is_told_before_anything_is_judged(
    handed_in: Callable[[str], Resources],
) -> None:
    with pytest.raises(UnclearTime, match="write it like"):
        RepairNotebook().preprocess(new_notebook(), handed_in("03/11/2026 10:00"))
