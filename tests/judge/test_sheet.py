"""A quiz is read from a sheet of plain text."""

from __future__ import annotations

from deepcat_judge.exercise import Question
from deepcat_judge.sheet import questions

SHEET = """
legs: section 1
How many legs has a cat, if it
is a usual one?
a) four
b) five
   → Count them,
     one by one.

tails: section 2
How many tails?
a) two
   → Look behind.
b) one
"""


def test_a_question_has_its_options_and_what_is_said_to_each() -> None:
    legs, tails = questions(SHEET, points=2.0)
    assert legs == Question(
        "legs", "How many legs has a cat, if it is a usual one?", {"a": "four", "b": "five"},
        2.0, "section 1", {"b": "Count them, one by one."},
    )  # fmt: skip
    assert (tails.id, tails.feedback) == ("tails", {"a": "Look behind."})
