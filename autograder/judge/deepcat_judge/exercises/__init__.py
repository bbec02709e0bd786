"""The exercises, one package a lesson: rubric, visible cases, properties, hints.

They are found by walking this package, in the order of their ids. The order in a lesson is that of
the lesson's markers, and travels with its answer key.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from types import MappingProxyType, ModuleType

from deepcat_judge.exercise import AnyExercise, Exercise, Quiz, Written


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """A package's modules, however deep."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(module.name)


def packages(own: str, group: str) -> Iterator[ModuleType]:
    """Our own package, and those that others have installed under an entry-point group."""
    yield sys.modules[own]
    for point in entry_points(group=group):
        yield importlib.import_module(point.value)


def _exercises() -> Iterator[AnyExercise]:
    for package in packages(__name__, "deepcat.exercises"):
        for module in modules(package):
            for value in vars(module).values():
                if isinstance(value, (Exercise, Quiz, Written)):
                    yield value


EXERCISES: Mapping[str, AnyExercise] = MappingProxyType(
    {exercise.id: exercise for exercise in sorted(_exercises(), key=lambda exercise: exercise.id)}
)
