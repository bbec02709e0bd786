"""Where the course lives, and what the build takes from the rooms beside it."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from deepcat_grader.build.errors import BuildError
from deepcat_grader.build.lesson import Lesson, lesson_module, read_lesson
from deepcat_judge.exercise import AnyExercise, Written
from deepcat_judge.key import Key
from deepcat_judge.keyfile import dump_keys


def no_pages(lessons: Sequence[Lesson]) -> Mapping[PurePosixPath, str]:
    """What a course builds for its documents when it has none."""
    return {}


@dataclass(frozen=True)
class Course:
    """A course to build.

    Attributes
    ----------
    root : Path
        Holds ``lessons/``, ``notebooks/`` and ``deepcat/keys/``.
    exercises : mapping from id to AnyExercise
    reference : callable (AnyExercise) -> function
        The reference answer.
    keys : callable (sequence of AnyExercise, number or None) -> str
        The answer key of a lesson's exercises, as text; `number` is the lesson's place.
    pages : callable (sequence of Lesson) -> mapping from path below the checkout to text
        The pages of known mistakes and of the lecture's sections, and the reference's pictures.
    """

    root: Path
    exercises: Mapping[str, AnyExercise]
    reference: Callable[[AnyExercise], Callable[..., Any]]
    keys: Callable[[Sequence[AnyExercise], int | None], str]
    pages: Callable[[Sequence[Lesson]], Mapping[PurePosixPath, str]] = no_pages

    def written(self) -> dict[str, Path]:
        """The file of each lesson by its module, in order.

        Raises
        ------
        BuildError
            If there is no lesson at all.
        """
        # 10_ comes after 2_.
        paths = sorted(
            (self.root / "lessons").glob("[0-9]*_*.md"),
            key=lambda path: int(path.stem.partition("_")[0]),
        )
        if not paths:
            raise BuildError(f"There are no lessons in {self.root / 'lessons'}.")
        return {lesson_module(path.stem): path for path in paths}

    def lessons(self, only: Collection[str] = ()) -> list[Lesson]:
        """Read the lessons, or those named in `only`, in order.

        Raises
        ------
        BuildError
            If there is no lesson of that name, or none at all.
        """
        modules = self.written()
        for name in only:
            if lesson_module(name) not in modules:
                raise BuildError(f"No lesson is called {name}; there are {', '.join(modules)}.")
        wanted = {lesson_module(name) for name in only} or modules.keys()
        return [read_lesson(path) for module, path in modules.items() if module in wanted]

    def lesson_exercises(self, module: str) -> list[AnyExercise]:
        """The exercises of one lesson; its markers have their order."""
        return [exercise for exercise in self.exercises.values() if exercise.lesson == module]

    def unwritten(self) -> list[str]:
        """Modules that have exercises, and no lesson yet."""
        lessons = {exercise.lesson for exercise in self.exercises.values()}
        return sorted(lessons - self.written().keys())


def this_course() -> Course:
    """The course of the checkout that this package is installed from.

    Raises
    ------
    BuildError
        If the package was installed without the lessons beside it.
    """
    from deepcat_judge.exercises import EXERCISES

    root = Path(__file__).resolve().parents[4] / "course"
    if not (root / "lessons").is_dir():
        raise BuildError(
            "The lessons are not here: the course is built in a checkout of DeepCat, "
            "with the grader installed in place (python3 run.py build)."
        )
    keys = functools.cache(_visible_key)  # made once, for the answer keys and for the pages
    return Course(
        root,
        EXERCISES,
        _reference,
        functools.partial(_keys, keys),
        functools.partial(_pages, keys),
    )


def _reference(exercise: AnyExercise) -> Callable[..., Any]:
    module = importlib.import_module(f"deepcat_solutions.{exercise.lesson}")
    try:
        return getattr(module, exercise.name)  # type: ignore[no-any-return]  # by the bank's tests
    except AttributeError:
        raise BuildError(f"{module.__file__}:1: There is no function {exercise.name}.") from None


def _visible_key(exercise_id: str) -> Key:
    from deepcat_grader.answers import visible_key
    from deepcat_grader.bank import ENTRIES

    return visible_key(ENTRIES[exercise_id])


def _pages(keys: Callable[[str], Key], lessons: Sequence[Lesson]) -> Mapping[PurePosixPath, str]:
    from deepcat.lessons import course_exercises
    from deepcat_grader.bank import ENTRIES
    from deepcat_grader.build.lecture import lecture_page
    from deepcat_grader.build.matrix import matrix_page
    from deepcat_grader.build.mistakes import mistake_pages
    from deepcat_grader.build.reference_runs import playground_pictures

    entries = {name: ENTRIES[name] for name in course_exercises() if name in ENTRIES}
    tests = Path(__file__).resolve().parents[4] / "tests"
    known = {**mistake_pages(entries, keys), **matrix_page(entries, keys)}
    return {**known, **lecture_page(lessons, tests), **playground_pictures()}


def _keys(keys: Callable[[str], Key], exercises: Sequence[AnyExercise], number: int | None) -> str:
    from deepcat_grader.bank import ENTRIES
    from deepcat_grader.collisions import collisions

    judged = [exercise.id for exercise in exercises if not isinstance(exercise, Written)]
    made = {}
    for name in judged:
        try:
            made[name] = keys(name)
        except Exception as error:
            raise BuildError(
                f"{name}: its answer key cannot be made ({type(error).__name__}: {error}); "
                f"`deepcat exercise prove {name}` tells what is missing."
            ) from error
    found = [collision for name in judged for collision in collisions(ENTRIES[name], made[name])]
    if found:
        raise BuildError("\n".join(map(str, found)))
    return dump_keys(made, [exercise.id for exercise in exercises], number)
