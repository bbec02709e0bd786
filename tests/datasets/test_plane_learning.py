"""What a learner can make of each set, with scikit-learn as the learner."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from deepcat_data.toy import TOY_SETS, make_blobs, make_spirals

Sample: TypeAlias = tuple[np.ndarray, np.ndarray]  # points (m, 2) and labels (m,)

SEEDS = (0, 1, 2)
# The same for every set: 400 steps of gradient descent on all points, with one learning rate.
SETTINGS = {
    "hidden_layer_sizes": (16,),
    "solver": "sgd",
    "learning_rate_init": 0.3,
    "batch_size": 300,
    "max_iter": 400,
    "tol": 0,
    "n_iter_no_change": 400,
}
# The network is stopped after its steps, whether or not its loss still falls.
stops_when_told = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


def rows(X: np.ndarray, Y: np.ndarray) -> Sample:
    """Return a set as scikit-learn wants it: one example a row, labels as numbers."""
    return X.T, Y[0] if len(Y) == 1 else Y.argmax(axis=0)


def train_and_test(name: str, seed: int, noise: float = 0.1) -> tuple[Sample, Sample]:
    """Return 300 points to learn from, and 2000 others."""
    rng = np.random.default_rng(seed)
    return rows(*TOY_SETS[name](300, rng, noise)), rows(*TOY_SETS[name](2000, rng, noise))


def best_line(points: np.ndarray, labels: np.ndarray) -> float:
    """Return the share that the best of all straight lines gets right, by trying them."""
    best = 0.0
    for angle in np.linspace(0, 2 * np.pi, 720, endpoint=False):
        along = points @ [np.cos(angle), np.sin(angle)]
        falls_in_one = labels[np.argsort(along)] == 1
        # With the border after the k nearest: class 0 among these, class 1 among the rest.
        gained = np.cumsum(np.where(falls_in_one, -1, 1))
        best = max(best, (falls_in_one.sum() + max(0, gained.max())) / len(labels))
    return best


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("blobs", 0.99, 1.0),
        ("moons", 0.8, 0.95),
        ("circles", 0.4, 0.6),
        ("xor", 0.4, 0.6),
        ("spirals", 0.4, 0.6),
    ],
)
def test_a_linear_classifier_is_as_good_as_the_set_is_linear(
    name: str, low: float, high: float, seed: int
) -> None:
    """Blobs are nearly all right, moons most, and the other three a matter of chance."""
    train, test = train_and_test(name, seed)
    assert low <= LogisticRegression().fit(*train).score(*test) <= high


@pytest.mark.parametrize(
    ("name", "share"),
    [("blobs", 1), ("moons", 9 / 10), ("circles", 2 / 3), ("xor", 0.73), ("spirals", 2 / 3)],
)
def test_the_best_line_is_as_good_as_the_docstring_says(name: str, share: float) -> None:
    """Without noise, over all straight lines and not only those that a loss prefers."""
    assert best_line(*rows(*TOY_SETS[name](10_000, 0, 0.0))) == pytest.approx(share, abs=0.015)


@stops_when_told
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", TOY_SETS)
def test_one_hidden_layer_solves_every_set_at_one_learning_rate(name: str, seed: int) -> None:
    """Sixteen hidden units and the same settings do for all of them."""
    train, test = train_and_test(name, seed)
    network = MLPClassifier(random_state=seed, **SETTINGS).fit(*train)
    assert network.score(*test) > 0.9


@stops_when_told
def test_three_arms_need_a_hidden_layer_and_three_blobs_do_not() -> None:
    """The sets of more classes: softmax regression does the clouds, a network the arms."""
    rng = np.random.default_rng(0)
    blobs, fresh_blobs = (rows(*make_blobs(m, rng, 6.0, n_classes=3)) for m in (300, 2000))
    assert LogisticRegression().fit(*blobs).score(*fresh_blobs) > 0.98
    arms, fresh_arms = (rows(*make_spirals(m, rng, n_classes=3)) for m in (300, 2000))
    assert LogisticRegression().fit(*arms).score(*fresh_arms) < 0.65
    assert MLPClassifier(random_state=0, **SETTINGS).fit(*arms).score(*fresh_arms) > 0.9
