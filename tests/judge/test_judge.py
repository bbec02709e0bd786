"""The judge's order, its points and its words."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from deepcat_judge.exercise import Broken, Case, Exercise, Part, Property
from deepcat_judge.judge import judge
from deepcat_judge.key import Expectation, Key
from deepcat_judge.naming import name_mistake
from deepcat_judge.observe import LocalCaller, Observation, Raised, observe
from deepcat_judge.plain import Named
from deepcat_judge.verdict import Item, Outcome, TrailRow, Verdict

from .toy import CASES, EXERCISE, centre, global_mean, key, over_columns, verdict


def test_the_reference_earns_full_marks() -> None:
    """A right answer passes with every part of the rubric."""
    seen = verdict(centre)
    assert (seen.outcome, seen.points, seen.mistake) == (Outcome.PASSED, 5, None)


def test_an_answer_that_remembers_is_not_right() -> None:
    """The first input comes again at the end, and must get the answer that it got before."""
    met: list[bytes] = []

    def answer(X: Any) -> Any:
        known = X.tobytes() in met
        met.append(X.tobytes())
        return centre(X) + known

    seen = verdict(answer)
    assert (seen.outcome, seen.points) == (Outcome.INCORRECT, 0)
    assert "once more" in seen.headline and "keep" in seen.thought


def stub(X: Any) -> Any:
    raise NotImplementedError


def documented(X: Any) -> Any:
    """Only a docstring."""


@pytest.mark.parametrize("answer", [None, stub, documented, lambda X: None])
def test_nothing_written_is_not_wrong(answer: object) -> None:
    """A stub is "not attempted", which is another thing than wrong."""
    seen = verdict(answer)
    assert (seen.outcome, seen.points) == (Outcome.NOT_ATTEMPTED, 0)


def test_a_forgotten_return_is_an_attempt() -> None:
    """A body that computes and returns None is told about the missing return."""

    def answer(X: Any) -> None:
        X - np.mean(X, axis=1, keepdims=True)

    seen = verdict(answer)
    assert seen.outcome is Outcome.INCORRECT
    assert "None" in seen.headline and "return" in seen.thought


@pytest.mark.parametrize("answer", [over_columns, global_mean])
def test_known_mistakes_are_named(answer: Any) -> None:
    """A mistake met before is named by its own id."""
    assert verdict(answer).mistake == answer.__name__


def test_equal_mistakes_share_their_words_or_are_not_named() -> None:
    """Two mistakes with equal outputs: one message names the first, two messages abstain."""
    twins = {"first": over_columns, "second": lambda X: X - X.mean(0)}
    shared = {"first": "The wrong axis.", "second": "The wrong axis."}
    assert verdict(over_columns, key(mistakes=twins, words=shared)).mistake == "first"
    assert verdict(over_columns, key(mistakes=twins)).mistake is None


def test_a_mistake_that_matches_on_some_cases_only_is_not_named() -> None:
    """One differing case is enough to abstain."""

    def sometimes(X: Any) -> Any:
        return over_columns(X) if X.shape[0] == 1 else X * 0.25

    assert verdict(sometimes).mistake is None


def loop(X: Any) -> Any:
    out = np.empty(X.shape)
    mean = np.mean(X, axis=1)
    for i in range(X.shape[1]):
        out[:, i] = X[:, i] - mean
    return out


def comprehension(X: Any) -> Any:
    mean = np.mean(X, axis=1)
    return np.array([column - mean for column in X.T]).T


def disguised(X: Any) -> Any:
    return np.apply_along_axis(lambda row: row - np.mean(row), 1, X)


def columns_disguised(X: Any) -> Any:
    mean = np.mean(X, axis=1)
    return np.apply_along_axis(lambda column: column - mean, 0, X)


@pytest.mark.parametrize("answer", [loop, comprehension, columns_disguised, disguised])
def test_a_loop_keeps_its_values_and_loses_the_vectorised_part(answer: Any) -> None:
    """Right values by a loop, also in disguise, earn all but the vectorised point."""
    seen = verdict(answer)
    assert (seen.outcome, seen.points) == (Outcome.INCORRECT, 4)
    assert seen.mistake == "loop_over_examples"
    assert "4 of 5 points" in seen.message


def pretends_when_traced(X: Any) -> Any:
    return np.zeros(X.shape) if sys.gettrace() else loop(X)


def pretends_by_size(X: Any) -> Any:
    return np.zeros(X.shape) if X.shape[1] == 272 else loop(X)


@pytest.mark.parametrize("answer", [pretends_when_traced, pretends_by_size])
def test_work_on_wrong_values_earns_nothing(answer: Any) -> None:
    """Where it is known what the calls give whose work is counted, they have to be right."""
    assert EXERCISE.sized is not None
    value = centre(*EXERCISE.sized(272))
    sized = {272: Expectation(value, np.full(value.shape, 1e-9))}
    seen = verdict(answer, replace(key(), sized=sized))
    assert seen.points == 4 and "272 examples" in seen.message
    assert verdict(centre, replace(key(), sized=sized)).passed


def test_work_that_cannot_be_counted_earns_nothing() -> None:
    """An answer that switches tracing off shows nothing about its loops."""

    def untraced(X: Any) -> Any:
        sys.settrace(None)
        return loop(X)

    seen = verdict(untraced)
    assert seen.points == 4 and "could not be counted" in seen.message


def test_a_shape_on_a_hidden_input_says_nothing_that_the_answer_chose() -> None:
    """An answer could return a hidden input as the shape of an empty array."""

    def tells(X: Any) -> Any:
        return np.empty((0, 271, 828)) if X.shape == (3, 5) else centre(X)

    case = Case("more", (np.arange(15.0).reshape(3, 5),), hidden=True)
    seen = judge(EXERCISE, LocalCaller(tells, "centre"), key((*CASES, case)))
    assert seen.points == 0 and seen.finding == "shape"
    assert "(3, 5)" in seen.message and "271" not in seen.message


def test_a_loop_over_features_is_no_loop_over_examples() -> None:
    """Work that grows with the rows only is vectorised."""

    def rows(X: Any) -> Any:
        return np.stack([row - row.mean() for row in X])

    assert verdict(rows).passed


def test_an_edge_case_costs_only_its_part() -> None:
    """An overflow on huge numbers keeps the points of ordinary values."""

    def overflows(X: Any) -> Any:
        return (X * 1e10 - np.mean(X * 1e10, axis=1, keepdims=True)) / 1e10

    seen = verdict(overflows)
    assert (seen.outcome, seen.points) == (Outcome.INCORRECT, 4)
    assert {part.id: part.points for part in seen.parts} == {
        "values": 3, "edge": 0, "vectorised": 1,
    }  # fmt: skip


def test_no_part_is_earned_without_the_values() -> None:
    """An answer that is finite and loop-free but wrong earns nothing."""
    assert verdict(lambda X: X * 0.0).points == 0


def test_a_changed_argument_is_reported() -> None:
    """Writing into the input is refused, and the argument is named."""

    def in_place(X: Any) -> Any:
        if X.dtype.kind == "f":
            X -= np.mean(X, axis=1, keepdims=True)
            return X
        return centre(X)

    seen = verdict(in_place)
    assert seen.points == 0
    assert "changed its argument X" in seen.headline


def test_an_exception_shows_the_students_line() -> None:
    """The message has the exception, its line and its number."""

    def fails(X: Any) -> Any:
        return X - np.maen(X)  # type: ignore[attr-defined]

    seen = verdict(fails)
    assert seen.outcome is Outcome.RAISED
    assert "np.maen" in seen.code and "AttributeError" in seen.headline


@pytest.mark.parametrize("error", [SystemExit, BaseException, MemoryError, RecursionError])
def test_no_exception_of_an_answer_escapes(error: type[BaseException]) -> None:
    """Whatever an answer raises ends in a verdict."""

    def fails(X: Any) -> Any:
        raise error("now")

    assert verdict(fails).outcome is Outcome.RAISED


def test_an_interrupted_answer_timed_out() -> None:
    """Stopping a call by hand gives a verdict about a call that did not end."""

    def endless(X: Any) -> Any:
        raise KeyboardInterrupt

    assert verdict(endless).outcome is Outcome.TIMED_OUT


def test_what_is_printed_on_the_failing_input_is_told_with_it() -> None:
    """Also where the answer stops, or never ends; of much only the beginning."""

    def prints(X: Any) -> Any:
        print("sum", X.sum())
        print("further\n" * 50, file=sys.stderr)
        return X * 0.5

    def stops(X: Any) -> Any:
        print("before")
        raise KeyboardInterrupt

    seen = verdict(prints)
    first, *_, last = seen.printed.splitlines()
    assert first == f"sum {CASES[0].args[0].sum()}"  # type: ignore[union-attr]  # an array
    assert last == "… and more" and len(seen.printed.splitlines()) == 11
    assert (verdict(stops).printed, verdict(centre).printed) == ("before", "")
    assert len(verdict(lambda X: print("x" * 10_000)).printed) < 700


def test_what_is_printed_on_a_hidden_input_is_told_to_nobody() -> None:
    secret = Case("hidden-1", (np.array([[7.25, 3.5, 1.125, 9.75]]),), hidden=True)

    def prints(X: Any) -> Any:
        print(X)
        return X * 0.5 if X.shape == (1, 4) else centre(X)

    seen = verdict(prints, key((*CASES, secret)))
    assert seen.outcome is Outcome.INCORRECT and seen.printed == ""


def test_a_failing_property_is_reported_though_the_values_match() -> None:
    """Memorised values fall to the property's fresh input."""
    table = {case.args[0].tobytes(): centre(case.args[0]) for case in CASES}  # type: ignore[union-attr]

    def memorised(X: Any) -> Any:
        return table.get(X.tobytes(), np.ones(X.shape))

    seen = verdict(memorised)
    assert seen.points == 0
    assert "add up to 0" in seen.headline


