"""Lesson 1 on the teacher's side: a module an exercise, and its right variants beside it."""

from __future__ import annotations

from deepcat_grader.bank.introduction import (
    answer_sheet,
    counting,
    essay,
    goodness,
    line,
    searching,
)

ENTRIES = (
    line.LINE,
    goodness.GOODNESS,
    searching.RANDOM_SEARCH,
    counting.COUNT_PARAMETERS,
    essay.FORMULATE,
    answer_sheet.QUIZ,
)
