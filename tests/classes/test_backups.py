"""How long copies of a class are kept, and what of its configuration goes back with one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.grading.small import NAME

from deepcat_grader.classes import backups as kept_copies
from deepcat_grader.classes.backups import backups, folder_of
from deepcat_grader.classes.configuration import EARLIER
from deepcat_grader.classes.updating import carry_out, planned, undoing
from deepcat_grader.course_dir import write_configuration
from deepcat_grader.grading.course_folder import NoCourse, open_course

from .changing import changed, undo, update, without


def test_old_copies_are_removed_but_never_the_one_that_undo_needs(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_copies, "KEPT", 2)
    update(course, changed(without("neuron.relu")))
    needed = backups(course)[-1].name
    opened = open_course(course)
    for second in range(4):  # changes that brought in nothing, and are not taken back
        kept_copies.make_backup(opened, "class update", [], f"2999-01-01T00-00-0{second}Z")
    assert kept_copies.prune(opened) == 3 and kept_copies.prune(opened) == 0
    assert [one.name for one in backups(course)] == [
        needed, "2999-01-01T00-00-02Z", "2999-01-01T00-00-03Z",
    ]  # fmt: skip
    left = folder_of(course, needed).parent.iterdir()
    assert len([*left]) == 3
    undo(course)
    source = course / "source" / NAME / f"{NAME}.ipynb"
    assert "neuron-relu-check" in source.read_text(encoding="utf-8")


def test_how_many_copies_stay_is_the_teachers_to_say(course: Path) -> None:
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.ClassBackups.keep = 3\n")
    assert kept_copies.kept(open_course(course)) == 3
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("c.ClassBackups.keep = 0\n")
    with pytest.raises(NoCourse, match=r"c\.ClassBackups\.keep.* is 0"):
        kept_copies.kept(open_course(course))


def bring_over(course: Path) -> None:
    """An update that changes the configuration, too."""
    with planned(open_course(course), changed(without("neuron.relu")), {}) as plan:
        carry_out(plan, lambda: write_configuration(course))


def test_an_undo_takes_the_configuration_back_and_forth(course: Path) -> None:
    path = course / "nbgrader_config.py"
    older = EARLIER.read_bytes() + b"c.JudgeCells.i_trust_these_students = True\n"
    path.write_bytes(older)
    bring_over(course)
    newer = path.read_bytes()
    assert newer != older
    with undoing(open_course(course)) as plan:
        assert "becomes what it was before" in plan.said
        carry_out(plan)
    assert path.read_bytes() == older
    undo(course)
    assert path.read_bytes() == newer


def test_an_undo_takes_no_line_of_the_teachers_out_of_the_configuration(course: Path) -> None:
    path = course / "nbgrader_config.py"
    path.write_bytes(EARLIER.read_bytes() + b"c.JudgeCells.i_trust_these_students = True\n")
    bring_over(course)
    mine = path.read_bytes() + b"c.JudgeCells.cell_timeout = 20.0\n"
    path.write_bytes(mine)
    with undoing(open_course(course)) as plan:
        assert "stays: you changed it since" in plan.said
        carry_out(plan)
    assert path.read_bytes() == mine
