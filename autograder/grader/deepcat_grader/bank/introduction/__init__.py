"""Lesson 1 on the teacher's side."""

from __future__ import annotations

from deepcat_grader.bank.introduction import answer_sheet, counting, essay, fitting, searching

ENTRIES = (
    answer_sheet.QUIZ,
    fitting.LINE,
    fitting.GOODNESS,
    searching.RANDOM_SEARCH,
    counting.COUNT_PARAMETERS,
    essay.FORMULATE,
)