def test_hidden_cases_show_no_numbers() -> None:
    """A failure on hidden cases only describes the input."""
    secret = Case("hidden-1", (np.array([[7.25, 3.5, 1.125, 9.75]]),), note="four", hidden=True)

    def memorised(X: Any) -> Any:
        return centre(X) if X.shape[1] < 4 or X.min() < 0 else X * 0.5

    seen = verdict(memorised, key((*CASES, secret)))
    assert seen.outcome is Outcome.INCORRECT
    assert seen.finding == "examples_only"
    assert not any(text in seen.message for text in ("7.25", "3.5", "1.125", "9.75", "1.84375"))


EXTREME: list[Any] = [
    lambda X: np.where(np.arange(X.size).reshape(X.shape) % 2, 1e308, -1e308),
    lambda X: np.full(X.shape, 1.7e308),
    lambda X: np.full(X.shape, 5e-324),
    lambda X: np.sign(X) * 1e308,
]


@pytest.mark.parametrize("settings", ["warn", "raise"])
@pytest.mark.parametrize("answer", EXTREME)
def test_extreme_numbers_do_not_overflow_in_the_judge(answer: Any, settings: Any) -> None:
    """Whatever a notebook tells NumPy to do on an overflow, our own arithmetic is quiet."""
    with np.errstate(all=settings):
        assert verdict(answer).outcome is Outcome.INCORRECT


