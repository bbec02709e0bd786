"""Lesson 1: the three components, worked out for a straight line."""

from __future__ import annotations

from deepcat_judge.exercise import AnyExercise
from deepcat_judge.exercises.introduction.functions import COUNT_PARAMETERS, GOODNESS, LINE
from deepcat_judge.exercises.introduction.questions import QUIZ
from deepcat_judge.exercises.introduction.search import RANDOM_SEARCH
from deepcat_judge.exercises.introduction.written import FORMULATE

EXERCISES: tuple[AnyExercise, ...] = (
    LINE,
    GOODNESS,
    RANDOM_SEARCH,
    COUNT_PARAMETERS,
    FORMULATE,
    QUIZ,
)
