"""The toy data sets have the shapes and the truth that their docstrings promise."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepcat_data import plane, toy
from deepcat_data.toy import make_blobs, make_line


def test_line_without_noise_is_the_line() -> None:
    """With no noise every point lies on the line."""
    x, y = make_line(7, slope=-1.5, intercept=2.0, noise=0.0, rng=np.random.default_rng(3))
    assert x.shape == y.shape == (7,)
    assert np.all((x >= 0) & (x <= 8)) and np.all(np.diff(x) > 0)
    np.testing.assert_allclose(y, -1.5 * x + 2.0)


def test_noise_is_the_standard_deviation_of_the_scatter() -> None:
    """The scatter around the line has the standard deviation that was asked for."""
    x, y = make_line(20_000, slope=0.9, intercept=1.2, noise=0.5, rng=np.random.default_rng(0))
    residual = y - (0.9 * x + 1.2)
    assert residual.mean() == pytest.approx(0.0, abs=0.02)
    assert residual.std() == pytest.approx(0.5, abs=0.02)


def test_blobs_are_columns_with_both_classes() -> None:
    """Examples are columns, labels a row of 0.0 and 1.0, and an odd one goes to class 0."""
    X, Y = make_blobs(11, np.random.default_rng(1))
    assert X.shape == (2, 11) and Y.shape == (1, 11)
    assert X.dtype == Y.dtype == np.float64
    assert sorted(Y.ravel()) == [0.0] * 6 + [1.0] * 5


def test_blob_centres_are_as_far_apart_as_asked() -> None:
    """The means of the two classes lie `distance` apart, class 1 up and to the right."""
    X, Y = make_blobs(20_000, np.random.default_rng(2), distance=6.0)
    one, zero = (X[:, Y[0] == label].mean(axis=1) for label in (1.0, 0.0))
    assert np.linalg.norm(one - zero) == pytest.approx(6.0, abs=0.1)
    assert np.all(one > 0) and np.all(zero < 0)
    np.testing.assert_allclose(one, one.mean(), atol=0.05)


def test_classes_come_in_random_order() -> None:
    """The label cannot be guessed from a point's place in the data set."""
    _, Y = make_blobs(200, np.random.default_rng(4))
    assert 30 < Y[0, :100].sum() < 70


@pytest.mark.parametrize("seed", [0, 1])
def test_same_generator_state_gives_same_data(seed: int) -> None:
    """Nothing but the generator decides the draws."""
    for draw in (
        lambda rng: make_line(5, 1.0, 0.0, 1.0, rng),
        lambda rng: make_blobs(5, rng),
    ):
        first = draw(np.random.default_rng(seed))
        again = draw(np.random.default_rng(seed))
        other = draw(np.random.default_rng(seed + 100))
        assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
        assert not np.array_equal(first[0], other[0])


def test_a_whole_number_is_a_generator_that_starts_there() -> None:
    """A seed in place of a generator gives what a new generator with that seed gives."""
    for seeded, drawn in (
        (make_line(5, 1.0, 0.0, 1.0, 7), make_line(5, 1.0, 0.0, 1.0, np.random.default_rng(7))),
        (make_blobs(5, 7), make_blobs(5, np.random.default_rng(7))),
    ):
        assert all(np.array_equal(a, b) for a, b in zip(seeded, drawn, strict=True))


@given(st.integers(1, 80), st.integers(0, 2**32), st.floats(0, 20))
def test_blobs_of_the_lessons_are_what_they_always_were(m: int, seed: int, distance: float) -> None:
    """The lessons' texts speak of certain points: two clouds are those of the first formula."""
    rng = np.random.default_rng(seed)
    Y = np.zeros((1, m))
    Y[0, : m // 2] = 1.0
    Y = rng.permuted(Y, axis=1)
    X = (2 * Y - 1) * np.full((2, 1), distance / (2 * np.sqrt(2))) + rng.standard_normal((2, m))
    now = make_blobs(m, np.random.default_rng(seed), distance)
    assert np.array_equal(now[0], X) and np.array_equal(now[1], Y)


def test_draws_of_a_seed_are_frozen() -> None:
    """NumPy may improve its generators; these numbers tell us when the lessons' points move."""
    X, Y = make_blobs(3, np.random.default_rng(0))
    assert Y.tolist() == [[0.0, 1.0, 0.0]]
    first = [-0.7737909119298129, 1.5191136795261346, -1.9498829355342058]
    second = [-1.05261850746361, 2.718213607503232, -0.46713259924385275]
    np.testing.assert_allclose(X, [first, second], rtol=1e-14)
    x, y = make_line(3, 1.0, 1.0, 0.5, np.random.default_rng(0))
    np.testing.assert_allclose(x, [0.3277881914895575, 2.1582937101109625, 5.0956934985716344])
    np.testing.assert_allclose(y, [1.3802382500660775, 2.890459023530407, 6.276491026026377])


@pytest.mark.parametrize("n_classes", [3, 4, 7])
def test_centres_of_more_blobs_are_a_regular_polygon(n_classes: int) -> None:
    """Neighbours lie `distance` apart, anticlockwise around the origin, class 1 on the diagonal."""
    X, Y = make_blobs(10 * n_classes, 0, distance=3.0, noise=0.0, n_classes=n_classes)
    centres = X @ Y.T / Y.sum(axis=1)  # (2, K)
    np.testing.assert_allclose(X, centres @ Y)
    assert centres[0, 1] == pytest.approx(centres[1, 1]) and centres[0, 1] > 0
    np.testing.assert_allclose(centres.sum(axis=1), 0, atol=1e-12)
    following = np.roll(centres, -1, axis=1)
    np.testing.assert_allclose(np.hypot(*(following - centres)), 3.0)
    assert np.all(centres[0] * following[1] - centres[1] * following[0] > 0)


@pytest.mark.parametrize("m", [0, -3])
def test_a_line_needs_a_point(m: int) -> None:
    with pytest.raises(ValueError, match=f"m is 1 or more, not {m}"):
        make_line(m, 1.0, 0.0, 1.0, 0)


@pytest.mark.parametrize("noise", [-0.1, float("nan"), float("inf")])
def test_the_scatter_around_a_line_has_a_standard_deviation(noise: float) -> None:
    with pytest.raises(ValueError, match=f"noise is a standard deviation, .* not {noise}"):
        make_line(5, 1.0, 0.0, noise, 0)


def test_the_examples_of_the_docstrings_hold() -> None:
    for module in (toy, plane):
        failed, attempted = doctest.testmod(module)
        assert attempted and not failed, module.__name__


def test_every_set_can_be_had_from_one_module() -> None:
    """A lesson writes `from deepcat_data.toy import …`, wherever a set is drawn."""
    made_here = {name for name in vars(plane) if name.startswith("make_")} | {"make_line"}
    assert made_here == {name for name in toy.__all__ if name.startswith("make_")}
