"""A verdict reads the same as text and as HTML, and shows nothing of the student's unescaped."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from deepcat.view import MIMETYPE, as_html, as_text, mimebundle
from deepcat.words import one_line, printable
from deepcat_judge.verdict import Item, Outcome, PartResult, TrailRow, Verdict

VOID = {"br"}


def verdict(outcome: Outcome = Outcome.INCORRECT, points: float = 0.0, **changes: Any) -> Verdict:
    headline = changes.pop("headline", "The sign of the exponent is the other way round.")
    values: dict[str, Any] = {
        "exercise": "neuron.sigmoid",
        "mistake": None,
        "headline": headline,
        "input": "Z = [[1., 2.]]",
        "expected": "[[0.73, 0.88]]",
        "received": "[[0.27, 0.12]]",
        "thought": "What is σ of a large number?",
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
        (Outcome.TIMED_OUT, 0.0, "did not finish, 0 of 3 points"),
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
            headline="Your code stopped with TypeError: no.",
            line=2,
            code="return f(Z)",
            input_note="one zero",
            input="Z = [[0.]]",
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
    items = (Item("q1", False, "See 1.1."), Item("q2", True, "Three layers."))
    shown = verdict(points=1.0, items=items, finding="quiz", expected="", received="")
    page = Page(as_html(shown))
    assert page.tags.count("li") == 2 and "✗ not right q1 See 1.1." in page.text
    assert "✓ right q2 Three layers." in page.text
    assert "  ✓ q2: Three layers." in as_text(shown).splitlines()


def test_what_was_printed_is_shown_line_by_line() -> None:
    shown = verdict(printed="Z [[1. 2.]]\ndone")
    assert as_text(shown).splitlines()[4:7] == ["  It printed:", "    Z [[1. 2.]]", "    done"]
    assert ">Z [[1. 2.]]\ndone</pre>" in as_html(shown)


def test_a_curve_is_a_picture_with_words_for_those_who_do_not_see_it() -> None:
    shown = verdict(curve=(4.0, 2.0, 1.0, math.nan))
    assert "Loss: █▃▁?, from 4 to nan in 4 values." in as_text(shown)
    page = Page(as_html(shown))
    assert "svg" in page.tags and "from 4 to nan in 4 values" in page.text
    assert 'role="img" aria-label="The loss goes from 4 to nan in 4 values."' in as_html(shown)
    assert 'points="2.0,2.0 54.0,20.7 106.0,30.0"' in as_html(shown)


@pytest.mark.parametrize("curve", [(3.0,), (2.0, 2.0), (-1e308, 1e308), (math.inf, math.nan)])
def test_any_curve_can_be_drawn(curve: tuple[float, ...]) -> None:
    shown = verdict(curve=curve)
    assert "Loss: " in as_text(shown)
    assert "svg" in Page(as_html(shown)).tags


def test_a_trail_is_a_table_of_arrays() -> None:
    trail = (TrailRow("Z1", (4, 3), 0.0, True), TrailRow("A1", (4, 3), 0.25, False))
    shown = verdict(trail=(*trail, TrailRow("Z2", (3, 1), math.nan, False)))
    page = Page(as_html(shown))
    for words in ("Z1 (4, 3) 0 ✓ right", "A1 (4, 3) 0.25 ✗ not right", "Z2 (3, 1) another shape"):
        assert words in page.text
        assert words.split()[0] in as_text(shown)
    assert "table" in page.tags and "caption" in page.tags


def test_notes_are_shown_beside_a_right_answer_too() -> None:
    shown = verdict(Outcome.PASSED, 3.0, input="", expected="", received="", thought="")
    noted = replace(shown, notes=("Judged with right versions of line.",))
    assert "Judged with right versions of line." in as_text(noted)
    assert "Judged with right versions of line." in Page(as_html(noted)).text


def test_the_traceback_of_our_fault_is_folded_away_and_only_where_the_check_was_run() -> None:
    fault = verdict(Outcome.GRADER_FAULT, traceback="Traceback: KeyError: 'secret'")
    assert "secret" not in as_text(fault) + as_html(fault)
    page = Page(mimebundle(fault)["text/html"])
    assert "details" in page.tags and "secret" in page.text


def test_nothing_of_the_students_is_taken_for_markup() -> None:
    evil = '<script>alert(1)</script>" onclick="x'
    shown = verdict(
        headline=evil,
        expected=evil,
        received=evil,
        input=evil,
        thought=evil,
        exercise=evil,
        printed=evil,
        notes=(evil,),
        items=(Item(evil, False, evil),),
        code=evil,
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
