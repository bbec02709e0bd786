"""The small edits of a student's code, the code that is refused, and the limit on a call."""

from __future__ import annotations

import ast
import sys
from typing import Any

import numpy as np
import pytest

from deepcat_judge.repair import edits, refused
from deepcat_judge.repair.budget import Lines, OverBudgetError
from deepcat_judge.repair.search import Attempt, locate
from deepcat_judge.repair.source import source_of
from deepcat_judge.repair.text import Text


def edited(source: str, name: str = "f") -> set[str]:
    return {ast.unparse(ast.parse(edit.source)) for edit in edits(Text(source, name))}


def one(expression: str) -> str:
    return f"def f(x, y, w):\n    return {expression}\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("x - y", "x + y"),
        ("x * y", "x / y"),
        ("x ^ 2", "x ** 2"),
        ("x * 2", "x ** 2"),
        ("x * y", "x @ y"),
        ("x - y", "y - x"),
        ("2 * x * y", "x * y"),
        ("x > y", "x >= y"),
        ("x > y", "x < y"),
        ("x and y", "x or y"),
        ("x + 1", "x + 2"),
        ("x + 1", "x - 1"),
        ("x / 2", "x / 1"),
        ("x / y", "x / w"),
        ("1 / 1 + x", "1 / (1 + x)"),
        ("x * 1 - x", "x * (1 - x)"),
        ("x - y / x + y", "(x - y) / (x + y)"),
        ("(x + y) * w", "x + y * w"),
        ("-(x + y)", "-x + y"),
        ("x * y > 0", "x * (y > 0)"),
        ("np.tanh(x) ** 2", "np.tanh(x ** 2)"),
        ("np.tanh(x ** 2)", "np.tanh(x) ** 2"),
        ("w.T @ x", "w @ x"),
        ("w @ x", "w.T @ x"),
        ("np.sum(x)", "np.mean(x)"),
        ("np.argmax(x)", "np.argmin(x)"),
        ("np.sum(x, axis=0)", "np.sum(x, axis=1)"),
        ("np.sum(x)", "np.sum(x, axis=0)"),
        ("np.sum(x, axis=0)", "np.sum(x, axis=0, keepdims=True)"),
        ("np.where(x, y, w)", "np.where(x, w, y)"),
        ("np.round(x * y)", "x * y"),
        ("np.exp(x)", "np.exp(-x)"),
        ("np.mean(x - y)", "np.mean((x - y) ** 2)"),
        ("np.mean(x - y)", "np.mean(abs(x - y))"),
        ("np.abs(x)", "np.mean(np.abs(x))"),
        ("x @ w", "(x @ w).item()"),
        ("(x, y)", "(y, x)"),
        ("x[0]", "x[1]"),
        ("x[0, 1]", "x[1, 0]"),
        ("x[1:]", "x[:]"),
        ("sum(x[:-1])", "sum(x[:])"),
        ("sum(range(len(x)))", "sum(range(len(x) - 1))"),
        ("sum(range(len(x)))", "sum(range(1, len(x)))"),
        ("x if y else w", "w if y else x"),
        ("not x", "x"),
    ],
)  # fmt: skip
def test_a_slip_is_undone(wrong: str, right: str) -> None:
    assert ast.unparse(ast.parse(one(right))) in edited(one(wrong))


