"""Cats and dogs in the playground: what is measured in a drawing, and what it tells a network."""

from __future__ import annotations

import numpy as np
from two_layers import backward, cost, forward, gradient_step

from deepcat.widgets import Playground
from deepcat.widgets.playground_drawings import ABOUT, FLOPPY, PRICKED, cats_and_dogs, measured


def drawn(*places: tuple[slice, slice]) -> np.ndarray:
    """Return a grey drawing (1, 32, 32, 3) with one light pixel in the middle of some places."""
    picture = np.full((1, 32, 32, 3), 100.0)
    for rows, columns in places:
        picture[:, (rows.start + rows.stop) // 2, (columns.start + columns.stop) // 2] = 200.0
    return picture


def test_a_place_that_holds_all_lines_has_the_share_one() -> None:
    assert np.allclose(measured(drawn(PRICKED)), [[1.0], [0.0]])
    assert np.allclose(measured(drawn(FLOPPY)), [[0.0], [1.0]])
    assert np.allclose(measured(drawn(PRICKED, FLOPPY)), 0.5)


def test_neither_side_nor_light_counts() -> None:
    picture = np.random.default_rng(0).uniform(0, 255, (3, 32, 32, 3))
    assert np.allclose(measured(picture), measured(0.5 * picture + 30.0))
    turned = drawn(PRICKED)[:, :, ::-1]
    # Of a lone pixel the two lines to the left and up are one pixel further than those after it.
    assert measured(turned)[0, 0] > 0.7


def test_half_are_cats_and_the_generator_decides_which() -> None:
    X, Y = cats_and_dogs(200, np.random.default_rng(3))
    assert (X.shape, Y.shape, Y.sum()) == ((2, 200), (1, 200), 100.0)
    assert np.array_equal(X, cats_and_dogs(200, np.random.default_rng(3))[0])
    assert not np.array_equal(X, cats_and_dogs(200, np.random.default_rng(4))[0])
    assert len(np.unique(X, axis=1).T) == 200  # each drawing once
    noisy = cats_and_dogs(200, np.random.default_rng(3), noise=0.2)[0]
    assert abs(np.std(noisy - X) - 0.2) < 0.05


def test_two_numbers_tell_most_cats_from_dogs_that_the_network_has_not_seen() -> None:
    widget = Playground(forward, backward, gradient_step, cost, data="cats and dogs", units=8)
    widget.train(300)
    assert widget.frame["about"] == ABOUT
    assert 0.75 < widget.history["test_accuracy"][-1] < 1.0
    assert "data='cats and dogs'" in widget.settings
    widget.move(data=float(widget.setting["sets"].index("moons")))
    assert widget.frame["about"] == ""
