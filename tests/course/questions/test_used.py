"""Lessons ask questions that exist, and every question is asked by a lesson or a warm-up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deepcat.questions import Kind, all_questions
from deepcat_grader.build.course import this_course
from deepcat_grader.build.lesson import Lesson
from deepcat_judge.exercises import EXERCISES

LESSONS = {lesson.module: lesson for lesson in this_course().lessons()}
INSTRUMENTS = ("predict", "warm_up", "what_is_wrong")


def code(lesson: Lesson) -> str:
    return "\n".join(cell.source for cell in lesson.cells if cell.kind == "code")


def own_name(lesson: Lesson, instrument: str) -> str:
    """What a lesson calls an instrument: its own name, or the one after ``as``."""
    found = re.search(rf"from deepcat import .*\b{instrument} as (\w+)", code(lesson))
    return found[1] if found else instrument


def calls(lesson: Lesson, instrument: str) -> list[str]:
    return re.findall(rf"\b{own_name(lesson, instrument)}\(\"([\w.]+)\"", code(lesson))


def markers(lesson: Lesson) -> list[str]:
    return [cell.wrong for cell in lesson.cells if cell.wrong is not None]


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_asks_questions_of_its_own_sheet(name: str) -> None:
    lesson, known = LESSONS[name], all_questions()
    assert calls(lesson, "what_is_wrong") == [], "the marker '# wrong:' makes the cells"
    asked = calls(lesson, "predict")
    assert [one for one in asked if one not in known or known[one].lesson != name] == []
    assert [one for one in asked if known[one].kind is Kind.LINE] == []
    assert [one for one in markers(lesson) if known[one].lesson != name] == []
    assert len({*asked, *markers(lesson)}) == len(asked) + len(markers(lesson))
    assert set(calls(lesson, "warm_up")) <= {name}


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_with_an_exercise_of_that_name_calls_the_instrument_otherwise(name: str) -> None:
    names = {exercise.name for exercise in EXERCISES.values() if exercise.lesson == name}
    used = {own_name(LESSONS[name], one) for one in INSTRUMENTS if calls(LESSONS[name], one)}
    assert not used & names


@pytest.mark.parametrize("name", LESSONS)
def test_what_asks_is_a_cell_that_a_grader_need_not_run(name: str) -> None:
    names = "|".join(own_name(LESSONS[name], one) for one in INSTRUMENTS)
    asking = [cell for cell in LESSONS[name].cells if re.search(rf"\b({names})\(\"", cell.source)]
    assert [cell.source for cell in asking if cell.kind == "code" and not cell.display] == []


def test_every_question_of_a_written_lesson_is_asked_or_in_the_pool() -> None:
    asked = {
        one for lesson in LESSONS.values() for one in (*calls(lesson, "predict"), *markers(lesson))
    }
    idle = [
        question.id
        for question in all_questions().values()
        if question.lesson in LESSONS and not question.in_pool and question.id not in asked
    ]
    assert idle == []


def test_every_sheet_is_of_a_lesson() -> None:
    import deepcat.questions

    sheets = {path.stem for path in Path(deepcat.questions.__file__).parent.glob("*.md")}
    assert sheets <= {exercise.lesson for exercise in EXERCISES.values()}
