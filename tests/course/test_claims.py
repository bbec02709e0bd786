"""What the first two lessons state as a fact of their data or of arithmetic, and no cell prints."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

from deepcat_data import load_cats
from deepcat_data.toy import make_blobs

LESSONS = Path(__file__).parents[2] / "course" / "lessons"


def say(name: str, words: str) -> bool:
    """Whether a lesson says these words."""
    return words in " ".join((LESSONS / f"{name}.md").read_text(encoding="utf-8").split())


def test_half_of_the_drawings_are_cats_and_eight_are_foxes() -> None:
    train = load_cats("train", task="four")
    assert len(train) == 1000 and train.counts()[0] == 500
    assert (train.meta["kind"] == "fox").sum() == 8
    assert say("1_introduction", "Among the 1,000 drawings from which it learnt, only eight")
    assert say("1_introduction", "half of them show a cat")


def test_signs_of_all_parameters_would_take_so_many_digits_of_tries() -> None:
    assert math.floor(86_031 * math.log10(2)) + 1 == 25_898
    assert say("1_introduction", "a number with 25,898 digits")


def test_the_lazy_guess_and_a_random_one_have_these_errors() -> None:
    """Uniform from -5 to 5 has the variance 100/12, and the difference of two twice that."""
    assert (round(100 / 12, 1), round(200 / 12)) == (8.3, 17)
    assert say("1_introduction", "its error is about 8.3 on average")


def separable(X: np.ndarray, signs: np.ndarray) -> bool:
    """Whether some line has all the points on their side, with room: a linear program says."""
    m = X.shape[1]
    rows = -signs[:, None] * np.column_stack([X.T, np.ones(m)])  # (m, 3)
    free = [(None, None)] * 3
    return bool(linprog(np.zeros(3), A_ub=rows, b_ub=-np.ones(m), bounds=free).status == 0)


def test_59_of_the_60_points_can_be_right_and_not_all() -> None:
    X, Y = make_blobs(m=60, rng=np.random.default_rng(0), distance=4.0)
    signs = 2.0 * Y[0] - 1.0
    assert not separable(X, signs)
    assert any(separable(np.delete(X, i, axis=1), np.delete(signs, i)) for i in range(60))
    assert say("2_neuron", "59 of the 60 is possible, with some patience.")
    assert say("2_neuron", "no straight line separates all their points")
