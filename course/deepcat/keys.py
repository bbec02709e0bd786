"""Read the answer keys that travel with the course."""

from __future__ import annotations

from functools import cache
from importlib import resources

from deepcat_judge.exercises import EXERCISES
from deepcat_judge.key import Key
from deepcat_judge.keyfile import load_keys


@cache
def lesson_keys(lesson: str) -> dict[str, Key]:
    """The answer key of one lesson, exercise id to key, read once."""
    file = resources.files("deepcat").joinpath("keys", f"{lesson}.json")
    return load_keys(file.read_text(encoding="utf-8"), EXERCISES)
