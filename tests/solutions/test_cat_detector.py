"""The detector against PyTorch's steps, and against what a detector must keep to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat_solutions.cat_detector import CatDetector


def quadrants(m: int, seed: int) -> tuple[Any, Any]:
    """Points in the plane; the sign of their product is the label, which no line tells."""
    rng = np.random.default_rng(seed)
    X = rng.choice([-1.0, 1.0], (2, m)) * rng.uniform(0.3, 1.5, (2, m))
    return X, (X[:1] * X[1:] > 0).astype(float)


def detector(seed: int = 1, **changes: Any) -> CatDetector:
    settings = {"n_hidden": 12, "learning_rate": 0.3, "n_epochs": 40, "batch_size": 10}
    return CatDetector(**{**settings, **changes}, seed=seed)


@pytest.mark.parametrize("seed", range(5))
def test_it_learns_what_no_line_can(seed: int) -> None:
    X, Y = quadrants(200, seed)
    found = detector(seed).fit(X, Y)
    X_new, Y_new = quadrants(500, 100 + seed)
    assert np.mean(found.predict(X_new) == Y_new) > 0.93
    losses = found.history_["loss"]
    assert losses[-1] < 0.5 * losses[0]


def test_a_step_is_that_of_pytorch() -> None:
    """From the same start, one full-batch step moves the network as autograd and SGD do."""
    torch = pytest.importorskip("torch")
    X, Y = quadrants(30, 3)
    start = detector(n_epochs=0).fit(X, Y)
    one = detector(n_epochs=1, batch_size=30).fit(X, Y)
    names = ("W1", "b1", "W2", "b2")
    theta = [torch.tensor(start.parameters_[name], requires_grad=True) for name in names]
    scores = theta[2] @ torch.relu(theta[0] @ torch.tensor(X) + theta[1]) + theta[3]
    torch.nn.functional.binary_cross_entropy_with_logits(scores, torch.tensor(Y)).backward()
    for name, value in zip(names, theta, strict=True):
        expected = value.detach().numpy() - 0.3 * value.grad.numpy()
        assert np.allclose(one.parameters_[name], expected, atol=1e-12)


def test_a_step_follows_the_slope_of_the_loss() -> None:
    """As above, with central differences for autograd."""
    X, Y = quadrants(30, 3)
    start = detector(n_epochs=0).fit(X, Y)
    one = detector(n_epochs=1, batch_size=30).fit(X, Y)

    def loss() -> float:
        p = start.predict_proba(X)
        return float(-np.mean(Y * np.log(p) + (1 - Y) * np.log(1 - p)))

    for name, theta in start.parameters_.items():
        for index in np.ndindex(theta.shape):
            before, sides = theta[index], []
            for step in (1e-6, -1e-6):
                theta[index] = before + step
                sides.append(loss())
            theta[index] = before
            moved = before - 0.3 * (sides[0] - sides[1]) / 2e-6
            assert one.parameters_[name][index] == pytest.approx(moved, abs=1e-8)


def test_the_best_validation_parameters_are_kept() -> None:
    """Training labels that are partly wrong: long training fits them, and validation shows it."""
    X, Y = quadrants(40, 5)
    Y[:, ::4] = 1 - Y[:, ::4]
    X_val, Y_val = quadrants(200, 6)
    found = detector(n_epochs=150, n_hidden=30).fit(X, Y, X_val, Y_val)
    losses = found.history_["validation_loss"]
    best = int(np.argmin(losses))
    assert best < 140
    p = found.predict_proba(X_val)
    assert -np.mean(Y_val * np.log(p) + (1 - Y_val) * np.log(1 - p)) == pytest.approx(losses[best])
    shorter = detector(n_epochs=best + 1, n_hidden=30).fit(X, Y)
    assert np.array_equal(shorter.predict_proba(X), found.predict_proba(X))


def test_a_seed_decides_everything_and_nothing_else_does() -> None:
    X, Y = quadrants(50, 7)
    before = np.random.get_state()[1].tolist()
    first = detector(3).fit(X, Y)
    p = first.predict_proba(X)
    assert np.array_equal(detector(3).fit(X, Y).predict_proba(X), p)
    assert not np.allclose(detector(4).fit(X, Y).predict_proba(X), p)
    assert np.array_equal(first.fit(X, Y).predict_proba(X), p)
    assert np.random.get_state()[1].tolist() == before


def test_large_inputs_overflow_nowhere() -> None:
    X, Y = quadrants(20, 8)
    found = detector(n_epochs=3).fit(1000.0 * X, Y)
    assert np.all(np.isfinite(found.predict_proba(1e6 * X)))
    assert np.all(np.isfinite(found.history_["loss"]))
