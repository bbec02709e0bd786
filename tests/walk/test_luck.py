"""What luck once decided: papers and answers on which a verdict was wrong, with the right one."""

from __future__ import annotations

import numpy as np
import pytest

from deepcat_grader import judge
from deepcat_grader.bank import ENTRIES
from deepcat_grader.proof import is_rejected
from deepcat_judge.exercise import VECTORISED, Exercise

from .answers import FUNCTIONS, checked, key_of


def test_a_tiny_start_is_followed_where_thousands_of_ways_look_alike() -> None:
    entry = ENTRIES["cat_detector.fit_softmax_network"]
    (right,) = (variant for variant in entry.variants if variant.id == "small_start")
    verdict = judge(entry.exercise.id, right.function, seed=1522696728)
    assert verdict.points == verdict.max_points, verdict.message


@pytest.mark.parametrize("seed", [97, 113])
def test_mixed_examples_are_noticed_where_the_largest_is_asked_for_alone(seed: int) -> None:
    entry = ENTRIES["cat_detector.CatDetector"]
    (mixed,) = (mistake for mistake in entry.mistakes if mistake.id == "examples_mixed")
    assert is_rejected(entry, mixed.function, key_of(entry.exercise.id, seed), seed)


def test_a_batch_without_examples_is_told_as_one() -> None:
    def minibatches(X, Y, batch_size, rng):  # type: ignore[no-untyped-def]  # a student's
        order = rng.permutation(X.shape[1])
        for i in range(X.shape[1] // batch_size + 1):
            chosen = order[i * batch_size : (i + 1) * batch_size]
            yield X[:, chosen], Y[:, chosen]

    verdict = checked("backprop.minibatches", minibatches)
    assert not verdict.passed and "A batch without examples" in verdict.message


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_part_of_a_rubric_is_called_right_unseen(name: str) -> None:
    """A student's own check has a case or a property of every part that it speaks of."""
    exercise = ENTRIES[name].exercise
    assert isinstance(exercise, Exercise)
    seen = {case.part for case in exercise.cases} | {prop.part for prop in exercise.properties}
    assert {part.id for part in exercise.parts} - {VECTORISED} <= seen


def test_a_test_that_compares_a_pass_with_itself_has_caught_nothing_of_the_layers() -> None:
    verdict = checked("backprop.catch_the_bug", lambda backward: bool(np.all(True)))
    caught = {part.id for part in verdict.parts if part.points}
    assert not caught & {"output", "hidden"}
