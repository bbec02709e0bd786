"""A teacher's own assert cells are tried where no student's code runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from deepcat_grader.cage.tiers import Tier
from deepcat_grader.grading.intake.plan import plan
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.tester import MARKER
from deepcat_grader.grading.one_notebook import grade_notebook
from deepcat_grader.grading.record import NotebookRecord

from .small import own_cell
from .walls import built

TIER = Tier.A
LIMITS = Limits(cell=1.0, call=1.0)
Cells = list[tuple[str, str] | tuple[str, str, str]]


def notebooks(cells: Cells) -> tuple[NotebookNode, NotebookNode]:
    """The teacher's notebook, and one that was handed in.

    A cell is "given", "locked" or "test" with its text; "answer" with the stub and what the
    student wrote; or "extra", a student's own.
    """
    master, handed_in = [], []
    for number, (kind, text, *answer) in enumerate(cells):
        name = f"{kind}-{number}"
        if kind == "extra":
            handed_in.append(new_code_cell(text))
            continue
        marks = {"solution": kind == "answer", "locked": kind != "answer", "grade": kind == "test"}
        cell = new_code_cell(text, id=name) if kind == "given" else own_cell(name, text, **marks)
        if kind == "test":
            cell.metadata["nbgrader"]["points"] = 2
        master.append(cell)
        handed_in.append(new_code_cell(answer[0] if answer else text, id=name))
    return new_notebook(cells=master), new_notebook(cells=handed_in)


def graded(cells: Cells, *files: tuple[str, Path], tier: Tier = TIER) -> NotebookRecord:
    """The record of a notebook, with files that the teacher released beside it."""
    master, handed_in = notebooks(cells)
    steps = plan(master, repair(master, handed_in, {}), {})
    return grade_notebook(steps, {}, lambda name: 1, LIMITS, files, tier, files)


@pytest.fixture(autouse=True, scope="module")
def walls() -> Iterator[None]:
    """Within walls processes begin in a moment; tier C would start each from nothing."""
    built(TIER.walls)
    yield


NUMPY = ("given", "import numpy as np")
STUB = "def f(x):\n    raise NotImplementedError()"


def answer(text: str, stub: str = STUB) -> tuple[str, str, str]:
    return "answer", stub, text


def lost(record: NotebookRecord) -> dict[str, str]:
    """What is said of every test that did not get all points."""
    return {cell: score.message for cell, score in record.scores.items() if score.points != 2}


def test_what_an_honest_test_uses_reaches_it_by_value():
    text = """
import random
calls = 0
def f(x, power=2):
    "Powers."
    print("f of", x)
    return np.asarray(x) ** power
def greet(name): return f"Hello {name}"
def count():
    global calls
    calls += 1
    return calls
