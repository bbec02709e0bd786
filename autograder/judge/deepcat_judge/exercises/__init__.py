"""The exercises, one package a lesson: rubric, visible cases, properties, hints.

They are found by walking this package, in the order of their ids. The order in a lesson is that of
the lesson's markers, and travels with its answer key.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from deepcat_judge.exercise import AnyExercise, Exercise, Quiz, Written


def _exercises() -> Iterator[AnyExercise]:
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, (Exercise, Quiz, Written)):
                yield value


EXERCISES: Mapping[str, AnyExercise] = MappingProxyType(
    {exercise.id: exercise for exercise in sorted(_exercises(), key=lambda exercise: exercise.id)}
)
