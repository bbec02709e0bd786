"""What a new exercise starts from. Every TODO is named by the proof until it is written."""

from __future__ import annotations

REFERENCE = '''

def {name}({arguments}):
    """TODO: say in one line what it computes.

    Parameters
    ----------
{parameters}

    Returns
    -------
    TODO : shape and meaning

    Examples
    --------
    TODO: one small example that a student can follow by hand.
    """
    ### BEGIN SOLUTION
    raise NotImplementedError("TODO")
    ### END SOLUTION
'''

MODULE = '''"""Lesson {lesson}: TODO, one sentence that says what lives here."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np
'''

EXERCISE = """EXERCISE = Exercise(
    id="{id}",
    title="TODO: a few words for tables",
    parts=rubric(values=2, edge=1),
    cases=(
        # The smallest comes first. All dimensions differ, values are of order one, of both signs.
        Case("small", ({sample}), note="TODO: the input in words"),
        Case("one", ({sample}), EDGE, "TODO: an unusual input in words"),
    ),
    hints=(
        "TODO: the concept.",
        "TODO: where to look.",
        "TODO: nearly code.",
    ),
    thought="TODO: what to think about when nothing more exact is known.",
)
"""

STUDENT_HALF = '''"""{title}."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Case, Exercise
from deepcat_judge.exercises.common import rubric

{exercise}'''

BANK = '''

def hidden(rng):
    """Draw cases that students do not see: other sizes, other numbers, other kinds of array."""
    return [
        # TODO: Case("id", (argument, ...), note="the input in words"),
    ]


bank = Bank(EXERCISE, reference={name}, hidden=hidden)


@bank.mistake("TODO: what went wrong, in ordinary words.", think="TODO: never the answer.")
def first_mistake({arguments}):
    raise NotImplementedError("TODO: a wrong answer; its name becomes the mistake's id")


# TODO: {mistakes} known mistakes at least. Those of one expression, or an edit of the right answer,
# fit on a page: bank.known("""…"""). Some are shared: bank.include(slips.IN_PLACE, …).

bank.rights(
    # TODO: {variants} right answers at least, written in other ways: name=lambda {arguments}: …,
)

bank.unseen_right(
    # TODO: right answers that no key holds, for the report card.
)

bank.unseen_wrong(
    # TODO: wrong ones, with one mistake each; bank.unseen_two(…) takes those with two.
)
'''

TEACHER_HALF = '''"""{title}: what is known of its answers."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D103
# Students write no types; what a mistake is about stands in its message.

from __future__ import annotations

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.{lesson}.{module} import EXERCISE
from deepcat_solutions.{lesson} import {name}
{bank}'''

OWN = '''"""{title}: an exercise of this class's own, and what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank import slips  # noqa: F401  # slips that many exercises share
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case, Exercise
from deepcat_judge.exercises.common import rubric
{reference}

{exercise}{bank}'''
