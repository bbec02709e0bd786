"""The form to complete is the reference once it is completed, and no answer before."""

from __future__ import annotations

import ast
import inspect
import sys
from typing import Any

import pytest

from deepcat_grader import judge
from deepcat_grader.bank import ENTRIES
from deepcat_grader.completion import BLANK, Form, bare_source, form_of
from deepcat_judge.exercise import Exercise

NAMES = [name for name, entry in ENTRIES.items() if isinstance(entry.exercise, Exercise)]
FEW_WORDS = 0.6


def made(name: str) -> Form:
    form = form_of(ENTRIES[name].reference)
    assert form is not None, f"{name} has no form to complete"
    return form


def answer(name: str, code: str) -> Any:
    """Define an answer as in its notebook, where the lesson's other answers are right."""
    entry = ENTRIES[name]
    names = dict(vars(sys.modules[entry.reference.__module__]))
    exec(code, names)
    return names[entry.exercise.name]


def same(code: str, other: str) -> bool:
    """Whether two pieces of code are the same but for comments and layout."""
    return ast.dump(ast.parse(code)) == ast.dump(ast.parse(other))


@pytest.mark.parametrize("name", NAMES)
def test_the_completed_form_is_the_reference(name: str) -> None:
    assert same(made(name).completed(), bare_source(ENTRIES[name].reference))


@pytest.mark.parametrize("name", NAMES)
def test_the_form_as_it_is_shown_does_not_pass(name: str) -> None:
    text = made(name).text
    try:
        shown = answer(name, text)
    except SyntaxError:
        return
    assert not judge(name, shown).passed


@pytest.mark.parametrize("name", NAMES)
def test_something_is_missing_and_something_is_left(name: str) -> None:
    form = made(name)
    blanks = form.text.count(BLANK)
    assert not same_or_broken(form.text, bare_source(ENTRIES[name].reference))
    if not blanks:
        assert sorted(form.text.splitlines()) == sorted(form.completed().splitlines())
        return
    assert len(form.missing) == blanks
    length = len(bare_source(ENTRIES[name].reference).splitlines())
    assert blanks <= max(3, length // 5)
    assert sum(map(len, form.missing)) < len(form.completed()) * FEW_WORDS


def same_or_broken(code: str, other: str) -> bool:
    try:
        return same(code, other)
    except SyntaxError:
        return False


@pytest.mark.parametrize("name", NAMES)
def test_a_form_shows_no_docstring_and_no_marks(name: str) -> None:
    text = made(name).text
    assert "SOLUTION" not in text
    docstring = inspect.getdoc(ENTRIES[name].reference)
    assert docstring and docstring.splitlines()[0] not in text


def mean_of_squares(x):  # type: ignore[no-untyped-def]  # as a student writes it
    """Mean of the squares."""
    ### BEGIN SOLUTION
    squares = x**2  # x**2: each by itself
    return squares.mean(axis=0)
    ### END SOLUTION


def largest(x):  # type: ignore[no-untyped-def]  # as a student writes it
    """Largest of a list."""
    ### BEGIN SOLUTION
    best = x[0]
    for one in x:
        if one > best:
            best = one

    return best
    ### END SOLUTION


def test_a_comment_does_not_give_a_blank_away() -> None:
    form = form_of(mean_of_squares)
    assert form is not None
    assert form.text.splitlines()[1:] == [
        "    squares = x**___",
        "    return squares.mean(axis=___)",
    ]
    assert form.missing == ("2", "0")


def test_lines_change_places_and_the_last_comes_first() -> None:
    form = form_of(largest)
    assert form is not None and not form.has_blanks
    assert form.text.splitlines()[1] == "    return best"
    assert form.completed() == bare_source(largest)


def test_a_form_is_the_same_every_time() -> None:
    form = form_of(largest)
    assert form is not None
    shown = [line.strip() for line in form.text.splitlines()[1:]]
    assert shown == [
        "return best", "for one in x:", "best = x[0]", "if one > best:", "best = one",
    ]  # fmt: skip


def unmarked(x):  # type: ignore[no-untyped-def]  # as a student writes it
    return x


@pytest.mark.parametrize("reference", [unmarked, abs, lambda x: x])
def test_a_reference_without_a_marked_solution_makes_no_form(reference: Any) -> None:
    assert form_of(reference) is None
