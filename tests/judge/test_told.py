"""Words for what a property shows stand once, and say which mistake is proved."""

from __future__ import annotations

import pytest

from deepcat_judge.exercises.told import Told

TOLD = Told(
    """
first, last: The {which} one is kept.
    ? Which one is
    the best?
other@twice: It is {factor:.1f} times as large.
@else: Something else comes out.
"""
)


def test_several_mistakes_share_words() -> None:
    first, last = TOLD("first", which="first"), TOLD("last", 3, which="last")
    assert (first.message, first.mistake) == ("The first one is kept.", "first")
    assert (last.message, last.mistake, last.call) == ("The last one is kept.", "last", 3)
    assert first.next_thought == last.next_thought == "Which one is the best?"


def test_what_stands_behind_an_at_is_no_part_of_the_name() -> None:
    broken = TOLD("other@twice", factor=2)
    assert (broken.message, broken.mistake) == ("It is 2.0 times as large.", "other")
    assert TOLD("@else").mistake is None


def test_an_entry_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words stand beside"):
        Told("first\n    ? What?")
