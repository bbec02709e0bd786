"""Verdicts on an answer that is not there, or that is not the newest."""

from __future__ import annotations

from deepcat.defining import FailedCell, failed_cell, other_name
from deepcat_judge.exceptions import next_thought, what
from deepcat_judge.exercise import AnyExercise, Exercise
from deepcat_judge.verdict import Outcome, Verdict

RUN_IT = (
    "Run the cell that defines it first. After a restart, run the notebook from the top: in the "
    "menu Run, choose Run All Above Selected Cell."
)


def not_the_newest(exercise: AnyExercise, name: str, answer: object) -> Verdict | None:
    """What to say where the newest cell that defines `name` failed; None where it did not."""
    failed = failed_cell(name, answer)
    return None if failed is None else _did_not_run(exercise, name, answer, failed)


def not_there(exercise: AnyExercise, name: str) -> Verdict:
    """What to say where nothing goes by the name."""
    thought = RUN_IT
    if other := other_name(name):
        number, found = other
        thought = (
            f"Cell [{number}] defines {found}. If that is your answer, call it {name}, as it was, "
            "and run its cell."
        )
    return Verdict(
        exercise.id,
        Outcome.NOT_ATTEMPTED,
        0.0,
        exercise.points,
        headline=f"There is no {name} in this notebook's memory yet.",
        thought=thought,
    )


def renamed(name: str) -> tuple[str, ...]:
    """A note on a later function of nearly the same name, which was not looked at."""
    if other := other_name(name):
        number, found = other
        return (
            f"Cell [{number}] defines {found}, and that is not what was checked: check() looked "
            f"at {name}, which comes from an earlier cell.",
        )
    return ()


def _did_not_run(exercise: AnyExercise, name: str, answer: object, failed: FailedCell) -> Verdict:
    raised = failed.raised
    arguments = exercise.arguments if isinstance(exercise, Exercise) else ()
    older = f" What goes by the name {name} now comes from an earlier cell."
    older = older if answer is not None else ""
    return Verdict(
        exercise.id,
        Outcome.RAISED,
        0.0,
        exercise.points,
        headline=(
            f"The last cell that defines {name}, number [{failed.number}], did not run. "
            f"Python stopped with {what(raised)}.{older}"
        ),
        finding="cell_failed",
        line=raised.lineno,
        code=raised.line,
        thought=next_thought(raised, arguments),
        notes=("Mend that cell and run it; or run the cell with your function again.",),
    )
