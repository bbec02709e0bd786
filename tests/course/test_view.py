"""A verdict reads the same as text and as HTML, and shows nothing of the student's unescaped."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest

from deepcat.view import MIMETYPE, as_html, as_text, mimebundle
from deepcat.words import one_line, printable
from deepcat_judge.verdict import Outcome, PartResult, Verdict

VOID = {"br"}


def verdict(outcome: Outcome = Outcome.INCORRECT, points: float = 0.0, **changes: Any) -> Verdict:
    headline = changes.pop("headline", "The sign of the exponent is the other way round.")
    values: dict[str, Any] = {
        "exercise": "neuron.sigmoid",
        "mistake": None,
        "message": headline,
        "headline": headline,
        "on_input": "Z = [[1., 2.]]",
        "expected": "[[0.73, 0.88]]",
        "received": "[[0.27, 0.12]]",
        "next_thought": "What is σ of a large number?",
    }
    return Verdict(outcome=outcome, points=points, max_points=3.0, **(values | changes))


class Page(HTMLParser):
    """Collects the words and checks that every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.mark.parametrize(
    ("outcome", "points", "words"),
    [
        (Outcome.PASSED, 3.0, "right, 3 of 3 points"),
        (Outcome.INCORRECT, 0.0, "not right yet, 0 of 3 points"),
        (Outcome.INCORRECT, 1.5, "partly right, 1.5 of 3 points"),
        (Outcome.NOT_ATTEMPTED, 0.0, "not attempted yet, 0 of 3 points"),
        (Outcome.RAISED, 0.0, "stopped with an error, 0 of 3 points"),
        (Outcome.TIMED_OUT, 0.0, "did not come to an end, 0 of 3 points"),
        (Outcome.GRADER_FAULT, 0.0, "could not be checked, 0 of 3 points"),
    ],
)
def test_every_outcome_has_words_in_every_form(outcome: Outcome, points: float, words: str) -> None:
    """Neither colour nor sign is needed to tell one outcome from another."""
    shown = verdict(outcome, points)
    assert one_line(shown) == f"neuron.sigmoid: {words}"
    assert words in as_text(shown).splitlines()[0]
    assert f'aria-label="neuron.sigmoid: {words}"' in as_html(shown)
    assert words.split(",")[0] in Page(as_html(shown)).text.lower()


def test_the_comparison_and_the_next_thought_are_shown() -> None:
    text = Page(as_html(verdict())).text
    for piece in (
        "The sign of the exponent is the other way round.",
        "On input Z = [[1., 2.]]",
        "Expected [[0.73, 0.88]]",
        "Received [[0.27, 0.12]]",
        "Next thought What is σ of a large number?",
        'hint("neuron.sigmoid")',
    ):
        assert piece in text


def test_the_students_line_and_the_inputs_numbers_are_set_in_code() -> None:
    html = as_html(
        verdict(
            headline="Your code stopped with TypeError: no (line 2: return f(Z)).",
            on_input="one zero: Z = [[0.]]",
        )
    )
    assert "Your line 2 return f(Z)" in Page(html).text
    assert ">return f(Z)</code>" in html
    assert "one zero<br><code" in html and ">Z = [[0.]]</code>" in html


def test_the_rubric_is_shown_only_where_points_are_partial() -> None:
    parts = (PartResult("values", "ordinary values", 2, 2), PartResult("edge", "large |z|", 0, 1))
    partial = Page(as_html(verdict(points=2.0, parts=parts)))
    assert "ordinary values: right, 2 of 2 points" in partial.text
    assert "large |z|: not yet, 0 of 1 point" in partial.text
    assert "li" not in Page(as_html(verdict(points=0.0, parts=parts))).tags


def test_a_quiz_lists_a_line_a_question() -> None:
    lines = "1 of 3 questions are right.\nq1: See 1.1.\nq2: See 1.2."
    shown = verdict(points=1.0, message=lines, finding="quiz", expected="", received="")
    assert Page(as_html(shown)).tags.count("li") == 2


def test_nothing_of_the_students_is_taken_for_markup() -> None:
    evil = '<script>alert(1)</script>" onclick="x'
    shown = verdict(
        headline=evil, expected=evil, received=evil, on_input=evil, next_thought=evil, exercise=evil
    )
    page = Page(as_html(shown))
    assert "script" not in page.tags
    assert page.text.count("<script>") >= 5


def test_control_characters_do_not_reach_a_terminal() -> None:
    shown = verdict(headline="\x1b[2J\x07gone\u202e")
    assert not {"\x1b", "\x07", "\u202e"} & set(as_text(shown) + as_html(shown))
    assert printable("a\nb\tc\xa0d") == "a\nb   c\xa0d"


def test_no_hint_is_offered_where_none_helps() -> None:
    for outcome in (Outcome.PASSED, Outcome.GRADER_FAULT):
        assert "hint(" not in as_text(verdict(outcome)) + as_html(verdict(outcome))


def test_the_bundle_carries_the_verdict_for_tools() -> None:
    shown = verdict()
    bundle = mimebundle(shown)
    assert set(bundle) == {"text/html", "text/plain", "application/vnd.deepcat.verdict+json"}
    assert Verdict.from_json(json.loads(json.dumps(bundle[MIMETYPE]))) == shown
