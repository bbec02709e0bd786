"""Carry a student's right answers from an earlier lesson's notebook on to a later one."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from deepcat.lessons import ordered_exercises
from deepcat.patience import interrupted_after
from deepcat.resting import PATIENCE, is_right
from deepcat_judge.exercise import Exercise
from deepcat_judge.exercises import EXERCISES

F = TypeVar("F", bound=Callable[..., Any])
_UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, KeyboardInterrupt)
_BROUGHT = "= yours("  # in the cell that defines what a lesson needs of those before
_KEPT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


def yours(given: F, also: np.ndarray[Any, Any] | None = None) -> F:
    """Take the student's own function of an earlier lesson, if it is there and right.

    A lesson defines what it needs of an earlier one, and then asks for the student's own, so that
    a reader who begins here, a grader and a browser tab, where no other notebook is, all have a
    function that works::

        sigmoid = yours(sigmoid)

    Of the other notebook only the imports and definitions of the answers are run, and of the cell
    that brings along what they call from lessons before; a function is taken only if it passes its
    check. One printed line says which it is.

    Parameters
    ----------
    given : function
        Has the name of one exercise of the course, such as ``sigmoid``, and is an answer to it.
    also : array, optional
        An input of a form that the check does not try, if this lesson needs one: the student's
        function is taken only if it gives there what `given` gives.

    Returns
    -------
    function
        The student's, or `given`.
    """
    (exercise,) = (e for e in EXERCISES.values() if e.name == given.__name__)
    assert isinstance(exercise, Exercise)
    path = _notebook(exercise.lesson)
    if path is None:
        print(f"{exercise.name}: the one above (no notebook of lesson '{exercise.lesson}' is here)")
        return given
    try:
        own: F | None = _answer(path, exercise)
    except _UNREADABLE:
        print(f"{exercise.name}: the one above ({path.name} could not be read)")
        return given
    if own is None:
        print(f"{exercise.name}: the one above (the one in {path.name} does not pass its check)")
        return given
    if also is not None and not _agree(own, given, also):
        print(f"{exercise.name}: the one above (the one in {path.name} only knows tables)")
        return given
    print(f"{exercise.name}: your own, from {path.name}")
    return own


def _notebook(lesson: str) -> Path | None:
    """The newest notebook of a lesson, beside this one or in a folder of its own name."""
    name = f"[0-9]_{lesson}"
    found = [*Path().glob(f"{name}.ipynb"), *Path("..").glob(f"{name}/{name}.ipynb")]
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


def _answer(path: Path, exercise: Exercise) -> Any:
    """The student's function, or None unless it is right."""
    module = types.ModuleType(path.stem)
    vars(module)["np"] = np
    with interrupted_after(PATIENCE), contextlib.redirect_stdout(io.StringIO()):
        for source in _definitions(path, exercise.lesson):
            _define(source, path, module)
    answer = getattr(module, exercise.name, None)
    return answer if answer is not None and is_right(answer, exercise) else None


def _agree(own: Callable[..., Any], given: Callable[..., Any], at: np.ndarray[Any, Any]) -> bool:
    try:
        result, wanted = np.asarray(own(at)), np.asarray(given(at))
        return result.shape == wanted.shape and np.allclose(result, wanted)
    except Exception:
        return False


def _definitions(path: Path, lesson: str) -> Iterator[str]:
    """The sources of a lesson's answers, and of what they may call from lessons before."""
    names = {exercise.cell for exercise in ordered_exercises(lesson)}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        grading = cell.get("metadata", {}).get("nbgrader", {})
        source = "".join(cell["source"])
        if {cell.get("id"), grading.get("grade_id")} & names or _BROUGHT in source:
            yield source


def _define(source: str, path: Path, module: types.ModuleType) -> None:
    """Run a cell's imports and definitions; leave out a cell that cannot be run."""
    try:
        tree = ast.parse(source)
        tree.body = [node for node in tree.body if isinstance(node, _KEPT)]
        exec(compile(tree, path.name, "exec"), vars(module))
    except Exception:
        return
