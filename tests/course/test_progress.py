"""progress() lists a lesson's exercises with what the latest check found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat import check, progress
from deepcat.lessons import ordered_exercises
from deepcat.overview import table_of
from deepcat.session import Session
from deepcat_judge.exercises import EXERCISES


def rows(text: str) -> dict[str, str]:
    lines = (line.split(maxsplit=2) for line in text.splitlines()[1:])
    return {name: " ".join(rest.split()) for _, name, rest in lines}


def test_the_latest_check_counts(capsys: pytest.CaptureFixture[str]) -> None:
    check(np.cos, "neuron.tanh")
    check(np.tanh, "neuron.tanh")
    check(np.cos, "neuron.relu")
    capsys.readouterr()
    progress()
    text = capsys.readouterr().out
    most = EXERCISES["neuron.tanh"].points
    assert rows(text)["neuron.tanh"] == f"right {most:g} of {most:g}"
    assert rows(text)["neuron.relu"].startswith("not right yet 0 of")
    assert rows(text)["neuron.sigmoid"].startswith("not checked yet 0 of")
    assert text.startswith(f"Progress in neuron: 1 of {len(rows(text))} exercises right, {most:g}")


def test_a_lesson_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    progress("introduction")
    text = capsys.readouterr().out
    assert "read by your teacher" in rows(text)["introduction.formulate"]
    assert list(rows(text)) == [exercise.id for exercise in ordered_exercises("introduction")]
    assert next(iter(rows(text))) == "introduction.line"


def test_the_lesson_is_read_off_the_names_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    relu = sigmoid = tanh = len
    progress()
    assert "Progress in neuron" in capsys.readouterr().out
    del relu, sigmoid, tanh


def test_a_function_of_ours_is_no_name_of_an_exercise(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An exercise of lesson 4 is called predict, as what every lesson imports."""
    exec("from deepcat import predict, progress\nrelu = len\nprogress()", {})
    assert "Progress in neuron" in capsys.readouterr().out


def test_an_unknown_lesson_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    progress("neurons")
    assert "The lessons are introduction, neuron" in capsys.readouterr().out


def test_without_any_trace_of_a_lesson_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    exec("from deepcat import progress\nprogress()", {})
    assert 'progress("neuron")' in capsys.readouterr().out


def test_written_points_are_not_counted(fresh_session: Session) -> None:
    written = table_of([EXERCISES["introduction.formulate"]], fresh_session.verdicts)
    assert written[0].points is None


@pytest.mark.parametrize("lesson", ["", "nothing", 5, np.zeros(3)])
def test_what_is_no_lesson_is_told_in_one_sentence(
    lesson: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    progress(lesson)
    assert capsys.readouterr().out.count("\n") == 1
