"""The lessons and the order of their exercises, as their answer keys have them."""

from __future__ import annotations

from functools import cache
from importlib import resources

from deepcat_judge.exercise import AnyExercise
from deepcat_judge.exercises import EXERCISES
from deepcat_judge.keyfile import lesson_order


def lessons() -> list[str]:
    """Names of the lessons whose text is written, in order."""
    return [name for name, (number, _) in _orders().items() if number is not None]


def known_lessons() -> list[str]:
    """As `lessons`, and after them those that have exercises and no text yet."""
    return list(_orders())


def ordered_exercises(lesson: str) -> tuple[AnyExercise, ...]:
    """The exercises of a lesson, in the order of its markers."""
    return tuple(EXERCISES[name] for name in _orders()[lesson][1])


def course_exercises() -> dict[str, AnyExercise]:
    """Every exercise by its id, in the order of the course; those of no lesson come last."""
    placed = [exercise for name in known_lessons() for exercise in ordered_exercises(name)]
    return {exercise.id: exercise for exercise in (*placed, *EXERCISES.values())}


@cache
def _orders() -> dict[str, tuple[int | None, tuple[str, ...]]]:
    files = resources.files("deepcat").joinpath("keys").iterdir()
    found = {
        file.name.removesuffix(".json"): lesson_order(file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".json")
    }
    return dict(sorted(found.items(), key=lambda item: (item[1][0] or 99, item[0])))