LOOP = """
def f(xs, y):
    total = 0
    for x in xs:
        total {update} x
        {inside}
    {after}
"""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (("=", "y += 1", "return total"), ("+=", "y += 1", "return total")),
        (("+=", "y += 1", "return total"), ("=", "y += 1", "return total")),
        (("+=", "y += 1", "return total"), ("-=", "y += 1", "return total")),
    ],
)
def test_an_update_is_undone(wrong: tuple[str, ...], right: tuple[str, ...]) -> None:
    text, other = (LOOP.format(update=u, inside=i, after=a) for u, i, a in (wrong, right))
    assert ast.unparse(ast.parse(other)) in edited(text)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (
            "def f(xs):\n    t = 0\n    for x in xs:\n        t += x\n        return t\n",
            "def f(xs):\n    t = 0\n    for x in xs:\n        t += x\n    return t\n",
        ),
        (
            "def f(xs):\n    for x in xs:\n        t = 0\n        t += x\n    return t\n",
            "def f(xs):\n    t = 0\n    for x in xs:\n        t += x\n    return t\n",
        ),
        (
            "def f(w, b):\n    w = w + b\n    b = w * b\n    return w, b\n",
            "def f(w, b):\n    b = w * b\n    w = w + b\n    return w, b\n",
        ),
        (
            "def f(xs):\n    for i in range(len(xs)):\n        print(i)\n",
            "def f(xs):\n    for i in range(len(xs)):\n        print(xs[i])\n",
        ),
        (
            "def f(w, b):\n    w += b\n    return w\n",
            "def f(w, b):\n    w = w + b\n    return w\n",
        ),
    ],
    ids=["return in a loop", "start in a loop", "order", "index for element", "in place"],
)  # fmt: skip
def test_a_slip_of_statements_is_undone(wrong: str, right: str) -> None:
    assert ast.unparse(ast.parse(right)) in edited(wrong)


def test_edits_come_in_one_order_and_natural_ones_first() -> None:
    text = one("np.mean((x - y) ** 2) + 1")
    first, second = edits(Text(text, "f")), edits(Text(text, "f"))
    assert first == second
    assert [edit.rank for edit in first] == sorted(edit.rank for edit in first)
    assert len({edit.source for edit in first}) == len(first)


def test_an_edit_says_where_it_stands_in_the_unedited_text() -> None:
    text = Text("\n\n# σ\ndef f(x):\n    # σ\n    return 'σ', (x -\n        2)\n", "f")
    places = {(edit.line, text.segment(edit.span)) for edit in edits(text)}
    assert (7, "2") in places
    assert (6, "x - 2") in places


def test_only_the_function_of_the_exercise_is_edited() -> None:
    source = "def helper(x):\n    return x - 1\n\ndef f(x):\n    return helper(x) + x\n"
    for edit in edits(Text(source, "f")):
        assert edit.line == 5
        assert "return x - 1" in edit.source


def test_docstrings_annotations_and_format_strings_are_left_alone() -> None:
    source = 'def f(x: 1, y=0) -> 2:\n    "3"\n    print(f"{x + 4}")\n    return y\n'
    assert {edit.line for edit in edits(Text(source, "f"))} <= {3, 4}
    assert all('"3"' in edit.source or "'3'" in edit.source for edit in edits(Text(source, "f")))


