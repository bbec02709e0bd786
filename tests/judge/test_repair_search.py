"""Where the mistake of an answer is said to sit, and when nothing is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from deepcat_judge.repair import Attempt, Place, locate
from deepcat_judge.repair.budget import Lines, OverBudgetError
from deepcat_judge.repair.change import Kind

LINES = 500


def place(wrong: str, right: Callable[..., Any], *inputs: Sequence[Any]) -> Place | None:
    """What is said of a wrong `f`, judged on some inputs."""

    def attempt(source: str) -> Attempt:
        namespace: dict[str, Any] = {"np": np}
        exec(compile(source, "<edited>", "exec"), namespace)
        try:
            for args in inputs:
                with Lines(LINES, lambda name: name == "<edited>"), np.errstate(all="ignore"):
                    value = namespace["f"](*args)
                assert np.shape(value) == np.shape(right(*args))
                assert np.allclose(value, right(*args))
        except (Exception, OverBudgetError):
            return Attempt.WRONG
        return Attempt.PASSED

    return locate(wrong, "f", attempt)


Z = np.array([[-2.0, 0.5, 3.0], [0.25, -1.5, 1.0]])
X = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.25, -1.0, 2.0], [-0.5, 1.5, 2.5, 1.0]])
W = np.array([[0.3], [-1.2], [0.7]])

PLACES = [
    (
        "def f(z):\n    e = np.exp(-z)\n    return 1 / 1 + e\n",
        lambda z: 1 / (1 + np.exp(-z)), [(Z,)],
        3, Kind.BRACKETS, "1 / 1 + e",
    ),
    (
        "def f(z):\n    e = np.exp(z)\n    return 1 / (1 + e)\n",
        lambda z: 1 / (1 + np.exp(-z)), [(Z,)],
        2, Kind.SIGN, "np.exp(z)",
    ),
    (
        "def f(w, x, b):\n    z = w @ x + b\n    return z\n",
        lambda w, x, b: w.T @ x + b, [(W, X, 0.5)],
        2, Kind.TRANSPOSE, "w @ x",
    ),
    (
        "def f(w, x, b):\n    z = w.T @ x - b\n    return z\n",
        lambda w, x, b: w.T @ x + b, [(W, X, 0.5)],
        2, Kind.OPERATOR, "w.T @ x - b",
    ),
    (
        "def f(x):\n    m = np.mean(x, axis=0, keepdims=True)\n    return x - m\n",
        lambda x: x - np.mean(x, axis=1, keepdims=True), [(X,)],
        2, Kind.NUMBER, "np.mean(x, axis=0, keepdims=True)",
    ),
    (
        "def f(x, y):\n    d = x - y\n    return np.sum(d ** 2)\n",
        lambda x, y: np.mean((x - y) ** 2), [(X, 0.5 * X + 1)],
        3, Kind.FUNCTION, "np.sum(d ** 2)",
    ),
    (
        "def f(x, y):\n    y = 2 * y\n    return np.mean(x - y)\n",
        lambda x, y: np.mean((x - 2 * y) ** 2), [(X, 0.5 * X + 1)],
        3, Kind.MISSING, "x - y",
    ),
    (
        "def f(sizes):\n    n = 0\n    for i in range(1, len(sizes)):\n"
        "        n += sizes[i - 1] * sizes[i] + sizes[i - 1]\n    return n\n",
        lambda s: sum((s[i - 1] + 1) * s[i] for i in range(1, len(s))), [([3, 5, 2],), ([4, 7],)],
        4, Kind.SURPLUS, "i - 1",
    ),
    (
        "def f(sizes):\n    n = 0\n    for i in range(1, len(sizes)):\n"
        "        n = sizes[i - 1] * sizes[i] + sizes[i]\n    return n\n",
        lambda s: sum((s[i - 1] + 1) * s[i] for i in range(1, len(s))), [([3, 5, 2],), ([4, 7],)],
        4, Kind.UPDATE, "n = sizes[i - 1] * sizes[i] + sizes[i]",
    ),
    (
        "def f(xs):\n    total = 0\n    for x in xs:\n        total += x\n        return total\n",
        sum, [([1.0, 2.0, 4.0],)],
        3, Kind.LOOP, "for x in xs:",
    ),
    (
        "def f(z):\n    a = np.tanh(z)\n    return (1 - a) ** 2\n",
        lambda z: 1 - np.tanh(z) ** 2, [(Z,)],
        3, Kind.BRACKETS, "(1 - a) ** 2",
    ),
    (
        "def f(z, rate):\n    step = rate * z\n    return z - z\n",
        lambda z, rate: z - rate * z, [(Z, 0.25)],
        3, Kind.NAME, "z - z",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "right", "inputs", "line", "kind", "segment"), PLACES)
def test_the_place_of_one_slip(
    wrong: str, right: Any, inputs: Any, line: int, kind: Kind | None, segment: str
) -> None:
    found = place(wrong, right, *inputs)
    assert found is not None
    assert (found.line, found.kind, found.segment) == (line, kind, segment)
    assert found.code == wrong.splitlines()[line - 1].strip()
    assert found.words.startswith(f"The mistake seems to sit in line {line}: look ")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("def f(x):\n    y = x + 1\n    z = y + 1\n    return z\n", lambda x: x + 3),
        (
            "def f(z):\n    positive = z < 0\n    return np.where(positive, z, 0.0)\n",
            lambda z: np.maximum(z, 0),
        ),
        ("def f(x):\n    d = x - 1\n    return np.mean(d)\n", lambda x: np.mean((x - 1) ** 2)),
        ("def f(x):\n    s = 0\n    s += x\n    return -s\n", lambda x: x),
    ],
    ids=["numbers", "comparison or branches", "square", "sign"],
)
def test_nothing_is_said_where_edits_on_two_lines_mend(wrong: str, right: Any) -> None:
    """Each of the two would be as natural as the other."""
    assert place(wrong, right, (Z,)) is None


@pytest.mark.parametrize(
    "answer",
    [
        "np.tanh(z) * (z > 0) + np.cos(z) * 3 * (z <= 0)",
    ],
)
def test_an_edit_that_only_passes_by_the_wrong_branch_says_nothing(answer: str) -> None:
    assert place(f"def f(z):\n    return {answer}\n", np.tanh, (Z,)) is None


def test_a_branch_too_many_is_the_place() -> None:
    answer = "np.where(np.abs(z) < 1.3, np.tanh(z), 0.37 * np.sin(z * z))"
    found = place(f"def f(z):\n    return {answer}\n", np.tanh, (Z,))
    assert found is not None and (found.segment, found.kind) == (answer, Kind.SURPLUS)


def test_a_condition_that_is_wrong_itself_is_the_place() -> None:
    wrong = "def f(z):\n    above = z > 1\n    return np.where(above, z, 0.0) * 2\n"
    found = place(wrong, lambda z: 2 * np.maximum(z, 0), (Z,))
    assert found is not None and (found.line, found.segment) == (2, "z > 1")


def test_nothing_is_said_where_no_edit_mends() -> None:
    assert place("def f(z):\n    return np.sin(z)\n", lambda z: z**3 + 17, (Z,)) is None


def test_nothing_is_said_of_a_text_that_is_right() -> None:
    """Then the text is not what was judged: a cell was run again after an edit, for one."""
    assert place("def f(z):\n    return z + 1\n", lambda z: z + 1, (Z,)) is None


@pytest.mark.parametrize("text", ["def f(z):\n    return (", "x = 1\n", "", "\0"])
def test_nothing_is_said_of_a_text_that_defines_nothing(text: str) -> None:
    assert locate(text, "f", lambda source: Attempt.WRONG) is None


def test_an_edit_that_loops_does_not_keep_the_others_from_being_tried() -> None:
    wrong = (
        "def f(n):\n    t = 0\n    while n > 0:\n        t += n\n        n -= 1\n    return t - 5\n"
    )
    found = place(wrong, lambda n: n * (n + 1) // 2, (4,), (7,))
    assert found is not None and found.line == 6


def test_nothing_is_run_of_code_that_is_refused() -> None:
    def attempt(source: str) -> Attempt:
        raise AssertionError("it was run")

    assert locate("def f(x):\n    open('file', 'w')\n    return x\n", "f", attempt) is None


def test_ordinary_values_alone_count_where_nothing_mends_all() -> None:
    def attempt(source: str) -> Attempt:
        return Attempt.VALUES if "x + 1" in source else Attempt.WRONG

    found = locate("def f(x):\n    return x - 1\n", "f", attempt)
    assert found is not None and found.kind is Kind.OPERATOR


HELPED = """
def square(x):
    return {helper}

def f(x, y):
    return {answer}
"""


@pytest.mark.parametrize(
    ("helper", "answer", "line"),
    [
        ("x * x", "square(x) + 2 * (y + 1)", 6),  # 2 * y + 1, apart from the helper
        ("x * x", "square(-x) - y", None),  # it could as well be the helper
        ("-x * x", "square(x) + 2 * y + 1", None),
        ("x * x * x", "square(x) + 2 * y + 1", None),
    ],
)
def test_no_place_is_said_at_a_call_of_a_helper(helper: str, answer: str, line: int | None) -> None:
    text = HELPED.format(helper=helper, answer=answer)
    found = place(text, lambda x, y: x * x + 2 * y + 1, (Z, Z + 1), (Z[0], Z[1] * Z[0]))
    assert (found and found.line) == line
