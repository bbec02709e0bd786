"""Judge a Python object in this process, hidden cases included."""

from __future__ import annotations

from collections.abc import Callable

from deepcat_grader.answers import full_key
from deepcat_grader.bank.registry import Entry
from deepcat_judge.exercise import Written
from deepcat_judge.judge import judge as judge_answer
from deepcat_judge.observe import LocalCaller
from deepcat_judge.verdict import Verdict


def judge(exercise_id: str, answer: object, seed: int = 0) -> Verdict:
    """Judge `answer` as an answer to an exercise.

    For tests, for teachers who try an exercise, and for the report card. The answer runs in
    this process: use ``deepcat grade`` for work that is not your own.

    Parameters
    ----------
    exercise_id : str
        For example ``"neuron.sigmoid"``.
    answer : object
        The function (or the dict of a quiz) to judge.
    seed : int
        Seeds the hidden cases.

    Returns
    -------
    Verdict

    Raises
    ------
    KeyError
        If there is no such exercise.
    ValueError
        If the exercise is graded by hand.
    """
    from deepcat_grader.bank import ENTRIES

    if exercise_id not in ENTRIES:
        raise KeyError(f"no exercise is called {exercise_id!r}; there are {', '.join(ENTRIES)}")
    entry = ENTRIES[exercise_id]
    if isinstance(entry.exercise, Written):
        raise ValueError(f"{exercise_id} is a written answer and is graded by hand")
    return judge_of(entry, seed)(answer)


def judge_of(entry: Entry, seed: int = 0) -> Callable[[object], Verdict]:
    """Make the judge of many answers to one exercise: the key, hidden cases included, is one."""
    exercise = entry.exercise
    assert not isinstance(exercise, Written)  # graded by hand
    key = full_key(entry, seed)

    def judged(answer: object) -> Verdict:
        caller = LocalCaller.of(exercise, answer, entry.lends)
        return judge_answer(exercise, caller, key, seed)

    return judged
