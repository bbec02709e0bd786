"""The cat desk without a browser: scores, mistakes, a picture of one's own, and what goes wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat.widgets import CatDesk
from deepcat.widgets.desk_picture import DeskTask, experience, facts, worst
from deepcat_data.pictures import Pictures
from deepcat_solutions.cat_detector import confidence_interval, prepare_image, worst_mistakes

SIDE = 4
LEVELS = np.array([10, 250, 100, 200, 130, 60], dtype=np.uint8)  # brightness of each picture
PICTURES = Pictures(
    np.repeat(LEVELS, SIDE * SIDE * 3).reshape(6, SIDE, SIDE, 3),
    np.array([0, 1, 1, 0, 1, 0]),
    ("other", "cat"),
    {"number": np.arange(6), "dark_coat": LEVELS < 128, "tilt": LEVELS / 100},
)


def brightness(X: Any) -> Any:
    return X.mean(axis=0, keepdims=True)


def desk(**more: Any) -> CatDesk:
    return CatDesk(PICTURES, brightness, **more)


def test_a_picture_is_scored_and_its_mistake_is_told() -> None:
    widget = desk()
    assert widget.sentence.startswith(
        "Picture 1 of 6 (other): score 0.04, so other, which is right."
    )
    widget.act("show")
    assert widget.sentence.startswith("Picture 4 of 6 (other): score 0.78, so cat, which is wrong.")
    assert widget.frame["facts"] == "other: dark coat no, tilt 2.00"
    assert widget.frame["mistakes"] == "3,2"
    assert widget.frame["thumbs"] == PICTURES.X[[3, 2]].tobytes()
    assert widget.frame["picture"] == PICTURES.X[3].tobytes()
    widget.act("reset")
    assert widget.sentence.startswith("Picture 1 of 6")


def test_the_worst_mistakes_are_those_of_the_exercise() -> None:
    rng = np.random.default_rng(0)
    scores, is_one = rng.random(50), rng.random(50) > 0.4
    expected = worst_mistakes(is_one[np.newaxis].astype(float), scores[np.newaxis], 7)
    assert worst(scores, is_one, 7) == list(expected)


def test_a_score_comes_with_how_often_such_scores_are_right() -> None:
    task = DeskTask(PICTURES, brightness, interval=confidence_interval)
    scores = np.array([0.95, 0.91, 1.0, 0.2, np.nan, 0.97])
    low, high = confidence_interval(0.5, 4)
    assert experience(task, scores, 0.93) == (
        "Of 4 pictures here with a score from 0.9 to 1.0, 2 are of the class cat:"
        f" 50%, interval {low:.0%} to {high:.0%}."
    )
    assert experience(task, scores, 0.0).startswith("None of the pictures here has a score from")
    assert experience(task, scores, np.nan) == ""


def test_what_each_place_adds_is_input_times_weight() -> None:
    W1 = np.zeros((2, SIDE * SIDE * 3))
    W1[0, 0], W1[1, -1] = 3.0, -2.0
    widget = desk(parameters={"W1": W1}, scale=lambda X: X - 0.5)
    assert widget.setting["units"] == 2
    shades = np.frombuffer(widget.frame["map"], np.uint8).reshape(SIDE, SIDE)
    assert shades[0, 0] == 1  # a dark place, below the middle, times a positive weight
    assert (shades.ravel()[1:] == 128).all()
    widget.move(unit=1.0)
    shades = np.frombuffer(widget.frame["map"], np.uint8).reshape(SIDE, SIDE)
    assert shades[-1, -1] == 255


@pytest.mark.parametrize("parameters", [None, {}, {"W1": np.zeros((3, 5))}])
def test_weights_that_are_no_pictures_are_not_shown(parameters: Any) -> None:
    widget = desk(parameters=parameters)
    assert widget.setting["units"] == 0
    assert widget.frame["map"] == b""


def test_a_picture_of_ones_own_is_laid_on_the_desk() -> None:
    widget = desk(prepare_image=prepare_image)
    assert widget.setting["takes"]
    widget.lay(np.full((30, 20, 3), 255, np.uint8))
    assert widget.sentence.startswith("Your own picture: score 1.00, so cat.")
    assert widget.frame["own"]
    assert widget.frame["facts"] == "your own picture"
    widget.move(chosen=2.0)
    assert not widget.frame["own"]


def test_the_page_sends_a_picture_as_rows_of_pixels() -> None:
    widget = desk(prepare_image=prepare_image)
    pixels = np.full((8, 6, 4), 255, np.uint8)
    content = {"action": "picture", "height": 8, "width": 6}
    widget._handle_custom_msg(content, [pixels.tobytes()])
    assert widget.frame["own"]
    number = widget.frame["number"]
    for wrong in ({"height": 7}, {"width": 0}, {"height": 8000, "width": 6}):
        widget._handle_custom_msg(content | wrong, [pixels.tobytes()])
    widget._handle_custom_msg(content, [])
    assert widget.frame["number"] == number


def test_without_prepare_image_the_desk_says_what_it_needs() -> None:
    widget = desk()
    widget.lay(np.zeros((4, 4, 3), np.uint8))
    assert "Give the desk your prepare_image" in widget.frame["problem"]
    assert not widget.frame["own"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"scale": lambda X: X[:2]}, "should return an array of shape"),
        ({"scale": lambda X: 1 / 0}, "stopped with ZeroDivisionError"),
        ({"confidence_interval": lambda accuracy, m: accuracy}, "two numbers, low and high"),
    ],
)
def test_a_function_of_another_kind_is_named(more: Any, words: str) -> None:
    widget = desk(**more)
    assert words in widget.frame["problem"]
    assert widget.frame["picture"] == b""


def test_an_exception_keeps_the_last_good_picture() -> None:
    broken = []

    def fragile(X: Any) -> Any:
        if broken:
            raise ValueError("no more")
        return brightness(X)

    widget = CatDesk(PICTURES, fragile)
    good = widget.frame["picture"]
    broken.append(True)
    widget.move(chosen=1.0)
    assert widget.frame["picture"] == good
    assert widget.frame["stale"]
    assert "fragile stopped with ValueError: no more." in widget.frame["problem"]
    broken.clear()
    widget.redraw()
    assert widget.frame["problem"] == ""


def test_a_score_that_is_no_number_is_shown_as_it_is() -> None:
    widget = CatDesk(PICTURES, lambda X: X[:1] * np.nan)
    assert "score nan, so other" in widget.sentence
    assert widget.frame["score"] == 0.0


def test_facts_are_few_and_plain() -> None:
    assert facts(PICTURES, 0) == "other: dark coat yes, tilt 0.10"


def test_three_classes_are_refused() -> None:
    three = Pictures(PICTURES.X, np.array([0, 1, 2, 0, 1, 2]), ("a", "b", "c"), {})
    with pytest.raises(ValueError, match="two classes"):
        CatDesk(three, brightness)