def words(text): return {len(word): word for word in text.split()}
def big(n): return 7 ** n
def distinct(items): return set(items)
def slope(function, x): return (function(x + 0.5) - function(x - 0.5)) / 1.0
def draw(rng): return rng.normal()
def toss(): return np.random.rand() + random.random()
def refuse(x): raise ValueError("no " + str(x))
answer_to_all, table = 42, {"a": [1, 2.5, None, True]}
def two(x): return x, [x]
"""
    tests = [
        "assert np.allclose(f(np.array([1., 2.])), [1, 4]) and f(3, power=3) == 27",
        "assert greet('Ada') == 'Hello Ada' and two(1) == (1, [1])",
        "assert [count(), count()] == [1, 2]",
        "assert words('a bc') == {1: 'a', 2: 'bc'} and big(40) == 7 ** 40",
        "assert distinct([1, 2, 2]) == {1, 2} and distinct({3}) == {3}",
        "assert slope(lambda x: x * x, 3.0) == 6.0 and slope(f, 3.0) == 6.0",
        "assert slope(lambda x: f(x) + 1, 3.0) == 6.0",
        "a, b = np.random.default_rng(3), np.random.default_rng(3)\n"
        "assert draw(a) == b.normal() and draw(a) == b.normal()",
        "import random\nnp.random.seed(1); random.seed(2)\nx = toss()\n"
        "np.random.seed(1); random.seed(2)\nassert x == np.random.rand() + random.random()",
        "try:\n    refuse(1)\n    assert False\nexcept ValueError as error:\n"
        "    assert str(error) == 'no 1'",
        "assert answer_to_all == 42 and table == {'a': [1, 2.5, None, True]}",
        "import io, contextlib\nout = io.StringIO()\n"
        "with contextlib.redirect_stdout(out):\n    f(2)\nassert out.getvalue() == 'f of 2\\n'",
        "assert callable(f) and f.__name__ == 'f' and 'Powers' in f.__doc__",
        "assert 'f' in globals() and 'g' not in globals()",
    ]
    record = graded([NUMPY, answer(text), *(("test", test) for test in tests)])
    assert lost(record) == {}
    assert not any(score.waits or score.inside for score in record.scores.values())


@pytest.mark.parametrize(
    ("text", "test", "words"),
    [
        ("class f:\n    pass", "f()", "f is a class, which does not leave its process"),
        ("class C:\n    pass\ndef f(x): return C()", "try:\n    f(1)\nexcept Exception:\n    pass",
         "f returns an object, which does not leave"),
        ("def f(x):\n    yield x", "list(f(1))", "f returns a generator, which"),
        ("def f(x): x.sort()", "a = [2, 1]\nf(a)\nassert a == [1, 2]", "f changes what"),
        ("def f(x): x += 1", "a = np.zeros(2)\nf(a)\nassert (a == 0).all()", "f changes what it"),
        ("def f(x): return lambda: x", "f(1)()", "f returns a function, which does not leave"),
        ("import math as f", "f.sqrt(4)", "f is an object of type module, which"),
        ("def f(x): return x", "f(object())", "f is given an object, which cannot"),
        ("def f(x): return x\nf.seen = 1", "f.seen", "an attribute of a function does not"),
    ],
)  # fmt: skip
def test_what_cannot_be_had_by_value_names_the_line_that_helps(text: str, test: str, words: str):
    (score,) = graded([NUMPY, answer(text), ("test", test)]).scores.values()
    assert score.points == 0 and score.waits
    assert words in score.message and MARKER in score.message


def test_with_that_line_a_test_runs_in_the_students_process_and_says_so():
    text = "class Stack(list):\n    def top(self): return self[-1]"
    tests = ["assert Stack([1, 2]).top() == 2", "assert Stack([1]).top() == 2, 'the last'"]
    record = graded(
        [answer(text, "class Stack: pass"), *(("test", f"{MARKER}\n{t}") for t in tests)]
    )
    right, wrong = record.scores.values()
    assert (right.points, wrong.points) == (2, 0)
    assert right.inside and wrong.inside and not wrong.waits
    assert right.message == "Checked inside the student's process."
    assert "AssertionError on line 2" in wrong.message and "the last" in wrong.message


HELPERS = "from math import *\ndef close(a, b): return abs(a - b) < 1e-9\nEXPECTED = 4"
VALUES = "BASE = [1]\nprint(BASE)\nSHOWN = [1]\ndisplay(SHOWN)"
HIDDEN = "### BEGIN HIDDEN TESTS\nassert f(3) == 9, 'hidden 3'\n### END HIDDEN TESTS"


@pytest.mark.parametrize(
    ("text", "test", "told"),
    [
        ("class Equal:\n    def __eq__(self, other): return True\ndef f(x): return Equal()",
         "assert f(2) == 4", "f returns an object, which"),
        ("np.allclose = lambda *a, **k: True\ndef f(x): return 0",
         "assert np.allclose(f(2), 4)", "AssertionError on line 1"),
        ("def close(a, b): return True\ndef f(x): return 0", "assert close(f(2), 4)", "Assertion"),
        ("EXPECTED = 0\ndef f(x): return 0", "assert f(2) == EXPECTED", "AssertionError on line 1"),
        ("class np: allclose = print\ndef f(x): return 0", "assert np.allclose(f(2), 4)", "Asser"),
        ("import builtins\nbuiltins.abs = lambda x: 0\ndef f(x): return 0",
         "assert close(f(2), EXPECTED)", "AssertionError on line 1"),
        ("class Forged(Exception): pass\ndef f(x): raise Forged('!' * 10**6)",
         "assert f(2) == 4", "RuntimeError on line 1"),
        ("def f(x):\n    raise type('AssertionError', (Exception,), {})('passed')",
         "assert f(2) == 4", "AssertionError on line 1"),
        ("def f(x):\n    import os\n    os._exit(0)", "assert f(2) == 4", "ended the process"),
        ("def f(x):\n    while True: pass", "try:\n    f(2)\nexcept:\n    pass", "did not finish"),
        ("import os\ndef f(x):\n    for n in range(99):\n        try: os.write(n, b'DCF1 ' * 9)\n"
         "        except OSError: pass\n    return 4", "assert f(2) == 4", "ended the process"),
        ("def f(x): return float('nan')", "assert f(2) == 4", "AssertionError on line 1"),
        ("seen = []\ndef f(x):\n    seen.append(x)\n    raise ValueError(str(seen))",
         f"{HIDDEN}\nf(1)", "A test that is not shown stopped with ValueError."),
        ("seen = []\ndef f(x):\n    seen.append(x)\n    if seen[1:]: raise ValueError(str(seen))"
         "\n    return 9", f"{HIDDEN}\nf(1)", "ValueError on line 4: f(1)"),
        ("def abs(x): return 0.0\ndef f(x): return 0", "assert close(f(2), 4)", "AssertionError"),
        ("def zip(*a): return []\ndef f(x): return 0",
         "for x, want in zip([1], [1]): assert f(x) == want", "AssertionError on line 1"),
        ("def print(x): x[:] = [0]\ndef f(x): return 0", "assert [f(1)] == BASE", "AssertionError"),
        ("def display(x): x[:] = [0]\ndef f(x): return 0", "assert [f(1)] == SHOWN", "Assertion"),
        ("def isclose(a, b): return True\ndef f(x): return 0", "assert isclose(f(2), 4)", "Asser"),
        ("def f(x): raise StopIteration", "assert all(map(lambda x: f(x) == x, [1, 2]))",
         "RuntimeError on line 1"),
        ("def f(x): raise StopIteration", "for got, x in zip(map(f, [2]), [4]): assert got == x",
         "the function raised StopIteration"),
        ("def f(x): raise ImportError('numpy')", "assert f(2) == 4", "ImportError on line 1"),
        ("def f(x): return 4", f"assert f(2) == 4\n{HIDDEN}", "not shown stopped with Assertion"),
        ("def f(x): return 4", f"{MARKER}\nassert f(2) == 4\n{HIDDEN}", "A test that is not shown"),
    ],
)  # fmt: skip
def test_a_cheat_earns_nothing_there_and_takes_nothing_elsewhere(text: str, test: str, told: str):
    record = graded(
        [NUMPY, ("locked", HELPERS), answer(text), ("locked", VALUES), ("test", test),
         answer("def g(x): return 2 * x", "def g(x): ..."), ("test", "assert close(g(2), 4.0)")]
    )  # fmt: skip
    cheated, honest = record.scores.values()
    assert (cheated.points, honest.points, honest.waits) == (0, 2, False)
    assert told in cheated.message and len(cheated.message) < 1000
    assert "hidden 3" not in cheated.message and "[3" not in cheated.message


@pytest.mark.parametrize("name", ["want", "EXPECTED", "__builtins__", "_ih", "f"])
def test_an_answer_cannot_name_what_the_test_has(name: str):
    forged = f"""
