"""Nothing of the lecture, and nothing that a lesson has, is missing from its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deepcat.widgets import __all__ as widgets
from deepcat_grader.build.course import this_course
from deepcat_grader.build.lecture import PAGE, sections
from deepcat_judge.exercises import EXERCISES

LECTURE = (
    *("1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "3.4"),
    *("4.1", "5.1", "5.2", "6.1", "6.2", "6.3", "6.4"),
)


@pytest.fixture(scope="module")
def rows(root: Path) -> list[list[str]]:
    lines = (root / PAGE).read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if re.match(r"\| \d", line)
    ]


def test_every_section_of_the_lecture_has_its_row_in_order(rows: list[list[str]]) -> None:
    assert [row[0].partition(" ")[0] for row in rows] == list(LECTURE)


def test_every_exercise_of_a_lesson_stands_in_one_row(rows: list[list[str]]) -> None:
    shown = sorted(name for row in rows for name in re.findall(r"`(\w+)`", row[2]))
    unwritten = this_course().unwritten()
    assert shown == sorted(e.name for e in EXERCISES.values() if e.lesson not in unwritten)


def test_every_picture_and_every_widget_is_shown(root: Path, rows: list[list[str]]) -> None:
    pictures = {path.name for path in (root / "course/lessons/figures").glob("*.svg")}
    assert pictures == {name for row in rows for name in re.findall(r"`([\w.-]+)`", row[4])}
    assert set(widgets) == {name for row in rows for name in re.findall(r"`(\w+)`", row[5])}


def test_what_is_computed_or_moved_is_tested(rows: list[list[str]]) -> None:
    for row in rows:
        assert bool(row[2] or row[5]) <= bool(row[6]), row[0]


def test_a_lesson_keeps_all_its_cells() -> None:
    for lesson in this_course().lessons():
        kept = [cell for _, _, cells in sections(lesson) for cell in cells]
        assert kept == list(lesson.cells)
