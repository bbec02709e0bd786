"""The losses' references against independent oracles: SciPy, slopes, laws, PyTorch."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.special import log_expit, log_softmax, logsumexp, softmax, xlogy

from deepcat_solutions import losses as lesson

LABELS = np.array([[0.0, 1.0, 0.0, 0.0, 1.0]])
PROBABILITIES = np.array([[0.1, 0.65, 0.45, 0.7, 0.25]])
SCORES = np.array([[-2.0, 0.5, 1.25, 3.0, -0.75]])
TABLE = np.random.default_rng(0).normal(size=(4, 7)) * 3
HUGE = np.array([[1000.0, -1000.0, 0.0], [-1000.0, -999.0, 700.0], [150.0, -998.0, -40.0]])


def sigmoid(Z: Any) -> Any:
    return 1 / (1 + np.exp(-Z))


def slopes(loss: Any, X: Any, step: float = 1e-6) -> Any:
    """Central differences of a loss in every element of its argument."""
    found = np.zeros(X.shape)
    for place in np.ndindex(*X.shape):
        moved = np.zeros(X.shape)
        moved[place] = step
        found[place] = (loss(X + moved) - loss(X - moved)) / (2 * step)
    return found


def test_a_mean_squared_error_by_hand() -> None:
    """Errors of 1, -2 and 3: (1 + 4 + 9) / 3."""
    found = lesson.mean_squared_error(np.array([[2, 1, 0]]), np.array([[1, 3, -3]]))
    assert found == pytest.approx(14 / 3, rel=1e-15)
    assert type(found) is float


def test_the_slope_of_the_mean_squared_error_is_twice_the_error_over_m() -> None:
    found = slopes(lambda P: lesson.mean_squared_error(LABELS, P), PROBABILITIES)
    assert np.allclose(found, 2 * (PROBABILITIES - LABELS) / 5, atol=1e-9)


def test_binary_cross_entropy_agrees_with_xlogy() -> None:
    expected = -np.mean(xlogy(LABELS, PROBABILITIES) + xlogy(1 - LABELS, 1 - PROBABILITIES))
    assert lesson.binary_cross_entropy(LABELS, PROBABILITIES) == pytest.approx(expected, rel=1e-14)


def test_binary_cross_entropy_by_hand() -> None:
    """A cat called 1/4 and another picture called 1/2 cost log 4 and log 2."""
    found = lesson.binary_cross_entropy(np.array([[1, 0]]), np.array([[0.25, 0.5]]))
    assert found == pytest.approx(1.5 * math.log(2), rel=1e-15)


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.int64])
def test_certainty_costs_nothing_when_right_and_much_when_wrong(dtype: Any) -> None:
    Y = np.array([[0, 1, 0]])
    with np.errstate(all="raise"):
        assert lesson.binary_cross_entropy(Y, Y.astype(dtype)) == 0
        dear = lesson.binary_cross_entropy(Y, (1 - Y).astype(dtype))
        truth = np.eye(3, dtype=int)
        assert lesson.categorical_cross_entropy(truth, truth.astype(dtype)) == 0
        impossible = lesson.categorical_cross_entropy(truth, truth[::-1, [1, 0, 0]].astype(dtype))
    assert 10 < dear < math.inf
    assert 0 < impossible < math.inf


def test_scores_and_their_probabilities_cost_the_same() -> None:
    through = lesson.binary_cross_entropy(LABELS, sigmoid(SCORES))
    found = lesson.binary_cross_entropy_with_logits(LABELS, SCORES)
    assert found == pytest.approx(through, rel=1e-13)


def test_the_cost_of_scores_agrees_with_scipy_however_large_they_are() -> None:
    Z = np.concatenate([np.linspace(-1000, 1000, 401), np.linspace(-40, 40, 801)])[None, :]
    for y in (0.0, 1.0):
        for z in Z.T:
            found = lesson.binary_cross_entropy_with_logits(np.array([[y]]), z[None, :])
            assert found == pytest.approx(-log_expit(z if y else -z).item(), rel=1e-14, abs=1e-300)


def test_the_slope_in_the_scores_is_the_error_of_the_probabilities() -> None:
    found = slopes(lambda Z: lesson.binary_cross_entropy_with_logits(LABELS, Z), SCORES)
    assert np.allclose(found, (sigmoid(SCORES) - LABELS) / 5, atol=1e-9)


def test_one_hot_columns_give_their_labels_back() -> None:
    labels = np.array([3, 0, 0, 2, 3])
    Y = lesson.one_hot(labels, 5)
    assert Y.shape == (5, 5)
    assert np.array_equal(np.argmax(Y, axis=0), labels)
    assert np.array_equal(np.unique(Y), [0, 1])
    assert np.array_equal(Y.sum(axis=0), np.ones(5))


@pytest.mark.parametrize("Z", [TABLE, HUGE, HUGE.astype(np.float32), HUGE.astype(int)])
def test_softmax_and_its_logarithm_agree_with_scipy(Z: Any) -> None:
    tolerance = 1e-6 if Z.dtype == np.float32 else 1e-13
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        found, logarithm = lesson.softmax(Z), lesson.log_softmax(Z)
    assert np.allclose(found, softmax(Z.astype(float), axis=0), rtol=tolerance, atol=1e-300)
    assert np.allclose(logarithm, log_softmax(Z.astype(float), axis=0), rtol=tolerance, atol=1e-300)


def test_softmax_of_two_classes_is_the_sigmoid_of_their_difference() -> None:
    Z = TABLE[:2]
    assert np.allclose(lesson.softmax(Z)[0], sigmoid(Z[0] - Z[1]), rtol=1e-14)


def test_softmax_is_the_slope_of_the_logarithm_of_the_sum() -> None:
    found = slopes(lambda Z: float(np.sum(logsumexp(Z, axis=0))), TABLE)
    assert np.allclose(lesson.softmax(TABLE), found, atol=1e-8)


def test_categorical_cross_entropy_by_hand() -> None:
    """The true classes were given 1/2, 1/4 and 1: the mean of log 2, log 4 and 0."""
    Y = np.array([[1, 0, 0], [0, 1, 1]])
    P = np.array([[0.5, 0.75, 0.0], [0.5, 0.25, 1.0]])
    assert lesson.categorical_cross_entropy(Y, P) == pytest.approx(math.log(2), rel=1e-15)


def test_with_two_classes_both_cross_entropies_are_one() -> None:
    Y, P = (np.vstack([1 - A, A]) for A in (LABELS, PROBABILITIES))
    expected = lesson.binary_cross_entropy(LABELS, PROBABILITIES)
    assert lesson.categorical_cross_entropy(Y, P) == pytest.approx(expected, rel=1e-14)


def test_the_slope_through_softmax_is_the_error_of_the_probabilities() -> None:
    Y = lesson.one_hot(np.array([0, 3, 1, 1, 2, 3, 3]), 4)
    found = slopes(lambda Z: lesson.categorical_cross_entropy(Y, lesson.softmax(Z)), TABLE)
    assert np.allclose(found, (lesson.softmax(TABLE) - Y) / 7, atol=1e-8)


def test_every_loss_agrees_with_pytorch() -> None:
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional
    Y, P, Z, scores = map(torch.tensor, (LABELS, PROBABILITIES, SCORES, TABLE.T))
    labels = np.array([0, 3, 1, 1, 2, 3, 3])
    columns = lesson.one_hot(labels, 4)
    pairs = [
        (lesson.mean_squared_error(LABELS, PROBABILITIES), functional.mse_loss(P, Y)),
        (lesson.binary_cross_entropy(LABELS, PROBABILITIES), functional.binary_cross_entropy(P, Y)),
        (
            lesson.binary_cross_entropy_with_logits(LABELS, SCORES),
            functional.binary_cross_entropy_with_logits(Z, Y),
        ),
        (
            lesson.categorical_cross_entropy(columns, lesson.softmax(TABLE)),
            functional.cross_entropy(scores, torch.tensor(labels)),
        ),
    ]
    for ours, theirs in pairs:
        assert ours == pytest.approx(theirs.item(), rel=1e-12)
    ours = lesson.log_softmax(TABLE)
    assert np.allclose(ours.T, functional.log_softmax(scores, dim=1).numpy(), rtol=1e-12)


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (lesson.mean_squared_error, (LABELS, PROBABILITIES)),
        (lesson.binary_cross_entropy, (LABELS, np.round(PROBABILITIES))),
        (lesson.binary_cross_entropy_with_logits, (LABELS, SCORES)),
        (lesson.one_hot, (np.array([2, 0, 1, 2]), 3)),
        (lesson.softmax, (TABLE,)),
        (lesson.categorical_cross_entropy, (np.eye(3), np.eye(3)[::-1])),
        (lesson.log_softmax, (TABLE,)),
    ],
)
def test_the_arguments_are_left_alone(function: Any, args: tuple[Any, ...]) -> None:
    copies = [np.copy(arg) if isinstance(arg, np.ndarray) else arg for arg in args]
    for copy in copies:
        if isinstance(copy, np.ndarray):
            copy.flags.writeable = False
    function(*copies)