def test_a_verdict_survives_json() -> None:
    """What the ledger stores comes back the same."""
    seen = verdict(loop)
    assert Verdict.from_json(seen.to_json()) == seen


def test_a_verdict_with_every_field_survives_json_that_has_no_infinity() -> None:
    """Curves may end in infinity, which JSON does not have."""
    full = replace(
        verdict(loop),
        notes=("One.",),
        printed="x",
        curve=(1.0, math.inf),
        trail=(TrailRow("Z", (2, 3), math.inf, False),),
        items=(Item("legs", True, "Four."),),
        traceback="Traceback",
    )
    text = json.dumps(full.to_json(), allow_nan=False)
    assert Verdict.from_json(json.loads(text)) == full


def test_the_same_answer_gives_the_same_words() -> None:
    """Judging twice gives equal verdicts."""
    assert verdict(over_columns) == verdict(over_columns)


def test_a_raising_mistake_is_named_though_hidden_words_are_left_out() -> None:
    """On hidden inputs the kind of an exception is enough; on visible ones its words count too."""

    def by_row(X: Any) -> Any:
        return X - np.mean(X, axis=1)

    secret = Case("hidden-1", (np.array([[7.0, 3.0, 1.0], [2.0, 9.0, 4.0]]),), hidden=True)
    the_key = key((*CASES, secret), mistakes={"by_row": by_row})
    seen = {case.id: observe(by_row, case.args) for case in the_key.cases}
    discreet = Observation(raised=Raised("ValueError", "left out"))
    named = name_mistake(the_key, {**seen, "hidden-1": discreet})
    assert named and named.id == "by_row"
    assert name_mistake(the_key, {**seen, "table": discreet}) is None


RUBRIC = (
    Part("accepts", "accepts what is right", 0),
    Part("sign", "catches the sign", 1),
    Part("half", "catches the half", 1),
    Part("both", "catches both", 1, needs=("sign", "half")),
)


@pytest.mark.parametrize(
    ("answers", "earned"),
    [
        ({"accepts", "sign", "half", "both"}, [0, 1, 1, 1]),
        ({"accepts", "sign", "both"}, [0, 1, 0, 0]),
        ({"sign", "half", "both"}, [0, 0, 0, 0]),
        ({"accepts", "sign", "half"}, [0, 1, 1, 0]),
        ({"half", "accepts", "both"}, [0, 0, 1, 0]),
    ],
)
def test_a_part_counts_only_with_the_parts_that_it_needs(
    answers: set[str], earned: list[float]
) -> None:
    cases = tuple(Case(part.id, (part.id,), part.id, part.title) for part in RUBRIC)
    exercise = Exercise("toy.catch", "Catch", RUBRIC, ("a", "b", "c"), cases)
    expected = {case.id: Expectation(True, 0.0) for case in cases}
    caller = LocalCaller.of(exercise, lambda part: part in answers)
    seen = judge(exercise, caller, Key(cases, expected, arguments=("part",)))
    assert [part.points for part in seen.parts] == earned
    assert seen.passed is (len(answers) == 4)


def test_a_property_may_watch_the_calls_themselves() -> None:
    def called_once(args: Sequence[Any], seen: Sequence[Observation]) -> Broken | None:
        return None if seen[0].calls == (0, 1) else Broken("The activation is called twice.")

    cases = (Case("one", (2.0, Named("square")), note="one"),)
    watching = Property(
        "once", "it is called once", lambda rng: cases, called_once, part="sign", watches=True
    )
    exercise = Exercise("toy.once", "Once", RUBRIC[1:2], ("a", "b", "c"), properties=(watching,))
    once, twice = (lambda x, f: f(x)), (lambda x, f: f(x) * f(x) / f(x))
    assert judge(exercise, LocalCaller.of(exercise, once), Key()).passed
    verdict = judge(exercise, LocalCaller.of(exercise, twice), Key())
    assert not verdict.passed and "twice" in verdict.message
