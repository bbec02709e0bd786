"""Run a student's notebook from top to bottom in a fresh kernel, and judge every exercise of it."""

from __future__ import annotations

import asyncio
import json
import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from deepcat.answering import lesson_of
from deepcat.graded_with import versions_differ
from deepcat.lessons import known_lessons, ordered_exercises
from deepcat.newer import NOT_NEWER, Newer, newer
from deepcat.notebooks import is_own_lesson
from deepcat.one_thread import ONE_THREAD
from deepcat.own import own_exercises
from deepcat.view import MIMETYPE
from deepcat_judge.exercise import AnyExercise, Written
from deepcat_judge.exercisefile import NAME
from deepcat_judge.exercises import EXERCISES
from deepcat_judge.verdict import Outcome, Verdict

# How long a cell may take to stop once it was interrupted.
GRACE_SECONDS = 5.0
_SETTLE_SECONDS = 60


class UnusableError(Exception):
    """The file cannot be judged; the text says what to do."""


@dataclass(frozen=True)
class Trouble:
    """A cell that did not run to its end. ``cell`` counts from 1, over all cells.

    ``begins`` is its first line of code.
    """

    cell: int
    begins: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What a run of a whole notebook gave.

    Attributes
    ----------
    verdicts : tuple of Verdict
    by_hand : tuple of str
        Ids of exercises that a person reads.
    troubles : tuple of Trouble
    note : str
        On versions that differ.
    unknown : dict from id to points
        Exercises that the course here does not know, since the notebook is newer.
    """

    verdicts: tuple[Verdict, ...]
    by_hand: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    note: str = ""
    unknown: dict[str, float] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """Points earned."""
        return sum(verdict.points for verdict in self.verdicts)

    @property
    def max_points(self) -> float:
        """Points that a machine can give, those of exercises that are not known here included."""
        known = sum(verdict.max_points for verdict in self.verdicts)
        return known + sum(self.unknown.values())

    @property
    def passed(self) -> bool:
        """Whether every exercise that a machine can judge is right."""
        return not self.unknown and all(verdict.passed for verdict in self.verdicts)

    def to_json(self) -> dict[str, Any]:
        """Plain values only."""
        return {
            "points": self.points,
            "max_points": self.max_points,
            "passed": self.passed,
            "exercises": [verdict.to_json() for verdict in self.verdicts],
            "graded_by_hand": list(self.by_hand),
            "troubles": [vars(trouble) for trouble in self.troubles],
            "note": self.note,
            "not_known_here": [*self.unknown],
        }


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook.

    Raises
    ------
    UnusableError
        If there is no such file, or it is not a notebook.
    """
    try:
        text = path.read_text(encoding="utf-8")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a cell without an id is run like any other
            notebook: NotebookNode = nbformat.reads(text, as_version=4)
        for cell in notebook.cells:
            source = cell.get("source")
            cell.source = source if isinstance(source, str) else ""
        return notebook
    except FileNotFoundError:
        raise UnusableError(
            f"There is no file {path}. Is the name right, and the folder?"
        ) from None
    except OSError as error:
        raise UnusableError(f"{path} cannot be read: {error.strerror}.") from None
    except Exception:  # nbformat lets through whatever a damaged file leads to
        raise UnusableError(
            f"{path} is not a notebook, or it is damaged. "
            "Open it in JupyterLab and save it again, or start from a fresh copy."
        ) from None


def exercises_in(
    notebook: NotebookNode, folder: Path = Path(), found: Newer = NOT_NEWER
) -> tuple[AnyExercise, ...]:
    """Every exercise of the lessons that a notebook belongs to, also those deleted from it.

    The class's own exercises lie in the notebook's folder. A lesson of the class's own may hold
    single exercises of the course, and belongs to no lesson of it. `found` is what the notebook
    asks for that is not here.

    Raises
    ------
    UnusableError
        If it holds no exercise at all.
    """
    homes = {
        name: exercise.lesson
        for exercise in EXERCISES.values()
        for name in (exercise.cell, exercise.check_cell)
    }
    names = [name for cell in notebook.cells for name in _cell_names(cell)]
    lessons = {homes[name] for name in names if name in homes}
    own = tuple(e for e in own_exercises(folder).values() if {e.cell, e.check_cell} & set(names))
    if not lessons and not own:
        code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
        defined = [e.name for e in EXERCISES.values() if f"def {e.name}(" in code]
        lessons = {lesson_of(defined)} - {""}
    if not lessons and not own:
        if found.words:
            raise UnusableError(found.words)
        words = "This notebook holds no exercise of the course."
        if any(name.endswith("-check") for name in names) and not (folder / NAME).exists():
            words += f" If your teacher wrote it, {NAME} must lie beside it: copy that file, too."
        raise UnusableError(words)
    course = (e for name in known_lessons() if name in lessons for e in ordered_exercises(name))
    if is_own_lesson(notebook):
        return (*(e for e in course if {e.cell, e.check_cell} & set(names)), *own)
    return (*course, *own)


