"""The sets of the plane lie where their docstrings say, balanced, shuffled and scattered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from scipy.stats import kstest
from sklearn import datasets as oracle

from deepcat_data.toy import TOY_SETS, make_blobs, make_circles, make_moons, make_spirals, make_xor

every_set = pytest.mark.parametrize("draw", TOY_SETS.values(), ids=TOY_SETS.keys())
with_classes = pytest.mark.parametrize("draw", [make_blobs, make_spirals])


def by_class(X: np.ndarray, Y: np.ndarray) -> list[np.ndarray]:
    """Return the points of class 0, 1, ..., each (2, m_k)."""
    labels = Y[0] if len(Y) == 1 else Y.argmax(axis=0)
    return [X[:, labels == k] for k in range(max(2, len(Y)))]


def assert_uniform(values: np.ndarray, low: float, high: float) -> None:
    """Fail where Kolmogorov and Smirnov would be astonished to see these values."""
    assert values.min() >= low - 1e-9 and values.max() <= high + 1e-9
    assert kstest(values, "uniform", args=(low, high - low)).pvalue > 0.01


def test_the_sets_are_named() -> None:
    assert list(TOY_SETS) == ["blobs", "moons", "circles", "xor", "spirals"]
    assert TOY_SETS["moons"] is make_moons


@every_set
@given(m=st.integers(1, 60), seed=st.integers(0, 2**32), noise=st.floats(0, 2))
def test_points_are_columns_and_classes_equal(
    draw: Callable[..., Any], m: int, seed: int, noise: float
) -> None:
    """Any number of points has the course's shapes, and the odd one is of class 0."""
    X, Y = draw(m, seed, noise)
    assert X.shape == (2, m) and Y.shape == (1, m)
    assert X.dtype == Y.dtype == np.float64 and np.isfinite(X).all()
    assert sorted(Y[0]) == [0.0] * (m - m // 2) + [1.0] * (m // 2)


@with_classes
@given(m=st.integers(1, 60), n_classes=st.integers(3, 8))
def test_more_classes_are_one_hot(draw: Callable[..., Any], m: int, n_classes: int) -> None:
    """Of more than two classes each column of Y has a single 1.0, and the first have the rest."""
    X, Y = draw(m, 0, n_classes=n_classes)
    assert X.shape == (2, m) and Y.shape == (n_classes, m) and Y.dtype == np.float64
    assert np.all((Y == 0) | (Y == 1)) and np.all(Y.sum(axis=0) == 1)
    assert Y.sum(axis=1).tolist() == [len(range(k, m, n_classes)) for k in range(n_classes)]


@every_set
def test_only_the_generator_decides(draw: Callable[..., Any]) -> None:
    """A seed is a generator that starts there, and nothing else moves a point."""
    first = draw(20, 5)
    again = draw(20, np.random.default_rng(5))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    rng = np.random.default_rng(5)
    assert np.array_equal(draw(20, rng)[0], first[0])
    assert not np.array_equal(draw(20, rng)[0], first[0])
    assert not np.array_equal(draw(20, 6)[1], first[1])


@every_set
def test_classes_come_in_random_order(draw: Callable[..., Any]) -> None:
    """Neither the place in the set nor the label before tells a label."""
    Y = draw(400, 1)[1][0]
    assert 75 < Y[:200].sum() < 125
    assert 150 < np.sum(Y[1:] != Y[:-1]) < 250


@every_set
def test_noise_is_the_standard_deviation_of_the_scatter(draw: Callable[..., Any]) -> None:
    """From its place each coordinate moves by a Gaussian number, alike in both directions."""
    steps = draw(20_000, 2, 0.3)[0] - draw(20_000, 2, 0.0)[0]
    assert np.corrcoef(steps)[0, 1] == pytest.approx(0, abs=0.03)
    for along_an_axis in steps:
        assert along_an_axis.std() == pytest.approx(0.3, rel=0.03)
        assert kstest(along_an_axis, "norm", args=(0, 0.3)).pvalue > 0.01


@every_set
def test_more_noise_moves_the_same_points_further(draw: Callable[..., Any]) -> None:
    """A slider for the noise moves points, and draws no others."""
    still, some, more = (draw(30, 3, noise) for noise in (0.0, 0.1, 0.4))
    np.testing.assert_allclose(more[0] - still[0], 4 * (some[0] - still[0]))
    assert np.array_equal(still[1], more[1])
    after_none, after_some = np.random.default_rng(3), np.random.default_rng(3)
    draw(30, after_none, 0.0), draw(30, after_some, 0.1)
    assert after_none.random() == after_some.random()


@every_set
def test_one_window_suits_all(draw: Callable[..., Any]) -> None:
    """Without noise no set leaves [-1.5, 1.5] or is small in it, and its classes are apart."""
    X, Y = draw(4000, 4, 0.0)
    assert 0.7 < np.abs(X).max() <= 1.5
    assert np.linalg.norm(X.mean(axis=1)) < 0.05
    one, other = by_class(X, Y)
    assert cdist(one.T, other.T).min() > 0.46


def test_the_blobs_of_one_window_are_2_apart() -> None:
    """They are those of `make_blobs`, nearer to each other."""
    X, Y = TOY_SETS["blobs"](50, 11, 0.2)
    same = make_blobs(50, 11, distance=2.0, noise=0.2)
    assert np.array_equal(X, same[0]) and np.array_equal(Y, same[1])


def test_moons_are_half_circles_of_radius_1() -> None:
    """Class 0 bends upwards around (-0.5, -0.25), class 1 downwards around (0.5, 0.25)."""
    upper, lower = by_class(*make_moons(2000, 5, 0.0))
    for points, centre, up in ((upper, (-0.5, -0.25), 1), (lower, (0.5, 0.25), -1)):
        across, along = (points.T - centre).T
        np.testing.assert_allclose(across**2 + along**2, 1)
        assert_uniform(np.arctan2(up * along, across), 0, np.pi)


def test_circles_have_radius_1_and_a_half() -> None:
    """Class 0 is the outer circle, and every direction is as likely as another."""
    for (x1, x2), radius in zip(by_class(*make_circles(20_000, 6, 0.0)), (1, 0.5), strict=True):
        np.testing.assert_allclose(x1**2 + x2**2, radius**2)
        assert_uniform(np.arctan2(x2, x1), -np.pi, np.pi)


@pytest.mark.parametrize(
    ("draw", "theirs", "middle"),
    [
        (make_moons, oracle.make_moons(4000, shuffle=False), (0.5, 0.25)),
        (make_circles, oracle.make_circles(4000, shuffle=False, factor=0.5), (0.0, 0.0)),
    ],
    ids=["moons", "circles"],
)
def test_curves_are_those_of_scikit_learn(
    draw: Callable[..., Any], theirs: tuple[np.ndarray, np.ndarray], middle: tuple[float, float]
) -> None:
    """Each class lies on the curve with its label in scikit-learn, whose middle is moved to 0."""
    dense = by_class((theirs[0] - middle).T, theirs[1][np.newaxis, :])
    for ours, curve in zip(by_class(*draw(500, 7, 0.0)), dense, strict=True):
        assert cdist(ours.T, curve.T).min(axis=1).max() < 2e-3


def test_xor_is_the_exclusive_or_of_the_signs() -> None:
    """Class 1 has one positive coordinate, and the four squares have equally many points."""
    X, Y = make_xor(4003, 8, 0.0)
    assert np.array_equal((X[0] > 0) ^ (X[1] > 0), Y[0] == 1)
    squares = np.unique(X > 0, axis=1, return_counts=True)[1]
    assert sorted(squares) == [1000, 1001, 1001, 1001]
    for sizes in np.abs(X):
        assert_uniform(sizes, 0.25, 1.25)
    assert np.corrcoef(np.abs(X))[0, 1] == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("n_classes", [2, 3, 5])
def test_spirals_wind_as_they_grow(n_classes: int) -> None:
    """As complex numbers the arms are (0.25 + t) exp(2πi (k + 2t) / K)."""
    arms = by_class(*make_spirals(1000 * n_classes, 9, 0.0, n_classes))
    for k, (x1, x2) in enumerate(arms):
        point = x1 + 1j * x2
        t = np.abs(point) - 0.25
        assert_uniform(t, 0, 1)
        np.testing.assert_allclose(
            point / np.abs(point), np.exp(2j * np.pi * (k + 2 * t) / n_classes)
        )


@pytest.mark.parametrize("n_classes", [2, 3, 5])
def test_along_a_ray_the_next_arm_is_half_a_unit_away(n_classes: int) -> None:
    """For every number of arms, a thin ray meets two, and one of them 0.5 further out."""
    X, Y = make_spirals(40_000, 10, 0.0, n_classes)
    ahead = np.abs(np.arctan2(X[1], X[0]) - 1.0) < 0.01
    arms = [points for points in by_class(X[:, ahead], Y[:, ahead]) if points.size]
    one, other = (np.hypot(*points) for points in arms)
    assert one.std() < 0.01 and other.std() < 0.01
    assert abs(one.mean() - other.mean()) == pytest.approx(0.5, abs=0.01)


@every_set
@pytest.mark.parametrize(
    ("m", "noise", "message"),
    [
        (0, 0.1, "m is 1 or more, not 0"),
        (-2, 0.1, "m is 1 or more, not -2"),
        (5, -0.1, "noise is a standard deviation, 0 or more and finite, not -0.1"),
        (5, np.nan, "noise is a standard deviation, 0 or more and finite, not nan"),
        (5, np.inf, "noise is a standard deviation, 0 or more and finite, not inf"),
    ],
)
def test_bad_arguments_get_one_sentence(
    draw: Callable[..., Any], m: int, noise: float, message: str
) -> None:
    with pytest.raises(ValueError) as caught:
        draw(m, 0, noise)
    assert str(caught.value) == message


@with_classes
def test_one_class_is_no_classification(draw: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match="n_classes is 2 or more, not 1"):
        draw(5, 0, n_classes=1)


@pytest.mark.parametrize(("m", "rng"), [(10.5, 0), ("10", 0), (True, 0), (10, None)])
def test_what_is_no_number_or_no_source_of_randomness_is_refused(m: Any, rng: Any) -> None:
    with pytest.raises(ValueError, match=r"(m|rng) is a whole number"):
        make_moons(m, rng)
