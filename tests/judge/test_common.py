"""What exercises share keeps its word."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import flat, law

WORDS = Broken("Twice the input does not give twice the answer.", "Which operation is linear?")
DOUBLES = law(
    "doubles",
    "twice the input gives twice the answer",
    lambda rng: [(x := rng.normal(size=3),), (2 * x,)],
    lambda args, outputs: np.allclose(outputs[1], 2 * outputs[0]),
    WORDS,
    like=np.zeros(3),
)


def broken_by(answer) -> Broken | None:
    args = [case.args for case in DOUBLES.cases(np.random.default_rng(0))]
    return DOUBLES.holds(args, [answer(*call) for call in args])


def test_a_law_speaks_only_when_it_does_not_hold() -> None:
    assert broken_by(lambda x: 3 * x) is None
    assert broken_by(lambda x: x + 1) is WORDS


def test_a_flat_array_of_whole_numbers_is_the_same_on_every_machine() -> None:
    assert flat(1, 2).dtype == np.int64
    assert flat(1, 2.5).dtype == np.float64
    assert flat(1, 2).shape == (2,)


def test_a_law_may_subtract_truth_values_and_small_integers() -> None:
    falling: list[float] = []

    def holds(args, outputs) -> bool:
        falling.append(np.max(outputs[0] - (outputs[0] + outputs[0])))
        return True

    other = law("falls", "it falls", lambda rng: [()], holds, WORDS, like=np.zeros(2))
    for dtype in (bool, np.uint8):
        other.holds([()], [np.ones(2, dtype)])
    assert falling == [-1.0, -1.0]
