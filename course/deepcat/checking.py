"""Judge one answer in the student's own process, and show what the judge says."""

from __future__ import annotations

import functools
import logging
import traceback
import types
from dataclasses import replace
from pathlib import Path

from deepcat.absent import not_the_newest, not_there, renamed
from deepcat.answering import by_answer, by_id
from deepcat.callsite import CallSite, call_site
from deepcat.display import show_verdict
from deepcat.keys import lesson_keys
from deepcat.newer import newer_in
from deepcat.own import own_key
from deepcat.patience import PatientCaller
from deepcat.resting import rests_on_right
from deepcat.session import SESSION
from deepcat.unclear import UnclearError
from deepcat_judge.exercise import AnyExercise, Written
from deepcat_judge.judge import judge
from deepcat_judge.keyfile import StaleKeyError
from deepcat_judge.observe import LocalCaller
from deepcat_judge.verdict import Outcome, Verdict

# Seconds that all calls of an answer may take together. nbgrader gives the whole cell 30, in which
# the hidden tests come after the check.
PATIENCE = 15.0
_LOG = logging.getLogger(__name__)


def check(answer: object = None, exercise: str | None = None) -> Verdict:
    """Say whether an answer is right, and if not, what is wrong with it.

    It shows its finding below the cell and never stops the notebook.

    Parameters
    ----------
    answer : callable or dict
        Your function itself, without brackets after its name: ``check(sigmoid)``.
        For a quiz, your answer sheet: ``check(quiz)``.
    exercise : str, optional
        The exercise's id, such as ``"neuron.sigmoid"``. Needed only when your function has
        another name than the exercise.

    Returns
    -------
    Verdict
        The finding, for tools. Where no exercise can be found for the answer, its ``exercise``
        is empty, its outcome is ``NOT_ATTEMPTED`` and its message says what to do; where our
        own code fails, its outcome is ``GRADER_FAULT``.

    Examples
    --------
    >>> check(sigmoid)                          # doctest: +SKIP
    >>> check(my_function, "neuron.sigmoid")    # doctest: +SKIP
    """
    verdict = verdict_of(answer, exercise, call_site(1))
    if verdict.exercise:
        SESSION.remember(verdict)
    show_verdict(verdict)
    return verdict


def verdict_of(answer: object, exercise: str | None, site: CallSite) -> Verdict:
    """Judge an answer that was handed to `check` at `site`; shows and remembers nothing."""
    name, most = exercise or "", 0.0
    try:
        if exercise is None:
            found = by_answer(answer, site, SESSION.lesson)
        else:
            found = by_id(str(exercise), SESSION.lesson)
        name, most = found.id, found.points
        own = site.written if site.names.get(site.written, found) is answer else found.name
        return _judge(answer, found, own)
    except UnclearError as unclear:
        text = _not_known_here(exercise, site.written) or str(unclear)
        return _without_points("", 0.0, Outcome.NOT_ATTEMPTED, text)
    except KeyboardInterrupt:
        text = "The check was stopped before your function finished."
        return _without_points(name, most, Outcome.TIMED_OUT, text)
    except StaleKeyError:
        text = (
            "The exercises and their answer key are of different versions, so nothing can be "
            "checked, and it costs you nothing. Get a fresh copy of the course; in a checkout, "
            "run `python3 run.py build`."
        )
        return _without_points(name, most, Outcome.GRADER_FAULT, text)
    except Exception as error:
        _LOG.debug("check failed", exc_info=True)
        text = (
            f"DeepCat itself failed here ({type(error).__name__}), not your answer, and it costs "
            "you nothing. Restart the kernel and run all cells; if it comes again, tell your "
            "teacher."
        )
        told = _without_points(name, most, Outcome.GRADER_FAULT, text)
        return replace(told, traceback=traceback.format_exc())


def _not_known_here(exercise: str | None, written: str) -> str:
    """A sentence on a notebook that is newer than the course here and holds the exercise."""
    found = (
        one.words
        for one in newer_in(Path())
        for name in one.exercises
        if (written if exercise is None else exercise) in (name, name.partition(".")[2])
    )
    return next(found, "")


def _judge(answer: object, exercise: AnyExercise, name: str) -> Verdict:
    if isinstance(exercise, Written):
        text = "This answer is written in words and read by a person, so there is nothing to run."
        return _without_points(exercise.id, exercise.points, Outcome.NOT_ATTEMPTED, text)
    if verdict := not_the_newest(exercise, name, answer):
        return verdict
    if answer is None:
        return not_there(exercise, name)
    key = own_key(exercise.id) or lesson_keys(exercise.lesson)[exercise.id]
    editable = functools.partial(rests_on_right, answer, exercise)
    caller = PatientCaller(LocalCaller.of(exercise, answer), PATIENCE, editable)
    verdict = judge(exercise, caller, key)
    notes = _silenced(answer) if verdict.passed else renamed(name)
    if caller.late:
        notes += (f"check() stops an answer after {PATIENCE:g} seconds in all.",)
    return replace(verdict, notes=(*verdict.notes, *notes))


def _silenced(answer: object) -> tuple[str, ...]:
    """A note on a right answer that keeps NumPy from warning."""
    names = answer.__code__.co_names if type(answer) is types.FunctionType else ()
    if not {"errstate", "seterr", "filterwarnings", "simplefilter"} & set(names):
        return ()
    return (
        "Your code silences warnings. The result is right all the same; a formula in which "
        "nothing overflows has nothing to silence.",
    )


def _without_points(exercise: str, most: float, outcome: Outcome, text: str) -> Verdict:
    return Verdict(exercise, outcome, 0.0, most, headline=text)
