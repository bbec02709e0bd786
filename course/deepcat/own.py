"""A class's own exercises, from the file that their teacher laid beside the notebook."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from deepcat.unclear import UnclearError
from deepcat_judge.exercise import AnyExercise, Exercise
from deepcat_judge.exercisefile import NAME, load_exercises
from deepcat_judge.exercises import EXERCISES
from deepcat_judge.key import Key


class OwnFileError(UnclearError):
    """The file beside the notebook cannot be used; the text says what to do."""


def known_exercises() -> dict[str, AnyExercise]:
    """The course's exercises, and the class's own of this folder."""
    return {**EXERCISES, **own_exercises(Path())}


def own_exercises(folder: Path) -> dict[str, Exercise]:
    """A class's own exercises of a folder."""
    return {name: exercise for name, (exercise, _) in _own(folder).items()}


def own_key(exercise: str) -> Key | None:
    """The answer key of an exercise of the class's own; None for one of the course."""
    found = _own(Path()).get(exercise)
    return found[1] if found else None


def _own(folder: Path) -> dict[str, tuple[Exercise, Key]]:
    path = folder / NAME
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return {}
    return _read(str(path.resolve()), changed)


@lru_cache(maxsize=4)
def _read(path: str, changed: int) -> dict[str, tuple[Exercise, Key]]:
    try:
        return load_exercises(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OwnFileError(
            f"{NAME}, which lies beside this notebook, cannot be used ({error}): get a fresh copy "
            "of it from your teacher."
        ) from None
