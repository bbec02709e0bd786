"""check() finds the exercise, judges from the answer key alone, and never stops a notebook."""

from __future__ import annotations

import functools
import math
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deepcat import check
from deepcat import checking as checking_module
from deepcat.answering import UnclearError, by_answer, by_id, lesson_of
from deepcat.callsite import CallSite
from deepcat.checking import verdict_of
from deepcat.session import Session
from deepcat_judge.keyfile import StaleKeyError
from deepcat_judge.verdict import Outcome, Verdict


def stable_sigmoid(Z: Any) -> Any:
    return np.exp(-np.logaddexp(0.0, -Z))


class Sigmoid:
    """A callable object."""

    def __call__(self, Z: Any) -> Any:
        return stable_sigmoid(Z)


class Hostile:
    """Raises at every question that one may ask an object."""

    __slots__ = ()

    @property  # type: ignore[misc]  # the point is to be a bad object
    def __class__(self) -> Any:  # type: ignore[override]
        raise RuntimeError("class")

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("eq")

    def __hash__(self) -> int:
        raise RuntimeError("hash")

    def __repr__(self) -> str:
        raise RuntimeError("repr")

    def __call__(self, Z: Any) -> Any:
        return self


def found(answer: object, lesson: str = "", written: str = "", **names: object) -> str:
    return by_answer(answer, CallSite(names, written), lesson).id


def scaled(factor: float, Z: Any) -> Any:
    return factor * stable_sigmoid(Z)


@pytest.mark.parametrize(
    "answer",
    [stable_sigmoid, lambda Z: stable_sigmoid(Z), Sigmoid(), functools.partial(scaled, 1.0)],
    ids=["function", "lambda", "object", "partial"],
)
def test_any_callable_under_the_required_name_is_an_answer(answer: Callable[..., Any]) -> None:
    sigmoid = answer
    verdict = check(sigmoid)
    assert (verdict.exercise, verdict.outcome) == ("neuron.sigmoid", Outcome.PASSED)


def test_an_imported_function_is_known_by_the_name_it_is_given() -> None:
    assert found(np.tanh, tanh=np.tanh) == "neuron.tanh"
    assert found(np.maximum, relu=np.maximum, maximum=np.maximum) == "neuron.relu"


def test_a_function_is_known_by_its_own_name_where_no_variable_holds_it() -> None:
    def sigmoid(Z: Any) -> Any:
        return Z

    assert found(sigmoid) == "neuron.sigmoid"


def test_of_two_names_for_one_function_the_written_one_counts() -> None:
    def sigmoid(Z: Any) -> Any:
        return stable_sigmoid(Z)

    sigmoid_prime = sigmoid
    assert check(sigmoid_prime).exercise == "neuron.sigmoid_prime"
    assert check(sigmoid).exercise == "neuron.sigmoid"


def test_of_two_names_for_one_function_its_own_name_breaks_the_tie() -> None:
    def tanh(Z: Any) -> Any:
        return np.tanh(Z)

    assert found(tanh, tanh=tanh, sigmoid=tanh) == "neuron.tanh"


def test_two_names_for_one_lambda_are_unclear_and_the_sentence_says_what_to_write() -> None:
    with pytest.raises(UnclearError, match=r'Say which one: check\(answer, "neuron\.'):
        found(f := lambda Z: Z, relu=f, tanh=f)


def test_a_bare_answer_sheet_is_the_quiz() -> None:
    assert found({"a": "b"}) == "introduction.quiz"


def test_an_explicit_exercise_wins_over_names() -> None:
    tanh = stable_sigmoid
    assert check(tanh, "neuron.sigmoid").outcome is Outcome.PASSED
    assert check(tanh, "sigmoid").outcome is Outcome.PASSED


def test_an_unknown_exercise_names_the_closest() -> None:
    with pytest.raises(UnclearError, match=r"Did you mean neuron\.sigmoid"):
        by_id("neuron.sigmod", "")
    with pytest.raises(UnclearError, match=r"Did you mean neuron\.sigmoid"):
        by_id("sigmoyd", "")


def test_the_lesson_is_the_one_with_most_names_in_use() -> None:
    assert lesson_of(["line", "relu", "sigmoid", "np"]) == "neuron"
    assert lesson_of(["np"]) == ""


def test_an_answer_to_nothing_is_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], fresh_session: Session
) -> None:
    """The verdict has no exercise and no points, and the session forgets it."""
    verdict = check(np.zeros(3))
    assert (verdict.exercise, verdict.outcome, verdict.max_points) == (
        "",
        Outcome.NOT_ATTEMPTED,
        0.0,
    )
    assert "Name the exercise as well" not in capsys.readouterr().out
    check(lambda z: z)
    assert "Name the exercise as well" in capsys.readouterr().out
    assert not fresh_session.verdicts


