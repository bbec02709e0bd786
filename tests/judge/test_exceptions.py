"""A student's exception comes with the thought that its kind usually asks for."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deepcat_judge.exceptions import headline, next_thought
from deepcat_judge.observe import Raised, describe_exception, observe
from deepcat_judge.plain import Plain

X = np.array([[1.0, 2.0, 3.0]])
COUNTS = np.array([[1, 2, 3]])


def frozen() -> Any:
    array = np.array([[1.0]])
    array.flags.writeable = False
    return array


def write(x: Any) -> None:
    x[0, 0] = 2.0


def cut(x: Any) -> Any:
    x += 0.5
    return x


CASES: list[tuple[Callable[[Any], Any], Plain, str]] = [
    (lambda x: math.exp(x), X, ".item()"),
    (lambda x: max(x, 0), X, "element by element"),
    (lambda x: x @ x, X, "@"),
    (lambda x: x + np.ones((1, 2)), X, "shape"),
    (lambda x: x @ undefined, X, "undefined"),  # type: ignore[name-defined]  # noqa: F821
    (lambda x: x[0, 7], X, "Indices start at 0"),
    (lambda x: x ^ 2, X, "x**2"),
    (lambda x: 1.5 ^ 2, X, "x**2"),
    (lambda x: 1 - frozen, X, "Call it"),
    (lambda x: np.exp**2, X, "Call it"),
    (lambda x: np.ex(x), X, "nothing called ex in numpy"),
    (lambda x: x.sise, X, "numpy.ndarray, and such a thing has no sise"),
    (lambda x: np.copyto(x, 1.0).shape, X, "Something is None"),
    (lambda x: x.item(), X, "exactly one"),
    (lambda x: np.max(0, x), X, "one whole number"),
    (lambda x: frozen(x), X, "first line"),
    (write, frozen(), "new array"),
    (cut, COUNTS, "integer array"),
    (lambda x: 1 / 0, X, "zero"),
]


MISTAKES = {
    "x(1 - x)": "a * (1 - a)",
    "2 * x[0, 0](1 - x)": "a * (1 - a)",
    "x.shape(1)": "X.shape[0]",
    "[i for i in x.size]": "for i in range(n)",
    "sum(x[0, 0])": "range(n)",
    "range(x[0, 0])": "whole number belongs here",
    "np.array(1.0, -2.0)": "np.array([[1.0], [2.0]])",
    "np.array([1.0], [2.0])": "np.array([[1.0], [2.0]])",
    "np.array(1.0, 2.0, 3.0)": "np.array([[1.0], [2.0]])",
    "np.zeros(2, 1)": "np.zeros((2, 1))",
    "np.exp[x]": "round brackets",
    "x[0, 0][1]": "no elements",
    "x.size[0]": "no elements",
    "x.tolist()[0, 1]": "not a table",
    "[1, 2] * 1.5": "not an array",
    "x[0.0]": "whole number, counted from 0",
    "x[0, 0, 0]": "more indices",
    "x[np.ones((2, 2), bool)]": "mask",
    "x @ 2.0": "multiplied with *",
    "x.reshape(2, 2)": "number of elements",
    "np.array([[1, 2], [3]])": "same length",
    "math.log(0.0)": "logarithm of 0",
    "(2.0).item()": "plain number already",
    '{"w": 1}["W"]': "d.keys()",
    '"1" + 1': "A text",
    "np.linalg.inv(x)": "check() shows what is printed",
    "np.ndarray.flags(1)": "called as if",
}


@pytest.mark.parametrize(("function", "argument", "word"), CASES)
def test_the_next_thought_fits_the_exception(
    function: Callable[[Any], Any], argument: Plain, word: str
) -> None:
    """What real NumPy raises is recognised by its own words."""
    seen = observe(function, (argument,))
    assert seen.raised
    assert word in next_thought(seen.raised)


UNKNOWN = {
    "e": "np.exp(x)",
    "exp": "np.exp",
    "pi": "np.pi",
    "π": "np.pi",
    "T": "w.T",
    "ln": "np.log",
    "np": "from the top",
    "true": "capital",
    "m": "X.shape[1]",
    "n": "X.shape[0]",
    "eta": "argument learning_rate",
    "η": "argument learning_rate",
    "sigma": "argument activation",
    "σ": "argument activation",
    "y_hat": "prediction",
    "yhat": "prediction",
    "x": "argument X",
    "w1": "w[0]",
    "w_2": "w alone stands for all",
    "y_i": "y[0]",
    "learning_rte": "argument learning_rate",
    "total": "Its arguments are w, X, learning_rate and activation.",
    "max_score": "on a line before",
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_symbol_of_the_formulas_is_told_as_python_writes_it(name: str) -> None:
    """The name is one that Python does not know; the words say how to write it."""
    seen = observe(eval(f"lambda: {name}", {}), ())
    assert seen.raised and seen.raised.kind == "NameError"
    thought = next_thought(seen.raised, ("w", "X", "learning_rate", "activation"))
    assert UNKNOWN[name] in thought


def test_without_such_an_argument_a_symbol_is_told_in_general() -> None:
    raised = [Raised("NameError", f"name '{name}' is not defined") for name in ("eta", "m", "σ")]
    eta, m, sigma = (next_thought(seen, ("x", "y")) for seen in raised)
    assert "learning rate" in eta and "argument" not in eta
    assert "w.shape[0]" in next_thought(Raised("NameError", "name 'n' is not defined"), ("w", "x"))
    unknown = next_thought(Raised("NameError", "name 'cat' is not defined"), ("Z",))
    assert "Its argument is Z." in unknown
    assert "len(x)" in m and "your function sigmoid" in sigma
    assert "X.shape" in next_thought(raised[1])


SYNTAX = {
    "return w^T x": "w.T",
    "return 2x": "2 * x",
    "return (1 + z": "bracket",
    "return z − 1": "minus sign",
    "return z²": "x**2",
    "return σ z": "operator",
    "if z = 0: return 1": "write ==",
    "return [1 2]": "comma",
    "if z > 0 return 1": "colon",
    "w' = 2": "quotation mark",
    "print z": "print(x)",
    "  return z\n return z": "same column",
}


@pytest.mark.parametrize("code", SYNTAX)
def test_a_line_that_python_cannot_read_is_told_in_plain_words(code: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        compile(f"def f(z):\n {code}", "<cell>", "exec")
    raised = describe_exception(caught.value)
    assert raised.line and SYNTAX[code] in next_thought(raised)


@pytest.mark.parametrize("code", MISTAKES)
def test_the_next_thought_fits_the_line(code: str) -> None:
    """As above, for lines that a type checker does not let pass."""
    seen = observe(eval(f"lambda x: {code}", {"np": np, "math": math}), (X,))
    assert seen.raised
    assert MISTAKES[code] in next_thought(seen.raised)


def test_the_line_shown_is_the_students() -> None:
    """The line is the innermost one outside libraries, even when NumPy raised."""

    def answer(x: Any) -> Any:
        y = x + 1
        return np.linalg.inv(y)

    seen = observe(answer, (X,))
    assert seen.raised and seen.raised.line == "return np.linalg.inv(y)"
    assert headline(seen.raised).startswith("Your code stopped with LinAlgError: Last 2")


def test_a_broken_exception_class_does_no_harm() -> None:
    """An exception whose words cannot be made has none."""

    class Sick(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def answer(x: Any) -> Any:
        raise Sick

    seen = observe(answer, (X,))
    assert seen.raised and (seen.raised.kind, seen.raised.text) == ("Sick", "")
