"""The hidden test of a check cell: judges inside the kernel, for a plain nbgrader installation.

``deepcat grade`` and the configuration that ``deepcat class init`` writes judge from outside,
where a student's code cannot reach the answers; this module is for nbgrader as it comes.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from deepcat_grader.bank.registry import Entry
    from deepcat_judge.key import Key
    from deepcat_judge.verdict import Verdict

# Seconds that an answer may take in all, and with references in place of earlier ones. nbgrader
# interrupts a cell once, after 30 seconds, and gives up the whole notebook when the cell has not
# come to an end 4 seconds later.
PATIENCE = 10.0
LAST_PATIENCE = 2.0
SEED_VARIABLE = "DEEPCAT_SEED"

# Why infinity. Of a check cell, nbgrader knows only a number: an error or a line on stderr is a
# zero, and no number, or one that is none, is full marks. Our own fault must be neither a
# student's zero nor a gift to a whole class that nobody notices. A number above the maximum is
# refused by nbgrader: it names the submission at the end of its run, records nothing for this
# cell and exits with 1, and once the fault is mended `nbgrader autograde` takes it up again.
NO_SCORE = math.inf

# Exercises that passed when they were judged last in this kernel.
_passed: set[str] = set()


def grade(exercise_id: str, namespace: MutableMapping[str, Any]) -> float:
    """Judge a notebook's answer with the hidden cases, show the finding, return the points.

    Clears what the cell has shown so far. Where an earlier exercise of the lesson is not right
    yet, the answer is judged with the references in their places too, and the better of the two
    counts: a slip costs once. The hidden cases are drawn from the environment variable
    ``DEEPCAT_SEED``, a whole number, or from 0.

    Parameters
    ----------
    exercise_id : str
        For example ``"neuron.sigmoid"``.
    namespace : mutable mapping
        The notebook's globals.

    Returns
    -------
    float
        Points, or infinity, which nbgrader refuses to record, when the grader itself failed.
    """
    try:
        _clear()
        verdict = _judged(exercise_id, namespace)
        if verdict.outcome.name == "GRADER_FAULT":
            return _no_score(exercise_id, verdict.message)
        _show(verdict)
        return min(round(float(verdict.points), 4), float(verdict.max_points))
    except BaseException as error:  # nbgrader would make a zero of any of them
        return _no_score(exercise_id, f"{type(error).__name__}: {error}")


def _judged(exercise_id: str, namespace: MutableMapping[str, Any]) -> Verdict:
    from deepcat_grader.answers import full_key
    from deepcat_grader.follow_through import better, builds_on, noted
    from deepcat_judge.exercise import Exercise

    entry = _entries()[exercise_id]
    seed = int(os.environ.get(SEED_VARIABLE, "0"))
    key = full_key(entry, seed)
    # What was interrupted in check(), in the line above ours, is not started again.
    verdict = _timed_out(exercise_id) or _judge(entry, key, seed, namespace, PATIENCE)
    if verdict.passed or not isinstance(entry.exercise, Exercise):
        _passed.add(exercise_id)
        return verdict
    _passed.discard(exercise_id)
    failed = {
        other.exercise.name: other for other in _before(entry) if other.exercise.id not in _passed
    }
    instead = builds_on(entry.exercise.name, map(str, namespace.get("In", ())), failed)
    if not instead:
        return verdict
    with _references([failed[name] for name in instead], namespace):
        helped = _judge(entry, key, seed, namespace, LAST_PATIENCE)
    return better(verdict, noted(helped, instead), ())


def _entries() -> Mapping[str, Entry]:
    """The course's exercises, and a class's own where the notebook lies in its directory."""
    from deepcat_grader.authoring.entries import all_entries
    from deepcat_grader.authoring.own import course_above

    return all_entries(course_above(Path.cwd()))


def _before(entry: Entry) -> list[Entry]:
    """The functions that the lesson asks for before this one."""
    from deepcat.lessons import course_exercises
    from deepcat_judge.exercise import Exercise

    places = {name: place for place, name in enumerate(course_exercises())}
    lesson = [
        other
        for other in _entries().values()
        if other.exercise.lesson == entry.exercise.lesson and isinstance(other.exercise, Exercise)
    ]
    lesson.sort(key=lambda other: places.get(other.exercise.id, len(places)))
    return lesson[: lesson.index(entry)]


def _timed_out(exercise_id: str) -> Verdict | None:
    from deepcat.session import SESSION
    from deepcat_judge.verdict import Outcome

    verdict = SESSION.verdicts.get(exercise_id)
    return verdict if verdict is not None and verdict.outcome is Outcome.TIMED_OUT else None


def _judge(
    entry: Entry, key: Key, seed: int, namespace: MutableMapping[str, Any], patience: float
) -> Verdict:
    from deepcat.patience import PatientCaller
    from deepcat_judge.exercise import Written
    from deepcat_judge.judge import judge
    from deepcat_judge.observe import LocalCaller

    if isinstance(entry.exercise, Written):
        raise TypeError(f"{entry.exercise.id} is graded by hand and has no check cell")
    name = entry.exercise.name
    caller = LocalCaller.of(entry.exercise, namespace.get(name), entry.lends)
    return judge(entry.exercise, PatientCaller(caller, patience), key, seed)


@contextmanager
def _references(entries: list[Entry], namespace: MutableMapping[str, Any]) -> Iterator[None]:
    """Put references in the namespace for a while: the student's functions look names up there."""
    names = {entry.exercise.name: entry.reference for entry in entries}
    before = {name: namespace[name] for name in names if name in namespace}
    namespace.update(names)
    try:
        yield
    finally:
        for name in names:
            namespace.pop(name, None)
        namespace.update(before)


def _no_score(exercise_id: str, text: str) -> float:
    """Tell the teacher: on the cell, and in the terminal or log that nbgrader runs in."""
    message = (
        f"{exercise_id}: the grader failed, not the answer ({text}). No score is recorded. "
        "Mend the grader and run nbgrader autograde again for this student."
    )
    try:
        print(message)
        kernel = getattr(_shell(), "kernel", None)
        if kernel is not None:
            # It goes to the process's own stderr, not the cell's.
            kernel.log.error(message, exc_info=sys.exc_info()[0] is not None)
    except BaseException:
        return NO_SCORE
    return NO_SCORE


def _show(verdict: Verdict) -> None:
    from deepcat.display import show
    from deepcat.view import mimebundle

    show(mimebundle(verdict))


def _clear() -> None:
    """Take back what check() wrote, above all to stderr: on the visible cases it knew less."""
    if _shell() is not None:
        from IPython.display import clear_output

        clear_output()  # type: ignore[no-untyped-call]  # IPython has no types for it


def _shell() -> Any:
    from IPython import get_ipython

    return get_ipython()
