"""The hidden test of a check cell: a float for nbgrader, whatever an answer does."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deepcat.session import Session
from deepcat_grader import kernel
from deepcat_grader.bank.registry import Entry
from deepcat_judge.exercise import Case, Exercise, Part
from deepcat_judge.verdict import Outcome, Verdict

HINTS = ("Concept.", "Where to look.", "Nearly code.")
PARTS = (Part("values", "The right values", 2), Part("edge", "Negative numbers", 1))
VISIBLE = (Case("one", (1.5,)), Case("minus", (-3.0,), part="edge"))


def double(x: float) -> float:
    return x + x


def quadruple(x: float) -> float:
    return double(double(x))


def hidden(rng: np.random.Generator) -> list[Case]:
    return [Case("drawn", (float(rng.uniform(1, 2)),))]


@pytest.fixture(autouse=True)
def bank(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {
        function.__name__: Entry(
            Exercise(f"purr.{function.__name__}", "Toy", PARTS, HINTS, VISIBLE),
            function,
            hidden,
            (),
            (),
        )
        for function in (double, quadruple)
    }
    by_id = {entry.exercise.id: entry for entry in entries.values()}
    monkeypatch.setattr("deepcat_grader.bank.ENTRIES", by_id, raising=False)
    monkeypatch.setattr("deepcat.session.SESSION", Session())
    monkeypatch.setattr(kernel, "_passed", set())


def grade(source: str, exercise: str = "purr.double", **names: Any) -> float:
    """Run a notebook's code and grade what it defined."""
    namespace: dict[str, Any] = {"In": ["", source], **names}
    exec(compile(source, "<ipython-input-1>", "exec"), namespace)
    return kernel.grade(exercise, namespace)


RIGHT = "def double(x): return 2 * x"
QUADRUPLE = "def quadruple(x): return double(double(x))"


@pytest.mark.parametrize(
    ("source", "points"),
    [
        (RIGHT, 3.0),
        ("double = lambda x: x + x", 3.0),
        ("def double(x): return 2 * abs(x)", 2.0),
        ("def double(x): return x", 0.0),
        ("def double(x): raise NotImplementedError()", 0.0),
        ("def double(x): return {1.5: 3.0, -3.0: -6.0}[x]", 0.0),
        ("pass", 0.0),
        ("double = 7", 0.0),
        ("def double(x): raise SystemExit", 0.0),
        ("def double(x): return x.nothing", 0.0),
        ("import sys\ndef double(x):\n print('!', file=sys.stderr)\n return 2 * x", 3.0),
    ],
)
def test_points_are_a_plain_float_and_stderr_stays_empty(
    source: str, points: float, capfd: pytest.CaptureFixture[str]
) -> None:
    """To nbgrader any line on stderr is a zero, and a result that is no number full marks."""
    score = grade(source)
    assert type(score) is float
    assert score == points
    assert capfd.readouterr().err == ""


def test_hidden_numbers_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    (case,) = hidden(np.random.default_rng(0))
    grade("def double(x): return {1.5: 3.0, -3.0: -6.0}.get(x, 0.0)")
    shown = capsys.readouterr().out
    assert "purr.double" in shown
    assert str(case.args[0])[:6] not in shown and str(2 * case.args[0])[:6] not in shown  # type: ignore[operator]


def test_the_seed_draws_the_hidden_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    (case,) = hidden(np.random.default_rng(7))
    known = f"def double(x): return 2 * x if x in (1.5, -3.0, {case.args[0]!r}) else 0.0"
    assert grade(known) == 0.0
    monkeypatch.setenv("DEEPCAT_SEED", "7")
    assert grade(known) == 3.0


def test_a_slip_costs_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The later exercise is judged with the reference in the wrong one's place."""
    wrong = "def double(x): return 3 * x\n" + QUADRUPLE
    assert grade(wrong) == 0.0
    assert grade(wrong, "purr.quadruple") == 3.0


def test_what_rests_on_a_wrong_answer_and_is_wrong_itself_stays_wrong() -> None:
    wrong = "def double(x): return 3 * x\ndef quadruple(x): return double(x)"
    grade(wrong)
    assert grade(wrong, "purr.quadruple") == 0.0


@pytest.mark.parametrize("source", ["def double(x): return 3 * x\n", ""])
def test_the_notebooks_own_names_come_back(source: str) -> None:
    namespace: dict[str, Any] = {"In": ["", source + QUADRUPLE]}
    exec(source + QUADRUPLE, namespace)
    before = dict(namespace)
    kernel.grade("purr.double", namespace)
    assert kernel.grade("purr.quadruple", namespace) == 3.0
    assert namespace == before


def test_a_right_answer_is_never_replaced() -> None:
    """Had the reference stood in for it, quadruple would be judged right."""
    grade(RIGHT)
    spoilt = "def double(x): return 3 * x\n" + QUADRUPLE
    assert grade(spoilt, "purr.quadruple") == 0.0


@pytest.mark.skipif(not hasattr(__import__("signal"), "setitimer"), reason="needs alarms")
def test_an_endless_loop_ends_and_earns_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "PATIENCE", 0.2)
    start = time.monotonic()
    assert grade("def double(x):\n while True: pass") == 0.0
    assert time.monotonic() - start < 5


def test_what_was_interrupted_in_check_is_not_started_again() -> None:
    """Soon after it interrupts a cell, nbgrader gives up a notebook whose cell goes on."""
    from deepcat.session import SESSION

    SESSION.remember(Verdict("purr.double", Outcome.TIMED_OUT, 0.0, 3.0, headline="No end."))
    calls: list[float] = []
    assert grade("def double(x):\n calls.append(x)\n return 2 * x", calls=calls) == 0.0
    assert calls == []


def test_what_an_endless_earlier_answer_held_up_is_judged_without_it() -> None:
    from deepcat.session import SESSION

    SESSION.remember(Verdict("purr.quadruple", Outcome.TIMED_OUT, 0.0, 3.0, headline="No end."))
    endless = "def double(x):\n while True: pass\n" + QUADRUPLE
    assert grade(endless, "purr.quadruple") == 3.0


def _fault(*args: object, **kwargs: object) -> float:
    raise RuntimeError("our own bug")


def _leave(*args: object, **kwargs: object) -> float:
    sys.exit(3)


@pytest.mark.parametrize("fault", [_fault, _leave])
def test_our_own_fault_is_no_score_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    fault: Callable[..., float],
) -> None:
    monkeypatch.setattr("deepcat_grader.answers.full_key", fault)
    assert grade(RIGHT) == math.inf
    out, err = capfd.readouterr()
    assert "purr.double: the grader failed, not the answer" in out
    assert err == ""


def test_an_unknown_exercise_is_our_fault() -> None:
    assert grade(RIGHT, "purr.triple") == math.inf
