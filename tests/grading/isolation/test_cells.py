"""What honest cells do with the output and with commands must not cost them their functions."""

from __future__ import annotations

import functools

from deepcat_grader.grading.isolation.launch import GRADER, SOLUTIONS, launch
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.protection import tier
from deepcat_grader.grading.isolation.session import Session

REHEARSED = ["answer", "Kept", "kept", "X", "rng", "np", "plt"]


def run(source: str) -> tuple[str, str]:
    """What a cell wrote, and what went wrong in it."""
    limits = Limits()
    with Session(limits, functools.partial(launch, limits, ())) as session:
        seen = session.run("a", source)
    return seen.text, seen.words


def test_the_output_is_a_file_like_any_other():
    source = (
        "import sys\n"
        "sys.stdout.writelines(['a', 'b'])\n"
        "sys.stderr.fileno(), sys.stdout.writable(), sys.stdout.closed\n"
        "sys.stdout.close()\n"
        "print('c')"
    )
    assert run(source) == ("abc\n", "")


def test_commands_of_the_system_are_not_run():
    """``%pip install`` would change the installation of whoever grades."""
    text, words = run("!echo secret\nfound = !echo secret\n%pip --version\nprint(found)")
    assert words == ""
    assert "secret" not in text and "site-packages" not in text
    assert text.count("not run while grading") == 3 and "[]" in text


CELLS = {
    "a picture as text": "PICTURE = '"
    + 300_000 * "A"
    + "'\ndef after_a_picture(): return len(PICTURE)",
    "more than one byte a character": "TEXT = '" + 150_000 * "é" + "'\nprint(len(TEXT))",
    "questions to a person": "n = int(input('How many? '))\nbreakpoint()\nimport pdb\n"
    "pdb.set_trace()\ndef after_questions(): return n",
    "a module": "%%writefile helper_of_mine.py\ndef twice(x): return 2 * x",
    "its import": "from helper_of_mine import twice\nprint(twice(21))",
    "a module with a name of ours": "%%writefile numpy.py\nraise SystemExit('not this one')",
    "an import after it": "import numpy as np, numpy.linalg\nprint(np.ones(2).sum())",
}


def test_what_works_in_a_notebook_works_here():
    """A long text, a question to a person, and a module that a cell writes."""
    limits = Limits()
    with Session(limits, functools.partial(launch, limits, ())) as session:
        seen = {name: session.run(name, source) for name, source in CELLS.items()}
    assert {name: run.words for name, run in seen.items()} == dict.fromkeys(CELLS, "")
    assert seen["its import"].text == "42\n" and seen["an import after it"].text == "2.0\n"
    assert seen["more than one byte a character"].text == "150000\n"


def test_nothing_of_the_rehearsal_is_left_in_a_notebook():
    """What the warm process tried out before it forked is nobody's."""
    limits = Limits()
    start = functools.partial(launch, limits, (GRADER, SOLUTIONS), walls=tier().walls)
    look = (
        "import linecache\n"
        f"print([name for name in {REHEARSED} if name in globals()], In, Out)\n"
        "shell = get_ipython()\n"
        "print(shell.last_execution_result, shell.execution_count)\n"
        "print([name for name, of in linecache.cache.items() if 'def ' + 'answer' in str(of)])"
    )
    with Session(limits, start) as session:
        assert session.run("a", look).text == "[] [''] {}\nNone 1\n[]\n"
