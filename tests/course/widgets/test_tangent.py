"""The tangent without a browser: the student's slope beside the curve's own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat.widgets import Tangent
from deepcat_solutions import neuron

PAIRS = (
    (neuron.sigmoid, neuron.sigmoid_prime),
    (neuron.relu, neuron.relu_prime),
    (neuron.tanh, neuron.tanh_prime),
)


def floats(payload: bytes) -> Any:
    return np.frombuffer(payload, dtype="<f4")


@pytest.mark.parametrize(("which", "pair"), list(enumerate(PAIRS)))
@pytest.mark.parametrize("z", [-2.0, 0.5, 3.0])
def test_a_right_derivative_agrees_with_the_curve(which: int, pair: Any, z: float) -> None:
    widget = Tangent(*PAIRS)
    widget.move(which=which, z=z)
    activation, derivative = pair
    expected = [z, activation(np.array([[z]]))[0, 0], derivative(np.array([[z]]))[0, 0]]
    np.testing.assert_allclose(floats(widget.frame["touch"]), expected, rtol=1e-6)
    assert f"rises {widget.frame['slope']} for each unit" in widget.frame["rise"]
    assert floats(widget.frame["curve"]).size == floats(widget.frame["slopes"]).size == 241


def test_a_derivative_of_a_in_place_of_z_is_seen_beside_the_measured_one() -> None:
    """The known mistake: the derivative of the output, where the score is given."""
    widget = Tangent((neuron.sigmoid, lambda A: A * (1 - A)), z=-1.0)
    assert widget.frame["slope"] == "−2.00"
    assert widget.frame["rise"] == "the curve itself rises 0.20 for each unit of z"
    assert widget.frame["problem"] == ""


def test_a_corner_is_called_one() -> None:
    widget = Tangent((neuron.relu, neuron.relu_prime), z=0.0)
    corner = "the curve has a corner here: it rises 0.00 before and 1.00 after"
    assert widget.frame["rise"] == corner


@pytest.mark.parametrize(("which", "place"), [(0, 0.0), (1, 0.05), (2, 0.0)])
def test_show_me_goes_where_the_curve_is_steepest(which: int, place: float) -> None:
    widget = Tangent(*PAIRS)
    widget.move(which=which)
    widget.act("show")
    assert widget.z == pytest.approx(place)
    widget.act("reset")
    assert widget.z == 3.0


def test_a_derivative_that_is_not_written_leaves_the_curve() -> None:
    def unwritten(Z: Any) -> Any:
        raise NotImplementedError()

    frame = Tangent((neuron.sigmoid, unwritten)).frame
    assert frame["curve"] is not None
    assert frame["touch"] is None
    assert frame["problem"].startswith("unwritten is not written yet")
    assert "rises 0.05" in frame["rise"]


def test_an_exception_keeps_the_last_good_picture_of_each_activation() -> None:
    def fragile(Z: Any) -> Any:
        if broken:
            raise ValueError("no more")
        return neuron.sigmoid_prime(Z)

    broken = False
    widget = Tangent((neuron.sigmoid, fragile), (neuron.tanh, neuron.tanh_prime))
    good = widget.frame["touch"]
    broken = True
    widget.z = 1.0
    assert widget.frame["touch"] == good
    assert widget.frame["stale"]
    assert "fragile stopped with ValueError: no more." in widget.frame["problem"]
    widget.move(which=1.0)
    assert not widget.frame["stale"]
    assert widget.frame["problem"] == ""


def test_functions_of_tables_are_asked_with_a_row() -> None:
    def by_rows(Z: Any) -> Any:
        rows, columns = Z.shape
        return np.array([[Z[i, j] for j in range(columns)] for i in range(rows)])

    assert Tangent((by_rows, neuron.relu_prime)).frame["problem"] == ""


def test_what_cannot_be_shown_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a pair"):
        Tangent()
    with pytest.raises(ValueError, match="outside"):
        Tangent(PAIRS[0], z=7.0)
