"""A lesson that cannot be built says where, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from deepcat_grader.build import BuildError, instructor_notebooks
from deepcat_grader.build.course import Course

MARKER = "# exercise: purr.double"


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("# exercise: purr.triple", "No exercise is called purr.triple; the lesson purr has"),
        ("# exercise: purr.quiz", "has a marker already, at line"),
        ("# excercise: purr.double", "is not a marker; there are"),
        ("# exercise", "'# exercise' needs an id"),
        ("# exercise: double", "names no exercise"),
        ("# Display", "is not a marker; there are"),
        ("# exercise: purr.double\ndouble(2)", "must hold nothing else"),
        ("# wrong", "'# wrong' needs an id"),
        ("# wrong: purr.upside_down\ndouble(2)", "must hold nothing else"),
    ],
)
def test_a_wrong_marker_is_named_with_its_line(
    make_course: Callable[..., Course], lesson_text: str, wrong: str, sentence: str
) -> None:
    course = make_course(lesson_text.replace(MARKER, wrong))
    line = line_of(lesson_text, MARKER)
    with pytest.raises(BuildError, match=rf"1_purr\.md:{line}: .*{re.escape(sentence)}"):
        instructor_notebooks(course=course)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("purr.upside_down", "There is no question called"),
        ("neuron.bias_alone", "it shows no function"),
    ],
)
def test_wrong_code_that_no_question_shows_is_named_with_its_line(
    make_course: Callable[..., Course], lesson_text: str, name: str, sentence: str
) -> None:
    text = f"{lesson_text}\n```{{code-cell}} ipython3\n# wrong: {name}\n```\n"
    line = line_of(text, f"# wrong: {name}")
    with pytest.raises(BuildError, match=rf"1_purr\.md:{line}: '# wrong: {name}': {sentence}"):
        instructor_notebooks(course=make_course(text))


@pytest.mark.parametrize(
    "stray", ["# exercise: purr.double", "# wrong: purr.upside_down", "# display"]
)
def test_a_marker_below_the_first_line_is_refused(
    make_course: Callable[..., Course], lesson_text: str, stray: str
) -> None:
    text = lesson_text.replace("import numpy as np\n", f"import numpy as np\n{stray}\n")
    line = line_of(text, stray)
    with pytest.raises(BuildError, match=rf"1_purr\.md:{line}: .*must be the first line"):
        instructor_notebooks(course=make_course(text))


def test_ordinary_comments_are_no_markers(
    make_course: Callable[..., Course], lesson_text: str
) -> None:
    text = lesson_text.replace("import numpy", "# display: it is needed below\nimport numpy")
    source = instructor_notebooks(course=make_course(text))["1_purr"].cells[1].source
    assert source.startswith("# display: it is needed below\n")


def test_an_exercise_without_a_marker_is_named(
    make_course: Callable[..., Course], lesson_text: str
) -> None:
    with pytest.raises(BuildError, match=r"1_purr\.md:\d+: No marker is left for purr\.double;"):
        instructor_notebooks(course=make_course(lesson_text.replace(MARKER, "pass")))


def test_an_exercise_of_another_lesson_is_refused(
    make_course: Callable[..., Course], lesson_text: str, course: Course
) -> None:
    exercises = list(course.exercises.values())
    (course.root / "lessons" / "2_nap.md").write_text("# Nap\n\n" + lesson_text.split("---\n")[2])
    course = make_course(lesson_text, exercises)
    with pytest.raises(BuildError, match=r"2_nap\.md:\d+: .*does not belong to the lesson nap"):
        instructor_notebooks(["nap"], course)


def test_a_code_cell_inside_a_list_is_refused(
    make_course: Callable[..., Course], lesson_text: str
) -> None:
    nested = "- first\n\n  ```{code-cell} ipython3\n  double(1)\n  ```\n"
    text = lesson_text.replace("## Doubling\n", f"## Doubling\n\n{nested}")
    line = line_of(text, "  ```{code-cell}")
    with pytest.raises(BuildError, match=rf"1_purr\.md:{line}: .*inside a list"):
        instructor_notebooks(course=make_course(text))


def test_lesson_metadata_that_is_no_yaml_is_a_sentence(
    make_course: Callable[..., Course], lesson_text: str
) -> None:
    with pytest.raises(BuildError, match=r"1_purr\.md:1: The lesson's metadata cannot be read"):
        instructor_notebooks(course=make_course(lesson_text.replace("jupytext:", "jupytext: [")))


def test_an_unknown_lesson_is_refused_with_those_there_are(course: Course) -> None:
    with pytest.raises(BuildError, match="No lesson is called bark; there are purr"):
        instructor_notebooks(["bark"], course)


def test_lessons_come_in_the_order_of_their_numbers(course: Course) -> None:
    for name in ("10_nap", "2_stretch"):
        (course.root / "lessons" / f"{name}.md").write_text("# Nothing\n")
    assert [lesson.name for lesson in course.lessons()] == ["1_purr", "2_stretch", "10_nap"]