@pytest.mark.parametrize("answer", [(), (0.5,), ("sigmoid",)])
def test_what_is_not_a_function_is_told_how_to_hand_over_one(
    answer: tuple[object, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A value, a text or nothing in place of the function stops no notebook."""
    check(*answer)
    assert "Write the function's name alone" in capsys.readouterr().out


def test_the_example_of_a_named_exercise_is_the_closest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    my_line = eval("lambda x, slope, intercept: x", {})
    check(my_line)
    assert 'check(my_line, "introduction.line")' in capsys.readouterr().out


def test_a_stub_is_not_attempted_rather_than_wrong() -> None:
    def sigmoid(Z: Any) -> Any:
        # YOUR CODE HERE
        raise NotImplementedError()

    assert check(sigmoid).outcome is Outcome.NOT_ATTEMPTED


def test_a_known_mistake_is_named_from_the_answer_key() -> None:
    def sigmoid(Z: Any) -> Any:
        return 1.0 / (1.0 + np.exp(Z))

    verdict = check(sigmoid)
    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.mistake is not None


def test_what_nobody_recognises_comes_with_a_law_and_an_input_where_it_breaks() -> None:
    def sigmoid(Z: Any) -> Any:
        return np.where(np.abs(Z) < 1.3, stable_sigmoid(Z), 0.5 + 0.37 * np.sin(Z * Z))

    verdict = check(sigmoid)
    assert verdict.finding == "unrecognised"
    assert "For every positive z, σ(-z) = 1 - σ(z). At z = " in verdict.headline
    given = re.search(r"At z = (\S+) your function gives (\S+), and at z", verdict.headline)
    assert given and float(given[2]) == pytest.approx(float(sigmoid(float(given[1]))), rel=1e-2)


def test_a_silenced_warning_takes_nothing_from_a_right_answer() -> None:
    """One line says what it hides."""

    def sigmoid(Z: Any) -> Any:
        with np.errstate(over="ignore"):
            return 1.0 / (1.0 + np.exp(-np.asarray(Z, float)))

    verdict = check(sigmoid)
    assert verdict.passed and "nothing overflows" in verdict.notes[0]
    assert check(stable_sigmoid, "neuron.sigmoid").notes == ()


def test_an_exception_shows_the_students_line_and_its_number(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def sigmoid(Z: Any) -> Any:
        return math.exp(Z) / 0

    verdict = check(sigmoid)
    first = sigmoid.__code__.co_firstlineno
    assert verdict.outcome is Outcome.RAISED
    assert f"line {first + 1}: return math.exp(Z) / 0" in capsys.readouterr().out


def test_an_interrupt_while_the_answer_runs_is_a_time_out() -> None:
    def sigmoid(Z: Any) -> Any:
        raise KeyboardInterrupt

    assert check(sigmoid).outcome is Outcome.TIMED_OUT


def test_an_interrupt_between_calls_is_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> Verdict:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking_module, "judge", interrupted)
    verdict = check(stable_sigmoid, "neuron.sigmoid")
    assert (verdict.outcome, verdict.exercise) == (Outcome.TIMED_OUT, "neuron.sigmoid")


@pytest.mark.parametrize(
    ("failure", "advice"),
    [
        (FileNotFoundError("neuron.json"), "tell your teacher"),
        (KeyError("neuron.sigmoid"), "tell your teacher"),
        (StaleKeyError("stale"), "fresh copy"),
    ],
)
def test_our_own_failure_is_one_sentence_and_no_zero(
    failure: Exception,
    advice: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A key that is missing, damaged or out of date is told as our fault, without a trace."""

    def fail(lesson: str) -> dict[str, Any]:
        raise failure

    monkeypatch.setattr(checking_module, "lesson_keys", fail)
    verdict = check(stable_sigmoid, "neuron.sigmoid")
    assert verdict.outcome is Outcome.GRADER_FAULT
    assert "\n" not in verdict.message and advice in verdict.message
    assert "Traceback" not in "".join(capsys.readouterr())


def test_a_hostile_object_is_judged_like_any_other() -> None:
    """An object that raises at every question is refused by name, not a failure of ours."""
    relu = Hostile()
    outcome = check(relu).outcome
    assert outcome is Outcome.INCORRECT
    assert verdict_of(Hostile(), None, CallSite()).exercise == ""


def test_a_written_answer_is_left_to_a_person() -> None:
    verdict = check(None, "introduction.formulate")
    assert "read by a person" in verdict.message


def python(code: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_importing_does_nothing_and_brings_nothing_heavy() -> None:
    """Neither plots, widgets, the terminal's tools, nor the teacher's half come along."""
    heavy = "matplotlib anywidget ipywidgets typer rich nbclient nbformat deepcat_grader"
    code = (
        "from deepcat import check, hint, progress\n"
        f"import sys; print([name for name in {heavy.split()} if name in sys.modules])"
    )
    assert python(code) == "[]\n"
    assert python("import sys, deepcat; print('numpy' in sys.modules)") == "False\n"


def test_plain_python_prints_the_verdict_without_any_teachers_package() -> None:
    """The answer key is enough: reference and grader cannot even be imported."""
    code = (
        "import sys\n"
        "sys.modules['deepcat_solutions'] = sys.modules['deepcat_grader'] = None\n"
        "import numpy as np\n"
        "from deepcat import check\n"
        "def tanh(Z):\n    return np.tanh(Z)\n"
        "assert check(tanh).passed\n"
        "def relu(Z):\n    return Z\n"
        "check(relu)\n"
    )
    right, wrong, *_ = python(code).splitlines()
    assert right.startswith("✓ neuron.tanh: right")
    assert wrong.startswith("✗ neuron.relu: not right yet")