import sys
crossing = sys.modules["deepcat_crossing"]
crossing._standing = lambda value: b""
crossing.packed = lambda value, *rest: {{crossing.TAG: ["own", {name!r}]}}
value = 0
def f(x): return 0
"""
    tests = [
        "for x, want in [(2, 4), (3, 9)]: assert f(x) == want",
        "assert f(2) == EXPECTED",
        "assert f(2)",
        "assert value == EXPECTED",
        "assert value",
    ]
    stub = "value = EXPECTED\ndef f(x): ..."
    cells = [("locked", "EXPECTED = 4"), answer(forged, stub), *(("test", test) for test in tests)]
    scores = graded(cells).scores.values()
    assert all(score.points == 0 and score.waits for score in scores)
    assert all("what cannot be read" in score.message for score in scores)


@pytest.mark.parametrize(
    ("text", "test"),
    [
        ("def f(x): return type(f'GOT {x}', (), {})()", "f(918273)"),
        ("def f(x): return type(f'GOT {x}', (list,), {})()", "f(918273)"),
        ("def f(x): return [{1: type(f'GOT {x}', (np.ndarray,), {})(1)}]", "f(918273)"),
        ("def f(x): return np.zeros(1, f'U{x}')", "f(918)"),
        ("def f(x): raise type(f'GOT {x}', (Exception,), {})(x)", "f(918273)"),
        ("def f(x): return f'GOT {x}'", "getattr(f, f(918273))"),
        ("def f(x): return f'GOT {x}'", "assert False, f(918273)"),
        ("def f(x): return f'GOT {x}'", "{}[f(918273)]"),
        ("def f(x): return f'GOT {x}'", "__import__(f(918273))"),
    ],
)
def test_no_words_of_a_student_say_what_a_hidden_test_gave(text: str, test: str):
    hidden = f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
    (score,) = graded([NUMPY, answer(text), ("test", hidden)]).scores.values()
    assert score.points == 0 and "GOT" not in score.message and "918" not in score.message


def test_what_python_calls_something_else_is_a_students_where_it_is_wanted():
    cells: Cells = [
        ("given", "from math import *\nmax = 3  # try others"),
        answer("sum = 0\nfor k in range(3): sum += k\ndef f(x): return x * x"),
        ("test", "assert sum(f(k) for k in range(3)) == 5"),
        answer("def abs(x): return 7\ndef sqrt(x): return 8", "def abs(x): ...\ndef sqrt(x): ..."),
        ("extra", "max = 5"),
        ("test", "assert (abs(1), sqrt(4), max) == (7, 8, 5) and floor(1.5) == 1"),
        ("given", "min = abs(2)"),
        ("test", "assert min == 7 and 'abs' in globals()"),
        answer("x = 1"),
        ("test", "x = 2\nassert f(x) == 4"),
        ("test", "assert x == 2"),
    ]
    assert lost(graded(cells)) == {}


def test_functions_that_call_each_other_for_ever_wait_with_true_words():
    tests = ["def h(x): return f(h, x)\nf(h, 1)", "assert f(lambda x: x, 4) == 4"]
    text = "def f(g, x): return g(x)"
    record = graded([answer(text), *(("test", test) for test in tests)])
    endless, fine = record.scores.values()
    assert endless.waits and "is given a function while another call is" in endless.message
    assert fine.points == 2


def test_whose_a_name_is_the_cells_say(tmp_path: Path):
    (tmp_path / "helper.py").write_text("def same(a, b): return a == b")
    cells: Cells = [
        ("given", "import numpy as np\nrate = 0.1  # try others\nshown = None"),
        ("given", "from math import *\nfrom helper import same"),
        ("locked", "data = {}"),
        ("locked", "data['x'] = [1, 2, 3]\ntarget = [f_of for f_of in data['x']]"),
        answer("def f(x): return x * rate\nrate = 0.5\ntarget = None\nnp = None"),
        ("extra", "shown = 'mine'\ndef same(a, b): return False"),
        ("given", "computed = [f(x) for x in data['x']]\n"
         "def all_same(xs): return same(f(xs[0]), xs[1])"),
        ("test", "assert rate == 0.5 and shown == 'mine'"),
        ("test", "assert target == [1, 2, 3] and same(np.sum(target), 6) and sqrt(4) == 2"),
        ("test", "import itertools\ndef pairs(xs): return list(itertools.pairwise(xs))\n"
         "assert computed == [0.5, 1.0, 1.5]"),
        ("test", "assert pairs(computed)[0] == (0.5, 1.0) and all_same([2, 1.0])"),
        answer("def g(x): return list(itertools.chain(x))", "def g(x): ..."),
        ("test", "assert g([1]) == [1]"),
        ("test", "assert [f(x) for x in (2, 4)] == list(map(f, (2, 4))) == [1, 2]"),
    ]  # fmt: skip
    assert lost(graded(cells, ("helper.py", tmp_path / "helper.py"))) == {}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([("test", "import not_there\nassert f(2) == 4")], "could not be run"),
        ([("test", "assert f(2) == 4 and")], "could not be run"),
        ([("test", "while f: pass")], "did not finish within 1 second"),
        ([("locked", "base = 1 / 0"), ("test", "assert f(2) == base")], "a cell that it needs"),
        ([("test", "import os\nos._exit(0)")], "could not be run"),
    ],
)
def test_a_test_that_cannot_run_is_never_a_students_zero(cells: Cells, told: str):
    record = graded([answer("def f(x): return x ** 2"), *cells, ("test", "assert f(2) == 4")])
    failed, fine = record.scores.values()
    assert failed.waits and failed.traceback and told in failed.message
    assert fine.points == 2


def test_what_one_version_of_numpy_refuses_waits_for_a_person():
    text = "def f(x): raise TypeError('only 0-dimensional arrays can be converted')"
    (score,) = graded([answer(text), ("test", "assert f(2) == 4")]).scores.values()
    assert score.waits and "versions of NumPy" in score.message


@pytest.mark.parametrize("tier", [Tier.B, Tier.C])
def test_within_any_walls_a_test_is_tried(tier: Tier):
    built(tier.walls)
    right, wrong = ("test", "assert f(2) == 4"), ("test", "assert f(2) == 5, 'Square it.'\n1")
    record = graded([answer("def f(x): return x ** 2"), right, wrong], tier=tier)
    assert [score.points for score in record.scores.values()] == [2, 0]
    assert [*lost(record).values()] == [
        "AssertionError on line 1: assert f(2) == 5, 'Square it.'\nSquare it."
    ]
