"""A name that nbgrader or a database takes for syntax is refused in a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deepcat_grader.course_dir import release
from deepcat_grader.grading.course_folder import NoCourse, open_course
from deepcat_grader.grading.engine import LocalPool
from deepcat_grader.grading.run import Options, run

from ..small import NAME


@pytest.mark.parametrize("name", ["what?", "a%20b"])
def test_a_path_that_no_gradebook_can_have_is_refused(made_course: Path, tmp_path: Path, name: str):
    """Its gradebook would be another file, in another folder."""
    shutil.copytree(made_course, tmp_path / name)
    with pytest.raises(NoCourse, match="Give the folder another name"):
        open_course(tmp_path / name)


@pytest.mark.parametrize("name", ["Übung [1]", "100 % cats", "a#b", "it's {x} & more"])
def test_other_signs_are_part_of_a_name(made_course: Path, tmp_path: Path, name: str):
    root = Path(shutil.copytree(made_course, tmp_path / name))
    assert open_course(root).assignments() == [NAME]


def test_an_assignment_that_nbgrader_refuses_is_named_for_each_student(course: Path):
    for place in ("source/a+b", "submitted/ada/a+b"):
        (course / place).mkdir(parents=True)
        (course / place / "a+b.ipynb").write_text("{}")
    report = run(open_course(course), LocalPool(1), Options())
    assert list(report.failed) == [("ada", "a+b")]
    assert "another name" in report.failed["ada", "a+b"]
    with pytest.raises(NoCourse, match="another name"):
        run(open_course(course), LocalPool(1), Options(assignments=["a+b"]))


@pytest.mark.parametrize("name", ["a+b", "week [1]"])
def test_a_name_that_nbgrader_cannot_release_is_refused(course: Path, name: str):
    with pytest.raises(NoCourse, match="another name"):
        release(course, [name])
