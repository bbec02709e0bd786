"""Random search, judged by relations only: what is found, and what it depends on."""

from __future__ import annotations

from collections.abc import Sequence

from deepcat_judge.exercise import Broken, Exercise, Property
from deepcat_judge.exercises.common import rubric
from deepcat_judge.exercises.introduction import dependence, outcome, tries
from deepcat_judge.plain import Plain


def _holds(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    if broken := outcome.form_problem(outputs):
        return broken
    calls = tries.read(args, outputs)
    return (
        dependence.seed_problem(calls)
        or dependence.draw_problem(calls)
        or outcome.SQUARE.outside(tries.lines_of(calls["all"]))
        or dependence.count_problem(calls)
        or outcome.choice_problem(calls)
        or outcome.value_problem(calls)
        or outcome.spread_problem(calls)
    )


RANDOM_SEARCH = Exercise(
    id="introduction.random_search",
    title="Learning by random search",
    parts=rubric(values=5),
    properties=(
        Property(
            "search",
            "n_tries lines are drawn uniformly from [-5, 5] with rng, and the best one is returned",
            tries.cases,
            _holds,
        ),
    ),
    hints=(
        "Learning here is: try a line, measure it, remember it if it is the best so far. You have "
        "functions for two of these steps already.",
        "Draw a slope and an intercept with rng.uniform(-5, 5), measure them with goodness, and "
        "compare with the best loss so far. What should the best loss be before the first try?",
        "best_loss = float('inf'); for each of n_tries: draw slope and intercept, compute the "
        "loss, and if it is lower than best_loss keep all three. After the loop, return the slope "
        "and the intercept that you kept.",
    ),
    thought="Print the loss of every try and the loss of the line that is returned.",
    returns=("slope", "intercept"),
)
