"""A slip costs once: later answers are judged with right versions of what they build on."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest

from deepcat_grader.bank import ENTRIES
from deepcat_grader.cage.tiers import Tier
from deepcat_grader.cage.walls import Walls
from deepcat_grader.follow_through import better, builds_on
from deepcat_judge.plain import Rng
from deepcat_judge.verdict import Outcome, Verdict

from ..toys import COLUMN, W, X, Y, graded, right, toy, unwritten
from ..walls import EACH, built


def test_right_answers_above_an_unwritten_one_keep_their_points() -> None:
    """Random search asks for the goodness, which asks for the line, thousands of times."""
    names = ("introduction.line", "introduction.goodness", "introduction.random_search")
    record = graded({names[0]: unwritten(names[0]), **{name: right(name) for name in names[1:]}})
    assert [record.verdicts[name].passed for name in names] == [False, True, True]
    (note,) = record.verdicts["introduction.goodness"].notes
    assert "right versions of line" in note


def after_search(x: Any, y: Any, rng: Any) -> float:
    from deepcat_solutions.introduction import random_search

    slope, intercept = random_search(x, y, 5, rng)
    return float(slope + intercept + rng.normal())


def test_a_generator_moves_on_while_a_stand_in_uses_it() -> None:
    source = (
        "def after_search(x, y, rng):\n"
        "    slope, intercept = random_search(x, y, 5, rng)\n"
        "    return float(slope + intercept + rng.normal())"
    )
    name = "introduction.random_search"
    entry = toy(after_search, X, Y, Rng(5))
    record = graded({name: unwritten(name), entry.exercise.id: source}, {entry.exercise.id: entry})
    assert record.verdicts[entry.exercise.id].passed, record.verdicts[entry.exercise.id].message


def shifted(w: Any, x: Any, b: float) -> float:
    return float(2.0 * ((w.T @ x).item() + b) + 1.0)


def test_a_function_of_the_students_is_lent_to_a_stand_in() -> None:
    source = "def shifted(w, x, b):\n    return neuron(w, x, b, lambda z: 2.0 * z + 1.0)"
    entry = toy(shifted, W, COLUMN, 0.5)
    record = graded(
        {"neuron.neuron": unwritten("neuron.neuron"), entry.exercise.id: source},
        {entry.exercise.id: entry},
    )
    assert record.verdicts[entry.exercise.id].passed, record.verdicts[entry.exercise.id].message


def test_an_error_of_what_was_lent_comes_back_as_itself() -> None:
    source = (
        "def shifted(w, x, b):\n"
        "    def broken(z):\n"
        "        raise ZeroDivisionError('mine')\n"
        "    return neuron(w, x, b, broken)"
    )
    entry = toy(shifted, W, COLUMN, 0.5)
    record = graded(
        {"neuron.neuron": unwritten("neuron.neuron"), entry.exercise.id: source},
        {entry.exercise.id: entry},
    )
    verdict = record.verdicts[entry.exercise.id]
    assert verdict.outcome is not Outcome.GRADER_FAULT
    assert "ZeroDivisionError" in verdict.message


def test_where_nothing_can_stand_in_a_person_looks() -> None:
    """A generator of another kind cannot cross: that is our limit, and no zero."""
    source = (
        "def after_search(x, y, rng):\n"
        "    other = np.random.Generator(np.random.MT19937(0))\n"
        "    slope, intercept = random_search(x, y, 5, other)\n"
        "    return float(slope + intercept)"
    )
    name = "introduction.random_search"
    entry = toy(after_search, X, Y, Rng(5))
    record = graded({name: unwritten(name), entry.exercise.id: source}, {entry.exercise.id: entry})
    verdict = record.verdicts[entry.exercise.id]
    assert verdict.outcome is Outcome.GRADER_FAULT
    assert "generator of another kind" in verdict.traceback


def later(x: Any) -> float:
    from deepcat_solutions.neuron import sigmoid

    return float(sigmoid(x)[0])


SIGMOID = ENTRIES["neuron.sigmoid"].reference
MINIBATCHES = ENTRIES["backprop.minibatches"]
DEAL = """
def later(x):
    deal = minibatches(x[None, :], x[None, :], 3, np.random.default_rng(0))
    return float(1 / (1 + np.exp(-np.sort(next(deal)[0])[0, 1])))
