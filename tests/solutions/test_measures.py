"""How a detector is measured, against scikit-learn, by hand, and by what must always hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics
from sklearn.preprocessing import StandardScaler

from deepcat_solutions.cat_detector import (
    confusion_matrix,
    majority_baseline,
    precision_recall_f1,
    standardize,
    train_validation_split,
)

SEEDS = st.integers(0, 10_000)


def labels(rng: np.random.Generator, m: int, n_classes: int = 2) -> tuple[Any, Any]:
    return rng.integers(0, n_classes, (1, m)), rng.integers(0, n_classes, (1, m))


@given(SEEDS, st.integers(1, 40), st.integers(2, 6))
def test_the_confusion_matrix_is_scikit_learns(seed: int, m: int, n_classes: int) -> None:
    Y, Y_pred = labels(np.random.default_rng(seed), m, n_classes)
    expected = metrics.confusion_matrix(Y[0], Y_pred[0], labels=range(n_classes))
    assert np.array_equal(confusion_matrix(Y, Y_pred, n_classes), expected)
    assert np.array_equal(confusion_matrix(Y.astype(float), Y_pred, n_classes), expected)


@given(SEEDS, st.integers(1, 30))
def test_precision_recall_and_f1_are_scikit_learns(seed: int, m: int) -> None:
    Y, Y_pred = labels(np.random.default_rng(seed), m)
    expected = metrics.precision_recall_fscore_support(
        Y[0], Y_pred[0], labels=[1], zero_division=0
    )[:3]
    assert precision_recall_f1(Y, Y_pred) == pytest.approx([each.item() for each in expected])


def test_what_would_be_0_by_0_is_0() -> None:
    nothing, cats = np.zeros((1, 3)), np.ones((1, 3))
    assert precision_recall_f1(nothing, nothing) == (0.0, 0.0, 0.0)
    assert precision_recall_f1(cats, nothing) == (0.0, 0.0, 0.0)
    assert precision_recall_f1(nothing, cats) == (0.0, 0.0, 0.0)


@given(SEEDS, st.integers(2, 8), st.integers(2, 20))
def test_standardizing_is_scikit_learns(seed: int, n_x: int, m: int) -> None:
    rng = np.random.default_rng(seed)
    X, other = rng.normal(3.0, 5.0, (n_x, m)), rng.normal(size=(n_x, 4))
    scaler = StandardScaler().fit(X.T)
    found = standardize(X, other)
    assert np.allclose(found[0], scaler.transform(X.T).T, atol=1e-9)
    assert np.allclose(found[1], scaler.transform(other.T).T, atol=1e-9)


@pytest.mark.parametrize("constant", [0.0, 0.1, 0.7, 1 / 3, 254.7, 255.0])
@pytest.mark.parametrize("m", [1, 3, 6, 7, 10, 11, 1000])
def test_a_constant_feature_becomes_0(constant: float, m: int) -> None:
    train, other = standardize(np.full((1, m), constant), np.array([[constant, 3.0]]))
    assert np.all(np.abs(train) <= 1e-6)
    assert np.all(np.isfinite(other))


@given(SEEDS, st.integers(2, 40), st.sampled_from([0.1, 0.2, 0.25, 0.3, 0.5, 0.9]))
def test_a_split_is_whole_and_stratified(seed: int, m: int, fraction: float) -> None:
    rng = np.random.default_rng(seed)
    X, Y = np.arange(m)[None, :], rng.integers(0, 2, (1, m))
    X_train, Y_train, X_val, Y_val = train_validation_split(X, Y, fraction, rng)
    assert sorted([*X_train[0], *X_val[0]]) == list(range(m))
    assert np.array_equal(Y_train, Y[:, X_train[0]]) and np.array_equal(Y_val, Y[:, X_val[0]])
    for label in (0, 1):
        assert abs(np.sum(Y_val == label) - fraction * np.sum(label == Y)) < 1


@given(SEEDS, st.integers(1, 40))
def test_the_baseline_is_what_the_best_constant_reaches(seed: int, m: int) -> None:
    Y, _ = labels(np.random.default_rng(seed), m)
    assert majority_baseline(Y) == max(np.mean(guess == Y) for guess in (0, 1))
