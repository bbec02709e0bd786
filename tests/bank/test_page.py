"""A page of text holds mistakes: code, words, what to think about, and where it was met."""

from __future__ import annotations

from typing import Any

import pytest

from deepcat_grader.bank.page import items
from deepcat_grader.bank.source import as_answer

PAGE = """
thrice: 3 * x
    This is three times x,
    where twice x is expected.
    ? What is twice 1?
    source: https://example.org/thrice
one_more: 2 * -> 1 + 2 *
    One is added. Is it meant to be?
    ? What is twice 0?
rooted(z): math.sqrt(z)
    This is the root.
    ? What is twice 4?
"""


def double(x: float) -> float:
    """Twice x."""
    return 2 * x


def test_a_page_is_read_item_by_item() -> None:
    thrice, one_more, rooted = items(PAGE)
    assert thrice.message == "This is three times x, where twice x is expected."
    assert (thrice.think, thrice.source) == ("What is twice 1?", "https://example.org/thrice")
    assert (one_more.message, one_more.source) == ("One is added. Is it meant to be?", "")
    assert [item.made(double)(4) for item in (thrice, one_more, rooted)] == [12, 9, 2.0]


def test_its_code_can_be_read_back_under_the_names_of_the_right_answer() -> None:
    thrice, _, rooted = items(PAGE)
    assert as_answer(thrice.made(double), "double") == "def double(x):\n    return 3 * x\n"
    assert as_answer(rooted.made(double), "double").startswith("def double(z):\n")


def test_a_thought_at_the_margin_is_that_of_those_which_have_none() -> None:
    page = """
alone: x
    One.
    ? Own?
? Which number
    is twice 1?
one: 2 * -> 3 *
    One more.
other: 4 * x
    Two more.
    ? Own?
"""
    found = {item.id: item.think for item in items(page)}
    assert found == {"alone": "Own?", "one": "Which number is twice 1?", "other": "Own?"}


def test_code_may_go_on_and_be_several_edits() -> None:
    page = r"""
longer: return 2 * x -> y = 2 * x\n    return y
        && 2 -> 3
    It is longer.
    ? What?
"""
    (item,) = items(page)
    assert item.made(double)(4) == 12
    assert as_answer(item.made(double), "double").endswith("y = 3 * x\n    return y\n")


@pytest.mark.parametrize(
    ("page", "missing"),
    [
        ("no code here\n    Words.\n    ? What?", "no code stands beside 'no code here'"),
        ("thrice: 3 * x\n    ? What?", "thrice has no words"),
        ("thrice: 3 * x\n    Words.", "thrice has no words, or nothing to think about"),
    ],
)
def test_what_is_missing_on_a_page_is_said(page: str, missing: str) -> None:
    with pytest.raises(ValueError, match=missing):
        list(items(page))


def test_a_right_answer_of_no_module_will_do() -> None:
    """A class's own exercise is a file that is read, not imported."""
    around: dict[str, Any] = {"__name__": "of_a_class", "ONE": 1}
    exec("def plus(x):\n    return x + ONE\n", around)
    (item,) = items("minus: x - ONE\n    One is taken away.\n    ? What is 1 and 1?")
    assert item.made(around["plus"])(3) == 2
