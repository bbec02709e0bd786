"""A class's configuration is the teacher's: DeepCat's settings come from the package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from traitlets.config import Config

from deepcat_grader.classes.configuration import CONFIGURATION, EARLIER, brought_over
from deepcat_grader.course_dir import write_configuration
from deepcat_grader.dates.dates import Dates
from deepcat_grader.grading.booking.late import Late
from deepcat_grader.grading.course_folder import NoCourse, open_course

OWN = """\
# We are in Vienna.
c.Exchange.timezone = "Europe/Vienna"

c.Autograde.autograde_preprocessors = [
    "deepcat_grader.grading.plugin.JudgeCells",
    "own.Step",  # mine
]
"""


def loaded(text: str, folder: Path) -> Config:
    config = Config()
    exec(text, {"get_config": lambda: config, "__file__": str(folder / "nbgrader_config.py")})
    return config


def test_what_deepcat_once_wrote_becomes_the_small_file() -> None:
    assert brought_over(EARLIER.read_text(encoding="utf-8")) == CONFIGURATION
    assert brought_over(CONFIGURATION) == CONFIGURATION


def test_every_line_of_the_teachers_is_kept(tmp_path: Path) -> None:
    """Also one that stands between DeepCat's own, and one that changes a list of them."""
    first, *rest = EARLIER.read_text(encoding="utf-8").split("c.OverwriteCells")
    text = brought_over(first + OWN + "c.OverwriteCells" + "c.OverwriteCells".join(rest))
    assert text.startswith(CONFIGURATION)
    for line in OWN.splitlines():
        assert line in text.splitlines()
    assert "grading.booking.plugin" not in text
    config = loaded(text, tmp_path)
    assert config.Exchange.timezone == "Europe/Vienna"
    assert config.Autograde.autograde_preprocessors[1] == "own.Step"
    assert brought_over(text) == text


def test_a_configuration_that_is_not_python_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "nbgrader_config.py"
    path.write_text("c = (\n", encoding="utf-8")
    with pytest.raises(NoCourse, match="is not Python"):
        write_configuration(tmp_path)
    assert path.read_text(encoding="utf-8") == "c = (\n"


def test_a_rule_for_late_work_beside_the_configuration_is_found(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`nbgrader autograde` has always found it."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    (course / "half_off.py").write_text(
        "from nbgrader.plugins import BasePlugin\n\n\nclass HalfOff(BasePlugin):\n"
        "    def late_submission_penalty(self, student, score, late):\n        return score / 2\n"
    )
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('c.AssignLatePenalties.plugin_class = "half_off.HalfOff"\n')
    assert "half_off.HalfOff" in Late(open_course(course).config, Dates()).words


def test_a_repository_gets_nothing_of_a_students(course: Path) -> None:
    lines = (course / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/*" in lines
    shown = {line.strip("!/") for line in lines if line.startswith("!")}
    assert shown == {".gitignore", "*.py", "exercises", "source"}


def test_a_line_that_does_not_run_stops_the_command(course: Path) -> None:
    """nbgrader would go on without any setting, and run students' code unprotected."""
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.Exchange.timezone = Vienna\n")
    with pytest.raises(NoCourse, match="'Vienna' is not defined"):
        open_course(course)


def test_without_deepcat_nothing_is_graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "deepcat_grader.classes.settings", None)
    with pytest.raises(SystemExit, match="DeepCat's environment"):
        loaded(CONFIGURATION, tmp_path)