REFUSED = [
    "import os",
    "from os import path",
    "open('f')",
    "eval('x')",
    "exec('x')",
    "os.remove(x)",
    "subprocess.run(x)",
    "np.save('f', x)",
    "x.tofile('f')",
    "np.load('f')",
    "Path('f').unlink()",
    "global y",
    "np.random.seed(1)",
    "return np.random.uniform(x)",
    "random.random()",
    "SEEN.append(x)",
    "SEEN[0] = x",
    "SEEN.x = 1",
    "f.calls += 1",
    "x.__class__",
    "getattr(x, 'y')",
    "get_ipython()",
    "time.sleep(1)",
    "input()",
    "np.add.at(W, 0, 1)",
    "try:\n        x()\n    except:\n        pass",
    "with open('f'):\n        pass",
    "with suppress(Exception):\n        x()",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_code_that_reaches_beyond_itself_is_refused(statement: str) -> None:
    assert refused(Text(f"def f(x):\n    {statement}\n    return x\n", "f").definition)


ALLOWED = [
    "while x:\n        x -= 1",
    "y = []\n    y.append(x)",
    "x[0] = 1",
    "x = np.zeros(3)\n    x[1] += 1",
    "print(x)",
    "rng = np.random.default_rng(1)\n    y = rng.uniform(0, 1)",
    "with np.errstate(over='ignore'):\n        x = np.exp(x)",
    "y = lambda z: z + x",
    "def g(z):\n        return z\n    x = g(x)",
]


@pytest.mark.parametrize("statement", ALLOWED)
def test_ordinary_code_is_not_refused(statement: str) -> None:
    assert refused(Text(f"def f(x):\n    {statement}\n    return x\n", "f").definition) is None


def test_a_decorated_answer_is_refused() -> None:
    assert refused(Text("@register\ndef f(x):\n    return x\n", "f").definition)
    assert refused(Text("@functools.cache\ndef f(x):\n    return x\n", "f").definition) is None


def endless(x: Any) -> Any:
    while True:
        pass


def doubling(x: Any) -> Any:
    n = 3
    for _ in range(900):
        n = n**2
    return n


def growing(x: Any) -> Any:
    items = [0]
    for _ in range(900):
        items = items + items
    return items


def recursive(n: Any) -> Any:
    return recursive(n) + recursive(n)


@pytest.mark.parametrize("function", [endless, doubling, growing, recursive])
def test_a_call_that_does_not_end_is_ended(function: Any) -> None:
    before = sys.gettrace()
    lines = Lines(500, lambda name: name == __file__)
    with pytest.raises(OverBudgetError), lines:
        function(1)
    assert lines.over and lines.spent <= 502
    assert sys.gettrace() is before


def test_only_lines_that_count_are_counted() -> None:
    def loop() -> int:
        total = 0
        for i in range(100):
            total += i
        return total

    ours, theirs = Lines(1000, lambda name: name == __file__), Lines(1000, lambda name: False)
    with ours:
        loop()
    with theirs:
        loop()
    assert 200 <= ours.spent < 300
    assert theirs.spent < 5


def test_the_text_of_a_function_stands_on_its_own_lines() -> None:
    text = source_of(endless, "answer")
    assert text is not None
    assert Text(text, "answer").definition.lineno == endless.__code__.co_firstlineno


LAMBDAS = {
    "plain": lambda x, y: x + y,
    "nested": lambda x, y: (lambda z: z + y)(x) + y,
    "two": (lambda x, y: x - y, lambda x, y: x * y),
    "long": lambda x, y: np.where(
        x > 0,
        x,
        y,
    ),
}


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (LAMBDAS["plain"], "x + y"),
        (LAMBDAS["nested"], "(lambda z: z + y)(x) + y"),
        (LAMBDAS["two"][1], "x * y"),  # type: ignore[index]  # a pair
        (LAMBDAS["long"], "np.where(x > 0, x, y)"),
    ],
)
def test_a_lambda_is_written_as_the_function_that_it_is(answer: Any, body: str) -> None:
    text = source_of(answer, "answer")
    assert text is not None
    definition = Text(text, "answer").definition
    assert isinstance(definition.body[0], ast.Return) and definition.body[0].value
    assert ast.unparse(definition.body[0].value) == body
    namespace: dict[str, Any] = {"np": np}
    exec(text, namespace)
    assert np.array_equal(namespace["answer"](2.0, 3.0), answer(2.0, 3.0))


@pytest.mark.parametrize("answer", [None, 3, len, np.sum, {}, type("C", (), {})])
def test_an_answer_without_a_text_has_none(answer: object) -> None:
    assert source_of(answer, "answer") is None


@pytest.mark.parametrize("lines", [60, 300, 4000])
def test_a_long_text_is_left_alone_before_its_edits_are_made(lines: int) -> None:
    """Each edit holds the whole text: of a long one there are too many for any memory."""
    source = "def f(x):\n" + "    x = np.sum(x + 1.5) * 2 - x[0]\n" * lines + "    return x\n"
    assert locate(source, "f", lambda text: Attempt.WRONG) is None
    assert lines > 1000 or edits(Text(source, "f")) == []
