"""A small course to build: one lesson with a function, a quiz and a written answer."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import pytest

from deepcat_grader.answers import visible_key
from deepcat_grader.bank.registry import Entry
from deepcat_grader.build.course import Course
from deepcat_judge.exercise import AnyExercise, Case, Exercise, Part, Question, Quiz, Written
from deepcat_judge.keyfile import dump_keys

HINTS = ("Concept.", "Where to look.", "Nearly code.")

QUIZ = Quiz(
    "purr.quiz",
    "What cats do",
    (
        Question("sleep", "How long does a cat sleep?", {"a": "1 h", "b": "15 h"}, 1, "section 1"),
        Question("sound", "What does a cat say?", {"a": "Meow", "b": "Moo"}, 1, "section 1"),
    ),
    HINTS,
)
DOUBLE = Exercise(
    "purr.double",
    "Twice as much",
    (Part("values", "The right values", 2), Part("edge", "Negative numbers", 1)),
    HINTS,
    (Case("one", (1.0,)), Case("minus", (-3.0,), part="edge")),
)
ESSAY = Written(
    "purr.essay",
    "Why cats purr",
    "Say in three sentences why a cat purrs.",
    (Part("claim", "A claim", 1), Part("reason", "A reason", 1.5)),
    HINTS,
)


def quiz() -> dict[str, str]:
    """Return your answers, question to letter."""
    ### BEGIN SOLUTION
    return {"sleep": "b", "sound": "a"}
    ### END SOLUTION


def double(x: float) -> float:
    """Twice `x`.

    Examples
    --------
    >>> double(3.0)
    6.0
    """
    ### BEGIN SOLUTION
    twice = x + x
    return twice
    ### END SOLUTION


LESSON = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  name: python3
---

# Purring

A cat is a fixed point of sleep.

![A cat asleep](figures/cat.svg)

```{code-cell} ipython3
import numpy as np

from deepcat import check
```

## Questions

```{code-cell} ipython3
# exercise: purr.quiz
```

## Doubling

```{code-cell} ipython3
# exercise: purr.double
```

```{code-cell} ipython3
:tags: [hide-input]

# display
print(double(2.0))
```

## In words

```{code-cell} ipython3
# exercise: purr.essay
```
"""
FIGURE = "<svg xmlns='http://www.w3.org/2000/svg'><title>A cat</title></svg>\n"


def _keys(exercises: Sequence[AnyExercise], number: int | None) -> str:
    references: dict[str, Callable[..., Any]] = {"purr.quiz": quiz, "purr.double": double}
    entries = {
        e.id: Entry(e, references[e.id], lambda rng: (), (), ())  # type: ignore[arg-type]
        for e in exercises
        if e.id in references
    }
    keys = {name: visible_key(entry) for name, entry in entries.items()}
    return dump_keys(keys, [exercise.id for exercise in exercises], number)


def write_course(
    folder: Path, text: str = LESSON, exercises: Collection[AnyExercise] = (QUIZ, DOUBLE, ESSAY)
) -> Course:
    """Write a course whose one lesson has the given text."""
    lessons = folder / "checkout" / "course" / "lessons"
    (lessons / "figures").mkdir(parents=True, exist_ok=True)
    (lessons / "figures" / "cat.svg").write_text(FIGURE)
    (lessons / "1_purr.md").write_text(text)
    references = {"purr.quiz": quiz, "purr.double": double}
    return Course(
        lessons.parent,
        {exercise.id: exercise for exercise in exercises},
        lambda exercise: references[exercise.id],
        _keys,
    )


@pytest.fixture
def make_course(tmp_path: Path) -> Callable[..., Course]:
    """Write courses: other text, other exercises."""
    return functools.partial(write_course, tmp_path)


@pytest.fixture
def course(make_course: Callable[..., Course]) -> Course:
    """The small course as it should be."""
    return make_course()


@pytest.fixture
def lesson_text() -> str:
    """The small course's one lesson."""
    return LESSON
