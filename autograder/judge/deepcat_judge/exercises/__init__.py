"""The exercises, one package a lesson: rubric, visible cases, properties, hints."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deepcat_judge.exercise import AnyExercise
from deepcat_judge.exercises import introduction, neuron

EXERCISES: Mapping[str, AnyExercise] = MappingProxyType(
    {exercise.id: exercise for exercise in (*introduction.EXERCISES, *neuron.EXERCISES)}
)


def lesson_exercises(lesson: str) -> tuple[AnyExercise, ...]:
    """The exercises of one lesson, in order: ``lesson_exercises("neuron")``."""
    return tuple(exercise for exercise in EXERCISES.values() if exercise.lesson == lesson)
