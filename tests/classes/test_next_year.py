"""The next year's class gets what the teacher made, and nothing of anybody's."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from tests.grading.small import NAME, instructors_notebook

from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.classes.next_year import copy_class
from deepcat_grader.classes.roster import Student, write_roster
from deepcat_grader.course_dir import make_course
from deepcat_grader.grading.course_folder import NoCourse, open_course
from deepcat_grader.grading.secret import read_secret

DATES = """\
[due]
small = 2025-11-03

[late]
percent_a_day = 20
at_most = 50

[[extension]]
assignment = "small"
student = "ada"
until = 2025-11-20
"""


@pytest.fixture
def old(course: Path) -> Path:
    """A class at the end of its term."""
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('c.Exchange.timezone = "Europe/Vienna"\n')
    (course / "half_off.py").write_text("RATE = 0.5\n")
    (course / "dates.toml").write_text(DATES)
    (course / "submitted" / "ada" / NAME).mkdir(parents=True)
    write_roster(course, [Student("ada")])
    path = course / "source" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = "# Our own title"
    path.write_text(notebook_text(notebook), encoding="utf-8")
    return course


def test_what_the_teacher_made_comes_along_and_nothing_else(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "next"
    copy_class(old, new)
    make_course(new, {NAME: instructors_notebook()}, {})
    assert open_course(new).zone == "Europe/Vienna" and (new / "half_off.py").exists()
    late = (new / "dates.toml").read_text()
    assert "percent_a_day = 20" in late and "2025" not in late and "ada" not in late
    released = nbformat.read(new / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    assert released.cells[0].source == "# Our own title"
    assert read_secret(new) != read_secret(old)
    assert not (new / "roster.csv").exists() and list((new / "submitted").iterdir()) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("c.CourseDirectory.db_url = 'sqlite:////tmp/marks.db'", "db_url"),
        ("c.CourseDirectory.root = {root!r}", "CourseDirectory.root"),
    ],
)
def test_settings_that_lead_to_the_old_class_are_refused(
    old: Path, tmp_path: Path, line: str, said: str
) -> None:
    with (old / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(line.format(root=str(old)) + "\n")
    with pytest.raises(NoCourse, match=said):
        copy_class(old, tmp_path / "next")
    assert not (tmp_path / "next").exists()


def test_a_folder_that_holds_something_is_left_alone(old: Path, tmp_path: Path) -> None:
    (tmp_path / "next").mkdir()
    (tmp_path / "next" / "thesis.txt").write_text("years of work")
    with pytest.raises(NoCourse, match="is not empty"):
        copy_class(old, tmp_path / "next")
    assert (tmp_path / "next" / "thesis.txt").exists()
