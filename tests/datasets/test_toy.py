"""The toy data sets have the shapes and the truth that their docstrings promise."""

from __future__ import annotations

import numpy as np
import pytest

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
