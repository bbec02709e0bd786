"""Wrong backward passes that lesson 6 hands out: what training shows of them, and what it hides."""

from __future__ import annotations

import numpy as np
import pytest

from deepcat_grader.bank.backprop import planted
from deepcat_judge.exercises.cat_detector.runs import quadrants
from deepcat_solutions.backprop import catch_the_bug, gradient_step, minibatches
from deepcat_solutions.hidden_layer import forward, initialize

EVERY_BUG = [name for names in planted.BUGS.values() for name in names]


def accuracy(backward: planted.Backward, seed: int) -> float:
    """How many of 400 new points a network tells apart whose training used a backward pass."""
    rng = np.random.default_rng(seed)
    (X, Y), (X_new, Y_new) = quadrants(rng, 200), quadrants(rng, 400)
    parameters = initialize(2, 8, rng)
    for _ in range(100):
        for X_b, Y_b in minibatches(X, Y, 20, rng):
            gradients = backward(Y_b, parameters, forward(X_b, parameters)[1])
            parameters = gradient_step(parameters, gradients, 0.3)
    return float(np.mean((forward(X_new, parameters)[0] > 0.5) == Y_new))


@pytest.mark.slow
@pytest.mark.parametrize("name", planted.STILL_LEARN)
@pytest.mark.parametrize("seed", range(3))
def test_a_wrong_gradient_still_learns_xor(name: str, seed: int) -> None:
    assert accuracy(planted.known(name), seed) >= 0.99


@pytest.mark.slow
def test_others_do_not_learn_it() -> None:
    assert accuracy(planted.known("y_minus_y_hat"), 0) < 0.7
    assert accuracy(planted.known("gate_turned"), 0) < 0.7


@pytest.mark.parametrize("name", EVERY_BUG)
def test_a_test_of_the_gradient_finds_what_the_accuracy_hides(name: str) -> None:
    assert not catch_the_bug(planted.known(name))
    assert set(planted.STILL_LEARN) < set(EVERY_BUG)


@pytest.mark.parametrize("name", planted.RIGHT)
def test_right_implementations_pass_it(name: str) -> None:
    assert catch_the_bug(planted.known(name))
