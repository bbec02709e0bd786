"""A probe says a fact that further calls have shown, and only where the answer is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from deepcat_judge.exercise import Case, Exercise, Part
from deepcat_judge.judge import judge
from deepcat_judge.key import Expectation, Key
from deepcat_judge.observe import LocalCaller, Observation
from deepcat_judge.plain import Plain
from deepcat_judge.probes.prober import BUDGET
from deepcat_judge.verdict import Verdict

CASES = (
    Case("two", (np.array([1.0, -2.5]), np.array([0.5, 2.0]), 3.0), note="two"),
    Case("three", (np.array([-1.5, 2.0, 0.25]), np.array([2.0, -0.75, 1.0]), -0.5), note="three"),
    Case("four", (np.array([2.5, 1, -3, 0.5]), np.array([1, 4.5, -2, 0.5]), -1.75), note="four"),
)
EXERCISE = Exercise(
    id="toy.weigh",
    title="A weighted sum and a shift",
    arguments=("p", "q", "shift"),
    parts=(Part("values", "the values", 1),),
    hints=("a", "b", "c"),
    cases=CASES,
)


def weigh(p: Any, q: Any, shift: Any) -> Any:
    """The reference."""
    return float(np.sum(p * np.exp(q))) + shift


KEY = Key(
    CASES,
    {case.id: Expectation(weigh(*case.args), 1e-9) for case in CASES},  # type: ignore[arg-type]
)


class Counting(LocalCaller):
    """Counts its calls."""

    def __init__(self, function: object) -> None:
        super().__init__(function, "weigh")
        object.__setattr__(self, "calls", [])

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        """Call and count."""
        self.calls.append(args)  # type: ignore[attr-defined]
        return super().call(args, trace)


def verdict(answer: Callable[..., Any]) -> tuple[Verdict, int]:
    """The verdict on an answer, and how many calls it took."""
    caller = Counting(answer)
    return judge(EXERCISE, caller, KEY), len(caller.calls)  # type: ignore[attr-defined]


TOTAL = [0.0]


def keeps(p: Any, q: Any, shift: Any) -> Any:
    """Adds to what it had before."""
    TOTAL[0] += weigh(p, q, shift)
    return TOTAL[0]


FACTS: dict[str, tuple[Callable[..., Any], str, str]] = {
    "kept": (keeps, "replay", "Asked the same once more"),
    "minus": (lambda p, q, s: weigh(p, -q, s), "argument_changed", "Given -q in the place of q"),
    "half": (lambda p, q, s: weigh(p, q / 2, s), "argument_changed", "Given 2 · q in the place"),
    "reverse": (lambda p, q, s: weigh(p[::-1], q, s), "argument_changed", "p in reverse order"),
    "size": (lambda p, q, s: weigh(p, q, abs(s)), "argument_lost", "For shift = -0.5 your"),
    "whole": (lambda p, q, s: weigh(p, q, int(s)), "argument_lost", "as for shift = 0"),
    "first": (lambda p, q, s: weigh(p[1:], q[1:], s), "end_ignored", "The first element of p and"),
    "last": (lambda p, q, s: weigh(p[:-1], q[:-1], s), "end_ignored", "The last element of p and"),
}


@pytest.mark.parametrize("slip", FACTS)
def test_a_fact_is_checked_and_said(slip: str) -> None:
    """The finding is the fact, with a next thought, within the budget of calls."""
    answer, finding, words = FACTS[slip]
    seen, calls = verdict(answer)
    assert seen.finding == finding, seen.message
    assert words in seen.headline
    assert seen.thought
    assert calls <= len(CASES) + BUDGET


def test_an_accepted_answer_is_asked_no_more() -> None:
    """A right answer is called once a case, and for the first case once more."""
    seen, calls = verdict(weigh)
    assert seen.passed
    assert calls == len(CASES) + 1


def test_an_argument_with_a_default_may_be_left_out() -> None:
    cases = (Case("default", CASES[0].args[:2], note="no shift given"), *CASES[1:])

    def shifted(p: Any, q: Any, shift: Any = 0.5) -> Any:
        return weigh(p, q, shift)

    key = Key(
        cases,
        {case.id: Expectation(shifted(*case.args), 1e-9) for case in cases},  # type: ignore[arg-type]
    )
    exercise = replace(EXERCISE, cases=cases)
    odd = LocalCaller(lambda p, q, shift=0.5: weigh(p, q, shift) ** 2 + p[0], "weigh")
    assert judge(exercise, LocalCaller(shifted, "weigh"), key).passed
    assert judge(exercise, odd, key).points == 0


def test_what_no_probe_shows_is_not_said() -> None:
    """A formula of another kind stays unrecognised, and the budget holds."""
    seen, calls = verdict(lambda p, q, s: float(np.sum(np.sin(p) * q)) - s * s)
    assert seen.finding == "unrecognised"
    assert calls <= len(CASES) + BUDGET


def test_a_yes_or_no_loses_no_argument() -> None:
    """What a comparison hides is not told as an argument that gets lost."""
    seen, _ = verdict(lambda p, q, s: float(weigh(p, q, s) > 1))
    assert seen.finding == "few_valued"


def test_what_is_kept_from_being_negative_is_told() -> None:
    """Where the argument is not negative the answer is right, and it does not change below 0."""
    seen, _ = verdict(lambda p, q, s: weigh(p, q, max(s, 0.0)))
    assert seen.finding == "argument_lost", seen.message
    assert "For shift = -0.5" in seen.headline and "as for shift = 0" in seen.headline
