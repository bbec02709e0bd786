"""Every question of the course is whole, and what is wrong with one that is not is said."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from deepcat.formulas import as_html, as_plain
from deepcat.lessons import lessons
from deepcat.questions import Kind, Question, SheetError, all_questions
from deepcat.questions.curves import FAR, distance, heights
from deepcat.questions.model import ANYTHING_ELSE
from deepcat.questions.numbers import interval
from deepcat.questions.reading import read
from deepcat_judge.exercises import EXERCISES

QUESTIONS = all_questions()


def of_kind(kind: Kind) -> list[Question]:
    return [question for question in QUESTIONS.values() if question.kind is kind]


def texts(question: Question) -> list[str]:
    options = [text for option in question.options for text in (option.text, option.answer)]
    return [question.text, question.explanation, *options]


def test_the_pool_covers_every_lesson() -> None:
    pool = [question for question in QUESTIONS.values() if question.in_pool]
    for lesson in lessons():
        assert len([question for question in pool if question.lesson == lesson]) >= 4


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_wrong_option_has_a_misconception_and_an_answer(name: str) -> None:
    for option in QUESTIONS[name].options:
        if not option.right:
            assert bool(option.misconception) == (option.letter != ANYTHING_ELSE)
    tags = [option.misconception for option in QUESTIONS[name].options if option.misconception]
    assert len(tags) == len(set(tags))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_text_can_be_shown(name: str) -> None:
    """Formulas have signs for everything, and nothing of their source is left over."""
    for text in texts(QUESTIONS[name]):
        without_code = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
        assert "$" not in as_plain(without_code)
        assert "\\" not in as_html(without_code)


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_exercise_that_a_question_speaks_of_exists(name: str) -> None:
    question = QUESTIONS[name]
    assert not question.exercise or question.exercise in EXERCISES
    assert question.exercise or question.kind is not Kind.LINE


@pytest.mark.parametrize("question", of_kind(Kind.NUMBER), ids=lambda question: question.id)
def test_numbers_of_different_options_are_apart(question: Question) -> None:
    named = [interval(option.text) for option in question.options if option.letter != ANYTHING_ELSE]
    for (low, high), (other_low, other_high) in combinations(named, 2):
        assert high < other_low or other_high < low


@pytest.mark.parametrize("question", of_kind(Kind.CURVE), ids=lambda question: question.id)
def test_curves_of_different_options_are_apart(question: Question) -> None:
    """Further than the half of what a sketch may be off, so that the nearest is clear."""
    named = [option for option in question.options if option.letter != ANYTHING_ELSE]
    curves = [heights(option.text, question.axes) for option in named]
    for one, other in combinations(curves, 2):
        assert distance(one, other, question.axes) > FAR / 2


WHOLE = """
tails: anatomy, choice
How many tails has a cat?
a) one
b) two
   → sees_double: You counted twice.
= One, at its end.
"""


def test_a_question_is_read_with_all_its_parts() -> None:
    (question,) = read("zoo", WHOLE)
    assert (question.id, question.concept, question.kind) == ("zoo.tails", "anatomy", Kind.CHOICE)
    assert [option.text for option in question.options] == ["one", "two"]
    assert question.right.letter == "a"
    assert question.options[1].misconception == "sees_double"
    assert question.options[1].answer == "You counted twice."
    assert question.explanation == "One, at its end."
    assert not question.in_pool


def test_code_keeps_its_lines() -> None:
    code = "```python\ndef tails(cat):\n\n    return 2\n```"
    (question,) = read("zoo", WHOLE.replace("How many tails has a cat?", f"Look:\n{code}"))
    assert question.text == f"Look:\n{code}"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("anatomy, choice", "anatomy", "the first line is"),
        ("anatomy, choice", "anatomy, choice, often", "the first line is"),
        ("sees_double: ", "", "misconception: words"),
        ("   → sees_double: You counted twice.\n", "", "exactly one option is right"),
        ("a) one\n", "a) one\n   → blind: Look again.\n", "exactly one option is right"),
        ("a) one\n", "", "lettered"),
        ("= One, at its end.\n", "", "explains the right option"),
        ("anatomy, choice", "anatomy, number", "answers everything else"),
        ("= One", "*) more\n   → Count.\n= One", "answers everything else"),
        ("anatomy, choice", "anatomy, line", "answers everything else"),
        ("anatomy, choice\n", "anatomy, curve\n", "answers everything else"),
        (WHOLE, WHOLE * 2, "two questions"),
    ],
)
def test_a_sheet_that_is_not_whole_is_refused(old: str, new: str, words: str) -> None:
    assert old in WHOLE
    with pytest.raises(SheetError, match=re.escape(words)):
        read("zoo", WHOLE.replace(old, new))


@pytest.mark.parametrize(
    ("kind", "option", "words"),
    [("number", "many", "a number is written"), ("line", "second", "invalid literal")],
)
def test_an_option_that_cannot_be_read_is_named(kind: str, option: str, words: str) -> None:
    sheet = (
        WHOLE.replace("choice", kind).replace("a) one", f"a) {option}").replace("b) two", "b) 2")
    )
    sheet = sheet.replace("= One", "*) more\n   → Count.\n= One")
    with pytest.raises(SheetError, match=f"zoo.tails: option a\\) {option}: {words}"):
        read("zoo", sheet)


@pytest.mark.parametrize(
    ("text", "plain", "html"),
    [
        (r"$z = -6$", "z = −6", "<i>z</i> = −6"),
        (r"$e^{-z} - 1$", "e⁻ᶻ − 1", "<i>e</i><sup>−<i>z</i></sup> − 1"),
        (r"$W^{[l]} a_1$", "W^[l]a₁", "<i>W</i><sup>[<i>l</i>]</sup><i>a</i><sub>1</sub>"),
        (r"$\hat{y} = \sigma(w^T x)$", "ŷ = σ(wᵀx)", None),
        (r"$\frac{1}{m} \log p$", "1/mlog p", None),
        ("a < b & `c_d`", "a < b & c_d", "a &lt; b &amp; <code>c_d</code>"),
        ("**not** *so*", "not so", "<strong>not</strong> <em>so</em>"),
    ],
)
def test_a_formula_becomes_letters(text: str, plain: str, html: str | None) -> None:
    assert as_plain(text) == plain
    assert html is None or as_html(text) == html


@pytest.mark.parametrize("formula", [r"$\unknown$", "$x^$", "$a}$"])
def test_a_formula_that_cannot_be_shown_stops(formula: str) -> None:
    with pytest.raises(ValueError, match="a formula"):
        as_html(formula)


def test_the_example_for_authors_is_a_whole_question(root: Path) -> None:
    page = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.search(r"```\n(doubled_slope: .*?)```", page, re.DOTALL)
    assert found
    (example,) = read("neuron", found[1])
    assert (example.kind, example.in_pool, example.right.letter) == (Kind.CHOICE, True, "b")