def judge_notebook(
    path: Path, cell_seconds: float = 60.0, tell: Callable[[int, int, str], None] = lambda *_: None
) -> Report:
    """Run a notebook in its own folder and judge every exercise of its lessons.

    An answer is judged where its check stands, as when it is graded; one that is not right there,
    or has no check, once more at the end, and the better verdict counts. Errors in cells do not
    stop the run. A cell that ends Python, or cannot be interrupted, is left out and the notebook
    is run again without it, so that it costs only itself.

    Parameters
    ----------
    path : Path
    cell_seconds : float
        After this time a cell, or the judging of one exercise, is interrupted.
    tell : callable (done, total, doing)
        Hears of progress, and in which cell it is.

    Raises
    ------
    UnusableError
        If the file is not a notebook of the course, or no kernel can be started.
    """
    notebook = read_notebook(path)
    classes = own_exercises(path.resolve().parent).values()
    found = newer(path.name, notebook, [exercise.check_cell for exercise in classes])
    exercises = exercises_in(notebook, path.resolve().parent, found)
    machine = [exercise for exercise in exercises if not isinstance(exercise, Written)]
    pieces = _pieces(notebook, machine)
    stopped: dict[int, str] = {}
    run = _Run(pieces, path.resolve().parent, cell_seconds, tell)
    while not asyncio.run(run.once(stopped)):
        pass
    own = {piece.place: i for i, piece in enumerate(pieces) if piece.exercise is None}
    return Report(
        tuple(_best_verdict(exercise, pieces, stopped) for exercise in machine),
        tuple(e.id for e in exercises if isinstance(e, Written)),
        tuple(
            trouble
            for place, i in own.items()
            for trouble in _troubles(place, pieces[i].cell, stopped.get(i), cell_seconds)
        ),
        " ".join(filter(None, (found.words, versions_differ(notebook.metadata)))),
        found.exercises,
    )


@dataclass(frozen=True)
class _Piece:
    """A cell to run: the notebook's own at a place, or one of ours that judges an exercise."""

    cell: NotebookNode
    place: int = 0
    exercise: AnyExercise | None = None

    @property
    def doing(self) -> str:
        """What is done with it, in a few words."""
        if self.exercise is not None:
            return f"checking {self.exercise.id}"
        return f"running cell {self.place}"


def _pieces(notebook: NotebookNode, machine: Sequence[AnyExercise]) -> list[_Piece]:
    """All cells in order, each exercise judged below its first check and at the end."""
    checks = {exercise.check_cell: exercise for exercise in machine}
    found = []
    for place, cell in enumerate(notebook.cells, start=1):
        found.append(_Piece(_bare(cell), place))
        for name in dict.fromkeys(_cell_names(cell)):
            if (exercise := checks.pop(name, None)) is not None:
                found.append(_Piece(_check_cell(exercise), exercise=exercise))
    return found + [_Piece(_check_cell(exercise), exercise=exercise) for exercise in machine]


