"""The logistic cat detector's references against independent oracles."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score

from deepcat_data import load_cats
from deepcat_solutions import losses as lesson

SEEDS = st.integers(0, 2**32 - 1)


def examples(seed: int, n: int = 3, m: int = 40) -> tuple[Any, Any, Any, float]:
    """Inputs, labels that depend on them and on chance, and some w and b."""
    rng = np.random.default_rng(seed)
    X, w, b = rng.normal(size=(n, m)), rng.normal(size=(n, 1)), float(rng.normal())
    Y = (rng.uniform(size=(1, m)) < expit(w.T @ X + b)) * 1.0
    Y[0, :2] = 0.0, 1.0
    return X, Y, w, b


def cross_entropy(w: Any, b: Any, X: Any, Y: Any) -> Any:
    """The loss in extended precision, from the scores."""
    Z = w.astype(np.longdouble).T @ X + b
    return np.mean(np.logaddexp(0, Z) - Y * Z)


def test_a_column_is_an_image_read_row_by_row() -> None:
    """Pixel (row, column) of image i, colour c, stands in row (3 · (w · row + column) + c)."""
    m, h, w = 4, 2, 5
    images = np.random.default_rng(0).integers(0, 256, (m, h, w, 3)).astype(np.uint8)
    columns = lesson.flatten_images(images)
    assert columns.shape == (h * w * 3, m)
    for i, row, column, colour in np.ndindex(images.shape):
        assert columns[3 * (w * row + column) + colour, i] == images[i, row, column, colour]


def test_columns_become_images_again() -> None:
    images = np.random.default_rng(1).normal(size=(3, 4, 2, 3))
    columns = lesson.flatten_images(images)
    assert all(np.array_equal(columns[:, i].reshape(4, 2, 3), images[i]) for i in range(3))


def test_the_courses_own_columns_are_flattened_and_scaled_alike() -> None:
    cats = load_cats("tiny")
    X, _ = cats.as_columns()
    assert np.allclose(lesson.flatten_images(lesson.scale_pixels(cats.X)), X, atol=1e-15)


def test_every_brightness_is_scaled_by_255() -> None:
    images = np.arange(258, dtype=np.int64).clip(0, 255).astype(np.uint8).reshape(2, 1, 43, 3)
    scaled = lesson.scale_pixels(images)
    assert scaled.dtype == np.float64
    assert np.array_equal(np.rint(scaled * 255), images)
    assert scaled.min() == 0.0
    assert scaled.max() == 1.0


@given(SEEDS)
def test_predictions_are_scipys(seed: int) -> None:
    X, _, w, b = examples(seed)
    assert np.allclose(lesson.logistic_regression(w, b, X), expit(w.T @ X + b), rtol=1e-14)


@given(SEEDS)
def test_the_slopes_are_those_of_the_loss(seed: int) -> None:
    """Central differences of fourth order, in extended precision."""
    X, Y, w, b = examples(seed)
    dw, db = lesson.logistic_gradients(X, Y, lesson.logistic_regression(w, b, X))
    h = np.longdouble(1e-3)
    for i in range(len(w) + 1):
        nudge = np.zeros((len(w) + 1, 1), np.longdouble)
        nudge[i] = h
        at = [cross_entropy(w + k * nudge[:-1], b + k * nudge[-1], X, Y) for k in (-2, -1, 1, 2)]
        slope = (at[0] - 8 * at[1] + 8 * at[2] - at[3]) / (12 * h)
        assert abs(float(slope) - (dw[i, 0] if i < len(w) else db)) < 1e-10


def test_the_slopes_agree_with_pytorch() -> None:
    torch = pytest.importorskip("torch")
    X, Y, w, b = examples(0)
    tw, tb = (torch.tensor(value, requires_grad=True) for value in (w, np.array(b)))
    scores = tw.T @ torch.tensor(X) + tb
    torch.nn.functional.binary_cross_entropy_with_logits(scores, torch.tensor(Y)).backward()
    dw, db = lesson.logistic_gradients(X, Y, lesson.logistic_regression(w, b, X))
    assert np.allclose(dw, tw.grad.numpy(), rtol=1e-12, atol=1e-14)
    assert np.isclose(db, tb.grad.item(), rtol=1e-12, atol=1e-14)


def test_the_bias_is_a_weight_whose_input_is_1() -> None:
    X, Y, w, b = examples(3)
    Y_hat = lesson.logistic_regression(w, b, X)
    extended = np.vstack([X, np.ones((1, X.shape[1]))])
    dw, db = lesson.logistic_gradients(X, Y, Y_hat)
    both, _ = lesson.logistic_gradients(extended, Y, Y_hat)
    assert np.allclose(both, np.vstack([dw, [[db]]]), rtol=1e-14)


def test_descent_ends_where_scikit_learn_does() -> None:
    X, Y, _, _ = examples(5)
    w, b, history = lesson.fit_logistic_regression(X, Y, 1.0, 3000)
    model = LogisticRegression(C=np.inf, tol=1e-12, max_iter=10_000).fit(X.T, Y[0])
    assert np.allclose(w[:, 0], model.coef_[0], atol=1e-5)
    assert abs(b - model.intercept_[0]) < 1e-5
    assert abs(history[-1] - cross_entropy(w, b, X, Y)) < 1e-9


@given(SEEDS)
def test_the_loss_starts_at_log_2_and_falls(seed: int) -> None:
    """With a rate below 2 / L, where the curvature L is at most a quarter of the mean |(x, 1)|²."""
    X, Y, _, _ = examples(seed)
    rate = 4.0 / np.mean(np.sum(X**2, axis=0) + 1.0)
    w, _, history = lesson.fit_logistic_regression(X, Y, rate, 25)
    assert w.shape == (3, 1)
    assert len(history) == 25
    assert abs(history[0] - np.log(2)) < 1e-12
    assert np.all(np.diff(history) < 1e-12)


def test_the_first_step_by_hand() -> None:
    """At w = b = 0 every prediction is one half: dw = (0.5 · 2 - 0.5 · 4) / 2, and db = 0."""
    X, Y = np.array([[2.0, 4.0]]), np.array([[0, 1]])
    w, b, history = lesson.fit_logistic_regression(X, Y, 0.1, 1)
    assert np.allclose(w, [[0.05]])
    assert b == 0.0
    assert np.allclose(history, [np.log(2)])


@given(SEEDS)
def test_accuracy_is_that_of_scikit_learn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    Y, Y_hat = rng.integers(0, 2, (1, 9)), rng.uniform(size=(1, 9))
    Y_pred = lesson.predict(Y_hat, 0.3)
    assert np.array_equal(Y_pred == 1, Y_hat > 0.3)
    assert abs(lesson.accuracy(Y, Y_pred) - accuracy_score(Y[0], Y_pred[0])) < 1e-15
    assert abs(lesson.accuracy(Y, 1 - Y_pred) - 1 + lesson.accuracy(Y, Y_pred)) < 1e-15


def test_a_right_detector_of_two_clouds_is_right() -> None:
    rng = np.random.default_rng(2)
    Y = np.arange(60)[None, :] % 2
    X = rng.normal(size=(2, 60)) + 6.0 * Y
    w, b, _ = lesson.fit_logistic_regression(X, Y, 0.5, 300)
    assert lesson.accuracy(Y, lesson.predict(lesson.logistic_regression(w, b, X))) == 1.0
