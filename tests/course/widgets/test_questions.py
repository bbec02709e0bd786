"""The questions' widget without a browser: what the page is told, and what it may send."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deepcat.asking import Asked
from deepcat.kept import FILE, Keeper
from deepcat.questions import question
from deepcat.session import SESSION
from deepcat.widgets.questions import Questions

CALL = 'predict("{id}", {answer})'
CHOICE, NUMBER, CURVE = "neuron.bias_alone", "neuron.slope_at_zero", "neuron.slope_sketch"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    SESSION.keeper = Keeper(tmp_path)
    return tmp_path


@pytest.fixture
def widget() -> Questions:
    questions = tuple(question(name) for name in (CHOICE, NUMBER, CURVE))
    return Questions(Asked("Predict", CALL, questions))


def send(widget: Questions, **content: object) -> None:
    """Do what a message from the page does."""
    widget._handle_custom_msg(content, [])


def test_the_page_is_not_told_what_is_right_before_the_answer(widget: Questions) -> None:
    told = json.dumps(widget.asked, ensure_ascii=False)
    for one in (question(name) for name in (CHOICE, NUMBER, CURVE)):
        for option in one.options:
            assert not option.answer or option.answer.split(",")[0] not in told
        assert one.explanation.split("$")[0].strip() not in told
    assert widget.asked[2]["sketch"]["right"] == []
    assert "0.25" not in json.dumps(widget.asked[1])


def test_an_answer_from_the_page_is_kept_and_answered(widget: Questions, folder: Path) -> None:
    send(widget, number=0, given="a")
    assert (
        "<strong>You chose a): not this.</strong> You expected it to turn"
        in (widget.asked[0]["told"])
    )
    send(widget, number=0, given="b")
    assert widget.asked[0]["given"] == "a"
    kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    assert kept["answers"][CHOICE]["option"] == "a"
    assert repr(widget) == "3 questions to answer on this page, 1 answered."


def test_a_sketch_is_answered_with_the_right_curve(widget: Questions) -> None:
    heights = [0.0, 0.02, 0.1, 0.3, 0.1, 0.02, 0.0]
    send(widget, number=2, given=heights)
    assert "You sketched a low hill: right" in widget.asked[2]["told"]
    assert widget.asked[2]["given"] == heights
    assert max(widget.asked[2]["sketch"]["right"]) == pytest.approx(0.25, abs=1e-3)


def test_what_is_no_answer_is_told_in_place_and_gone_with_the_next(widget: Questions) -> None:
    send(widget, number=1, given="a quarter")
    assert widget.asked[1]["problem"] == "Answer with a number, such as 0.5."
    assert widget.asked[1]["given"] is None
    send(widget, number=1, given="1/4")
    assert widget.asked[1]["problem"]
    send(widget, number=1, given="0,25")
    assert widget.asked[1]["problem"] == ""
    assert widget.asked[1]["given"] == 0.25


@pytest.mark.parametrize("content", [{}, {"number": 9, "given": "a"}, {"number": "0"}])
def test_a_message_that_is_none_changes_nothing(
    widget: Questions, content: dict[str, object]
) -> None:
    before = list(widget.asked)
    send(widget, **content)
    assert widget.asked == before


def test_a_question_that_was_answered_opens_with_its_answer(widget: Questions) -> None:
    send(widget, number=0, given="b")
    again = Questions(Asked("Predict", CALL, (question(CHOICE),)))
    assert again.asked[0]["given"] == "b"
    assert "You chose b): right." in again.asked[0]["told"]
