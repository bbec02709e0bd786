"""The interval by its definition, mistakes by hand, pictures and three classes by their laws."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat_solutions.cat_detector import (
    confidence_interval,
    fit_softmax_network,
    prepare_image,
    worst_mistakes,
)


@pytest.mark.parametrize(("p", "m", "z"), [(0.75, 4, 1.0), (0.1, 37, 1.96), (0.5, 1000, 2.5)])
def test_seen_from_either_end_the_measured_share_is_z_deviations_away(
    p: float, m: int, z: float
) -> None:
    for end in confidence_interval(p, m, z):
        assert abs(end - p) / np.sqrt(end * (1 - end) / m) == pytest.approx(z, rel=1e-12)


@pytest.mark.parametrize("m", [1, 10, 500])
def test_an_accuracy_of_0_or_1_has_an_interval_as_well(m: int) -> None:
    assert confidence_interval(0.0, m) == pytest.approx((0.0, 1.96**2 / (m + 1.96**2)), abs=1e-15)
    assert confidence_interval(1.0, m) == pytest.approx((m / (m + 1.96**2), 1.0), abs=1e-15)


def test_the_interval_holds_the_true_share_about_as_often_as_it_says() -> None:
    """Of 4000 measurements about 3800 ± 14; 3700 would be seven deviations off."""
    counts = np.random.default_rng(1).binomial(50, 0.8, 4000)
    held = [low <= 0.8 <= high for low, high in (confidence_interval(n / 50, 50) for n in counts)]
    assert 3700 < sum(held) < 3900


def test_the_worst_mistakes_by_hand() -> None:
    Y, Y_hat = np.array([[1, 0, 0, 1, 0]]), np.array([[0.45, 0.9, 0.3, 0.05, 0.6]])
    assert worst_mistakes(Y, Y_hat, 2).tolist() == [3, 1]
    assert worst_mistakes(Y, Y_hat, 9).tolist() == [3, 1, 4, 0]
    assert worst_mistakes(Y, Y.astype(float), 3).tolist() == []


def picture(*shape: int) -> Any:
    return np.random.default_rng(sum(shape)).integers(0, 256, shape).astype(np.uint8)


def test_a_picture_of_the_right_size_is_only_scaled_and_flattened() -> None:
    image = picture(7, 7, 3)
    assert np.allclose(prepare_image(image, 7), image.reshape(-1, 1) / 255, atol=1e-12)


def test_whole_factors_average_blocks_and_keep_the_mean() -> None:
    image = picture(12, 12, 3)
    blocks = image.reshape(4, 3, 4, 3, 3).mean(axis=(1, 3)) / 255
    assert np.allclose(prepare_image(image, 4), blocks.reshape(-1, 1), atol=1e-12)
    assert prepare_image(image, 5).mean() == pytest.approx(image.mean() / 255, abs=1e-12)


def test_the_middle_of_a_wide_and_of_a_tall_picture_comes_out() -> None:
    image = picture(4, 10, 3)
    middle = image[:, 3:7].reshape(-1, 1) / 255
    assert np.allclose(prepare_image(image, 4), middle, atol=1e-12)
    tall = image.transpose(1, 0, 2)
    assert np.allclose(prepare_image(tall, 4), tall[3:7].reshape(-1, 1) / 255, atol=1e-12)


def test_grey_and_glass() -> None:
    grey = picture(5, 5)
    assert np.allclose(prepare_image(grey, 5).reshape(5, 5, 3), grey[..., None] / 255, atol=1e-12)
    glass = picture(5, 5, 4)
    glass[..., 3] = 0
    assert np.allclose(prepare_image(glass, 3), 1.0)


def blobs(m: int, seed: int) -> tuple[Any, Any]:
    """Three classes in the plane; one of them lies on both sides of the others."""
    rng = np.random.default_rng(seed)
    part = np.arange(m) % 4
    X = np.vstack([3.0 * part - 4.5, 0.0 * part]) + rng.normal(0, 0.4, (2, m))
    return X, np.eye(3)[:, np.array([0, 1, 2, 0])[part]]


@pytest.mark.parametrize("seed", range(5))
def test_three_classes_are_learned(seed: int) -> None:
    X, Y = blobs(120, seed)
    rng = np.random.default_rng(seed)
    p, history = fit_softmax_network(X, Y, 16, 0.3, 60, 10, rng)
    X_new, Y_new = blobs(200, 100 + seed)
    scores = p["W2"] @ np.maximum(p["W1"] @ X_new + p["b1"], 0) + p["b2"]
    assert np.mean(scores.argmax(axis=0) == Y_new.argmax(axis=0)) > 0.95
    assert history[-1] < 0.3 * history[0]


def test_a_step_follows_the_slope_of_the_loss() -> None:
    """From the start that a learning rate of 0 shows, with central differences."""
    X, Y = blobs(9, 3)

    def fitted(rate: float) -> Any:
        return fit_softmax_network(X, Y, 5, rate, 1, 9, np.random.default_rng(4))[0]

    start, one = fitted(0.0), fitted(0.1)

    def loss() -> Any:
        Z = start["W2"] @ np.maximum(start["W1"] @ X + start["b1"], 0) + start["b2"]
        return np.mean(np.log(np.exp(Z).sum(axis=0)) - (Y * Z).sum(axis=0))

    for name, theta in start.items():
        for index in np.ndindex(theta.shape):
            before, sides = theta[index], []
            for nudge in (1e-6, -1e-6):
                theta[index] = before + nudge
                sides.append(loss())
            theta[index] = before
            moved = before - 0.1 * (sides[0] - sides[1]) / 2e-6
            assert one[name][index] == pytest.approx(moved, abs=1e-8)
