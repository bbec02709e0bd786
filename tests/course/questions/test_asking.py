"""Questions are answered in code as on a page; the first answer stays, and is kept in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deepcat import predict, warm_up
from deepcat.kept import FILE, MADE, UNWRITABLE, Keeper
from deepcat.questions import Kind, all_questions, question
from deepcat.questions.choosing import choose
from deepcat.questions.curves import HANDLES, heights
from deepcat.session import SESSION
from deepcat.unclear import UnclearError

CHOICE, NUMBER, CURVE = "neuron.bias_alone", "neuron.slope_at_zero", "neuron.slope_sketch"
LINE = next(name for name, asked in all_questions().items() if asked.kind is Kind.LINE)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    SESSION.keeper = Keeper(tmp_path)
    return tmp_path


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Any:
    """Take what was printed since the last call, as one line."""
    return lambda: " ".join(capsys.readouterr().out.split())


def kept(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return data


def test_a_question_is_shown_with_its_options_and_how_to_answer(shown: Any, folder: Path) -> None:
    predict(CHOICE)
    words = shown()
    assert "a) It turns b) It slides" in words
    assert 'predict("neuron.bias_alone", "a")' in words
    assert not (folder / FILE).exists()


def test_an_answer_is_answered_and_the_first_one_stays(shown: Any, folder: Path) -> None:
    predict(CHOICE, "a")
    words = shown()
    assert "You chose a): not this. You expected it to turn" in words
    assert question(CHOICE).explanation.split("$")[0].strip() in words
    assert MADE in words
    predict(CHOICE, "b")
    words = shown()
    assert "You chose a)" in words and "You chose b)" not in words and MADE not in words
    first = kept(folder)["answers"][CHOICE]
    assert first == {
        "answer": "a", "option": "a", "right": False, "misconception": "bias_is_a_weight",
    }  # fmt: skip


@pytest.mark.parametrize("name", all_questions())
def test_every_option_of_every_question_can_be_chosen(name: str) -> None:
    """A number in the middle of its interval, and a sketch that is the curve itself."""
    asked = question(name)
    for option in asked.options:
        if option.letter == "*":
            continue
        given: object = option.letter
        if asked.kind is Kind.NUMBER:
            given = option.text.partition("±")[0]
        elif asked.kind is Kind.LINE:
            given = option.text.partition(",")[0]
        elif asked.kind is Kind.CURVE:
            given = list(heights(option.text, asked.axes))
        assert choose(asked, given)[1] is option


def test_what_is_no_option_is_answered_too(shown: Any) -> None:
    predict(NUMBER, 7)
    assert "You said 7: not this. Work out" in shown()
    up = question(CURVE).axes[1].high
    predict(CURVE, [up, 0, up, 0, up, 0, up])
    assert "Ask at three places" in shown()


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        (CHOICE, "z", "Answer with one of the letters a, b, c."),
        (CHOICE, 3, "Answer with one of the letters a, b, c."),
        (NUMBER, "much", "Answer with a number"),
        (NUMBER, float("nan"), "Answer with a number"),
        (NUMBER, [1, 2], "Answer with a number"),
        (NUMBER, 10**400, "Answer with a number"),
        (LINE, 2.7, "the number of a line that has code"),
        (LINE, 99, "the number of a line that has code"),
        (LINE, 0, "the number of a line that has code"),
        (CURVE, [10**400] * HANDLES, f"Answer with {HANDLES} heights"),
        (CURVE, [1, 2], f"Answer with {HANDLES} heights"),
        (CURVE, "hill", f"Answer with {HANDLES} heights"),
        (CURVE, [np.inf] * HANDLES, f"Answer with {HANDLES} heights"),
    ],
)
def test_what_is_no_answer_is_not_kept(
    name: str, given: object, words: str, shown: Any, folder: Path
) -> None:
    with pytest.raises(UnclearError):
        choose(question(name), given)
    predict(name, given)
    assert words in shown()
    assert not (folder / FILE).exists()


def test_numbers_are_read_as_people_write_them() -> None:
    assert choose(question(NUMBER), "0,25")[0] == 0.25
    assert choose(question("losses.surprise_at_half"), "−0.693")[1].letter == "d"


@pytest.mark.parametrize("text", ["172,062", "172062", "172 062", "172,062.0"])
def test_a_comma_may_part_thousands(text: str) -> None:
    """The lessons print large numbers like that, and the first answer stays."""
    value, option = choose(question("backprop.passes_for_one_step"), text)
    assert (value, option.letter) == (172062.0, "a")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("backprop.steps_an_epoch", "15,625", 15.625),
        ("backprop.steps_an_epoch", "1,000", 1000.0),
        ("backprop.steps_an_epoch", "7,500", 7500.0),
        ("cat_detector.score_of_the_detector", "89 %", 89.0),
        ("hidden_layer.cost_of_zeros", "69%", 0.69),
    ],
)
def test_what_may_be_read_in_two_ways_is_read_as_an_option(
    name: str, text: str, value: float
) -> None:
    assert choose(question(name), text)[0] == value


def test_an_unknown_question_is_no_error(shown: Any) -> None:
    predict("neuron.bias_alon")
    assert "Did you mean neuron.bias_alone" in shown()


def test_a_warm_up_asks_three_questions_of_earlier_lessons(shown: Any, folder: Path) -> None:
    warm_up("neuron")
    first = shown()
    names = kept(folder)["warm_ups"]["neuron"]
    assert len(set(names)) == 3
    assert all(question(name).lesson == "introduction" for name in names)
    assert first.count("Warm-up ") == 3
    warm_up("neuron")
    assert kept(folder)["warm_ups"]["neuron"] == names
    warm_up("neuron", "a", 4)
    assert "There are 3 questions here" in shown()
    assert not kept(folder)["answers"]
    warm_up("introduction")
    assert "no earlier lesson" in shown()
    warm_up("neurone")
    assert "no lesson called" in shown()


def test_where_no_file_can_be_written_it_goes_on_and_says_so_once(shown: Any, folder: Path) -> None:
    SESSION.keeper = Keeper(folder / "is not there")
    predict(CHOICE, "a")
    assert UNWRITABLE in shown()
    predict(NUMBER, 7)
    words = shown()
    assert "You said 7" in words and UNWRITABLE not in words
    predict(CHOICE, "b")
    assert "You chose a)" in shown()


def test_an_answer_that_fits_its_question_no_longer_is_asked_for_again(
    shown: Any, folder: Path
) -> None:
    """The course was renewed, or somebody wrote into the file."""
    predict(CHOICE, "a")
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text.replace('"answer": "a"', '"answer": 7'), encoding="utf-8")
    shown()
    predict(CHOICE)
    assert 'answer in code: predict("neuron.bias_alone", "a")' in shown()
    predict(CHOICE, "b")
    assert "You chose b): right." in shown()


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1}', "null", '"no"', '{"format": 2}'])
def test_a_file_that_cannot_be_read_is_set_aside(shown: Any, folder: Path, text: str) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")
    predict(CHOICE, "a")
    words = shown()
    aside = "deepcat-answers-unreadable-1.json"
    assert f"{FILE} could not be read, so it is called {aside} now." in words
    assert (folder / aside).read_text(encoding="utf-8") == text
    assert CHOICE in kept(folder)["answers"]
    predict(NUMBER, 7)
    assert "could not be read" not in shown()


def test_a_file_that_was_deleted_is_forgotten(shown: Any, folder: Path) -> None:
    predict(CHOICE, "a")
    (folder / FILE).unlink()
    shown()
    predict(CHOICE, "b")
    assert "You chose b)" in shown()


def test_what_another_notebook_kept_is_not_lost(folder: Path, shown: Any) -> None:
    predict(CHOICE, "a")
    SESSION.keeper = Keeper(folder)
    predict(NUMBER, 0.25)
    assert set(kept(folder)["answers"]) == {CHOICE, NUMBER}


def test_nothing_else_lies_beside_the_file(folder: Path, shown: Any) -> None:
    predict(CHOICE, "a")
    predict(NUMBER, 0.25)
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_who_has_given_it_another_name_reads_that_name(shown: Any) -> None:
    """An exercise of lesson 4 is called predict."""
    from deepcat import predict as expect

    globals_of_the_call = {"expect": expect}
    exec(f'expect("{CHOICE}")', globals_of_the_call)
    assert f'answer in code: expect("{CHOICE}", "a")' in shown()