@dataclass(frozen=True)
class _Run:
    pieces: Sequence[_Piece]
    folder: Path
    seconds: float
    tell: Callable[[int, int, str], None]

    async def once(self, stopped: dict[int, str]) -> bool:
        """Run all cells but those in `stopped`; False, with one more there, when Python ended."""
        client = NotebookClient(
            nbformat.v4.new_notebook(cells=[piece.cell for piece in self.pieces]),
            kernel_name="python3",
            allow_errors=True,
            timeout=self.seconds,
            interrupt_on_timeout=True,
            startup_timeout=_SETTLE_SECONDS,
            store_widget_state=False,
            shutdown_kernel="immediate",
            extra_arguments=["--log-level=ERROR"],
        )
        try:
            environment = {**ONE_THREAD, **os.environ}
            async with client.async_setup_kernel(cwd=str(self.folder), env=environment):
                for index, piece in enumerate(self.pieces):
                    self.tell(index, len(self.pieces), piece.doing)
                    if index in stopped or self._is_settled(index, stopped):
                        continue
                    reason = await self._cell(client, index)
                    if reason:
                        stopped[index] = reason
                        return False
        except (OSError, RuntimeError, NoSuchKernel) as error:
            raise UnusableError(f"No Python kernel could be started: {error}.") from None
        self.tell(len(self.pieces), len(self.pieces), "done")
        return True

    def _is_settled(self, index: int, stopped: Mapping[int, str]) -> bool:
        """Whether an exercise was judged above, so that judging it again would change nothing."""
        exercise = self.pieces[index].exercise
        for before, piece in enumerate(self.pieces[:index]):
            if exercise is not None and piece.exercise is exercise:
                return before in stopped or _verdict(exercise, piece.cell, None).passed
        return False

    async def _cell(self, client: NotebookClient, index: int) -> str:
        running = client.async_execute_cell(self.pieces[index].cell, index)
        try:
            await asyncio.wait_for(running, self.seconds + GRACE_SECONDS)
        except DeadKernelError:
            return "it ended Python"
        except TimeoutError:
            return _too_long(self.seconds)
        return ""


def _too_long(seconds: float) -> str:
    return f"it did not finish within {seconds:g} seconds and was stopped"


def _troubles(
    place: int, cell: NotebookNode, stopped: str | None, seconds: float
) -> Iterator[Trouble]:
    if stopped is not None:
        yield Trouble(place, _begins(cell), stopped)
        return
    errors = [output for output in cell.outputs if output.output_type == "error"]
    for error in errors[:1]:
        if error.ename == "KeyboardInterrupt":  # by which a cell is stopped in time
            yield Trouble(place, _begins(cell), _too_long(seconds))
            continue
        words = f"{error.ename}: {error.evalue}".removesuffix(": ")
        yield Trouble(place, _begins(cell), f"it stopped with {words}"[:300])


def _begins(cell: NotebookNode) -> str:
    """The first line of a cell's code, or its first line of all."""
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    code = [line for line in lines if not line.startswith("#")]
    return next(iter([*code, *lines]), "")[:80]


def _own_metadata(cell: NotebookNode, name: str) -> Mapping[str, Any]:
    found = cell.metadata.get(name)
    return found if isinstance(found, Mapping) else {}


def _cell_names(cell: NotebookNode) -> list[str]:
    grading = _own_metadata(cell, "nbgrader")
    return [str(grading.get("grade_id", "")), str(cell.get("id", ""))]


def _bare(cell: NotebookNode) -> NotebookNode:
    """Copy what is run of a cell: no tags that steer the run, no cell that only draws."""
    if cell.cell_type != "code" or _own_metadata(cell, "deepcat").get("display"):
        return _code("")
    return _code(cell.source)


def _check_cell(exercise: AnyExercise) -> NotebookNode:
    answer = f"globals().get({exercise.name!r})"
    return _code(f"__import__('deepcat').check({answer}, {exercise.id!r})")


def _code(source: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_code_cell(source)
    return cell


def _best_verdict(
    exercise: AnyExercise, pieces: Sequence[_Piece], stopped: Mapping[int, str]
) -> Verdict:
    """The better of the verdicts below the check and at the end."""
    found = [
        _verdict(exercise, piece.cell, stopped.get(i))
        for i, piece in enumerate(pieces)
        if piece.exercise is exercise and (i in stopped or piece.cell.outputs)
    ]
    missing = _verdict(exercise, {}, None)
    empty = Outcome.NOT_ATTEMPTED
    return max(found, key=lambda v: (v.points, v.outcome is not empty), default=missing)


def _verdict(exercise: AnyExercise, cell: Mapping[str, Any], stopped: str | None) -> Verdict:
    for output in cell.get("outputs", []):
        found = output.get("data", {}).get(MIMETYPE)
        if found:
            return Verdict.from_json(json.loads(found) if isinstance(found, str) else found)
    outcome, text = Outcome.GRADER_FAULT, "DeepCat could not judge this one, and does not know why."
    if stopped:
        outcome, text = Outcome.TIMED_OUT, f"Your function could not be judged: {stopped}."
    return Verdict(exercise.id, outcome, 0.0, exercise.points, headline=text)
