"""Wrong code: its line is named, it is mended, and nothing of it gives points."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deepcat import what_is_wrong
from deepcat.kept import FILE, Keeper
from deepcat.lessons import lessons
from deepcat.questions import Kind, all_questions, question
from deepcat.questions.code import defined_name, numbered, source, without_code
from deepcat.questions.model import ANYTHING_ELSE
from deepcat.questions.numbers import line_numbers
from deepcat.questions.reading import read
from deepcat.session import SESSION
from deepcat_grader import judge
from deepcat_grader.build.wrong import wrong_cells
from deepcat_judge.exercises import EXERCISES

SHEET = """
cut_off: slopes, line, neuron.relu
Which line of this ReLU is wrong?
```python
def anns_relu(Z):
    low = 0.0

    return np.minimum(Z, low)
```
a) 4
b) 2
   → zero_is_wrong: You named the zero, which would be wrong if ReLU had its corner elsewhere.
*) another line
   → Put a positive score in, and follow it.
= The smaller of the two cuts off what is positive.
"""
(TOY,) = read("toy", SHEET)
OF_CODE = [one for one in all_questions().values() if one.kind is Kind.LINE]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    SESSION.keeper = Keeper(tmp_path)
    monkeypatch.setitem(all_questions(), TOY.id, TOY)
    return tmp_path


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Any:
    """Take what was printed since the last call, as one line."""
    return lambda: " ".join(capsys.readouterr().out.split())


def run(code: str) -> Callable[..., Any]:
    """Define the function of a piece of code, with NumPy and the lessons' references at hand."""
    from importlib import import_module

    names: dict[str, Any] = {"np": np}
    for lesson in lessons():
        names |= vars(import_module(f"deepcat_solutions.{lesson}"))
    before = dict(names)
    exec(code, names)
    (function,) = (v for k, v in names.items() if k not in before and callable(v))
    return function  # type: ignore[no-any-return]  # exec knows no types


def test_the_code_is_shown_with_its_lines_numbered(shown: Any) -> None:
    assert numbered(TOY).startswith(" 1  def anns_relu(Z):\n 2      low = 0.0\n 3\n 4      return")
    assert without_code(TOY) == "Which line of this ReLU is wrong?"
    what_is_wrong(TOY.id)
    words = shown()
    assert "What is wrong here? Which line of this ReLU is wrong? 1 def anns_relu(Z):" in words
    assert 'what_is_wrong("toy.cut_off", 2)' in words


def test_naming_a_line_is_answered(shown: Any) -> None:
    what_is_wrong(TOY.id, 1)
    assert "You named line 1: not this. Put a positive score in" in shown()
    what_is_wrong(TOY.id, 4)
    assert "You named line 1" in shown()


def test_mending_is_checked_and_kept_and_gives_no_points(shown: Any, folder: Path) -> None:
    def anns_relu(Z: Any) -> Any:
        return np.minimum(Z, 0.0)

    what_is_wrong(TOY.id, anns_relu)
    assert "Not mended yet. " in shown()
    what_is_wrong(TOY.id, lambda Z: np.maximum(Z, 0.0))
    assert "Mended: it passes every check of neuron.relu." in shown()
    assert json.loads((folder / FILE).read_text(encoding="utf-8"))["mended"] == [TOY.id]
    assert SESSION.verdicts == {}


def test_the_code_as_it_was_is_not_judged(shown: Any) -> None:
    """Running all cells must not give the wrong line away."""

    # fmt: off
    def anns_relu(Z):  # type: ignore[no-untyped-def]  # it is the code of the question
        low = 0.0

        return np.minimum(Z, low)
    # fmt: on

    what_is_wrong(TOY.id, anns_relu)
    assert shown().startswith("This is still the code as it was. Name the wrong line above")


def test_a_question_without_code_is_not_mended(shown: Any) -> None:
    what_is_wrong("neuron.bias_alone")
    assert 'predict("neuron.bias_alone") asks it' in shown()
    what_is_wrong("neuron.nothing")
    assert "no question called" in shown()


def test_the_cells_hold_the_code_of_the_question() -> None:
    ask, mend = wrong_cells(TOY)
    assert ask.source == 'what_is_wrong("toy.cut_off")'
    assert source(TOY) in mend.source
    assert mend.source.endswith('what_is_wrong("toy.cut_off", anns_relu)')
    assert (ask.id, mend.id) == ("toy-cut_off-line", "toy-cut_off-mend")


@pytest.mark.parametrize("name", [one.id for one in OF_CODE])
def test_the_code_is_wrong_and_no_answer_of_the_students_is_overwritten(name: str) -> None:
    asked = question(name)
    assert not judge(asked.exercise, run(source(asked))).passed
    assert defined_name(asked) not in {exercise.name for exercise in EXERCISES.values()}
    lines = source(asked).splitlines()
    for option in asked.options:
        if option.letter != ANYTHING_ELSE:
            assert all(lines[number - 1].strip() for number in line_numbers(option.text))
