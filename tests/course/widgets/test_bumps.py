"""Bumps without a browser: the student's bumps, their sum, the fit, and approximate beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat.widgets import Bumps
from deepcat.widgets.bumps import hills
from deepcat_solutions.network import approximate, bump


def floats(payload: bytes) -> Any:
    return np.frombuffer(payload, dtype="<f4")


def error(widget: Bumps) -> float:
    return float(widget.frame["error"])


def test_the_sum_and_the_pieces_are_what_the_students_bump_says() -> None:
    widget = Bumps(bump)
    widget.move(left2=0.5, right2=3.0, height2=-1.0)
    x = np.linspace(0, 4, 301)
    pieces = [bump(x, *one, 8.0) for one in widget.bumps]
    assert widget.bumps[1] == (0.5, 3.0, -1.0)
    np.testing.assert_allclose(floats(widget.frame["pieces"]), np.concatenate(pieces), atol=1e-6)
    np.testing.assert_allclose(floats(widget.frame["total"]), sum(pieces), atol=1e-6)
    np.testing.assert_allclose(floats(widget.frame["target"]), hills(x), rtol=1e-6)
    inner = np.abs(sum(pieces) - hills(x))[3:-3]
    assert error(widget) == pytest.approx(float(np.mean(inner)), abs=0.02)


def test_fit_chooses_the_best_heights_in_place() -> None:
    widget = Bumps(bump)
    widget.move(left1=0.2, right1=1.9)
    places = [one[:2] for one in widget.bumps]
    before = error(widget)
    widget.act("fit")
    assert [one[:2] for one in widget.bumps] == places
    assert error(widget) < before

    def squares(**moved: float) -> float:
        widget.move(**moved)
        gap = floats(widget.frame["total"]) - floats(widget.frame["target"])
        return float((gap**2).sum())

    height = widget.bumps[0][2]
    least = squares(height1=height)
    assert squares(height1=height + 0.1) > least < squares(height1=height - 0.1)


def test_spread_puts_them_side_by_side_and_keeps_their_heights() -> None:
    widget = Bumps(bump)
    widget.move(n=4.0, left1=3.0, height1=2.0, height4=-1.0)
    widget.act("spread")
    assert [one[:2] for one in widget.bumps] == [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert widget.bumps[0][2] == 2.0
    assert widget.bumps[3][2] == -1.0


def test_show_me_comes_closer_with_more_bumps() -> None:
    widget = Bumps(bump)
    errors = []
    for n in (3, 6, 12):
        widget.move(n=float(n), steepness=30.0)
        widget.act("show")
        errors.append(error(widget))
    assert errors[0] > 1.7 * errors[1] > 2.5 * errors[2] > 0


def test_the_students_approximate_is_drawn_with_as_many_bumps() -> None:
    widget = Bumps(bump, approximate)
    x = np.linspace(0, 4, 301)
    for n in (3, 7):
        widget.move(n=float(n))
        np.testing.assert_allclose(
            floats(widget.frame["yours"]), approximate(hills, x, n), atol=1e-6
        )
    assert "Your approximate, with as many bumps," in widget.sentence


def test_a_bump_whose_steps_are_reversed_makes_a_wrong_picture() -> None:
    def upside_down(x: Any, left: float, right: float, height: float, steepness: float) -> Any:
        return -bump(x, left, right, height, steepness)

    widget = Bumps(upside_down)
    assert widget.frame["problem"] == ""
    assert floats(widget.frame["total"]).max() <= 0
    assert error(widget) > error(Bumps(bump))


def test_an_exception_keeps_the_last_good_sum() -> None:
    def fragile(x: Any, left: float, right: float, height: float, steepness: float) -> Any:
        if steepness > 20:
            raise ValueError("too steep")
        return bump(x, left, right, height, steepness)

    widget = Bumps(fragile)
    good = widget.frame["total"]
    widget.move(steepness=30.0)
    assert widget.frame["total"] == good
    assert widget.frame["stale"]
    assert "fragile stopped with ValueError: too steep." in widget.frame["problem"]
    number = widget.frame["number"]
    widget.act("show")
    assert widget.frame["number"] == number + 1
    assert widget.frame["stale"]


def test_a_wrong_approximate_is_told_and_the_bumps_stay() -> None:
    frame = Bumps(bump, lambda f, x, n: f(x)[:n]).frame
    assert "should return an array of shape (301,)" in frame["problem"]
    assert frame["total"] is not None
    assert not frame["stale"]


def test_infinite_bumps_are_not_fitted() -> None:
    widget = Bumps(lambda x, *rest: x / 0.0)
    heights = [one[2] for one in widget.bumps]
    widget.act("fit")
    assert [one[2] for one in widget.bumps] == heights


def test_without_a_bump_there_is_the_curve_and_nothing_to_complain_about() -> None:
    widget = Bumps()
    assert widget.frame["problem"] == ""
    assert widget.frame["total"] is None
    assert floats(widget.frame["target"]).size == 301
    widget.act("fit")
    assert widget.frame["error"] == ""


def test_a_curve_of_ones_own_fits_into_the_picture() -> None:
    widget = Bumps(bump, target=lambda x: 50.0 * x - 20.0, low=-1.0, high=1.0)
    view = widget.setting["view"]
    assert view["bottom"] < -70
    assert view["top"] > 30
    widget.act("show")
    assert widget.bumps[0][2] < -30
    widget.act("reset")
    assert len(widget.bumps) == 3


def test_a_curve_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="Bumps needs"):
        Bumps(bump, low=1.0, high=0.0)
