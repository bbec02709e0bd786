"""A bank keeps each function beside its words."""

from __future__ import annotations

import importlib
import inspect

import numpy as np
import pytest

from deepcat_grader.bank import ENTRIES, forms, slips
from deepcat_grader.bank.registry import ODD, ONE, TWO, Bank
from deepcat_grader.bank.source import NoSourceError, as_answer
from deepcat_judge.exercise import Exercise, Part

KINDS = [name for name in forms.__all__ if name.isupper()]
TWICE = Exercise("purr.twice", "Twice", (Part("values", "values", 1),), ("a", "b", "c"))
FACTOR = 2


def twice(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2.0 * x
    ### END SOLUTION


@pytest.fixture
def bank() -> Bank:
    return Bank(TWICE, reference=twice)


def run(source: str, name: str = "twice"):
    namespace = {"np": np}
    exec(source, namespace)
    return namespace[name]


def test_a_mistake_stands_under_its_words(bank: Bank) -> None:
    @bank.mistake("This is the square.", think="What is twice 3?", source="a forum")
    def squared(x):
        return x**2

    (found,) = bank.entry.mistakes
    assert (found.id, found.message, found.next_thought) == (
        "squared",
        "This is the square.",
        "What is twice 3?",
    )
    assert found.function is squared and found.source == "a forum"


def test_mistakes_of_one_expression_share_their_words(bank: Bank) -> None:
    bank.mistakes("Two is added.", think="What is twice 3?", added=lambda x: x + 2, is_=lambda x: x)
    found = bank.entry.mistakes
    assert [mistake.id for mistake in found] == ["added", "is"]
    assert {(m.message, m.next_thought) for m in found} == {("Two is added.", "What is twice 3?")}
    assert run(as_answer(found[0].function, "twice"))(3) == 5


def test_an_answer_may_be_an_edit_of_one_kept_before(bank: Bank) -> None:
    @bank.right
    def added(x):
        return x + x

    @bank.mistake(
        "This is the square.",
        think="What is twice 3?",
    )
    def squared(x):
        return x * x

    bank.known("lost of added: + x -> * 1\n    One is lost.\n    ? What is twice 3?")
    bank.unseen_wrong(cubed=("of squared: x * x -> x * x * x",))
    lost, cubed = bank.entry.mistakes[1], bank.entry.unseen[0]
    assert (lost.function(3), cubed.function(3)) == (3, 27)


def test_a_mistake_without_words_goes_by_its_own_name_alone(bank: Bank) -> None:
    bank.proved(thrice=lambda x: 3 * x, four_times=lambda x: 4 * x)
    bank.mistakes("It is larger.", think="What?", much=lambda x: 9 * x, more=lambda x: 8 * x)
    entry = bank.entry
    thrice, _, much, _ = entry.mistakes
    assert (thrice.message, thrice.next_thought) == ("", "")
    names = ("thrice", "four_times", "much", "more", "other", "", None)
    assert [name for name in names if entry.is_named(thrice, name)] == ["thrice"]
    assert [name for name in names if entry.is_named(much, name)] == ["much", "more"]


def test_a_constant_goes_with_the_expression_that_uses_it(bank: Bank) -> None:
    bank.rights(by_a_factor=lambda x: FACTOR * x)
    source = as_answer(bank.entry.variants[0].function, "twice")
    assert source.startswith("def twice(x):")
    assert run(source)(3) == 6


def test_a_trailing_underscore_spares_a_keyword(bank: Bank) -> None:
    @bank.right
    def lambda_(x):
        return x + x

    assert [variant.id for variant in bank.entry.variants] == ["lambda"]


def test_unseen_answers_know_their_kind(bank: Bank) -> None:
    bank.unseen_right(added=lambda x: x + x)
    bank.unseen_wrong(thrice=lambda x: 3 * x)
    bank.unseen_two(rounded_square=lambda x: np.round(x**2))
    bank.unseen_odd(table=lambda x: {1.0: 2.0}[x])
    assert [(answer.id, answer.kind) for answer in bank.entry.unseen] == [
        ("added", ""),
        ("thrice", ONE),
        ("rounded_square", TWO),
        ("table", ODD),
    ]


def test_a_shared_slip_is_made_in_the_right_answer(bank: Bank) -> None:
    bank.include(slips.ROUNDED)
    (found,) = bank.entry.mistakes
    assert found.id == "rounded"
    assert found.function(np.array([0.12345])) == [0.247]


def test_a_slip_has_a_source_that_stands_alone(bank: Bank) -> None:
    bank.include(slips.IN_PLACE)
    source = as_answer(bank.entry.mistakes[0].function, "twice")
    x = np.array([1.5])
    assert run(source)(x) is x
    assert x == [3.0]
    assert "SOLUTION" not in source


def test_a_decorated_function_is_renamed_and_nothing_else(bank: Bank) -> None:
    @bank.mistake("Words about @ and sign.", think="A thought.")
    def sign(x):
        if x < 0:
            return -sign(-x)
        return np.sign(x) * x

    source = as_answer(sign, "twice")
    assert source.startswith("def twice(x):")
    assert "np.sign(x)" in source and "-twice(-x)" in source
    assert run(source)(-3.0) == -3.0


def test_each_lambda_of_a_line_has_its_own_source() -> None:
    first, second = (lambda x: x + 1), (lambda x, y=2: x * y)
    assert as_answer(first, "twice") == "def twice(x):\n    return x + 1\n"
    assert as_answer(second, "twice") == "def twice(x, y=2):\n    return x * y\n"


def test_a_class_is_an_answer() -> None:
    class Doubler:
        def fit(self) -> Doubler:
            return Doubler()

    assert isinstance(run(as_answer(Doubler, "twice"))().fit(), object)
    assert "class twice" in as_answer(Doubler, "twice")


def test_an_object_has_no_source() -> None:
    with pytest.raises(NoSourceError, match="neither a function nor a class"):
        as_answer(np.tanh, "twice")


def test_a_form_is_made_from_the_right_answer(bank: Bank) -> None:
    bank.unseen_forms(forms.NUMBER, leave_out=("negated",))
    found = {answer.id: answer for answer in bank.entry.unseen}
    assert found["doubled"].function(3) == 12 and found["doubled"].kind == ONE
    assert found["partial"].function(3) == 6 and found["partial"].kind == ""
    assert "negated" not in found


def test_a_form_that_does_not_exist_cannot_be_left_out(bank: Bank) -> None:
    with pytest.raises(ValueError, match="no form is called trebled"):
        bank.unseen_forms(forms.NUMBER, leave_out=("trebled",))


@pytest.mark.parametrize("kind", KINDS)
def test_the_forms_of_a_kind_have_names_of_their_own(kind: str) -> None:
    ids = [form.id for form in getattr(forms, kind)]
    assert len(set(ids)) == len(ids)


def test_what_is_lent_is_found_by_its_name() -> None:
    """The grader imports it in another process, by module and name: another one must not answer."""
    lent = [
        (name, function)
        for entry in ENTRIES.values()
        for name, function in {**getattr(entry.exercise, "lends", {}), **entry.lends}.items()
    ]
    assert len(lent) > 20
    for name, function in lent:
        found = getattr(importlib.import_module(function.__module__), function.__qualname__)
        assert found in (function, inspect.unwrap(function)), name