"""


@pytest.mark.parametrize(
    ("earlier", "source", "outcome"),
    [
        (toy(SIGMOID, X), "def later(x): return sigmoid(x)[0]", Outcome.PASSED),
        (toy(SIGMOID, X, use="twice"), "def later(x): return sigmoid(x)[0]", Outcome.PASSED),
        (toy(SIGMOID, X, use="keep"), "def later(x): return sigmoid(x)[0]", Outcome.PASSED),
        (MINIBATCHES, DEAL, Outcome.PASSED),
        (toy(SIGMOID, X, use="script"), "def later(x): return sigmoid(x)", Outcome.GRADER_FAULT),
    ],
    ids=lambda value: getattr(getattr(value, "exercise", None), "use", ""),
)
def test_a_stand_in_gives_what_one_call_gives(earlier: Any, source: str, outcome: Outcome) -> None:
    """However an exercise uses its answer; where an object would have to cross, a person looks."""
    entry, name = toy(later, X), earlier.exercise.id
    entries = {name: earlier, entry.exercise.id: entry}
    record = graded({name: unwritten(name), entry.exercise.id: source}, entries)
    assert record.verdicts[entry.exercise.id].outcome is outcome


def test_a_wrong_call_of_a_stand_in_is_the_students_error() -> None:
    source = "def shifted(w, x, b):\n    return neuron(w, x)"
    entry = toy(shifted, W, COLUMN, 0.5)
    record = graded(
        {"neuron.neuron": unwritten("neuron.neuron"), entry.exercise.id: source},
        {entry.exercise.id: entry},
    )
    verdict = record.verdicts[entry.exercise.id]
    assert verdict.outcome in (Outcome.RAISED, Outcome.NOT_ATTEMPTED)
    assert verdict.points == 0


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (["def f(x): return sigmoid(x)"], {"sigmoid"}),
        (["def f(x):\n    'like sigmoid'\n    return x  # sigmoid"], set()),
        (["def f(x): return np.tanh(x)"], set()),
        (["def helper(x): return sigmoid(x)", "def f(x): return helper(x)"], {"sigmoid"}),
        (["def f(x): return [sigmoid(z) for z in x]"], {"sigmoid"}),
        (["s = sigmoid", "def f(x): return s(x)"], {"sigmoid"}),
        (["f = lambda x: sigmoid(x)"], {"sigmoid"}),
        (["class f:\n    def fit(self, x): return sigmoid(x)"], {"sigmoid"}),
        (["%matplotlib inline\ndef f(x): return sigmoid(x)"], {"sigmoid"}),
        (["def f(x): return sigmoid(", "def f(x): return x"], set()),
        (["def f(x): return sigmoid(x)", "def f(x): return x"], set()),
        (["def f(x): return f(x - 1)"], set()),
        (["def f(x):\n    def sigmoid(z): return z\n    return sigmoid(x)"], set()),
        (["(" * 5000, "def f(x): return sigmoid(x)"], {"sigmoid"}),
        (["x = '\ud800'", "def f(x): return sigmoid(x)"], {"sigmoid"}),
        (["x = 1\0", "def f(x): return sigmoid(x)"], {"sigmoid"}),
        (["x" + "+x" * 40_000, "def f(x): return sigmoid(x)"], {"sigmoid"}),
        (["def f(x): return sigmoid(x)", "x = '" + "x" * 1_000_000 + "'\nf = 1"], {"sigmoid"}),
        (["def f(x): return sigmoid(x) + '\\d'"], {"sigmoid"}),
    ],
)
def test_names_are_read_from_code(sources: list[str], found: set[str]) -> None:
    assert builds_on("f", sources, {"sigmoid", "tanh", "f"}) == found


def test_names_are_read_from_code_that_grows_without_bounds_when_compiled() -> None:
    """A finally block is compiled twice: thirty of them, one in the other, fill any memory."""
    body = "sigmoid(x)"
    for _ in range(30):
        body = "try:\n x\nfinally:\n" + textwrap.indent(body, " ")
    source = "def f(x):\n" + textwrap.indent(body, " ")
    assert builds_on("f", [source], {"sigmoid"}) == {"sigmoid"}


def verdict(outcome: Outcome, points: float = 0.0) -> Verdict:
    return Verdict("toy.f", outcome, points, 2.0)


@pytest.mark.parametrize(
    ("own", "helped", "failed", "outcome", "points"),
    [
        (verdict(Outcome.INCORRECT), verdict(Outcome.PASSED, 2.0), [], Outcome.PASSED, 2.0),
        (verdict(Outcome.INCORRECT), verdict(Outcome.PASSED, 2.0), ["x"], Outcome.PASSED, 2.0),
        (verdict(Outcome.INCORRECT, 1.0), verdict(Outcome.RAISED), [], Outcome.INCORRECT, 1.0),
        (verdict(Outcome.NOT_ATTEMPTED), verdict(Outcome.RAISED), [], Outcome.RAISED, 0.0),
        (verdict(Outcome.RAISED), verdict(Outcome.RAISED), ["x"], Outcome.GRADER_FAULT, 0.0),
    ],
)
def test_the_better_judgement_counts(
    own: Verdict, helped: Verdict, failed: list[str], outcome: Outcome, points: float
) -> None:
    found = better(own, helped, failed)
    assert (found.outcome, found.points) == (outcome, points)


@pytest.mark.parametrize("walls", EACH)
def test_a_reference_answers_within_each_kind_of_walls(walls: Walls) -> None:
    under = next(tier for tier in Tier if tier.walls is built(walls))
    prime = "def sigmoid_prime(Z):\n    return sigmoid(Z) * (1 - sigmoid(Z))"
    answers = {"neuron.sigmoid": unwritten("neuron.sigmoid"), "neuron.sigmoid_prime": prime}
    record = graded(answers, under=under)
    assert record.tier is under and record.verdicts["neuron.sigmoid_prime"].passed
