"""Notebooks of a few answers, some to toy exercises, graded without a course around them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Entry, no_cases
from deepcat_grader.cage.tiers import Tier
from deepcat_grader.grading.intake.plan import PlannedCell
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.protection import tier
from deepcat_grader.grading.one_notebook import grade_notebook
from deepcat_grader.grading.record import NotebookRecord
from deepcat_judge.exercise import Case, Exercise, Part

LIMITS = Limits(cell=5.0, call=3.0)
UNWRITTEN = "def {}(*args):\n    raise NotImplementedError()"
X, Y = np.array([0.5, -1.5, 1.0]), np.array([1.0, 2.0, -0.5])
W, COLUMN = np.array([[1.0], [-2.0]]), np.array([[0.5], [0.25]])


def graded(
    answers: dict[str, str],
    entries: dict[str, Entry] | None = None,
    limits: Limits = LIMITS,
    under: Tier | None = None,
) -> NotebookRecord:
    """Grade a notebook of these answers, one after the other."""
    steps = [PlannedCell("imports", "given", "import numpy as np")]
    for name, source in answers.items():
        steps.append(PlannedCell(name, "student", source))
        steps.append(PlannedCell(f"{name}-check", "check", "", exercise=name, stub=name))
    known = {**ENTRIES, **(entries or {})}
    return grade_notebook(steps, known, lambda name: 3, limits, tier=under or tier())


def right(name: str) -> str:
    """The source of an exercise's reference."""
    return inspect.getsource(ENTRIES[name].reference)


def unwritten(name: str) -> str:
    """An exercise's function as it was handed out."""
    return UNWRITTEN.format(name.rpartition(".")[2])


def toy(reference: Callable[..., Any], *args: Any, name: str = "", use: str = "call") -> Entry:
    """An exercise of the introduction that is judged on one input."""
    exercise = Exercise(
        f"introduction.{name or reference.__name__}",
        "Toy",
        (Part("values", "the values", 1.0),),
        ("a", "b", "c"),
        (Case("one", args, note="one"),),
        use=use,
    )
    return Entry(exercise, reference, no_cases, (), ())
